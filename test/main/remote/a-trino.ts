import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TrinoServer } from '../../../src-shared/model/remote.ts'

type Answer = (response: ServerResponse, uri: (step: number) => string) => void

/**
 * Trino's protocol by a script: the POST is answered by the first step, and each next address by the step that it names. A
 * step that is a list answers one request after the other with its parts.
 */
export class ATrino {
  readonly requests: {
    readonly method: string
    readonly path: string
    readonly body: string
    readonly headers: IncomingMessage['headers']
  }[] = []
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly #asked = new Map<number, number>()
  onRequest: (method: string, step: number) => void = () => {}

  private constructor(private readonly steps: readonly (Answer | readonly Answer[])[]) {}

  static async answering(...steps: readonly (Answer | readonly Answer[])[]): Promise<ATrino> {
    const trino = new ATrino(steps)
    await new Promise<void>((resolve) => trino.#server.listen(0, '127.0.0.1', resolve))
    return trino
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get server(): TrinoServer {
    return { endpoint: this.endpoint, user: 'analyst', secret: null, catalog: 'hive', schema: 'default' }
  }

  get deleted(): readonly string[] {
    return this.requests.flatMap(({ method, path }) => (method === 'DELETE' ? [path] : []))
  }

  end(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    const { method = '', url = '', headers } = request
    this.requests.push({ method, path: url, body: Buffer.concat(pieces).toString(), headers })
    const step = method === 'POST' ? 0 : Number(url.split('/').at(-1))
    this.onRequest(method, step)
    if (method === 'DELETE') {
      response.writeHead(204).end()
      return
    }
    const script = this.steps[step]!
    const times = this.#asked.get(step) ?? 0
    this.#asked.set(step, times + 1)
    const answer = typeof script === 'function' ? script : script[Math.min(times, script.length - 1)]!
    answer(response, (next) => `${this.endpoint}/v1/statement/executing/q1/${next}`)
  }
}

/** A page of JSON. `next`: the step that it leads to. */
export const page =
  (more: Readonly<Record<string, unknown>>, next: number | null = null): Answer =>
  (response, uri) => {
    const body = { id: 'q1', ...(next === null ? {} : { nextUri: uri(next) }), stats: { state: 'RUNNING' }, ...more }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

export const text =
  (body: string, status = 200): Answer =>
  (response) => {
    response.writeHead(status).end(body)
  }

export const status = (code: number): Answer => text('', code)

/** The connection breaks before an answer. */
export const broken: Answer = (response) => void response.destroy()

/** No answer comes. */
export const silent: Answer = () => {}
