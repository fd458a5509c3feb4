import { Worker } from 'node:worker_threads'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { SqlRows } from '../../src-shared/contract/index.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Client } from '../runtime/rpc.ts'
import { builtWorker } from '../runtime/workers.ts'
import type { Part } from '../store/parts.ts'
import type { DuckdbService, RunDuckdb } from './duckdb-worker.ts'

/** A message holds a copy of all that is in it: one of very many files would be the most that a case ever takes. */
const filesAtOnce = 20_000

/** What a thread is started with. */
export interface DuckdbThreadParts {
  readonly workersFolder: string
  /** What DuckDB may take, bytes. */
  readonly memory: number
  /** Handed the rows of running queries. */
  readonly tell: (rows: SqlRows) => void
  readonly events: Promise<Events>
  readonly judged: Promise<Judged>
  /** Of all rules, once they have run. */
  readonly findings: () => Promise<readonly Finding[]>
  readonly sessions: Promise<SessionTable>
  /** As findings are related by now, once they are. */
  readonly incidents: () => Promise<IncidentTable>
  /** What was last filled in; null where nothing was. */
  readonly lookups: () => Lookups | null
  readonly anomalies: Promise<readonly Anomaly[]>
}

/** The thread with DuckDB over the columns of the case. Its queries run side by side. */
export class DuckdbThread {
  /** Resolves when events can be asked for. */
  readonly begun: Promise<void>
  /** Resolves when what is known of judged files is in it. */
  readonly built: Promise<void>
  isDead = false
  readonly #client: Client<DuckdbService>
  readonly #findings: DuckdbThreadParts['findings']
  readonly #sessions: DuckdbThreadParts['sessions']
  readonly #incidents: DuckdbThreadParts['incidents']
  readonly #lookups: DuckdbThreadParts['lookups']
  /** What is in it, or on its way there. */
  #found: { readonly of: readonly Finding[]; readonly isIn: Promise<void> } | null = null
  #lookedUp: { readonly of: Lookups; readonly isIn: Promise<void> } | null = null
  readonly #anomalies: DuckdbThreadParts['anomalies']
  #compared: Promise<void> | null = null
  #chained: Promise<void> | null = null
  /** Those that are in it. */
  #related: IncidentTable | null = null
  #relating: Promise<void> = Promise.resolve()

  constructor({
    workersFolder,
    memory,
    tell,
    events,
    judged,
    findings,
    sessions,
    incidents,
    lookups,
    anomalies,
  }: DuckdbThreadParts) {
    this.#lookups = lookups
    this.#findings = findings
    this.#sessions = sessions
    this.#incidents = incidents
    this.#anomalies = anomalies
    const worker = new Worker(builtWorker(workersFolder, 'duckdb-worker'))
    this.#client = new Client<DuckdbService>(
      worker,
      (rows) => tell(rows as SqlRows),
      () => {
        this.isDead = true
      },
    )
    const inflateWorkerFile = builtWorker(workersFolder, 'inflate-worker')
    this.begun = events.then((events) => this.#client.call('begin', { events, inflateWorkerFile, memory }))
    this.built = judged.then(async (judged) => {
      await this.begun
      await this.#finish(judged)
    })
    // Whoever asks for them is told.
    for (const step of [this.begun, this.built]) step.catch(() => {})
  }

  /** Resolves when these parts are in it. The first query that reads lookups, sessions or what the rules found has it filled in. */
  async whenIn(parts: ReadonlySet<Part>): Promise<void> {
    if ([...parts].some((part) => part !== 'events' && part !== 'shown')) await this.built
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

  warm(): Promise<void> {
    return this.#client.call('warm', undefined)
  }

  prepare(request: Parameters<DuckdbService['prepare']>[0]): ReturnType<DuckdbService['prepare']> {
    return this.#client.call('prepare', request)
  }

  readFew(handle: number): ReturnType<DuckdbService['readFew']> {
    return this.#client.call('readFew', handle)
  }

  run(request: RunDuckdb): ReturnType<DuckdbService['run']> {
    return this.#client.call('run', request)
  }

  open(request: RunDuckdb): ReturnType<DuckdbService['open']> {
    return this.#client.call('open', request)
  }

  next(handle: number, id: string | null): ReturnType<DuckdbService['next']> {
    return this.#client.call('next', { handle, id })
  }

  close(handle: number): Promise<void> {
    return this.#client.call('close', handle)
  }

  /** Native code that runs would take the process along: to be called when no query runs. */
  end(): Promise<void> {
    return this.#client.end()
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
    if (lookups === null) return
    if (this.#lookedUp?.of !== lookups) this.#lookedUp = { of: lookups, isIn: this.#client.call('enrich', lookups) }
    await this.#lookedUp.isIn
  }

  async #addFindings(): Promise<void> {
    const findings = await this.#findings()
    if (this.#found?.of !== findings) this.#found = { of: findings, isIn: this.#client.call('addFindings', findings) }
    await this.#found.isIn
  }

  async #finish({ files, ...judged }: Judged): Promise<void> {
    for (let from = 0; from < files.length; from += filesAtOnce)
      await this.#client.call('addFiles', files.slice(from, from + filesAtOnce))
    await this.#client.call('finish', judged)
  }
}
