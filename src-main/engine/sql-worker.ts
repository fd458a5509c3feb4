import { parentPort, workerData } from 'node:worker_threads'
import { ok, type Result } from '../../src-shared/base/result.ts'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding, Rule } from '../../src-shared/contract/findings.ts'
import type { Answer, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import { allRules, Detection, ruleList } from '../analysis/rules/detect.ts'
import type { Built } from '../case/database.ts'
import { received } from '../columns/coded-text.ts'
import { filesInRowOrder } from '../columns/file-events.ts'
import { foundOf } from '../columns/found.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import { type Ordering, takePart } from '../columns/ordering.ts'
import { ColumnQuery } from '../columns/query.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, FileEntry, Judged, Snapshot } from '../columns/snapshot.ts'
import { ReadAhead } from '../records/read-ahead.ts'
import { RecordReader } from '../records/reader.ts'
import { collectGarbage } from '../runtime/collect-garbage.ts'
import { serve } from '../runtime/rpc.ts'
import { anomalyColumns } from '../store/anomaly-functions.ts'
import { buildDatabase } from '../store/build.ts'
import { foundColumns } from '../store/found-functions.ts'
import { incidentColumns } from '../store/incident-functions.ts'
import { judgedColumns } from '../store/judged-functions.ts'
import { lookedUpColumns } from '../store/lookup-functions.ts'
import type { Part } from '../store/parts.ts'
import type { FieldSource } from '../store/query-fields.ts'
import type { ReadRecord } from '../store/record-functions.ts'
import { sessionColumns } from '../store/session-functions.ts'
import type { SqlDatabase } from '../store/sql-database.ts'
import { loadSqlite } from '../store/sqlite.ts'
import type { SqliteProgram } from '../store/sqlite-program.ts'
import type { SqlFailure, SqlQuery, UserSql } from '../store/user-sql.ts'
import { FieldAsker, type FieldPort } from './field-channel.ts'

export interface SqlWorkerData {
  readonly sqlite: SqliteProgram
  readonly fieldPort: FieldPort
}

export interface BeginRequest {
  /** The built inflate-worker.js. */
  readonly inflateWorkerFile: string
  readonly events: Events
  /** See Cancellation. */
  readonly cancelWord: Int32Array
}

/** What one rule has found. */
export interface RuleRun {
  readonly findings: readonly Finding[]
  readonly tookMs: number
}

/** A database that is finished, and what can be run over it. */
export interface Finished extends Built {
  /** In the order of their numbers. Told from here, as reading them takes time and code that no other thread needs. */
  readonly rules: readonly Rule[]
}

export type SqlService = {
  /** Takes part in putting columns in order, until there is none left. */
  readonly order: (ordering: Ordering) => Promise<void>
  /** Makes the database of the events; queries are answered from then on. */
  readonly begin: (request: BeginRequest) => Promise<void>
  /** The next of the judged files. */
  readonly addFiles: (files: Judged['files']) => Promise<void>
  /** Fills in what they tell. */
  readonly finish: (judged: Omit<Judged, 'files'>) => Promise<Finished>
  /** Fills in the sessions. Asked for after `finish`. */
  readonly chain: (sessions: SessionTable) => Promise<void>
  /** Fills in the incidents, in place of those before. Asked for after `finish`. */
  readonly relate: (incidents: IncidentTable) => Promise<void>
  /** Fills in what files of the user tell, in place of what they told before. Asked for after `finish`. */
  readonly enrich: (lookups: Lookups) => Promise<void>
  /** Fills in the anomalies. Asked for after `finish`. */
  readonly compare: (anomalies: readonly Anomaly[]) => Promise<void>
  /** Runs one rule, counted from 0. Asked for after `finish`. */
  readonly runRule: (rule: number) => Promise<RuleRun>
  /** Fills in what the rules found, in place of what they found before. Asked for after `finish`. */
  readonly addFindings: (findings: readonly Finding[]) => Promise<void>
  /** The parts of the database that a query reads. */
  readonly touched: (sql: string) => Promise<ReadonlySet<Part>>
  /** Of a query with an id, rows are told while it runs, as SqlRows. */
  readonly runSql: (query: SqlQuery & { readonly id?: string }) => Promise<Answer<'runSql'>>
  /** Begins a query that is answered page by page. One at a time; it must be closed. */
  readonly openSql: (query: SqlQuery) => Promise<Result<void, SqlFailure>>
  /** Its next page. Rows are told while it runs, with the id. */
  readonly nextSql: (id: string | null) => Promise<Result<SqlPage, SqlFailure>>
  readonly closeSql: (input: undefined) => Promise<void>
}

const { sqlite, fieldPort } = workerData as SqlWorkerData
const asker = new FieldAsker(fieldPort)

interface Begun {
  readonly database: SqlDatabase
  readonly events: Events
  readonly inflateWorkerFile: string
  readonly beginMs: number
}
let begun: Begun | null = null
const files: FileEntry[] = []

interface Opened extends Begun {
  readonly snapshot: Snapshot
  readonly reader: RecordReader
  readonly filesWithEvents: number
}
let opened: Opened | null = null

/** The query that is answered page by page. */
let paged: UserSql | null = null

/** Made with the database: its functions are there for the analyst, whichever thread runs the rules. */
let detection: Detection | null = null

/** A scan reads thousands of records a millisecond: asking for the file's state before each would double its time. */
const scanTrustMs = 100

/** What one rule may leave behind before it is collected. */
const muchGarbage = 64 << 20

/** Only queries that touch records read any, and these wait for the files. */
const readRecord: ReadRecord = (of, row) => {
  const { snapshot, reader } = opened!
  const places = { event: snapshot.locator, copy: snapshot.copies, config: snapshot.config }[of]
  const file = places?.file[row]
  return places === undefined || file === undefined ? null : reader.read(file, places.offset[row]!, places.length[row]!)
}

/** Queries that read records wait for the files, and so do those that name fields. */
const fieldSource: FieldSource = {
  columnsOf: (paths, isCancelled) => asker.ask(paths, isCancelled),
  fileOf: (row) => opened!.snapshot.locator.file[row],
  files: () => opened!.filesWithEvents,
}

/** Begun with the thread: it is started while there is a core to spare. */
const loaded = loadSqlite(sqlite)

const service: SqlService = {
  order: async (ordering) => takePart(ordering),
  begin: async ({ inflateWorkerFile, cancelWord, ...request }) => {
    const start = performance.now()
    const events = received(request.events)
    const database = buildDatabase(await loaded, events, { readRecord, fieldSource, cancelWord })
    // A query that calls one of its functions waits for the verdicts: see store/parts.ts.
    detection = new Detection(database, () => opened!.snapshot)
    collectGarbage('major')
    begun = { database, events, inflateWorkerFile, beginMs: performance.now() - start }
  },
  addFiles: async (next) => {
    for (const file of next) files.push(file)
  },
  finish: async (judgedBeside) => {
    const start = performance.now()
    const judged = { ...judgedBeside, files }
    const { database, events, inflateWorkerFile, beginMs } = begun!
    const { places, ...told } = judged
    const snapshot = { ...events, ...places, ...told }
    database.add((make) => judgedColumns(make, events, judged))
    const order = filesInRowOrder(snapshot)
    const ahead = new ReadAhead(inflateWorkerFile, snapshot.files, order)
    const reader = new RecordReader(snapshot.files, { ahead, trustMs: scanTrustMs })
    await reader.load()
    opened = { ...begun!, snapshot, reader, filesWithEvents: order.length }
    return { buildMs: beginMs + performance.now() - start, rules: ruleList() }
  },
  chain: async (sessions) => {
    const { database, events } = begun!
    database.add((make) => sessionColumns(make, events, sessions))
  },
  relate: async (incidents) => begun!.database.add((make) => incidentColumns(make, incidents)),
  enrich: async (lookups) => {
    const { database, events, snapshot } = opened!
    database.add((make) => lookedUpColumns(make, events, lookups))
    opened = { ...opened!, snapshot: { ...snapshot, lookups } }
    // The rules read them, too.
    detection!.begin()
  },
  compare: async (anomalies) => begun!.database.add((make) => anomalyColumns(make, anomalies)),
  runRule: async (number) => {
    const start = performance.now()
    const before = process.memoryUsage().heapUsed
    const findings = detection!.run(allRules[number]!)
    // Behind the last one the thread is idle, and an idle thread collects nothing by itself.
    const isLast = number === allRules.length - 1
    if (isLast || process.memoryUsage().heapUsed > before + muchGarbage) collectGarbage('major')
    return { findings, tookMs: performance.now() - start }
  },
  addFindings: async (findings) => {
    const { database, snapshot } = opened!
    const found = foundOf(findings, new ColumnQuery(snapshot))
    database.add((make) => foundColumns(make, found))
  },
  touched: async (sql) => begun!.database.touched(sql),
  runSql: async ({ id, ...query }) =>
    begun!.database.ask(query, (rows) => {
      if (id !== undefined) tell({ id, ...rows } satisfies SqlRows)
    }),
  openSql: async (query) => {
    const opened = begun!.database.begin(query)
    if (!opened.ok) return opened
    paged = opened.value
    return ok(undefined)
  },
  nextSql: async (id) => paged!.page((rows) => id !== null && tell({ id, ...rows } satisfies SqlRows)),
  closeSql: async () => {
    paged?.close()
    paged = null
  },
}

const tell = serve(parentPort!, service)
