import { basename, resolve } from 'node:path'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { exportCalls } from '../../../src-shared/contract/export.ts'
import { writeExport } from '../exporting.ts'
import type { Answers } from './form.ts'

export const exportAnswers: Answers<keyof typeof exportCalls> = {
  exportEvents: (opened, { file: named, ...query }, room) => {
    const { jobs, parts } = room
    if (jobs.running('export') !== undefined) return fail('busy', 'Another export is running: cancel that first.')
    const file = resolve(named)
    const refused = room.whyNotWritten(file)
    if (refused !== null) return fail('evidence', refused)
    const job = jobs.start('export', basename(file))
    room.writingTo = file
    const whyNot = () => room.whyNotWritten(file)
    void jobs
      .run(job, () => writeExport(job, opened, { ...query, file }, { version: parts.version, whyNot }))
      .finally(() => {
        room.writingTo = null
      })
    return ok(job.id)
  },
}
