import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, CallName, CaseSummary, Handlers, In, SqlRows } from '../../src-shared/contract.ts'
import type { SourceFile } from '../../src-shared/event.ts'
import type { Filter } from '../../src-shared/filter.ts'
import type { Job, JobId } from '../../src-shared/job.ts'
import { fail, ok } from '../../src-shared/result.ts'
import type { Judged } from '../columns/snapshot.ts'
import { exportEvents, RecordGone } from '../export/export-events.ts'
import { partialEnding } from '../export/safe-file.ts'
import { collectGarbage } from '../ingest/collect-garbage.ts'
import { discover } from '../ingest/discover.ts'
import { type Ingested, ingest } from '../ingest/ingest.ts'
import { whyUnreadable } from '../ingest/why-unreadable.ts'
import { allPaths, lookAhead, nothingNew, whatCame } from './addition.ts'
import type { Engine } from './engine.ts'
import { Jobs, type RunningJob } from './jobs.ts'
import { OpenCase } from './open-case.ts'
import { nothingAmong, whyPartial } from './opening-words.ts'
import { RecordSearches } from './record-searches.ts'
import { serve } from './rpc.ts'
import { SqlThread } from './sql-thread.ts'

/** Where the built workers and the database's code lie. */
export interface WorkerFiles {
  readonly workersFolder: string
  readonly wasmPath: string
  readonly version: string
}

/** What the thread tells unasked: a job's snapshot, the case that is open now, or rows of a running query. */
export interface Told {
  readonly job?: Job
  readonly summary?: CaseSummary | null
  readonly rows?: SqlRows
}

export type CaseService = {
  readonly answer: (input: { readonly name: CallName; readonly input: unknown }) => Promise<unknown>
}

type Answers = Omit<Engine, 'onJob' | 'onCase' | 'onSqlRows' | 'summary' | 'jobs' | 'dispose'>

const files = workerData as WorkerFiles
let current: { readonly open: OpenCase; readonly sql: SqlThread; readonly searches: RecordSearches } | null = null

const answers: Answers = {
  openCase: async ({ paths }) => begin('open', paths, (job, absolute) => openFolders(job, absolute)),
  addToCase: withCase(({ open }, { paths }) => begin('add', paths, (job, absolute) => addFolders(job, absolute, open))),
  closeCase: async () => {
    await jobs.cancelAll(caseClosed)
    await replaceCase(null)
    return ok(undefined)
  },
  cancelJob: async ({ jobId }) => {
    jobs.cancel(jobId)
    return ok(undefined)
  },
  sources: withCase(({ open }, query) => ok(open.sources(query))),
  unparsed: withCase(({ open }, query) => ok(open.unparsed(query))),
  integrity: withCase(({ open }) => ok(open.integrity())),
  integrityObjects: withCase(({ open }, query) => ok(open.integrityObjects(query))),
  ledger: withCase(({ open }, { range }) => ok(open.completeness.ledger(range))),
  ledgerCell: withCase(({ open }, { row, hour }) => open.ledgerCell(row, hour)),
  coverage: withCase(({ open }, { filter }) => ok(open.completeness.coverage(filter))),
  explanations: withCase(({ open }) => ok(open.completeness.explanations())),
  eventProof: withCase(({ open }, { row }) => open.eventProof(row)),
  histogram: withCase(({ open }, query) => ok(open.query.histogram(query))),
  facet: withCase(({ open }, query) => ok(open.query.facet(query))),
  events: withCase(({ open }, query) => ok(open.query.page(query))),
  eventDetail: withCase(({ open }, { row }) => open.eventDetail(row)),
  findEvent: withCase(({ open }, { filter, sort, row }) => ok(open.query.find(filter, sort, row))),
  findings: withCase(async ({ sql }) => ok((await sql.whenDetected()).findings)),
  rules: withCase(async ({ sql }) => ok((await sql.whenBuilt()).rules)),
  exampleQueries: withCase(async ({ sql }) => ok((await sql.whenBuilt()).exampleQueries)),
  schema: withCase(async ({ sql }) => ok((await sql.whenBuilt()).schema)),
  runSql: withCase(({ sql }, query) => sql.runSql(query)),
  cancelSql: withCase(async ({ sql }) => {
    await sql.cancel()
    return ok(undefined)
  }),
  recordSearches: withCase(({ searches }, { filter }) => ok(searches.told(filter))),
  searchAgain: withCase(({ searches }, { text }) => {
    searches.again(text)
    return ok(undefined)
  }),
  exportEvents: withCase(async ({ open, searches }, query) => {
    if (jobs.running('export') !== undefined) return fail('busy', 'Another export is running: cancel that first.')
    const job = jobs.start('export', basename(query.file))
    void run(job, () => writeExport(job, open, searches, query))
    return ok(job.id as JobId)
  }),
}

const tell = serve(parentPort!, {
  answer: async ({ name, input }: { name: CallName; input: unknown }) =>
    (answers as unknown as Record<string, (input: unknown) => Promise<unknown>>)[name]!(input),
})
const jobs = new Jobs((job) => tell({ job } satisfies Told))

function withCase<N extends keyof Answers & CallName>(
  work: (opened: NonNullable<typeof current>, input: In<N>) => Answer<N> | Promise<Answer<N>>,
): Handlers[N] {
  const handler = async (input: In<N>) => {
    if (current === null) return fail('no-case', 'No case is open: open a folder first.')
    // Whoever filters by what records hold is answered from what was found so far, and asks again.
    if (typeof input === 'object' && input !== null && 'filter' in input) current.searches.begin(input.filter as Filter)
    return work(current, input)
  }
  return handler as Handlers[N]
}

/** Starts a job that reads folders; there is one at a time. */
function begin(
  kind: 'open' | 'add',
  paths: readonly string[],
  work: (job: RunningJob, absolute: readonly string[]) => Promise<Ending>,
): Answer<'openCase'> {
  const running = jobs.running('open') ?? jobs.running('add')
  // Once its case is shown, what is left of a job gives way to the next one.
  const isShown = running?.snapshot.stage === 'indexing' || running?.snapshot.stage === 'detecting'
  if (running !== undefined && !isShown) return fail('busy', 'Another folder is being opened: cancel that first.')
  const absolute = paths.map((path) => resolve(path))
  if (absolute.length === 0) return fail('nothing-to-open', 'No folder or file was named.')
  for (const path of absolute) {
    const problem = whyUnreadable(path)
    if (problem !== null) return fail('unreadable', problem)
  }
  running?.abort.abort()
  const job = jobs.start(kind, titleOf(absolute))
  void run(job, () => work(job, absolute))
  return ok(job.id)
}

const titleOf = (paths: readonly string[]) =>
  paths.length === 1 ? basename(paths[0]!) || paths[0]! : `${basename(paths[0]!)} and ${paths.length - 1} more`

interface Ending {
  readonly state: 'done' | 'cancelled' | 'failed'
  readonly message: string | null
  readonly nothingFound?: boolean
}
const cancelled: Ending = { state: 'cancelled', message: null }
const failed = (message: string): Ending => ({ state: 'failed', message })

/** Every job ends in exactly one of done, cancelled and failed. */
async function run(job: RunningJob, work: () => Promise<Ending>) {
  try {
    const { state, message, nothingFound } = await work()
    job.end(state, message, nothingFound)
  } catch (error) {
    if (job.abort.signal.aborted) job.end('cancelled')
    else job.end('failed', error instanceof Error ? error.message : String(error))
  }
}

/** Why a job was cancelled whose case nobody wants to see any more, not even in part. */
const caseClosed = new Error('The case was closed.')

/** What was read, and its database, which was begun while the files were judged and waits for what came of it. */
interface Reading {
  readonly ingested: Ingested
  readonly sql: SqlThread
  readonly judge: (judged: Judged) => void
}

/** Reads folders and gives them to `use`. A database that is not shown then is dropped. */
async function read(
  job: RunningJob,
  paths: readonly string[],
  use: (reading: Reading) => Promise<Ending>,
): Promise<Ending> {
  let judge: (judged: Judged) => void = () => {}
  const judged = new Promise<Judged>((resolve) => {
    judge = resolve
  })
  let sql: SqlThread | undefined
  try {
    const ingested = await ingest(paths, {
      workerFile: `${files.workersFolder}/read-worker.js`,
      signal: job.abort.signal,
      onProgress: (progress) => job.report(progress),
      onEvents: (events) => {
        sql = new SqlThread(files.workersFolder, files.wasmPath, events, judged, (rows) =>
          tell({ rows } satisfies Told),
        )
      },
    })
    return await use({ ingested, sql: sql!, judge })
  } finally {
    if (current?.sql !== sql) await sql?.end()
  }
}

const isEvidence = ({ kind }: SourceFile) => kind !== 'other'

function openFolders(job: RunningJob, paths: readonly string[]): Promise<Ending> {
  const { signal } = job.abort
  return read(job, paths, async (reading) => {
    if (signal.reason === caseClosed) return cancelled
    const { sources } = reading.ingested
    if (!sources.some(isEvidence)) return signal.aborted ? cancelled : nothingFound(paths, sources)
    await show(job, reading, { id: randomUUID(), title: titleOf(paths), paths })
    return signal.aborted ? cancelled : { state: 'done', message: null }
  })
}

/**
 * Adds folders to the open case, which stays as it is until they are read, and for good if that is cancelled or fails.
 *
 * The whole case is read anew, its old files included: which copy of an event comes first, which digest proves which
 * and whether a file is still what it was are told from all files together, so that a case that grew is the case
 * that opening everything at once gives.
 */
async function addFolders(job: RunningJob, added: readonly string[], before: OpenCase): Promise<Ending> {
  const { signal } = job.abort
  const ahead = lookAhead(await discover(added, { signal }), before.ingested.sources)
  if (ahead.fresh === 0) return failed(nothingNew(ahead, added))
  const paths = allPaths(before.summary.paths, added)
  return read(job, paths, async (reading) => {
    if (signal.aborted) return cancelled
    const { ingested } = reading
    const inCase = new Set(before.ingested.sources.map(({ path }) => path))
    const fresh = ingested.sources.filter(({ path }) => !inCase.has(path))
    if (!fresh.some(isEvidence)) return nothingFound(added, fresh)
    const message = whatCame(before.ingested, ingested, ahead)
    await show(job, reading, { id: before.summary.id, title: titleOf(paths), paths })
    return { state: 'done', message }
  })
}

/** Collecting what has just been dropped pays off; of an ordinary case it would only take time. */
const muchHeap = 512 << 20

/** Makes it the open case and waits for its database and findings, unless nobody does any more. */
async function show(
  job: RunningJob,
  { ingested, sql, judge }: Reading,
  about: Pick<CaseSummary, 'id' | 'title' | 'paths'>,
) {
  // What the verdicts on very many files were made from takes more memory than the case.
  if (process.memoryUsage().heapUsed > muchHeap) collectGarbage('major')
  const partialReason = whyPartial(ingested)
  const workerFile = `${files.workersFolder}/search-worker.js`
  const searches = new RecordSearches(ingested.snapshot, { workerFile, jobs, openedAt: ingested.begunAt })
  const open = new OpenCase(ingested, { ...about, partial: partialReason !== null, partialReason }, searches)
  job.report({ stage: 'indexing', events: ingested.counts.events })
  const coverage = open.completeness.hours()
  judge({ files: ingested.snapshot.files, ...(coverage === undefined ? {} : { coverage }) })
  const opened = { open, searches, sql }
  await replaceCase(opened)
  await Promise.race([finish(job, opened), aborted(job.abort.signal)])
}

/** Waits for the database and the findings of a shown case. They come all the same when nobody waits any more. */
async function finish(job: RunningJob, opened: NonNullable<typeof current>): Promise<void> {
  const { buildMs } = await opened.sql.whenBuilt()
  // What reading has left behind: now that everything answers, and before the rules take memory of their own.
  collectGarbage('major')
  if (!job.abort.signal.aborted) job.report({ stage: 'detecting' })
  const { detectMs } = await opened.sql.whenDetected()
  const timings = { index: Math.round(buildMs), detect: Math.round(detectMs) }
  if (current === opened) tell({ summary: withTimings(opened.open.summary, timings) } satisfies Told)
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

const withTimings = (summary: CaseSummary, timings: Readonly<Record<string, number>>): CaseSummary => ({
  ...summary,
  timings: { ...summary.timings, ...timings },
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
})

function nothingFound(paths: readonly string[], sources: readonly { readonly form: string }[]): Ending {
  return { ...failed(nothingAmong(paths, sources)), nothingFound: true }
}

async function replaceCase(next: typeof current): Promise<void> {
  const before = current
  current = next
  tell({ summary: next?.open.summary ?? null } satisfies Told)
  await before?.searches.end()
  await before?.sql.end()
}

async function writeExport(job: RunningJob, open: OpenCase, searches: RecordSearches, query: In<'exportEvents'>) {
  const whole = await searches.whenWhole(query.filter, job.abort.signal)
  job.abort.signal.throwIfAborted()
  if (!whole.ok) return { state: 'failed', message: `Nothing was written: ${whole.message}` } as const
  const { query: columns, reader, summary, ingested } = open
  const coverage = ingested.report === null ? null : open.completeness.coverage(query.filter)
  const source = { query: columns, reader, summary, report: ingested.report, coverage, version: files.version }
  try {
    const [file, manifest] = await exportEvents(source, query, job.abort.signal, (events, of) =>
      job.report({ events, filesDone: events, filesTotal: of }),
    )
    return { state: 'done', message: `Written to ${file}, with ${basename(manifest)} beside it.` } as const
  } catch (error) {
    job.abort.signal.throwIfAborted()
    return { state: 'failed', message: whyUnwritten(error, query.file) } as const
  }
}

function whyUnwritten(error: unknown, file: string): string {
  if (error instanceof RecordGone) return `Nothing was written: ${error.message}`
  const { code = null, path = null } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  if (code === 'EEXIST' && path?.endsWith(partialEnding))
    return `Nothing was written: ${path} lies there, of an export that is under way or was killed. Remove it or choose another name.`
  if (code === 'EEXIST') return `Nothing was written: ${file} or its manifest exists already. Choose another name.`
  if (code === 'ENOSPC') return `Nothing was written: there is no room left on the disk of ${file}.`
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return `Nothing was written: ${file} may not be created there.`
  if (code === 'ENOENT') return `Nothing was written: the folder of ${file} does not exist.`
  return `Nothing was written to ${file}: ${error instanceof Error ? error.message : String(error)}`
}
