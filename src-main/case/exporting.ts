import type { In } from '../../src-shared/contract/index.ts'
import { pathsAsked } from '../../src-shared/filter/asks.ts'
import { isRecordPath } from '../../src-shared/filter/columns.ts'
import { everything, type Filter } from '../../src-shared/filter/model.ts'
import type { RecordPath } from '../../src-shared/filter/record-path.ts'
import type { LogHead } from '../../src-shared/model/examiner-log.ts'
import { countAbsences } from '../../src-shared/model/explanation.ts'
import type { WrittenFile } from '../../src-shared/model/job.ts'
import type { Layer } from '../../src-shared/model/layer.ts'
import { exportedConflicts } from '../../src-shared/words/copies.ts'
import { exportWords, whyUnwritable } from '../../src-shared/words/exporting.ts'
import type { ColumnQuery } from '../columns/query.ts'
import { exportEvents, RecordGone } from '../handover/export/export-events.ts'
import { exportResult, QueryFailed } from '../handover/export/export-result.ts'
import { partialEnding } from '../handover/safe-file.ts'
import type { Case } from './case.ts'
import { aborted, done, type Ending, failed, type RunningJob } from './jobs.ts'
import { whenReadable } from './when-readable.ts'

/** All of them. */
const mostRows = Number.MAX_SAFE_INTEGER

export interface ExportParts {
  readonly version: string
  /** Of the case, when the export began; null where none is kept. */
  readonly examinerLog: LogHead | null
  /** Why the file must not be written by now, a sentence: its folder may have become a link into the evidence. */
  readonly whyNot: () => string | null
}

/** Waits for what the filter looks for in records, and for verdicts: the manifest tells them. */
export function writeExport(
  job: RunningJob,
  opened: Case,
  query: In<'exportEvents'>,
  { version, examinerLog, whyNot }: ExportParts,
): Promise<Ending> {
  return written(job, opened, query.file, async (signal) => {
    const read = await opened.fields.whenWhole(pathsOf(query), signal)
    signal.throwIfAborted()
    if (!read.ok) return failed(exportWords.nothingWritten(read.message))
    const whole = await opened.searches.whenWhole(query.filter, signal)
    signal.throwIfAborted()
    if (!whole.ok) return failed(exportWords.nothingWritten(whole.message))
    const refused = whyNot()
    if (refused !== null) return failed(exportWords.nothingWritten(refused))
    const { query: columns, reader, summary, verdictViews } = opened
    const coverage = verdictViews.ingested.report === null ? null : verdictViews.coverage(query.filter)
    const conflicts = { contained: conflictingIn(columns, query.filter), leftOut: opened.hidden.of(query.filter) }
    const source = { query: columns, reader, conflicts, summary, ...proofOf(opened), coverage, version, examinerLog }
    const written = await exportEvents(source, query, signal, (events, of) =>
      job.report({ events, filesDone: events, filesTotal: of }),
    )
    const told = exportedConflicts(conflicts.contained.length, conflicts.leftOut.length)
    return done([exportWords.written(...pathsOfBoth(written)), ...(told === null ? [] : [told])].join(' '), written)
  })
}

const pathsOfBoth = ([file, manifest]: readonly [WrittenFile, WrittenFile]) => [file.file, manifest.file] as const

/** Values of records that decide which events are written, and in which order. */
const pathsOf = ({ filter, sort: { column } }: In<'exportEvents'>): readonly RecordPath[] => [
  ...new Set([...pathsAsked(filter), ...(isRecordPath(column) ? [column] : [])]),
]

/** The same for the result of a query. Cancelled, the query ends within its step. */
export function writeResult(
  job: RunningJob,
  opened: Case,
  query: In<'exportSql'>,
  { version, examinerLog, whyNot }: ExportParts,
): Promise<Ending> {
  return written(job, opened, query.file, async (signal) => {
    const refused = whyNot()
    if (refused !== null) return failed(exportWords.nothingWritten(refused))
    const { database, snapshot, summary, verdictViews } = opened
    const coverage = verdictViews.ingested.report === null ? null : verdictViews.coverage(everything)
    const id = `export ${job.id}`
    const { sql, dialect, parameters, shown } = query
    const asked = { sql, dialect, parameters, shown, limit: mostRows, id, isPushed: false }
    const pages = database.pages(asked, whenReadable(opened, shown))
    const cancel = () => void database.cancel(id)
    signal.addEventListener('abort', cancel, { once: true })
    try {
      const source = { snapshot, summary, ...proofOf(opened), coverage, version, examinerLog }
      const written = await exportResult(source, query, pages, signal, (events) => job.report({ events }))
      return done(exportWords.written(...pathsOfBoth(written)), written)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  })
}

/** Waits for layers, then writes. What the operating system or the evidence has against it is how the job ended. */
export async function written(
  { signal }: RunningJob,
  opened: Case,
  file: string,
  write: (signal: AbortSignal) => Promise<Ending>,
  layers: readonly Layer[] = ['verdicts'],
): Promise<Ending> {
  const judged = await Promise.race([opened.layers.whenThere(layers), aborted(signal)])
  signal.throwIfAborted()
  if (judged?.ok === false) return failed(exportWords.nothingWritten(judged.message))
  try {
    return await write(signal)
  } catch (error) {
    signal.throwIfAborted()
    const why = whyUnwritten(error, file)
    if (why === null) throw error
    return failed(exportWords.nothingWritten(why))
  }
}

const proofOf = ({ verdictViews }: Case) => ({
  report: verdictViews.ingested.report,
  absences: countAbsences(verdictViews.absences()),
})

/** The events that the filter shows whose copies differ in content. */
function conflictingIn(query: ColumnQuery, filter: Filter): number[] {
  const { alternates, conflicting, events } = query.snapshot
  if (alternates === null) return []
  const rows = query.select(filter) ?? Array.from({ length: events }, (_, row) => row)
  return [...rows].filter((row) => conflicting[row] === 1)
}

/** What the operating system or the evidence has against it, a sentence; null of anything else, which is a bug. */
function whyUnwritten(error: unknown, file: string): string | null {
  if (error instanceof RecordGone || error instanceof QueryFailed) return error.message
  const { code, path, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  switch (code) {
    case undefined:
      return null
    case 'EEXIST':
      return path?.endsWith(partialEnding) ? whyUnwritable.partialThere(path) : whyUnwritable.nameTaken(file)
    case 'ENOSPC':
      return whyUnwritable.noRoom(file)
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
      return whyUnwritable.notAllowed(file)
    case 'ENOENT':
      return whyUnwritable.noFolder(file)
    default:
      return whyUnwritable.other(file, message ?? code)
  }
}
