import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { fail, ok } from '../../src-shared/base/result.ts'
import {
  type Answer,
  type CaseCallName,
  type CaseHandlers,
  type CaseSummary,
  type In,
  layersOfQuestion,
  type SqlRows,
} from '../../src-shared/contract/index.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import type { SourceFile } from '../../src-shared/model/event.ts'
import type { Job, JobId } from '../../src-shared/model/job.ts'
import { additionWords, nothingAmong, nothingNew } from '../../src-shared/words/opening.ts'
import { allPaths, lookAhead, whatCame } from '../case/adding.ts'
import type { CaseDatabase, WhenThere } from '../case/database.ts'
import { writeExport } from '../case/export-job.ts'
import { aborted, cancelled, type Ending, failed, Jobs, type RunningJob } from '../case/jobs.ts'
import { JudgedCase } from '../case/judged-case.ts'
import type { OpenCase } from '../case/open-case.ts'
import { RecordSearches } from '../case/record-searches.ts'
import { ShownCase } from '../case/shown-case.ts'
import { UnjudgedCase } from '../case/unjudged-case.ts'
import type { About } from '../case/views/summary.ts'
import { discover } from '../files/discover.ts'
import { whyUnreadable } from '../files/why-unreadable.ts'
import { readCase, type Unjudged } from '../ingest/ingest.ts'
import { judge } from '../integrity/evidence/judge-files.ts'
import { collectGarbage } from '../runtime/collect-garbage.ts'
import { serve } from '../runtime/rpc.ts'
import { builtWorker } from '../runtime/workers.ts'
import { SqlThreads } from './sql-threads.ts'

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
  readonly answer: (input: { readonly name: CaseCallName; readonly input: unknown }) => Promise<unknown>
}

const files = workerData as WorkerFiles
let current: ShownCase | null = null

const answers: CaseHandlers = {
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
  integrity: withVerdicts((judged) => ok(judged.integrity())),
  integrityObjects: withVerdicts((judged, query) => ok(judged.integrityObjects(query))),
  ledger: withVerdicts(({ completeness }, { range }) => ok(completeness.ledger(range))),
  ledgerCell: withVerdicts((judged, { row, hour }) => judged.ledgerCell(row, hour)),
  coverage: withVerdicts(({ completeness }, { filter }) => ok(completeness.coverage(filter))),
  explanations: withVerdicts(({ completeness }) => ok(completeness.explanations())),
  eventProof: withVerdicts((judged, { row }) => judged.eventProof(row)),
  histogram: withEvents(({ query }, asked) => ok(query.histogram(asked))),
  facet: withEvents(({ query }, asked) => ok(query.facet(asked))),
  events: withEvents((open, asked) => ok(open.page(asked))),
  eventDetail: withCase(({ open }, { row }) => open.eventDetail(row)),
  findEvent: withEvents(({ query }, { filter, sort, row }) => ok(query.find(filter, sort, row))),
  findings: withCase(async ({ sql }) => ok((await sql.whenDetected()).findings)),
  runSql: withCase(({ sql }, query) => sql.runSql(query, whenJudged(sql))),
  cancelSql: withCase(async ({ sql }, { id }) => {
    await sql.cancel(id)
    return ok(undefined)
  }),
  recordSearches: withCase(({ searches }, { filter }) => ok(searches.told(filter))),
  searchAgain: withCase(({ searches }, { text }) => {
    searches.again(text)
    return ok(undefined)
  }),
  exportEvents: withCase(async (shown, query) => {
    if (jobs.running('export') !== undefined) return fail('busy', 'Another export is running: cancel that first.')
    const job = jobs.start('export', basename(query.file))
    void run(job, () => writeExport(job, shown, query, files.version))
    return ok(job.id as JobId)
  }),
}

const tell = serve(parentPort!, {
  answer: async ({ name, input }: { name: CaseCallName; input: unknown }) =>
    (answers as unknown as Record<string, (input: unknown) => Promise<unknown>>)[name]!(input),
})
const jobs = new Jobs((job) => tell({ job } satisfies Told))

const whenJudged =
  (sql: CaseDatabase): WhenThere =>
  async (parts) => {
    if ([...parts].some((part) => part !== 'events')) await sql.whenBuilt()
    return ok(undefined)
  }

const noCase = fail('no-case', 'No case is open: open a folder first.')
const closedMeanwhile = fail('no-case', 'The case was closed before that could be answered.')

function withCase<N extends CaseCallName>(
  work: (shown: ShownCase, input: In<N>) => Answer<N> | Promise<Answer<N>>,
): CaseHandlers[N] {
  const handler = async (input: In<N>) => {
    const shown = current
    if (shown === null) return noCase
    // Whoever filters by what records hold is answered from what was found so far, and asks again.
    if (typeof input === 'object' && input !== null && 'filter' in input) shown.searches.begin(input.filter as Filter)
    try {
      return await work(shown, input)
    } catch (error) {
      if (current !== shown) return closedMeanwhile
      throw error
    }
  }
  return handler as CaseHandlers[N]
}

/** What is answered from verdicts waits until there are any: it must not be answered with none. */
function withVerdicts<N extends CaseCallName>(work: (judged: JudgedCase, input: In<N>) => Answer<N>): CaseHandlers[N] {
  return withCase<N>(async (shown, input) => {
    const judged = await shown.judged
    return judged === null ? (closedMeanwhile as Answer<N>) : work(judged, input)
  })
}

type AboutEvents = 'histogram' | 'facet' | 'events' | 'findEvent'

/** Questions about events are answered at once, unless verdicts decide which events. */
function withEvents<N extends AboutEvents>(work: (open: OpenCase, input: In<N>) => Answer<N>): CaseHandlers[N] {
  return withCase<N>(async (shown, input) => {
    const open = layersOfQuestion(input as In<AboutEvents>).includes('verdicts') ? await shown.judged : shown.open
    return open === null ? (closedMeanwhile as Answer<N>) : work(open, input)
  })
}

/** Starts a job that reads folders; there is one at a time. */
function begin(
  kind: 'open' | 'add',
  paths: readonly string[],
  work: (job: RunningJob, absolute: readonly string[]) => Promise<Ending>,
): Answer<'openCase'> {
  const running = jobs.running('open') ?? jobs.running('add')
  const isBeingJudged = current?.open.summary.isBeingJudged ?? false
  // What is added is judged with the rest, and when that is cancelled the case must be as it was: whole.
  if (kind === 'add' && isBeingJudged)
    return fail('busy', 'The files of the case are still being verified: wait for that, or cancel it first.')
  // Once its case is shown, what is left of a job gives way to the next one.
  const isShown = isBeingJudged || running?.snapshot.stage === 'indexing' || running?.snapshot.stage === 'detecting'
  if (running !== undefined && !isShown) return fail('busy', 'Another folder is being opened: cancel that first.')
  const absolute = paths.map((path) => resolve(path))
  if (absolute.length === 0) return fail('unreadable', 'No folder or file was named.')
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

/** What was read, and the thread of its database. */
interface Reading {
  readonly read: Unjudged
  readonly sql: CaseDatabase
}

/**
 * Reads folders and gives them to `use`, which makes them the open case or says how the job ended. What it took to judge
 * them is let go of by then. A database that is not shown is dropped.
 */
async function read(
  job: RunningJob,
  paths: readonly string[],
  use: (reading: Reading) => Promise<ShownCase | Ending>,
): Promise<ShownCase | Ending> {
  let sql: CaseDatabase | undefined
  try {
    const read = await readCase(paths, {
      workerFile: builtWorker(files.workersFolder, 'read-worker'),
      signal: job.abort.signal,
      onProgress: (progress) => job.report(progress),
      // All is read, and a core is free: the thread starts while the order is found, then helps to make it.
      helper: () => {
        const started = new SqlThreads(files.workersFolder, files.wasmPath, (rows) => tell({ rows } satisfies Told))
        sql = started
        return (ordering) => started.order(ordering)
      },
    })
    sql!.begin(read.snapshot)
    return await use({ read, sql: sql! })
  } finally {
    if (current?.sql !== sql) await sql?.end()
  }
}

const isEvidence = ({ kind }: SourceFile) => kind !== 'other'

/** Shows the case as soon as its events are in order, unless there is none or its opening was cancelled until then. */
async function openFolders(job: RunningJob, paths: readonly string[]): Promise<Ending> {
  const { signal } = job.abort
  const opened = await read(job, paths, async (reading) => {
    if (signal.reason === caseClosed) return cancelled
    const { sources, isWhole } = reading.read
    if (!sources.some(isEvidence)) return signal.aborted ? cancelled : nothingFound(paths, sources)
    const shown = unjudgedCase(reading, { id: randomUUID(), title: titleOf(paths), paths })
    if (isWhole) await replaceCase(shown)
    try {
      await judgeFiles(job, shown, reading)
    } catch (error) {
      // A case that waits for verdicts that never come must not stay.
      if (current === shown) await replaceCase(null)
      throw error
    }
    // Closed meanwhile, or replaced by the case it gave way to.
    if (signal.reason === caseClosed || (isWhole && current !== shown)) return cancelled
    await showVerdicts(job, shown)
    return shown
  })
  if (!(opened instanceof ShownCase)) return opened
  await finish(job, opened)
  return signal.aborted ? cancelled : { state: 'done', message: null }
}

/**
 * Adds folders to the open case, which stays as it is until they are read and judged, and for good if that is cancelled
 * or fails: whoever works in a case that has verdicts would else lose them for a while, or for ever.
 *
 * The whole case is read anew, its old files included: which copy of an event comes first, which digest proves which
 * and whether a file is still what it was are told from all files together, so that a case that grew is the case
 * that opening everything at once gives.
 */
async function addFolders(job: RunningJob, added: readonly string[], before: OpenCase): Promise<Ending> {
  const { signal } = job.abort
  const ahead = lookAhead(await discover(added, { signal }), before.read.sources)
  if (ahead.fresh === 0) return failed(nothingNew(ahead.known, added))
  const paths = allPaths(before.summary.paths, added)
  let message = ''
  const grown = await read(job, paths, async (reading) => {
    if (signal.aborted) return cancelled
    const inCase = new Set(before.read.sources.map(({ path }) => path))
    const fresh = reading.read.sources.filter(({ path }) => !inCase.has(path))
    if (!fresh.some(isEvidence)) return nothingFound(added, fresh)
    const shown = unjudgedCase(reading, { id: before.summary.id, title: titleOf(paths), paths })
    await judgeFiles(job, shown, reading)
    if (signal.aborted) return cancelled
    message = additionWords(whatCame(before.read, reading.read, ahead))
    await showVerdicts(job, shown)
    return shown
  })
  if (!(grown instanceof ShownCase)) return grown
  await finish(job, grown)
  return { state: 'done', message }
}

/** A case as it can be shown before its files are judged. */
function unjudgedCase({ read, sql }: Reading, about: About): ShownCase {
  const workerFile = builtWorker(files.workersFolder, 'search-worker')
  const options = { workerFile, jobs, openedAt: read.begunAt }
  const searches: RecordSearches = new RecordSearches(() => shown.open.snapshot, options)
  const shown = new ShownCase(new UnjudgedCase(read, about, searches), sql, searches)
  return shown
}

/** Judges its files, in turns with the questions about it, and gives the verdicts to its database. */
async function judgeFiles(job: RunningJob, shown: ShownCase, { read, sql }: Reading): Promise<void> {
  if (!job.abort.signal.aborted) job.report({ stage: 'verifying' })
  const ingested = await judge(read, job.abort.signal)
  const judged = new JudgedCase(ingested, shown.open.summary, shown.searches)
  await turn()
  const coverage = judged.completeness.hours()
  sql.finish({ files: ingested.snapshot.files, ...(coverage === undefined ? {} : { coverage }) })
  shown.judge(judged)
  // What the verdicts on very many files were made from takes more memory than the case.
  if (process.memoryUsage().heapUsed > muchHeap) collectGarbage('major')
}

/** Collecting what has just been dropped pays off; of an ordinary case it would only take time. */
const muchHeap = 512 << 20

/** Tells the verdicts of a case, which is shown now if it was not before. */
async function showVerdicts(job: RunningJob, shown: ShownCase): Promise<void> {
  job.report({ stage: 'indexing', events: shown.open.summary.events })
  if (current === shown) tell({ summary: shown.open.summary } satisfies Told)
  else await replaceCase(shown)
}

/** Waits for its database and findings, unless nobody does any more. */
const finish = (job: RunningJob, shown: ShownCase): Promise<void> =>
  Promise.race([lastStages(job, shown), aborted(job.abort.signal)])

/** They come all the same when nobody waits any more. */
async function lastStages(job: RunningJob, shown: ShownCase): Promise<void> {
  const { buildMs } = await shown.sql.whenBuilt()
  // What reading has left behind: now that everything answers, and before the rules take memory of their own.
  collectGarbage('major')
  if (!job.abort.signal.aborted) job.report({ stage: 'detecting' })
  const { detectMs } = await shown.sql.whenDetected()
  const timings = { index: Math.round(buildMs), detect: Math.round(detectMs) }
  if (current === shown) tell({ summary: withTimings(shown.open.summary, timings) } satisfies Told)
}

const withTimings = (summary: CaseSummary, timings: Readonly<Record<string, number>>): CaseSummary => ({
  ...summary,
  timings: { ...summary.timings, ...timings },
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
})

function nothingFound(paths: readonly string[], sources: readonly { readonly form: string }[]): Ending {
  return {
    ...failed(
      nothingAmong(
        paths,
        sources.map(({ form }) => form),
      ),
    ),
    nothingFound: true,
  }
}

async function replaceCase(next: typeof current): Promise<void> {
  const before = current
  current = next
  tell({ summary: next?.open.summary ?? null } satisfies Told)
  await before?.end()
}
