import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, SqlRows } from '../../src-shared/contract/index.ts'
import type { Finding } from '../../src-shared/model/finding.ts'
import { detect } from '../analysis/rules/detect.ts'
import { received } from '../columns/coded-text.ts'
import { filesInRowOrder } from '../columns/file-events.ts'
import { type Ordering, takePart } from '../columns/ordering.ts'
import type { Events, FileEntry, Judged, Snapshot } from '../columns/snapshot.ts'
import { ReadAhead } from '../records/read-ahead.ts'
import { RecordReader } from '../records/reader.ts'
import { collectGarbage } from '../runtime/collect-garbage.ts'
import { serve } from '../runtime/rpc.ts'
import { type BuiltDatabase, buildDatabase } from '../store/build.ts'
import { Cancellation } from '../store/cancel.ts'
import { LateIndexes } from '../store/late-indexes.ts'
import { loadSqlite, type Sqlite } from '../store/sqlite.ts'
import { runUserSql, type SqlQuery } from '../store/user-sql.ts'

export interface BeginRequest {
  /** The built inflate-worker.js. */
  readonly inflateWorkerFile: string
  readonly events: Events
  /** See Cancellation. */
  readonly cancelWord: Int32Array
}

/** Known once the verdicts are in the database, too. */
export interface Built {
  readonly buildMs: number
}

/** Said of a query that has no answer before the files are judged: to be asked again then. */
export type AwaitingVerdicts = 'awaiting verdicts'

/** What is known once the rules have run. */
export interface Detected {
  readonly findings: readonly Finding[]
  readonly detectMs: number
}

export type SqlService = {
  /** Takes part in putting columns in order, until there is none left. */
  readonly order: (ordering: Ordering) => Promise<void>
  /** Makes the database of the events; queries are answered from then on. */
  readonly begin: (request: BeginRequest) => Promise<void>
  /** The next of the judged files. */
  readonly addFiles: (files: Judged['files']) => Promise<void>
  /** Fills in what they tell. */
  readonly finish: (judged: Omit<Judged, 'files'>) => Promise<Built>
  readonly detect: (input: undefined) => Promise<Detected>
  /** Of a query with an id, rows are told while it runs, as SqlRows. */
  readonly runSql: (query: SqlQuery & { readonly id?: string }) => Promise<Answer<'runSql'> | AwaitingVerdicts>
  /** Answered when everything asked before is. */
  readonly isIdle: (input: undefined) => Promise<true>
}

interface Begun {
  readonly sqlite: Sqlite
  readonly database: BuiltDatabase
  readonly cancellation: Cancellation
  readonly events: Events
  readonly lateIndexes: LateIndexes
  readonly inflateWorkerFile: string
  readonly beginMs: number
}
let begun: Begun | null = null
const files: FileEntry[] = []

interface Opened extends Begun {
  readonly snapshot: Snapshot
  readonly reader: RecordReader
}
let opened: Opened | null = null

/** What rules may leave behind before it is collected. */
const muchGarbage = 64 << 20

function readRecord(file: number, offset: number, length: number): string {
  const { text, problem } = opened!.reader.read(file, offset, length)
  if (text === null) throw new Error(problem)
  return text
}

/** Begun with the thread: it is started while there is a core to spare. */
const loaded = loadSqlite(readFileSync(workerData as string))

const service: SqlService = {
  order: async (ordering) => takePart(ordering),
  begin: async ({ inflateWorkerFile, cancelWord, ...request }) => {
    const start = performance.now()
    const sqlite = await loaded
    const events = received(request.events)
    const cancellation = new Cancellation(cancelWord)
    const database = buildDatabase(sqlite, events, { readRecord, cancellation })
    collectGarbage('major')
    const lateIndexes = new LateIndexes(database.db)
    begun = {
      sqlite,
      database,
      cancellation,
      events,
      lateIndexes,
      inflateWorkerFile,
      beginMs: performance.now() - start,
    }
  },
  addFiles: async (next) => {
    for (const file of next) files.push(file)
  },
  finish: async (judgedBeside) => {
    const start = performance.now()
    const judged = { ...judgedBeside, files }
    const { database, events, inflateWorkerFile, beginMs } = begun!
    const snapshot = { ...events, ...judged }
    database.judge(judged)
    const ahead = new ReadAhead(inflateWorkerFile, snapshot.files, filesInRowOrder(snapshot))
    const reader = new RecordReader(snapshot.files, ahead)
    opened = { ...begun!, snapshot, reader }
    return { buildMs: beginMs + performance.now() - start }
  },
  detect: async () => {
    const start = performance.now()
    const { sqlite, database, snapshot } = opened!
    const before = process.memoryUsage().heapUsed
    const findings: Finding[] = []
    for (const found of detect(sqlite, database.db, snapshot)) {
      findings.push(...found)
      if (process.memoryUsage().heapUsed > before + muchGarbage) collectGarbage('major')
      // Whoever asked meanwhile is answered before the next rule.
      await new Promise(setImmediate)
    }
    return { findings, detectMs: performance.now() - start }
  },
  runSql: async ({ id, ...query }) => {
    const { sqlite, database, lateIndexes, cancellation } = begun!
    if (opened === null && [...database.touched(query.sql)].some((part) => part !== 'events'))
      return 'awaiting verdicts'
    lateIndexes.makeFor(query.sql)
    return runUserSql(sqlite, database.db, cancellation, query, (rows) => {
      if (id !== undefined) tell({ id, ...rows } satisfies SqlRows)
    })
  },
  isIdle: async () => true,
}

const tell = serve(parentPort!, service)
