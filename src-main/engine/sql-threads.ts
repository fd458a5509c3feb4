import { type Failure, fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { Answer, In, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import { fieldPathsIn } from '../../src-shared/sql/field-paths.ts'
import { databaseDied, threadsHeld } from '../../src-shared/words/sql.ts'
import { CaseClosed } from '../case/closed.ts'
import type { Built, CaseFields, Detected, PagedQuery, ShownRows, WhenThere } from '../case/database.ts'
import type { NamedField } from '../columns/fields/field-column.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { Ordering } from '../columns/ordering.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Latest, Pending } from '../runtime/pending.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import type { Part } from '../store/parts.ts'
import type { SqliteProgram } from '../store/sqlite-program.ts'
import { runRules } from './run-rules.ts'
import { Query, SqlQueue, ThreadsHeld } from './sql-queue.ts'
import { SqlThread } from './sql-thread.ts'
import type { Finished } from './sql-worker.ts'

/** What a query needs of a thread, and what it is given. */
interface Ready {
  readonly thread: (thread: SqlThread) => Promise<unknown>
  readonly shownRows: ShownRows
}

const queryCancelled = fail('cancelled', 'The query was cancelled.')

/** Rules read the database beneath the findings. */
const readByRules: ReadonlySet<Part> = new Set(['verdicts', 'lookups'])

const unlessCancelled = <T>(query: Query, work: Promise<T>): Promise<T> => Promise.race([work, query.cancelled.value])

/** A thread that dies takes its query along and nothing else: the next one is started at once. */
function whyUnanswered(query: Query, error: unknown): Failure<'cancelled' | 'sql-invalid' | 'busy'> {
  if (query.isCancelled) return queryCancelled
  if (error instanceof ThreadDeath) return fail('sql-invalid', databaseDied(error.message))
  if (error instanceof ThreadsHeld) return fail('busy', threadsHeld(error.heldMs))
  throw error
}

/**
 * The SQL database of one case, in threads of its own: sql.js is synchronous, and a long query must block neither the
 * timeline nor the window, nor other queries for long.
 */
export class SqlThreads {
  /** What databases are made of; until it is known, whoever asks waits. */
  readonly #events = new Pending<Events>()
  /** What they are finished with. */
  readonly #judged = new Pending<Judged>()
  readonly #fields = new Pending<CaseFields>()
  readonly #sessions = new Pending<SessionTable>()
  readonly #incidents = new Latest<IncidentTable>()
  readonly #anomalies = new Pending<readonly Anomaly[]>()
  /** Columns of the fields that a text names; those that are there already. */
  #kept: (sql: string) => readonly NamedField[] = () => []
  readonly #begun = new Pending<void>()
  readonly #built = new Pending<Finished>()
  /** Null until they are filled in: no rule and no query reads them before. */
  #lookups: Lookups | null = null
  /** Of the rules that run with these lookups. */
  #detected: Promise<Detected> | null = null
  readonly #queue: SqlQueue
  readonly #queries = new Set<Query>()
  #tickets = 0

  /** Starts the first thread. `tell` is handed rows of running queries. */
  constructor(workersFolder: string, sqlite: SqliteProgram, tell: (rows: SqlRows) => void) {
    // A cancelled query may still run for a moment: nobody hears of its rows.
    const tellAwaited = (rows: SqlRows) => {
      if ([...this.#queries].some(({ id }) => id === rows.id)) tell(rows)
    }
    const [events, judged, fields] = [this.#events.value, this.#judged.value, this.#fields.value]
    const [sessions, findings] = [this.#sessions.value, async () => (await this.whenDetected()).findings]
    const parts = {
      workersFolder,
      sqlite,
      tell: tellAwaited,
      events,
      judged,
      fields,
      sessions,
      findings,
      incidents: () => this.#incidents.value,
      lookups: () => this.#lookups,
      anomalies: this.#anomalies.value,
    }
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
  }

  order(ordering: Ordering): Promise<void> {
    return this.#queue.first.order(ordering)
  }

  begin(events: Events): void {
    this.#events.give(events)
  }

  finish(judged: Judged, fields: CaseFields): void {
    this.#kept = (sql) => fields.kept(fieldPathsIn(sql))
    this.#fields.give(fields)
    this.#judged.give(judged)
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

  enrich(lookups: Lookups): void {
    this.#lookups = lookups
    this.#detected = null
    this.whenDetected().catch(() => {})
  }

  whenBegun(): Promise<void> {
    return this.#begun.value
  }

  whenBuilt(): Promise<Built> {
    return this.#built.value
  }

  whenDetected(): Promise<Detected> {
    this.#detected ??= this.#detect()
    return this.#detected
  }

  async runSql(input: In<'runSql'>, whenThere: WhenThere): Promise<Answer<'runSql'>> {
    const query = new Query(input.id)
    this.#queries.add(query)
    try {
      return await Promise.race([this.#answer(input, query, whenThere), query.cancelled.value])
    } catch (error) {
      return whyUnanswered(query, error)
    } finally {
      this.#queries.delete(query)
    }
  }

  /** The query holds a thread until its last page is taken, or whoever takes them returns. */
  async *pages(input: PagedQuery, whenThere: WhenThere): AsyncGenerator<Result<SqlPage>, void> {
    const query = new Query(input.id)
    this.#queries.add(query)
    const over = new Pending<void>()
    try {
      const ready = await this.#whenReady(input.sql, query, whenThere)
      if (!ready.ok) return yield ready
      const { thread: isReady, shownRows } = ready.value
      const thread = await unlessCancelled(query, this.#hold(query, isReady, over.value))
      query.ticket = ++this.#tickets
      const opened = await unlessCancelled(
        query,
        thread.open({ ...input, shownRows, fields: this.#kept(input.sql), ticket: query.ticket }),
      )
      if (!opened.ok) return yield opened
      try {
        for (let isLast = false; !isLast; ) {
          // A cancelled step ends by itself or with its thread. A race for each page would keep all pages in memory: what
          // is raced holds on to every race until it settles.
          const page = await thread.next(input.isPushed ? input.id : null)
          isLast = !page.ok || page.value.end !== 'more'
          yield page
        }
      } finally {
        // Answered when a step that is under way has ended. A thread that is ended with its query answers nothing.
        await thread.close().catch(() => {})
      }
    } catch (error) {
      yield whyUnanswered(query, error)
    } finally {
      over.give()
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
    for (const awaited of [
      this.#events,
      this.#judged,
      this.#fields,
      this.#sessions,
      this.#incidents,
      this.#anomalies,
      this.#begun,
      this.#built,
    ])
      awaited.refuse(closed)
    await this.#queue.end(closed)
  }

  async #answer(input: In<'runSql'>, query: Query, whenThere: WhenThere): Promise<Answer<'runSql'>> {
    const ready = await this.#whenReady(input.sql, query, whenThere)
    if (!ready.ok) return ready
    return this.#queue.do(query, async (thread) => {
      await ready.value.thread(thread)
      query.ticket = ++this.#tickets
      const fields = this.#kept(input.sql)
      return thread.run({ ...input, shownRows: ready.value.shownRows, fields, ticket: query.ticket })
    })
  }

  /** Waits for the parts that the text reads. A thread that is to answer it is waited for, too: with `thread`. */
  async #whenReady(
    sql: string,
    query: Query,
    whenThere: WhenThere,
  ): Promise<Result<Ready, 'no-case' | 'layer-missing'>> {
    const parts = await unlessCancelled(
      query,
      this.#queue.do(query, (thread) => thread.touched(sql)),
    )
    const there = await unlessCancelled(query, whenThere(parts))
    if (!there.ok) return there
    // A second database may be younger than the answer of `whenThere`.
    return ok({ thread: (thread) => thread.whenIn(parts), shownRows: there.value })
  }

  /** The next free thread, which does nothing else until `over` resolves. */
  #hold(query: Query, ready: (thread: SqlThread) => Promise<unknown>, over: Promise<void>): Promise<SqlThread> {
    const held = new Pending<SqlThread>()
    this.#queue
      .do(query, async (thread) => {
        await ready(thread)
        held.give(thread)
        await over
      })
      .catch(held.refuse)
    return held.value
  }

  /** Rule after rule, so that queries are answered in between, and none runs twice when a thread is ended. */
  async #detect(): Promise<Detected> {
    const { rules } = await this.#built.value
    const { events } = await this.#events.value
    const run = (rule: number) =>
      this.#queue.do(null, async (thread) => {
        await thread.whenIn(readByRules)
        return thread.runRule(rule)
      })
    const detected: { findings: Finding[]; detectMs: number } = { findings: [], detectMs: 0 }
    for await (const { findings, tookMs } of runRules(rules, events, run)) {
      detected.findings.push(...findings)
      detected.detectMs += tookMs
    }
    return detected
  }
}
