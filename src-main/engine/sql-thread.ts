import { Worker } from 'node:worker_threads'
import { fail } from '../../src-shared/base/result.ts'
import type { Answer, In, SqlRows } from '../../src-shared/contract/index.ts'
import type { Ordering } from '../columns/ordering.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Pending } from '../runtime/pending.ts'
import { Client } from '../runtime/rpc.ts'
import { within } from '../runtime/within.ts'
import { builtWorker } from '../runtime/workers.ts'
import type { Built, Detected, SqlService } from './sql-worker.ts'

/** A message holds a copy of all that is in it: one of very many files would be the most that a case ever takes. */
const filesAtOnce = 20_000

/** How long a cancelled query may take to notice before its thread is ended and the database built anew. */
const patience = 1500

const caseClosed = new Error('The case was closed.')

/**
 * The SQL database of one case, in a thread of its own: sql.js is synchronous, and a long query must block neither
 * the timeline nor the window.
 */
export class SqlThread {
  private client: Client<SqlService>
  /** Tickets up to this one are cancelled. */
  private readonly cancelWord = new Int32Array(new SharedArrayBuffer(4))
  /** What the database is made of; until it is known, whoever asks waits. */
  private readonly events = new Pending<Events>()
  /** What it is finished with. */
  private readonly judged = new Pending<Judged>()
  private begun: Promise<void>
  private built: Promise<Built>
  private found: Promise<Detected>
  /** Refused to the queries that are cancelled. */
  private cancelled = new Pending<never>()
  private tickets = 0
  /** Queries that the thread has been asked. */
  private running = 0

  /** Starts the thread. `tell` is handed rows of running queries. */
  constructor(
    private readonly workersFolder: string,
    private readonly wasmFile: string,
    private readonly tell: (rows: SqlRows) => void,
  ) {
    this.client = this.start()
    this.begun = this.beginDatabase()
    this.built = this.build()
    this.found = this.detect()
  }

  /** Has the thread take part in putting columns in order. */
  order(ordering: Ordering): Promise<void> {
    return this.client.call('order', ordering)
  }

  /** Begins the database. */
  begin(events: Events): void {
    this.events.give(events)
  }

  finish(judged: Judged): void {
    this.judged.give(judged)
  }

  /** Resolves when verdicts are in it, too; rejects when it could not be built. */
  whenBuilt(): Promise<Built> {
    return this.built
  }

  /** Resolves when the rules have run. */
  whenDetected(): Promise<Detected> {
    return this.found
  }

  private start(): Client<SqlService> {
    const worker = new Worker(builtWorker(this.workersFolder, 'sql-worker'), { workerData: this.wasmFile })
    return new Client<SqlService>(
      worker,
      (rows) => this.tell(rows as SqlRows),
      () => {},
    )
  }

  private beginDatabase(): Promise<void> {
    const { client, workersFolder, cancelWord } = this
    const inflateWorkerFile = builtWorker(workersFolder, 'inflate-worker')
    const begun = this.events.value.then((events) => client.call('begin', { inflateWorkerFile, events, cancelWord }))
    // Whoever asks for the database is told.
    begun.catch(() => {})
    return begun
  }

  private build(): Promise<Built> {
    const { client, begun } = this
    const build = async () => {
      const { files, ...judged } = await this.judged.value
      await begun
      for (let from = 0; from < files.length; from += filesAtOnce)
        await client.call('addFiles', files.slice(from, from + filesAtOnce))
      return client.call('finish', judged)
    }
    const built = build()
    built.catch(() => {})
    return built
  }

  private detect(): Promise<Detected> {
    const { client } = this
    const found = this.built.then(async () => {
      // Whoever has waited for the database is answered before the rules begin.
      await new Promise(setImmediate)
      return client.call('detect', undefined)
    })
    found.catch(() => {})
    return found
  }

  async runSql(input: In<'runSql'>): Promise<Answer<'runSql'>> {
    const ticket = ++this.tickets
    try {
      const query = { ...input, ticket }
      // Who waits for the database waits no longer once that is cancelled.
      await Promise.race([this.begun, this.cancelled.value])
      const answer = await this.ask(query)
      if (answer !== 'awaiting verdicts') return answer
      await Promise.race([this.built, this.cancelled.value])
      return (await this.ask(query)) as Answer<'runSql'>
    } catch (error) {
      if (ticket <= Atomics.load(this.cancelWord, 0)) return fail('cancelled', 'The query was cancelled.')
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      return fail('sql-invalid', `The database could not answer: ${reason}`)
    }
  }

  private async ask(query: Parameters<SqlService['runSql']>[0]): ReturnType<SqlService['runSql']> {
    this.running++
    try {
      return await this.client.call('runSql', query)
    } finally {
      this.running--
    }
  }

  /** Stops what is running and waiting: by the word that the views look at, else by ending the thread. */
  async cancel(): Promise<void> {
    Atomics.store(this.cancelWord, 0, this.tickets)
    this.cancelled.refuse(new Error('The query was cancelled.'))
    this.cancelled = new Pending()
    if (this.running === 0) return
    const { client } = this
    const stopped = await within(patience, client.call('isIdle', undefined))
    if (stopped || client !== this.client) return
    this.client = this.start()
    this.begun = this.beginDatabase()
    this.built = this.build()
    // What the rules found is known; only if they had not run yet they run on the new database.
    this.found = this.found.catch(() => this.detect())
    await client.end()
  }

  async end(): Promise<void> {
    this.events.refuse(caseClosed)
    this.judged.refuse(caseClosed)
    await this.client.end()
  }
}
