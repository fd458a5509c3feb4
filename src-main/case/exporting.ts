import type { In } from '../../src-shared/contract/index.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { countAbsences } from '../../src-shared/model/explanation.ts'
import { exportedConflicts } from '../../src-shared/words/copies.ts'
import { exportWords, whyUnwritable } from '../../src-shared/words/exporting.ts'
import type { ColumnQuery } from '../columns/query.ts'
import { exportEvents, RecordGone } from '../handover/export/export-events.ts'
import { partialEnding } from '../handover/export/safe-file.ts'
import type { Case } from './case.ts'
import { aborted, done, type Ending, failed, type RunningJob } from './jobs.ts'

export interface ExportParts {
  readonly version: string
  /** Why the file must not be written by now, a sentence: its folder may have become a link into the evidence. */
  readonly whyNot: () => string | null
}

/** Waits for what the filter looks for in records, and for verdicts: the manifest tells them. */
export async function writeExport(
  job: RunningJob,
  opened: Case,
  query: In<'exportEvents'>,
  { version, whyNot }: ExportParts,
): Promise<Ending> {
  const { signal } = job
  const judged = await Promise.race([opened.layers.whenThere(['verdicts']), aborted(signal)])
  signal.throwIfAborted()
  if (judged?.ok === false) return failed(exportWords.nothingWritten(judged.message))
  const whole = await opened.searches.whenWhole(query.filter, signal)
  signal.throwIfAborted()
  if (!whole.ok) return failed(exportWords.nothingWritten(whole.message))
  const refused = whyNot()
  if (refused !== null) return failed(exportWords.nothingWritten(refused))
  const { query: columns, reader, summary, verdictViews } = opened
  const { report } = verdictViews.ingested
  const coverage = report === null ? null : verdictViews.coverage(query.filter)
  const absences = countAbsences(verdictViews.absences())
  const conflicts = { contained: conflictingIn(columns, query.filter), leftOut: opened.hidden.of(query.filter) }
  const source = { query: columns, reader, conflicts, summary, report, absences, coverage, version }
  try {
    const [file, manifest] = await exportEvents(source, query, signal, (events, of) =>
      job.report({ events, filesDone: events, filesTotal: of }),
    )
    const told = exportedConflicts(conflicts.contained.length, conflicts.leftOut.length)
    return done([exportWords.written(file, manifest), ...(told === null ? [] : [told])].join(' '))
  } catch (error) {
    signal.throwIfAborted()
    const why = whyUnwritten(error, query.file)
    if (why === null) throw error
    return failed(exportWords.nothingWritten(why))
  }
}

/** The events that the filter shows whose copies differ in content. */
function conflictingIn(query: ColumnQuery, filter: Filter): number[] {
  const { alternates, conflicting, events } = query.snapshot
  if (alternates === null) return []
  const rows = query.select(filter) ?? Array.from({ length: events }, (_, row) => row)
  return [...rows].filter((row) => conflicting[row] === 1)
}

/** What the operating system or the evidence has against it, a sentence; null of anything else, which is a bug. */
function whyUnwritten(error: unknown, file: string): string | null {
  if (error instanceof RecordGone) return error.message
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
