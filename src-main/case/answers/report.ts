import type { reportCalls } from '../../../src-shared/contract/report.ts'
import { previewReport, writeReport } from '../reporting.ts'
import { beginWriting } from './export.ts'
import type { Answers } from './form.ts'

export const reportAnswers: Answers<keyof typeof reportCalls> = {
  report: (opened, { form }, { parts, examinerLog }) => previewReport(opened, form, { ...parts, examinerLog }),
  writeReport: (opened, query, room) =>
    beginWriting(room, query, (job, file, { whyNot, examinerLog }) =>
      writeReport(job, opened, { ...query, file }, { ...room.parts, examinerLog, whyNot }),
    ),
}
