import { totalmem } from 'node:os'
import { type Failure, fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { Answer, In, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import { deedOfPath } from '../../src-shared/model/deed-fields.ts'
import { placeNamed } from '../../src-shared/sql/place-names.ts'
import { fieldReadAnew, filesWithoutField } from '../../src-shared/words/fields.ts'
import { duckdbDied, threadsHeld } from '../../src-shared/words/sql.ts'
import { CaseClosed } from '../case/closed.ts'
import type { CaseFields, PagedQuery, ShownRows, WhenThere } from '../case/database.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Latest, Pending } from '../runtime/pending.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import { within } from '../runtime/within.ts'
import { DuckdbThread } from './duckdb-thread.ts'
import type { Needs, SentField } from './duckdb-worker.ts'

/** DuckDB uses both cores for one query; more of them would only share its memory. */
const mostAtOnce = 3
/** How long a query may wait while others hold all places. */
const heldPatienceMs = 60_000
/** How long an ending case waits for queries that were cancelled. */
const endPatienceMs = 10_000

/** A query of an analyst, from when it is asked until it is answered; its place is held until DuckDB has ended it. */
class Query {
  readonly cancelWord = new Int32Array(new SharedArrayBuffer(4))
  readonly abort = new AbortController()
  readonly cancelled = new Pending<never>()

  constructor(
    readonly handle: number,
    readonly id: string | undefined,
  ) {}

  get isCancelled(): boolean {
    return this.abort.signal.aborted
  }

  /** It is answered at once. DuckDB ends it within the next tenths of a second: see Steps of the room `duckdb`. */
  cancel(): void {
    Atomics.store(this.cancelWord, 0, 1)
    this.abort.abort()
    this.cancelled.refuse(new Error('The query was cancelled.'))
  }

  unlessCancelled<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.cancelled.value])
  }
}

/** What a query of the contract asks for. */
type Asked = Omit<PagedQuery, 'id' | 'isPushed'> & { readonly id?: string }

interface Ready {
  readonly thread: DuckdbThread
  readonly fields: readonly SentField[]
  readonly shown: ShownRows
}

type Unanswered = Failure<'cancelled' | 'sql-invalid' | 'busy' | 'engine-missing'>

/**
 * Queries in the dialects of Lake and Athena, which DuckDB or the columns answer in a thread of its own. It is started by the first of
 * them, or by a window once the rules have run; opening a case costs nothing for it.
 */
export class DuckdbEngine {
  readonly #events = new Pending<Events>()
  readonly #judged = new Pending<Judged>()
  readonly #fields = new Pending<CaseFields>()
  readonly #sessions = new Pending<SessionTable>()
  readonly #incidents = new Latest<IncidentTable>()
  #lookups: Lookups | null = null
  readonly #anomalies = new Pending<readonly Anomaly[]>()
  readonly #queries = new Set<Query>()
  readonly #places = new Places(mostAtOnce)
  #thread: DuckdbThread | null = null
  #handles = 0
  #ended: Error | null = null

  /** `tell` is handed rows of running queries; `findings` of all rules come once they have run. */
  constructor(
    private readonly workersFolder: string,
    private readonly tell: (rows: SqlRows) => void,
    private readonly findings: () => Promise<readonly Finding[]>,
  ) {}

  begin(events: Events): void {
    this.#events.give(events)
  }

  finish(judged: Judged, fields: CaseFields): void {
    this.#judged.give(judged)
    this.#fields.give(fields)
  }

  chain(sessions: SessionTable): void {
    this.#sessions.give(sessions)
  }

  compare(anomalies: readonly Anomaly[]): void {
    this.#anomalies.give(anomalies)
  }

  relate(incidents: IncidentTable): void {
    this.#incidents.give(incidents)
  }

  /** Starts the thread and opens its database. It holds a place meanwhile, so that the case does not end in the midst of it. */
  async warm(): Promise<void> {
    await this.#during({}, async (query) => {
      const thread = this.#started()
      await query.unlessCancelled(thread.begun)
      await thread.warm()
      return ok(undefined)
    })
  }

  enrich(lookups: Lookups): void {
    this.#lookups = lookups
  }

  async runSql(asked: In<'runSql'>, whenThere: WhenThere): Promise<Answer<'runSql'>> {
    return this.#during(asked, async (query) => {
      const ready = await this.#ready(query, asked, whenThere)
      if (!ready.ok) return ready
      return ready.value.thread.run(requestOf(query, asked, ready.value))
    })
  }

  async *pages(asked: PagedQuery, whenThere: WhenThere): AsyncGenerator<Result<SqlPage>, void> {
    const pages = new Pending<Result<SqlPage>>()
    const over = new Pending<void>()
    const pushedAs = asked.isPushed ? asked.id : null
    let thread: DuckdbThread | null = null
    let query: Query | null = null
    const held = this.#during<Result<void>>(asked, async (running) => {
      query = running
      const ready = await this.#ready(running, asked, whenThere)
      if (!ready.ok) return ready
      thread = ready.value.thread
      const opened = await thread.open(requestOf(running, asked, ready.value))
      if (!opened.ok) return opened
      pages.give(await thread.next(running.handle, pushedAs))
      await over.value
      return ok(undefined)
    })
    const failed = held.then((answer) => (answer.ok ? new Promise<never>(() => {}) : answer))
    try {
      for (let page = await Promise.race([pages.value, failed]); ; ) {
        yield page
        if (!page.ok || page.value.end !== 'more') return
        page = await query!.unlessCancelled(thread!.next(query!.handle, pushedAs))
      }
    } catch (error) {
      if (query === null) throw error
      yield whyUnanswered(query, error)
    } finally {
      over.give()
      await held
    }
  }

  /** Ends the query with this id, or all that run or wait. */
  cancel(id?: string): void {
    for (const query of this.#queries) if (id === undefined || query.id === id) query.cancel()
  }

  async end(): Promise<void> {
    this.#ended = new CaseClosed()
    for (const awaited of [this.#events, this.#judged, this.#fields, this.#sessions, this.#incidents, this.#anomalies])
      awaited.refuse(this.#ended)
    this.cancel()
    await within(endPatienceMs, this.#places.whenFree())
    await this.#thread?.end()
  }

  /** Gives the query a place, and what it makes in the thread an end. */
  async #during<T extends { readonly ok: boolean }>(
    asked: Pick<Asked, 'id'>,
    work: (query: Query) => Promise<T>,
  ): Promise<T | Unanswered> {
    if (this.#ended !== null) throw this.#ended
    const query = new Query(++this.#handles, asked.id)
    this.#queries.add(query)
    const free = await this.#places.take(query.abort.signal)
    try {
      if (query.isCancelled) return queryCancelled
      if (free === null) return fail('busy', threadsHeld([heldPatienceMs]))
      const done = work(query).finally(async () => {
        await this.#thread?.close(query.handle).catch(() => {})
        free()
      })
      return await query.unlessCancelled(done)
    } catch (error) {
      if (this.#ended !== null) throw this.#ended
      return whyUnanswered(query, error)
    } finally {
      this.#queries.delete(query)
    }
  }

  /** Waits for the parts that the text reads, and has its fields read. */
  async #ready(query: Query, { sql, dialect, parameters = {}, limit }: Asked, whenThere: WhenThere) {
    const thread = this.#started()
    await query.unlessCancelled(thread.begun)
    const asked = { dialect: dialect === 'lake' ? dialect : ('athena' as const), parameters }
    const needs: Result<Needs> = await thread.prepare({ handle: query.handle, sql, limit, ...asked })
    if (!needs.ok) return needs as Failure<'sql-invalid' | 'engine-missing'>
    const { parts, fields } = needs.value
    const there = await query.unlessCancelled(whenThere(parts))
    if (!there.ok) return there
    await query.unlessCancelled(thread.whenIn(parts))
    const ofAll = fields.length === 0 ? [] : await query.unlessCancelled(thread.readFew(query.handle))
    const read = await this.#fieldsOf(ofAll, query)
    if (query.isCancelled) return queryCancelled
    if (!read.ok) return fail('sql-invalid', read.message)
    return ok<Ready>({ thread, fields: read.value, shown: there.value })
  }

  /** The files are judged when this is asked. */
  async #fieldsOf(columns: readonly string[], query: Query): Promise<Result<readonly SentField[]>> {
    if (columns.length === 0) return ok([])
    const fields = await query.unlessCancelled(this.#fields.value)
    const places = columns.map(placeNamed)
    const asked = places.map(({ path, anyCase }) => ({ path, letterCase: anyCase ? 'any' : 'exact' }) as const)
    const made = await fields.each(asked, query.abort.signal)
    const sent: SentField[] = []
    for (const [i, column] of columns.entries()) {
      const field = made[i]!
      if (field.ok) sent.push({ column, data: field.value.data })
      else if (field.code === 'field-too-large' && deedOfPath(column) === null) sent.push({ column, data: null })
      else return field
    }
    return ok(sent)
  }

  #started(): DuckdbThread {
    if (this.#thread === null || this.#thread.isDead) {
      // A cancelled query may still run for a moment: nobody hears of its rows.
      const tell = (rows: SqlRows) => {
        if ([...this.#queries].some(({ id }) => id === rows.id)) this.tell(rows)
      }
      const { workersFolder, findings } = this
      const known = { events: this.#events.value, judged: this.#judged.value, sessions: this.#sessions.value }
      this.#thread = new DuckdbThread({
        workersFolder,
        tell,
        findings,
        incidents: () => this.#incidents.value,
        lookups: () => this.#lookups,
        anomalies: this.#anomalies.value,
        memory: memoryOf(totalmem()),
        ...known,
      })
    }
    return this.#thread
  }
}

/** A quarter of what the machine has, at most 2 GiB; bytes. */
const memoryOf = (machine: number): number => Math.min(2 ** 31, Math.max(2 ** 29, machine / 4))

function requestOf(query: Query, { limit, id }: Asked, { fields, shown }: Ready) {
  const notes = fields.flatMap(({ column, data }) => {
    const { path } = placeNamed(column)
    if (data === null) return [fieldReadAnew(path)]
    const { unread } = data
    const [first] = unread.values()
    return first === undefined ? [] : [filesWithoutField(path, unread.size, first)]
  })
  const { handle, cancelWord } = query
  return { handle, limit, id, fields, shown, notes, cancelWord }
}

const queryCancelled = fail('cancelled', 'The query was cancelled.')

/** A thread that dies takes its queries along and nothing else: the next one starts another. */
function whyUnanswered(query: Query, error: unknown): Unanswered {
  if (query.isCancelled) return queryCancelled
  if (error instanceof ThreadDeath) return fail('sql-invalid', duckdbDied(error.message))
  throw error
}

/** Places of queries that run. */
class Places {
  #held = 0
  readonly #waiting: (() => void)[] = []
  #whenFree: (() => void)[] = []

  constructor(private readonly most: number) {}

  /** What gives the place back; null when none was free for long, or the signal came first. */
  async take(signal: AbortSignal): Promise<(() => void) | null> {
    if (this.#held >= this.most && !(await this.#wait(signal))) return null
    this.#held++
    return () => {
      this.#held--
      this.#waiting.shift()?.()
      if (this.#held === 0) for (const tell of this.#whenFree.splice(0)) tell()
    }
  }

  whenFree(): Promise<void> {
    return this.#held === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenFree.push(resolve))
  }

  async #wait(signal: AbortSignal): Promise<boolean> {
    const turn = new Pending<void>()
    this.#waiting.push(turn.give)
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    let isMine = false
    const mine = turn.value.then(() => {
      isMine = true
    })
    await within(heldPatienceMs, Promise.race([mine, aborted]))
    if (isMine) return true
    this.#waiting.splice(this.#waiting.indexOf(turn.give), 1)
    return false
  }
}
