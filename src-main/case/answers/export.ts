import { basename } from 'node:path'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { exportCalls } from '../../../src-shared/contract/export.ts'
import { writeExport } from '../exporting.ts'
import type { Answers } from './form.ts'

export const exportAnswers: Answers<keyof typeof exportCalls> = {
  exportEvents: (opened, query, { jobs, parts }) => {
    if (jobs.running('export') !== undefined) return fail('busy', 'Another export is running: cancel that first.')
    const job = jobs.start('export', basename(query.file))
    void jobs.run(job, () => writeExport(job, opened, query, parts.version))
    return ok(job.id)
  },
}
