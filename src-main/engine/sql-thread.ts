import { Worker } from 'node:worker_threads'
import type { Result } from '../../src-shared/base/result.ts'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { Answer, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import type { CaseFields } from '../case/database.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { Ordering } from '../columns/ordering.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Pending } from '../runtime/pending.ts'
import { Client } from '../runtime/rpc.ts'
import { builtWorker } from '../runtime/workers.ts'
import type { Part } from '../store/parts.ts'
import type { SqlFailure, SqlQuery } from '../store/user-sql.ts'
import { FieldAnswerer } from './field-channel.ts'
import type { Finished, RuleRun, SqlService, SqlWorkerData } from './sql-worker.ts'

/** A message holds a copy of all that is in it: one of very many files would be the most that a case ever takes. */
const filesAtOnce = 20_000

/** What a thread is started with. */
export interface SqlThreadParts {
  readonly workersFolder: string
  /** sql-wasm.wasm of sql.js. */
  readonly wasmFile: string
  /** Handed the rows of running queries. */
  readonly tell: (rows: SqlRows) => void
  readonly events: Promise<Events>
  readonly judged: Promise<Judged>
  readonly fields: Promise<CaseFields>
  /** Of all rules, once they have run. */
  readonly findings: () => Promise<readonly Finding[]>
  readonly sessions: Promise<SessionTable>
  /** As findings are related by now, once they are. */
  readonly incidents: () => Promise<IncidentTable>
  /** What was last filled in; null where nothing was. */
  readonly lookups: () => Lookups | null
  readonly anomalies: Promise<readonly Anomaly[]>
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
  readonly #findings: SqlThreadParts['findings']
  readonly #sessions: SqlThreadParts['sessions']
  readonly #incidents: SqlThreadParts['incidents']
  readonly #lookups: SqlThreadParts['lookups']
  /** Which findings, and which lookups, are in it. */
  #found: readonly Finding[] | null = null
  #lookedUp: Lookups | null = null
  readonly #anomalies: SqlThreadParts['anomalies']
  #compared: Promise<void> | null = null
  #chained: Promise<void> | null = null
  /** Those that are in it. */
  #related: IncidentTable | null = null
  #relating: Promise<void> = Promise.resolve()

  constructor({
    workersFolder,
    wasmFile,
    tell,
    events,
    judged,
    fields,
    sessions,
    findings,
    incidents,
    lookups,
    anomalies,
  }: SqlThreadParts) {
    this.#lookups = lookups
    this.#findings = findings
    this.#sessions = sessions
    this.#incidents = incidents
    this.#anomalies = anomalies
    this.#fields = new FieldAnswerer(fields)
    const worker = new Worker(builtWorker(workersFolder, 'sql-worker'), {
      workerData: { wasmFile, fieldPort: this.#fields.given } satisfies SqlWorkerData,
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
    if (parts.has('sessions')) {
      this.#chained ??= this.#addSessions()
      await this.#chained
    }
    if (parts.has('lookups')) await this.#addLookups()
    if (parts.has('findings')) await this.#addFindings()
    if (parts.has('incidents')) await this.#relate()
    if (parts.has('anomalies')) {
      this.#compared ??= this.#addAnomalies()
      await this.#compared
    }
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

  async #addSessions(): Promise<void> {
    await this.#client.call('chain', await this.#sessions)
  }

  async #addAnomalies(): Promise<void> {
    await this.#client.call('compare', await this.#anomalies)
  }

  /** In turn, as others may ask meanwhile. */
  #relate(): Promise<void> {
    const relating = this.#relating.then(async () => {
      const incidents = await this.#incidents()
      if (incidents === this.#related) return
      await this.#client.call('relate', incidents)
      this.#related = incidents
    })
    this.#relating = relating.catch(() => {})
    return relating
  }

  async #addLookups(): Promise<void> {
    const lookups = this.#lookups()
    if (lookups === null || this.#lookedUp === lookups) return
    await this.#client.call('enrich', lookups)
    this.#lookedUp = lookups
  }

  async #addFindings(): Promise<void> {
    const findings = await this.#findings()
    if (this.#found === findings) return
    await this.#client.call('addFindings', findings)
    this.#found = findings
  }

  async #finish({ files, ...judged }: Judged): Promise<Finished> {
    for (let from = 0; from < files.length; from += filesAtOnce)
      await this.#client.call('addFiles', files.slice(from, from + filesAtOnce))
    return this.#client.call('finish', judged)
  }
}
