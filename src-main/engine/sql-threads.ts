import { fail } from '../../src-shared/base/result.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { Answer, In, SqlRows } from '../../src-shared/contract/index.ts'
import { CaseClosed } from '../case/closed.ts'
import type { Built, CaseDatabase, Detected, WhenThere } from '../case/database.ts'
import type { Ordering } from '../columns/ordering.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Pending } from '../runtime/pending.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import { Query, SqlQueue } from './sql-queue.ts'
import { SqlThread } from './sql-thread.ts'

const queryCancelled = fail('cancelled', 'The query was cancelled.')

/**
 * The SQL database of one case, in threads of its own: sql.js is synchronous, and a long query must block neither the
 * timeline nor the window, nor other queries for long.
 */
export class SqlThreads implements CaseDatabase {
  /** What databases are made of; until it is known, whoever asks waits. */
  readonly #events = new Pending<Events>()
  /** What they are finished with. */
  readonly #judged = new Pending<Judged>()
  readonly #begun = new Pending<void>()
  readonly #built = new Pending<Built>()
  readonly #detected: Promise<Detected>
  readonly #queue: SqlQueue
  readonly #queries = new Set<Query>()
  #tickets = 0

  /** Starts the first thread. `tell` is handed rows of running queries. */
  constructor(workersFolder: string, wasmFile: string, tell: (rows: SqlRows) => void) {
    // A cancelled query may still run for a moment: nobody hears of its rows.
    const tellAwaited = (rows: SqlRows) => {
      if ([...this.#queries].some(({ id }) => id === rows.id)) tell(rows)
    }
    const parts = { workersFolder, wasmFile, tell: tellAwaited, events: this.#events.value, judged: this.#judged.value }
    this.#queue = new SqlQueue(() => {
      const thread = new SqlThread(parts)
      // The first database that is there is the one waited for. A thread that was ended with its query refuses nothing.
      const unlessEnded = (refuse: (error: Error) => void) => (error: Error) => {
        if (this.#queue.has(thread)) refuse(error)
      }
      thread.begun.then(this.#begun.give, unlessEnded(this.#begun.refuse))
      thread.built.then(this.#built.give, unlessEnded(this.#built.refuse))
      return thread
    })
    void this.#queue.first
    this.#detected = this.#detect()
    this.#detected.catch(() => {})
  }

  order(ordering: Ordering): Promise<void> {
    return this.#queue.first.order(ordering)
  }

  begin(events: Events): void {
    this.#events.give(events)
  }

  finish(judged: Judged): void {
    this.#judged.give(judged)
  }

  whenBegun(): Promise<void> {
    return this.#begun.value
  }

  whenBuilt(): Promise<Built> {
    return this.#built.value
  }

  whenDetected(): Promise<Detected> {
    return this.#detected
  }

  async runSql(input: In<'runSql'>, whenThere: WhenThere): Promise<Answer<'runSql'>> {
    const query = new Query(input.id)
    this.#queries.add(query)
    try {
      return await Promise.race([this.#answer(input, query, whenThere), query.cancelled.value])
    } catch (error) {
      if (query.isCancelled) return queryCancelled
      if (error instanceof ThreadDeath) return fail('sql-invalid', `The database could not answer: ${error.message}`)
      throw error
    } finally {
      this.#queries.delete(query)
    }
  }

  /** Ends the query with this id, or all that run or wait. */
  async cancel(id?: string): Promise<void> {
    const meant = [...this.#queries].filter((query) => id === undefined || query.id === id)
    await Promise.all(meant.map((query) => this.#queue.cancel(query)))
  }

  async end(): Promise<void> {
    const closed = new CaseClosed()
    for (const awaited of [this.#events, this.#judged, this.#begun, this.#built]) awaited.refuse(closed)
    await this.#queue.end(closed)
  }

  async #answer(input: In<'runSql'>, query: Query, whenThere: WhenThere): Promise<Answer<'runSql'>> {
    const parts = await this.#queue.do(query, (thread) => thread.touched(input.sql))
    const there = await whenThere(parts)
    if (!there.ok) return there
    if (query.isCancelled) return queryCancelled
    const needsJudged = [...parts].some((part) => part !== 'events')
    return this.#queue.do(query, async (thread) => {
      // A second database may be younger than the answer of `whenThere`.
      if (needsJudged) await thread.built
      query.ticket = ++this.#tickets
      return thread.run({ ...input, ticket: query.ticket })
    })
  }

  /** Rule after rule, so that queries are answered in between, and none runs twice when a thread is ended. */
  async #detect(): Promise<Detected> {
    await this.#built.value
    const findings: Finding[] = []
    let detectMs = 0
    for (let rule = 0, isLast = false; !isLast; rule++) {
      const run = await this.#queue.do(null, async (thread) => {
        await thread.built
        return thread.runRule(rule)
      })
      findings.push(...run.findings)
      detectMs += run.tookMs
      isLast = run.isLast
    }
    return { findings, detectMs }
  }
}
