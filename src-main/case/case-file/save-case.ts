import { caseFileWords } from '../../../src-shared/words/case-file.ts'
import { CaseFile, type WriteOptions } from '../../case-file/case-file.ts'
import type { CaseToSave } from '../../case-file/write-case.ts'
import { ZipTooLarge } from '../../files/archives/write-zip.ts'
import { whyUnwritable } from '../../handover/why-unwritable.ts'
import type { Case } from '../case.ts'
import { cancelled, done, type Ending, failed, type RunningJob } from '../jobs.ts'
import type { CaseRoom } from '../room.ts'
import { justSaved } from './open-saved.ts'

/** Saves the open case in a new file, which is its case file from then on. `whyNot`: see ExportParts. */
export async function saveCase(
  room: CaseRoom,
  job: RunningJob,
  opened: Case,
  path: string,
  whyNot: () => string | null,
): Promise<Ending> {
  const refused = whyNot()
  if (refused !== null) return failed(caseFileWords.notSaved(refused))
  try {
    const before = opened.file
    const parts = { work: before?.work ?? {}, log: before?.log ?? [] }
    const file = await CaseFile.create(path, { ...toSave(opened), ...parts }, room.parts.version, progressTo(job))
    if (room.current !== opened) {
      await file.close()
      return cancelled
    }
    const { caseFile } = opened
    await opened.closeFile()
    const state = justSaved(file, caseFile?.readAt ?? opened.read.begunAt)
    opened.keepIn(file, caseFile === null ? state : { ...state, check: caseFile.check })
    await room.tellAgain(opened)
    return done(caseFileWords.saved(path))
  } catch (error) {
    return unsaved(error, path)
  }
}

/** Writes the case file of a case that has grown anew. */
export async function saveGrown(job: RunningJob, grown: Case): Promise<Ending | null> {
  const { file } = grown
  if (file === null) return null
  try {
    job.report({ stage: 'saving' })
    await file.rewrite(toSave(grown), progressTo(job))
    grown.keepIn(file, justSaved(file, grown.read.begunAt))
    return null
  } catch (error) {
    return unsaved(error, file.path)
  }
}

function toSave({ summary, trust, read, verdictViews }: Case): CaseToSave {
  return {
    title: summary.title,
    trust: { ...trust, paths: summary.paths },
    read,
    evidence: verdictViews.ingested.evidence,
  }
}

const progressTo = (job: RunningJob): WriteOptions => ({
  signal: job.signal,
  onProgress: (bytesDone, bytesTotal) => job.report({ stage: 'saving', bytesDone, bytesTotal }),
})

function unsaved(error: unknown, path: string): Ending {
  const why = error instanceof ZipTooLarge ? caseFileWords.tooLarge : whyUnwritable(error, path)
  if (why === null) throw error
  return failed(caseFileWords.notSaved(why))
}
