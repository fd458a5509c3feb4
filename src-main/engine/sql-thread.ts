import { Worker } from 'node:worker_threads'
import type { Result } from '../../src-shared/base/result.ts'
import type { Answer, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import type { CaseFields } from '../case/database.ts'
import type { Ordering } from '../columns/ordering.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Pending } from '../runtime/pending.ts'
import { Client } from '../runtime/rpc.ts'
import { builtWorker } from '../runtime/workers.ts'
import type { Part } from '../store/parts.ts'
import type { SqliteProgram } from '../store/sqlite-program.ts'
import type { SqlFailure, SqlQuery } from '../store/user-sql.ts'
import { FieldAnswerer } from './field-channel.ts'
import { addFilesTo, createLaterTables, type LaterTablesOf } from './later-tables.ts'
import type { Finished, RuleRun, SqlService, SqlWorkerData } from './sql-worker.ts'

/** What a thread is started with. */
export interface SqlThreadParts extends LaterTablesOf {
  readonly workersFolder: string
  readonly sqlite: SqliteProgram
  /** Handed the rows of running queries. */
  readonly tell: (rows: SqlRows) => void
  readonly events: Promise<Events>
  readonly judged: Promise<Judged>
  readonly fields: Promise<CaseFields>
}

/** One thread with a database of the case, which it makes as soon as the events are known. It answers in turn. */
export class SqlThread {
  /** Resolves when events can be asked for. */
  readonly begun: Promise<void>
  /** Resolves when what is known of judged files is in it. */
  readonly built: Promise<Finished>
  /** Resolves when the thread has ended, by itself or not. */
  readonly died: Promise<void>
  readonly #client: Client<SqlService>
  /** The ticket of the last query that was cancelled: see Cancellation. */
  readonly #cancelWord = new Int32Array(new SharedArrayBuffer(4))

  readonly #fields: FieldAnswerer
  readonly #fillIn: ReturnType<typeof createLaterTables>

  constructor({ workersFolder, sqlite, tell, events, judged, fields, ...later }: SqlThreadParts) {
    this.#fields = new FieldAnswerer(fields)
    const worker = new Worker(builtWorker(workersFolder, 'sql-worker'), {
      workerData: { sqlite, fieldPort: this.#fields.given } satisfies SqlWorkerData,
      transferList: [...this.#fields.transfer],
    })
    const died = new Pending<void>()
    this.died = died.value
    this.#client = new Client<SqlService>(
      worker,
      (rows) => tell(rows as SqlRows),
      () => {
        this.#fields.end()
        died.give()
      },
    )
    this.#fillIn = createLaterTables(this.#client, later)
    const inflateWorkerFile = builtWorker(workersFolder, 'inflate-worker')
    this.begun = events.then((events) => this.#begin({ inflateWorkerFile, events, cancelWord: this.#cancelWord }))
    this.built = judged.then(async (judged) => {
      await this.begun
      return this.#finish(judged)
    })
    // Whoever asks for them is told.
    for (const step of [this.begun, this.built]) step.catch(() => {})
  }

  /** Takes part in putting columns in order, until there is none left. */
  order(ordering: Ordering): Promise<void> {
    return this.#client.call('order', ordering)
  }

  /**
   * Resolves when these parts are in it. Lookups, sessions and what the rules found are filled in by the first query that
   * reads them, and again where they have changed: most cases never need it. Nothing else runs in the thread meanwhile.
   */
  async whenIn(parts: ReadonlySet<Part>): Promise<void> {
    if ([...parts].some((part) => part !== 'events' && part !== 'shown')) await this.built
    else await this.begun
    await this.#fillIn(parts)
  }

  touched(sql: string): Promise<ReadonlySet<Part>> {
    return this.#client.call('touched', sql)
  }

  run(query: SqlQuery & { readonly id?: string }): Promise<Answer<'runSql'>> {
    return this.#client.call('runSql', query)
  }

  /** Begins a query that is answered page by page. One at a time; it must be closed. */
  open(query: SqlQuery): Promise<Result<void, SqlFailure>> {
    return this.#client.call('openSql', query)
  }

  next(id: string | null): Promise<Result<SqlPage, SqlFailure>> {
    return this.#client.call('nextSql', id)
  }

  close(): Promise<void> {
    return this.#client.call('closeSql', undefined)
  }

  /** Runs one rule, counted from 0. */
  runRule(rule: number): Promise<RuleRun> {
    return this.#client.call('runRule', rule)
  }

  /** Asks the query with this ticket to end, which it does when it next reads a row of a view. */
  cancel(ticket: number): void {
    Atomics.store(this.#cancelWord, 0, ticket)
    this.#fields.giveUp()
  }

  end(): Promise<void> {
    return this.#client.end()
  }

  #begin(request: Parameters<SqlService['begin']>[0]): Promise<void> {
    return this.#client.call('begin', request)
  }

  async #finish({ files, ...judged }: Judged): Promise<Finished> {
    await addFilesTo(this.#client, files)
    return this.#client.call('finish', judged)
  }
}
