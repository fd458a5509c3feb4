import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type {
  RemoteAnswer, RemoteColumn, RemoteListener, RemoteQuery, RemoteRow, RemoteTrouble, TrinoServer,
} from '../../src-shared/model/remote.ts' // biome-ignore format: a list
import { remoteWords } from '../../src-shared/words/remote.ts'
import { type Patience, retrying } from '../acquire/retrying.ts'
import { type Answered, type Asked, ask, NoAnswer } from './http.ts'
import { cellOf, parseExactly } from './numbers.ts'

export interface RemoteOptions {
  readonly signal: AbortSignal
  readonly patience?: Patience
  readonly idleMs?: number
}

/** Trino's protocol asks for 50 to 100 ms between attempts. */
const usualPatience: Patience = { attempts: 6, firstDelayMs: 100, mostDelayMs: 5_000 }
const usualIdleMs = 60_000
/** An answer to a cancellation is waited for no longer. */
const cancelMs = 5_000

/** The members of an answer that are looked at (Trino documentation, "Trino client REST API"). */
interface Page {
  readonly id: string
  readonly nextUri?: string
  readonly columns?: readonly RemoteColumn[]
  readonly data?: readonly (readonly unknown[])[]
  readonly stats?: {
    readonly state?: string
    readonly physicalInputBytes?: number
    readonly elapsedTimeMillis?: number
  }
  readonly error?: { readonly message?: string; readonly errorName?: string; readonly errorType?: string }
}

/** The server answered with something else than a page. */
class BadAnswer extends Error {
  override readonly name = 'BadAnswer'

  constructor(readonly answer: Answered) {
    super(`HTTP ${answer.status}`)
  }
}

/**
 * Runs a query on Trino and hands on its rows as they come. A client that just leaves would let the query run on: whatever
 * ends this early deletes it on the server.
 */
export async function askTrino(
  query: RemoteQuery,
  server: TrinoServer,
  listener: RemoteListener,
  options: RemoteOptions,
): Promise<Result<RemoteAnswer, RemoteTrouble>> {
  const running = new Running(server, options)
  try {
    return await running.run(query, listener)
  } catch (error) {
    const isCancelled = await running.cancel()
    if (options.signal.aborted)
      return fail('interrupted', remoteWords.interrupted(server.endpoint, running.id, isCancelled))
    if (error instanceof NoAnswer) return fail('unreachable', remoteWords.unreachable(server.endpoint, error.message))
    if (error instanceof BadAnswer) return refusal(server.endpoint, error.answer)
    throw error
  }
}

class Running {
  id: string | null = null
  #next: string | null = null

  constructor(
    private readonly server: TrinoServer,
    private readonly options: RemoteOptions,
  ) {}

  async run({ sql, limit }: RemoteQuery, listener: RemoteListener): Promise<Result<RemoteAnswer, RemoteTrouble>> {
    const { endpoint } = this.server
    let rows = 0
    let columns: readonly RemoteColumn[] | null = null
    let page = await this.#post(sql)
    for (;;) {
      this.#follow(page)
      const { stats = {}, error } = page
      if (error !== undefined) return failureOf(error)
      this.options.signal.throwIfAborted()
      const isFirst = columns === null && page.columns !== undefined
      columns ??= page.columns ?? null
      const found = (page.data ?? []).map((row): RemoteRow => row.map(cellOf))
      const taken = found.slice(0, limit - rows)
      rows += taken.length
      if (columns !== null && (isFirst || taken.length > 0)) await listener.onRows(columns, taken)
      const scannedBytes = stats.physicalInputBytes ?? null
      listener.onProgress({ state: stats.state ?? 'RUNNING', scannedBytes, rows })
      const isCut = taken.length < found.length
      if (isCut || this.#next === null) {
        if (isCut) await this.cancel()
        const by = `Trino at ${endpoint}`
        const elapsedMs = stats.elapsedTimeMillis ?? null
        return ok({
          by,
          queryId: page.id,
          columns: columns ?? [],
          rows,
          isCut,
          scannedBytes,
          elapsedMs,
          resultLocation: null,
        })
      }
      page = await this.#page({ method: 'GET', url: this.#next, headers: this.#headers() }, this.options.signal)
    }
  }

  /**
   * An interrupt does not end it: a query whose id is not known cannot be deleted. It is made once where it was sent: made
   * twice, the query would run twice.
   */
  #post(sql: string): Promise<Page> {
    const url = new URL('/v1/statement', this.server.endpoint).href
    return this.#page({ method: 'POST', url, headers: this.#headers(), body: sql }, new AbortController().signal)
  }

  async #page(asked: Asked, signal: AbortSignal): Promise<Page> {
    const { patience = usualPatience, idleMs = usualIdleMs } = this.options
    const isWorthIt = (error: unknown) =>
      (error instanceof NoAnswer && (asked.method === 'GET' || error.isUnsent)) ||
      (error instanceof BadAnswer && [429, 502, 503, 504].includes(error.answer.status))
    return retrying(
      async () => {
        const answer = await ask(asked, idleMs, signal)
        const page = answer.status === 200 ? pageIn(answer.text) : null
        if (page === null) throw new BadAnswer(answer)
        return page
      },
      patience,
      this.options.signal,
      isWorthIt,
    )
  }

  /** Credentials are sent to the server that was named, and to no other. */
  #follow({ id, nextUri }: Page): void {
    this.id = id
    this.#next = nextUri ?? null
    if (nextUri === undefined || new URL(nextUri).origin === new URL(this.server.endpoint).origin) return
    throw new BadAnswer({ status: 200, text: remoteWords.otherServer(nextUri) })
  }

  #headers(): Readonly<Record<string, string>> {
    const { user, secret, catalog, schema } = this.server
    return {
      'X-Trino-User': user,
      'X-Trino-Source': 'trailproof',
      'X-Trino-Time-Zone': 'UTC',
      ...(catalog === null ? {} : { 'X-Trino-Catalog': catalog }),
      ...(schema === null ? {} : { 'X-Trino-Schema': schema }),
      ...(secret === null ? {} : { Authorization: authorization(user, secret) }),
    }
  }

  /** True where nothing runs on the server any more. */
  async cancel(): Promise<boolean> {
    if (this.#next === null) return true
    const asked = { method: 'DELETE', url: this.#next, headers: this.#headers() } as const
    this.#next = null
    try {
      const { status } = await ask(asked, cancelMs, AbortSignal.timeout(cancelMs))
      return status < 300
    } catch {
      return false
    }
  }
}

function authorization(user: string, secret: NonNullable<TrinoServer['secret']>): string {
  if ('token' in secret) return `Bearer ${secret.token}`
  return `Basic ${Buffer.from(`${user}:${secret.password}`).toString('base64')}`
}

/** Null for what is no page. */
function pageIn(text: string): Page | null {
  try {
    const page = parseExactly(text)
    return typeof page === 'object' && page !== null && 'id' in page ? (page as Page) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function failureOf({ message = '', errorName = '', errorType = '' }: NonNullable<Page['error']>) {
  const said = message.trim() === '' ? errorName : message
  if (errorName === 'PERMISSION_DENIED') return fail('denied', remoteWords.denied(said))
  if (['CATALOG_NOT_FOUND', 'SCHEMA_NOT_FOUND', 'TABLE_NOT_FOUND'].includes(errorName)) return fail('not-there', said)
  if (errorName === 'USER_CANCELED' || errorName === 'ADMINISTRATIVELY_KILLED') return fail('failed', said)
  return errorType === 'USER_ERROR' ? fail('query', said) : fail('failed', `${errorName}: ${said}`)
}

function refusal(endpoint: string, { status, text }: Answered) {
  const said = text.replaceAll(/\s+/g, ' ').trim().slice(0, 300)
  if (status === 401 || status === 403) return fail('denied', remoteWords.denied(`HTTP ${status} ${said}`))
  return fail('unreachable', remoteWords.noTrino(endpoint, status, said))
}
