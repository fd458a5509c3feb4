import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '../../src-shared/base/result.ts'
import type { CaseCallName, CaseSummary, In, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import type { Job } from '../../src-shared/model/job.ts'
import { answer } from '../case/answer.ts'
import type { PagedQuery } from '../case/database.ts'
import { CaseRoom } from '../case/room.ts'
import { SqlPages } from '../case/sql-pages.ts'
import { lookUp } from '../enrichment/look-up.ts'
import { exportThreads } from '../handover/export/threads/export-threads.ts'
import { readersInThreads } from '../ingest/read-pool.ts'
import { readFields } from '../records/fields/read-fields.ts'
import { searchFiles } from '../records/search-files.ts'
import { bugToStderr } from '../runtime/report-bug.ts'
import { serve } from '../runtime/rpc.ts'
import { builtWorker, type WorkerName } from '../runtime/workers.ts'
import { compileSqlite, type SqliteProgram } from '../store/sqlite-program.ts'
import { CaseEngines } from './case-engines.ts'
import { AskingToLeave } from './leaving.ts'
import { AskingPrinter, type Printed, type PrintRequest } from './printing.ts'

/** Where the built workers and the database's code lie, and the version of Trailproof. */
export interface CaseWorkerData {
  readonly workersFolder: string
  readonly wasmPath: string
  readonly version: string
}

/** What the thread tells without being asked. One of these is there. */
export interface WorkerMessage {
  readonly job?: Job
  /** The case that is open now; null for none. */
  readonly summary?: CaseSummary | null
  /** Rows of a running query. */
  readonly rows?: SqlRows
  readonly print?: PrintRequest
  /** The open case gives way to another: `left` is to be called when its last lines are written. */
  readonly leaves?: true
}

export type CaseService = {
  /** What the call answers; rejects with what it threw, which is a bug. */
  readonly answer: (call: { readonly name: CaseCallName; readonly input: unknown }) => Promise<unknown>
  /** The first page of a query, or the next one of the query with this id. */
  readonly nextPage: (query: PagedQuery) => Promise<Result<SqlPage>>
  readonly endPages: (id: string) => Promise<void>
  readonly printed: (printed: Printed) => Promise<void>
  readonly left: (nothing: undefined) => Promise<void>
}

const { workersFolder, wasmPath, version } = workerData as CaseWorkerData
const tell: (message: WorkerMessage) => void = serve(parentPort!, {
  answer: ({ name, input }: Parameters<CaseService['answer']>[0]) => answer(room, name, input as In<typeof name>),
  nextPage: (query: PagedQuery) => pages.next(query),
  endPages: (id: string) => pages.end(id),
  printed: async (printed: Printed) => printer.take(printed),
  left: async () => leaving.told(),
} satisfies CaseService)
const printer = new AskingPrinter((print) => tell({ print }))
const leaving = new AskingToLeave(() => tell({ leaves: true }))
let compiled: SqliteProgram | null = null
/** One for all cases of this thread. */
const sqlite = (): SqliteProgram => (compiled ??= compileSqlite(readFileSync(wasmPath)))
const room = new CaseRoom(
  {
    startReaders: readersInThreads(builtWorker(workersFolder, 'read-worker')),
    startDatabase: () => new CaseEngines(workersFolder, sqlite(), (rows) => tell({ rows })),
    searchFiles: (files, data, options) => searchFiles(files, data, { ...threadsOf('search-worker'), ...options }),
    readFields: (files, data, options) => readFields(files, data, { ...threadsOf('field-worker'), ...options }),
    startExport: exportThreads(threadsOf('export-worker')),
    lookUp: (files, addresses, signal) =>
      lookUp(files, addresses, { workerFile: builtWorker(workersFolder, 'enrich-worker'), signal }),
    version,
    loadRules: async () => (await import('../analysis/rules/detect.ts')).ruleList(),
    printPdf: printer.print,
  },
  {
    onJob: (job) => tell({ job }),
    onCase: (summary) => tell({ summary }),
    beforeLeft: leaving.ask,
    reportBug: bugToStderr,
  },
)
const pages = new SqlPages(room)

function threadsOf(worker: WorkerName) {
  return { workerFile: builtWorker(workersFolder, worker), workers: availableParallelism() }
}
