import { basename, resolve } from 'node:path'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { exportCalls } from '../../../src-shared/contract/export.ts'
import type { JobId } from '../../../src-shared/model/job.ts'
import { type ExportParts, writeExport, writeResult } from '../exporting.ts'
import type { Ending, RunningJob } from '../jobs.ts'
import type { CaseRoom } from '../room.ts'
import type { Answers } from './form.ts'

export const exportAnswers: Answers<keyof typeof exportCalls> = {
  exportEvents: (opened, query, room) =>
    beginWriting(room, query.file, (job, file, parts) => writeExport(job, opened, { ...query, file }, parts)),
  exportSql: (opened, query, room) =>
    beginWriting(room, query.file, (job, file, parts) => writeResult(job, opened, { ...query, file }, parts)),
}

/** Begins the job that writes the file, unless another export runs or the file would lie in the evidence. */
export function beginWriting(
  room: CaseRoom,
  named: string,
  write: (job: RunningJob, file: string, parts: ExportParts) => Promise<Ending>,
): Result<JobId, 'busy' | 'evidence'> {
  const { jobs, parts } = room
  if (jobs.running('export') !== undefined) return fail('busy', 'Another export is running: cancel that first.')
  const file = resolve(named)
  const refused = room.whyNotWritten(file)
  if (refused !== null) return fail('evidence', refused)
  const job = jobs.start('export', basename(file))
  room.writingTo = file
  const whyNot = () => room.whyNotWritten(file)
  void jobs
    .run(job, () => write(job, file, { version: parts.version, examinerLog: room.examinerLog, whyNot }))
    .finally(() => {
      room.writingTo = null
    })
  return ok(job.id)
}
