import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { type CaseFileState, caseFileEnding } from '../../../src-shared/model/case-file.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import { caseFileWords } from '../../../src-shared/words/case-file.ts'
import { withinEvidence } from '../../../src-shared/words/evidence.ts'
import { CaseFile, lockOf, type TakenAs } from '../../case-file/case-file.ts'
import { BadContainer, isCaseFileAt } from '../../case-file/container.ts'
import { relocation } from '../../case-file/relocate.ts'
import { isVanished, systemReason } from '../../files/discover.ts'
import { rootHolding } from '../../files/within-evidence.ts'
import { CaseClosed } from '../closed.ts'
import type { CaseDatabase } from '../database.ts'
import { cancelled, done, type Ending, failed, type RunningJob } from '../jobs.ts'
import { buildTheRest, buildVerdicts, newCase } from '../opening.ts'
import type { CaseRoom } from '../room.ts'
import { beginCheck } from './check-sources.ts'
import { findSources } from './find-sources.ts'
import { freeMemory } from './free-memory.ts'

/** The case files among paths that are to be opened. */
export async function caseFilesAmong(paths: readonly string[]): Promise<readonly string[]> {
  const are = await Promise.all(paths.map(isCaseFileAt))
  // One that was cut, or is something else, is told as such, and not as an archive without events.
  return paths.filter((path, at) => are[at] || path.endsWith(caseFileEnding))
}

/**
 * What a case file among the paths was made of, as it lies now; null without a case file. Nothing that it says of the
 * sources is used but where they are and which of them are key lists. `notFound`: what is said where they are not here.
 */
export async function sourcesOfCaseFile(
  paths: readonly string[],
  notFound: typeof caseFileWords.notFound = caseFileWords.notFound,
): Promise<Result<TrustGiven | null, 'unreadable'>> {
  const [path, ...more] = await caseFilesAmong(paths)
  if (path === undefined) return ok(null)
  if (more.length > 0) return fail('unreadable', caseFileWords.several)
  try {
    const file = await CaseFile.open(path)
    try {
      const { about, sources } = await file.listing()
      const named = paths.filter((one) => one !== path)
      const { found, absent } = findSources({ ...about, sources }, path, named)
      if (absent.length > 0) return fail('unreadable', notFound(path, absent))
      const now = relocation(found, about.separator)
      const { acceptsEvidence } = about
      return ok({ paths: about.paths.map(now), keyPaths: about.keyPaths.map(now), acceptsEvidence })
    } finally {
      await file.close()
    }
  } catch (error) {
    const why = whyNotOpened(error)
    if (why === null) throw error
    return fail('unreadable', caseFileWords.notOpened(path, why))
  }
}

/** Keys that are given now stand in the place of those that the case was saved with. */
export const trustWith = (given: TrustGiven, saved: TrustGiven): TrustGiven => {
  if (given.keyPaths.length > 0 || given.acceptsEvidence)
    return { ...given, paths: [...saved.paths, ...given.keyPaths] }
  return saved
}

/**
 * Opens a case file in place of the open case. Its events are shown as they were saved. Verdicts are made of the saved
 * evidence; the sources are read again behind that, and until they are found to be the same, every verdict says that it
 * is as saved. `named`: folders to look for the sources in.
 */
export async function openSaved(
  room: CaseRoom,
  job: RunningJob,
  path: string,
  named: readonly string[],
): Promise<Ending> {
  let file: CaseFile | null = null
  let database: CaseDatabase | null = null
  try {
    file = await CaseFile.open(path)
    const opened = await readInto(room, job, file, named)
    database = opened.database
    await room.leave()
    if (job.signal.reason instanceof CaseClosed) return cancelled
    const { made, absent } = opened
    await room.show(made)
    file = null
    await buildVerdicts(room, job, made)
    if (room.current !== made) return cancelled
    await room.show(made)
    beginCheck(room, made, absent)
    await buildTheRest(room, job, made)
    return job.signal.aborted ? cancelled : done()
  } catch (error) {
    const why = whyNotOpened(error)
    if (why === null) throw error
    return { ...failed(caseFileWords.notOpened(path, why)), nothingFound: true }
  } finally {
    await file?.close()
    if (database !== null && room.current?.database !== database) await database.end()
  }
}

/**
 * Closes the case file of the open case where it is, or lies under, what is opened: it is opened again, or evidence from
 * now on, which is never written.
 */
export async function giveBack(room: CaseRoom, paths: readonly string[]): Promise<void> {
  const { current } = room
  const file = current?.file ?? null
  if (file === null || rootHolding(file.path, paths) === null) return
  await room.leave()
  await current!.closeFile()
}

async function readInto(room: CaseRoom, job: RunningJob, file: CaseFile, named: readonly string[]) {
  const { signal } = job
  job.report({ stage: 'reading' })
  const listing = await file.listing()
  const { about, sources } = listing
  const { found, absent } = findSources({ ...about, sources }, file.path, named)
  const within = rootHolding(
    file.path,
    found.map(({ to }) => to),
  )
  const taken = await file.take(absent.length === 0 && within === null)
  const saved = await file.read(listing, relocation(found, about.separator), {
    signal,
    room: freeMemory(),
    onProgress: (bytesDone, bytesTotal, events) => job.report({ bytesDone, bytesTotal, events }),
  })
  const { title, trust, read, evidence } = saved
  const started = room.parts.startDatabase()
  started.begin(read.snapshot)
  const case_ = { ...read, isWhole: true, facts: [], judgement: null, evidence }
  const called = { id: randomUUID(), title, ...trust }
  const made = await newCase(room, case_, called, started, trust)
  const readOnly =
    within !== null
      ? withinEvidence(file.path, within)
      : absent.length > 0
        ? caseFileWords.sourcesAbsent(absent)
        : whyReadOnly(file.path, taken)
  made.keepIn(file, {
    path: file.path,
    readAt: about.readAt,
    savedAt: file.savedAt,
    readOnly,
    notes: notesOn(taken),
    check: { state: 'running' },
  })
  return { made, database: started, absent }
}

export function whyReadOnly(path: string, { readOnly }: TakenAs): string | null {
  switch (readOnly?.why) {
    case undefined:
    case 'not-wanted':
      return null
    case 'held':
      return caseFileWords.heldBy(readOnly.holder, lockOf(path))
    case 'not-permitted':
      return caseFileWords.notPermitted
  }
}

const notesOn = ({ tookOver, cutBytes, journalAside }: TakenAs): readonly string[] => [
  ...(tookOver === null ? [] : [caseFileWords.tookOver(tookOver)]),
  ...(cutBytes === 0 ? [] : [caseFileWords.cut(cutBytes)]),
  ...(journalAside === null ? [] : [caseFileWords.aside(journalAside)]),
]

/** What the file or the operating system has against it; null of anything else, which is a bug. */
function whyNotOpened(error: unknown): string | null {
  if (error instanceof BadContainer) return error.message
  if (!(error instanceof Error) || !('syscall' in error)) return null
  return isVanished(error) ? 'is not there.' : `could not be read: ${systemReason(error)}.`
}

/** A case that was read and saved by this process. */
export const justSaved = (file: CaseFile, readAt: number, notes: readonly string[] = []): CaseFileState => ({
  path: file.path,
  readAt: readAt as UtcMs,
  savedAt: file.savedAt,
  readOnly: null,
  notes,
  check: { state: 'not-needed' },
})
