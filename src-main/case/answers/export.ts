import { basename, resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { exportCalls } from '../../../src-shared/contract/export.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { isTaken, manifestOfFile } from '../../handover/with-manifest.ts'
import { identityOf, writeSigned } from '../bundling.ts'
import { type ExportParts, writeExport, writeResult } from '../exporting.ts'
import { writeFindings } from '../exporting-findings.ts'
import type { Ending, RunningJob } from '../jobs.ts'
import type { CaseRoom } from '../room.ts'
import type { Answers } from './form.ts'

export const exportAnswers: Answers<keyof typeof exportCalls> = {
  exportEvents: (opened, query, room) =>
    beginWriting(room, query, (job, file, parts) => writeExport(job, opened, { ...query, file }, parts)),
  exportSql: (opened, query, room) =>
    beginWriting(room, query, (job, file, parts) => writeResult(job, opened, { ...query, file }, parts)),
  exportFindings: (opened, query, room) =>
    beginWriting(room, query, (job, file, parts) =>
      writeFindings(job, opened, { ...query, file }, { ...parts, loadRules: room.parts.loadRules }),
    ),
  exportBundle: (opened, { signer, incident, ...query }, room) => {
    const identity = signer === null ? ok(null) : identityOf(signer)
    if (!identity.ok) return fail('bad-key', identity.message)
    const { loadRules } = room.parts
    const signed = { identity: identity.value, incident, examinerLogFile: room.examinerLogFile, loadRules }
    return beginWriting(room, query, (job, file, parts) =>
      writeSigned(job, opened, { ...query, file }, { ...parts, ...signed }),
    )
  },
}

interface Target {
  readonly file: string
  readonly replaces?: boolean
  readonly redactionKey?: string
}

/** Begins the job that writes the file, unless another export runs or the file would lie in the evidence. */
export function beginWriting(
  room: CaseRoom,
  asked: Target,
  write: (job: RunningJob, file: string, parts: ExportParts) => Promise<Ending>,
): Result<JobId, 'busy' | 'evidence' | 'exists'> {
  const { jobs, parts } = room
  if (jobs.running('export') !== undefined) return fail('busy', 'Another export is running: cancel that first.')
  const { replaces = false, redactionKey } = asked
  const file = resolve(asked.file)
  for (const path of [file, ...(redactionKey === undefined ? [] : [resolve(redactionKey)])]) {
    const refused = room.whyNotWritten(path)
    if (refused !== null) return fail('evidence', refused)
  }
  const taken = [file, manifestOfFile(file)].find((path) => isTaken(path))
  if (taken !== undefined && !replaces) return fail('exists', `${taken} exists already.`)
  const job = jobs.start('export', basename(file))
  room.writingTo = file
  const whyNot = () => room.whyNotWritten(file)
  void jobs
    .run(job, () =>
      write(job, file, {
        version: parts.version,
        examinerLog: room.examinerLog,
        whyNot,
        startExport: parts.startExport,
      }),
    )
    .finally(() => {
      room.writingTo = null
    })
  return ok(job.id)
}
