import type { In } from '../../src-shared/contract/index.ts'
import { pathsAsked } from '../../src-shared/filter/asks.ts'
import { isRecordPath } from '../../src-shared/filter/columns.ts'
import { everything } from '../../src-shared/filter/model.ts'
import type { RecordPath } from '../../src-shared/filter/record-path.ts'
import type { LogHead } from '../../src-shared/model/examiner-log.ts'
import { countAbsences } from '../../src-shared/model/explanation.ts'
import type { WrittenFile } from '../../src-shared/model/job.ts'
import type { Layer } from '../../src-shared/model/layer.ts'
import { bundleWords } from '../../src-shared/words/bundles.ts'
import { exportedConflicts } from '../../src-shared/words/copies.ts'
import { exportWords, whyUnwritable as words } from '../../src-shared/words/exporting.ts'
import { refusedSentence } from '../../src-shared/words/exports.ts'
import { redactionWords } from '../../src-shared/words/redaction.ts'
import { ZipTooLarge } from '../files/archives/write-zip.ts'
import { SourceChanged } from '../handover/bundle/gather.ts'
import { exportEvents, NothingToWrite } from '../handover/export/export-events.ts'
import { exportResult, QueryFailed } from '../handover/export/export-result.ts'
import type { ExportedConflicts } from '../handover/export/export-source.ts'
import type { StartExport } from '../handover/export/threads/export-threads.ts'
import { NoRedactionKey, redactionKey } from '../handover/redaction/key-file.ts'
import { type Redactor, redactorSteps } from '../handover/redaction/redactor.ts'
import { partialEnding } from '../handover/safe-file.ts'
import { whyUnwritable } from '../handover/why-unwritable.ts'
import { inTurns } from '../runtime/in-turns.ts'
import type { Case } from './case.ts'
import { aborted, done, type Ending, failed, type RunningJob } from './jobs.ts'
import { pagesOf } from './sql-pages.ts'

/** All of them. */
const mostRows = Number.MAX_SAFE_INTEGER

export interface ExportParts {
  readonly version: string
  /** Of the case, when the export began; null where none is kept. */
  readonly examinerLog: LogHead | null
  /** Why the file must not be written by now, a sentence: its folder may have become a link into the evidence. */
  readonly whyNot: () => string | null
  readonly startExport: StartExport
}

/** Waits for what the filter looks for in records, and for verdicts: the manifest tells them. */
export function writeExport(
  job: RunningJob,
  opened: Case,
  query: In<'exportEvents'>,
  { version, examinerLog, whyNot, startExport }: ExportParts,
): Promise<Ending> {
  return written(job, opened, query.file, async (signal) => {
    const unread = await whyUnread(opened, query, signal)
    if (unread !== null) return failed(exportWords.nothingWritten(unread))
    const refusal = whyNot()
    if (refusal !== null) return failed(exportWords.nothingWritten(refusal))
    const { query: columns, summary, verdictViews } = opened
    const coverage = verdictViews.ingested.report === null ? null : verdictViews.coverage(query.filter)
    const conflicts = conflictsOf(opened, query)
    return withKey(query, async (redactionKey) => {
      const known = { query: columns, conflicts, summary, ...proofOf(opened), coverage, version, examinerLog }
      const source = { ...known, redactionKey, startExport }
      const { written, refused } = await exportEvents(source, query, signal, (events, filesDone, filesTotal) =>
        job.report({ events, filesDone, filesTotal }),
      )
      const lacks = refused.events === 0 ? null : refusedSentence(refused.events, refused.first)
      const differ = exportedConflicts(conflicts.contained.length, conflicts.leftOut.length)
      const told = sentences(exportWords.written(...pathsOfBoth(written)), redactedWords(query), lacks, differ)
      return done(told, written)
    })
  })
}

export const pathsOfBoth = ([file, manifest]: readonly [WrittenFile, WrittenFile]) =>
  [file.file, manifest.file] as const

type WhatIsWritten = Pick<In<'exportEvents'>, 'filter' | 'sort'>

/** Waits for what the filter and the order look for in records. A sentence where it cannot be told; null where it can. */
export async function whyUnread(opened: Case, query: WhatIsWritten, signal: AbortSignal): Promise<string | null> {
  const read = await opened.fields.whenWhole(pathsOf(query), signal)
  signal.throwIfAborted()
  if (!read.ok) return read.message
  const whole = await opened.searches.whenWhole(query.filter, signal)
  signal.throwIfAborted()
  return whole.ok ? null : whole.message
}

/** Values of records that decide which events are written, and in which order. */
const pathsOf = ({ filter, sort: { column } }: WhatIsWritten): readonly RecordPath[] => [
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
    const pages = pagesOf(opened, asked)
    const cancel = () => void database.cancel(id)
    signal.addEventListener('abort', cancel, { once: true })
    try {
      return await redacted(opened, query, signal, async (redactor) => {
        const source = { snapshot, summary, ...proofOf(opened), coverage, version, examinerLog, redactor }
        const written = await exportResult(source, query, pages, signal, (events) => job.report({ events }))
        return done(sentences(exportWords.written(...pathsOfBoth(written)), redactedWords(query)), written)
      })
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  })
}

/** Hands over what makes pseudonyms, or null where none are asked for. */
export const redacted = (
  { snapshot }: Case,
  query: Redacted,
  signal: AbortSignal,
  write: (redactor: Redactor | null) => Promise<Ending>,
): Promise<Ending> =>
  withKey(query, async (key) => write(key === null ? null : await inTurns(redactorSteps(snapshot, key), signal)))

interface Redacted {
  readonly file: string
  readonly redactionKey?: string
}

/** Hands over the key of pseudonyms. The file of one that was made for an export that comes to nothing is removed. */
async function withKey(
  { file, redactionKey: keyFile }: Redacted,
  write: (key: Buffer | null) => Promise<Ending>,
): Promise<Ending> {
  if (keyFile === undefined) return write(null)
  const { key, undo } = await redactionKey(keyFile, file)
  try {
    return await write(key)
  } catch (error) {
    await undo()
    throw error
  }
}

export const redactedWords = ({ redactionKey: keyFile }: { readonly redactionKey?: string }): string | null =>
  keyFile === undefined ? null : redactionWords.written(keyFile)

export const sentences = (...told: readonly (string | null)[]): string => told.filter((each) => each !== null).join(' ')

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

export const proofOf = ({ verdictViews }: Case) => ({
  report: verdictViews.ingested.report,
  absences: countAbsences(verdictViews.absences()),
})

/** Of the events that are exported, those whose copies differ in content. */
export function conflictsOf(
  { query, hidden }: Case,
  { filter, onlyRows }: Pick<In<'exportEvents'>, 'filter' | 'onlyRows'>,
): ExportedConflicts {
  const leftOut = onlyRows === undefined ? hidden.of(filter) : []
  const { alternates, conflicting, events } = query.snapshot
  if (alternates === null) return { contained: [], leftOut }
  const rows = onlyRows ?? query.select(filter) ?? Array.from({ length: events }, (_, row) => row)
  return { contained: [...rows].filter((row) => conflicting[row] === 1), leftOut }
}

/** What the operating system or the evidence has against it, a sentence; null of anything else, which is a bug. */
function whyUnwritten(error: unknown, file: string): string | null {
  if (error instanceof ZipTooLarge) return bundleWords.tooLarge
  if (
    error instanceof NothingToWrite ||
    error instanceof NoRedactionKey ||
    error instanceof QueryFailed ||
    error instanceof SourceChanged
  )
    return error.message
  const taken = (error as NodeJS.ErrnoException).path
  const isPartial = taken?.endsWith(partialEnding) === true
  return whyUnwritable(error, file, () => (isPartial ? words.partialThere(taken) : words.nameTaken(file)))
}
