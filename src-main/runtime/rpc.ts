import type { MessagePort, Worker } from 'node:worker_threads'
import { ThreadDeath } from './thread-death.ts'

/**
 * Calls between threads: one message there, one back, matched by number. Functions of `Service` take one structured-
 * cloneable input and answer with a promise. What a function throws rejects the caller's promise.
 */
export type Service = Readonly<Record<string, (input: never) => Promise<unknown>>>

interface Request {
  readonly call: number
  readonly name: string
  readonly input: unknown
}
type Reply = { readonly call: number } & ({ readonly value: unknown } | { readonly error: Thrown })
/** Structured cloning loses an error's stack, so message and stack are sent as texts. */
interface Thrown {
  readonly message: string
  readonly stack: string | undefined
}
interface Push {
  readonly push: unknown
}

type Memory = readonly ArrayBuffer[]

/** Answers the calls that come in on `port`. `givenAway`: the memory of an answer that goes over without a copy. */
export function serve(
  port: MessagePort,
  service: Service,
  givenAway: (value: unknown) => Memory = () => [],
): (push: unknown) => void {
  port.on('message', async ({ call, name, input }: Request) => {
    let reply: Reply
    let memory: Memory = []
    try {
      const value = await service[name]!(input as never)
      reply = { call, value }
      memory = givenAway(value)
    } catch (error) {
      reply = { call, error: thrown(error) }
    }
    port.postMessage(reply, memory)
  })
  return (push) => port.postMessage({ push } satisfies Push)
}

const thrown = (error: unknown): Thrown =>
  error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error), stack: undefined }

/**
 * The other end of `serve`, over a worker. When the worker dies, waiting calls and later ones reject with ThreadDeath.
 */
export class Client<S extends Service> {
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  private calls = 0
  private death: ThreadDeath | null = null

  constructor(
    private readonly worker: Worker,
    onPush: (push: unknown) => void,
    onDeath: (death: ThreadDeath) => void,
  ) {
    worker.on('message', (message: Reply | Push) => {
      if ('push' in message) return onPush(message.push)
      const waiting = this.waiting.get(message.call)
      this.waiting.delete(message.call)
      if ('error' in message)
        waiting?.reject(Object.assign(new Error(message.error.message), { stack: message.error.stack }))
      else waiting?.resolve(message.value as never)
    })
    const die = (cause?: unknown) => {
      if (this.death !== null) return
      const death = new ThreadDeath(cause)
      this.death = death
      for (const { reject } of this.waiting.values()) reject(death)
      this.waiting.clear()
      onDeath(death)
    }
    worker.on('error', die)
    worker.on('exit', () => die())
  }

  /** `givenAway`: memory of the input that goes over without a copy. */
  call<N extends keyof S & string>(name: N, input: Parameters<S[N]>[0], givenAway: Memory = []): ReturnType<S[N]> {
    const answer = new Promise((resolve, reject) => {
      if (this.death !== null) return reject(this.death)
      const call = ++this.calls
      this.waiting.set(call, { resolve, reject })
      this.worker.postMessage({ call, name, input } satisfies Request, givenAway)
    })
    return answer as ReturnType<S[N]>
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }
}
