import { Worker } from 'node:worker_threads'
import type { SqlRows } from '../../src-shared/contract/index.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Client } from '../runtime/rpc.ts'
import { builtWorker } from '../runtime/workers.ts'
import type { Part } from '../store/parts.ts'
import type { DuckdbService, RunDuckdb } from './duckdb-worker.ts'
import { addFilesTo, createLaterTables, type LaterTablesOf } from './later-tables.ts'

/** What a thread is started with. */
export interface DuckdbThreadParts extends LaterTablesOf {
  readonly workersFolder: string
  /** What DuckDB may take, bytes. */
  readonly memory: number
  /** Handed the rows of running queries. */
  readonly tell: (rows: SqlRows) => void
  readonly events: Promise<Events>
  readonly judged: Promise<Judged>
}

/** The thread with DuckDB over the columns of the case. Its queries run side by side. */
export class DuckdbThread {
  /** Resolves when events can be asked for. */
  readonly begun: Promise<void>
  /** Resolves when what is known of judged files is in it. */
  readonly built: Promise<void>
  isDead = false
  readonly #client: Client<DuckdbService>
  readonly #fillIn: ReturnType<typeof createLaterTables>

  constructor({ workersFolder, memory, tell, events, judged, ...later }: DuckdbThreadParts) {
    const worker = new Worker(builtWorker(workersFolder, 'duckdb-worker'))
    this.#client = new Client<DuckdbService>(
      worker,
      (rows) => tell(rows as SqlRows),
      () => {
        this.isDead = true
      },
    )
    this.#fillIn = createLaterTables(this.#client, later)
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
    await this.#fillIn(parts)
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

  async #finish({ files, ...judged }: Judged): Promise<void> {
    await addFilesTo(this.#client, files)
    await this.#client.call('finish', judged)
  }
}
