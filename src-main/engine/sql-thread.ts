import { Worker } from 'node:worker_threads'
import type { Answer, In, SqlRows } from '../../src-shared/contract.ts'
import { fail } from '../../src-shared/result.ts'
import type { Events, Judged } from '../columns/snapshot.ts'
import { Client } from './rpc.ts'
import type { Built, Detected, SqlService } from './sql-worker.ts'

/** A message holds a copy of all that is in it: one of very many files would be the most that a case ever takes. */
const filesAtOnce = 20_000

/** How long a cancelled query may take to notice before its thread is ended and the database built anew. */
const patience = 1500

/**
 * The SQL database of one case, in a thread of its own: sql.js is synchronous, and a long query must block neither
 * the timeline nor the window.
 */
export class SqlThread {
  private client: Client<SqlService>
  /** Tickets up to this one are cancelled. */
  private readonly cancelWord = new Int32Array(new SharedArrayBuffer(4))
  private built: Promise<Built>
  private found: Promise<Detected>
  private tickets = 0
  private running = 0

  /** `judged`: what the database is finished with; it is begun at once. `tell` is handed rows of running queries. */
  constructor(
    private readonly workersFolder: string,
    private readonly wasmFile: string,
    private readonly events: Events,
    private readonly judged: Promise<Judged>,
    private readonly tell: (rows: SqlRows) => void,
  ) {
    this.client = this.start()
    this.built = this.build()
    this.found = this.detect()
  }

  /** Resolves when the database is there; rejects when it could not be built. */
  whenBuilt(): Promise<Built> {
    return this.built
  }

  /** Resolves when the rules have run. */
  whenDetected(): Promise<Detected> {
    return this.found
  }

  private start(): Client<SqlService> {
    const worker = new Worker(`${this.workersFolder}/sql-worker.js`)
    return new Client<SqlService>(
      worker,
      (rows) => this.tell(rows as SqlRows),
      () => {},
    )
  }

  private build(): Promise<Built> {
    const { client, workersFolder, wasmFile, events, cancelWord } = this
    const inflateWorkerFile = `${workersFolder}/inflate-worker.js`
    const begun = client.call('begin', { inflateWorkerFile, wasmFile, events, cancelWord })
    const built = this.judged.then(async ({ files, ...judged }) => {
      await begun
      for (let from = 0; from < files.length; from += filesAtOnce)
        await client.call('addFiles', files.slice(from, from + filesAtOnce))
      return client.call('finish', judged)
    })
    // Whoever asks later is told; nobody asking is no fault.
    begun.catch(() => {})
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
    this.running++
    try {
      await this.built
      return await this.client.call('runSql', { ...input, ticket })
    } catch (error) {
      if (ticket <= Atomics.load(this.cancelWord, 0)) return fail('cancelled', 'The query was cancelled.')
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      return fail('sql-invalid', `The database could not answer: ${reason}`)
    } finally {
      this.running--
    }
  }

  /** Stops what is running and waiting: by the word that the views look at, else by ending the thread. */
  async cancel(): Promise<void> {
    if (this.running === 0) return
    Atomics.store(this.cancelWord, 0, this.tickets)
    const { client } = this
    const answered = client.call('isIdle', undefined).then(
      () => true,
      () => true,
    )
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), patience)
    })
    const stopped = await Promise.race([answered, late])
    clearTimeout(timer)
    if (stopped || client !== this.client) return
    this.client = this.start()
    this.built = this.build()
    // What the rules found is known; only if they had not run yet they run on the new database.
    this.found = this.found.catch(() => this.detect())
    await client.end()
  }

  async end(): Promise<void> {
    await this.client.end()
  }
}
