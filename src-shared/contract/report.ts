import type { JobId } from '../model/job.ts'
import { answers, type Call } from './call.ts'

/** Reports on the case: see `model/report.ts`. What the user says of a report is handed in with each call. */
export const reportCalls = {
  /**
   * The report as it would be written now, as a page of HTML without script. It waits for verdicts and, where it tells
   * incidents, for these. `busy`: another one was asked for meanwhile.
   */
  report: {
    answeredBy: 'case',
    takes: { form: 'reportForm' },
    needs: ['events'],
    answers: answers<ReportPreview, 'layer-missing' | 'busy'>(),
  },
  /**
   * Writes the report to `file`, which must not lie under an opened path, and `<file>.manifest.json` beside it: `exists`
   * where either is there, unless the report `replaces` them. The job waits for what the report is made from. It ends as
   * failed where nothing could be written, such as where nothing can print a PDF.
   */
  writeReport: {
    answeredBy: 'case',
    takes: { form: 'reportForm', format: 'reportFormat', file: 'path', replaces: 'replaces' },
    needs: ['events'],
    answers: answers<JobId, 'busy' | 'evidence' | 'exists'>(),
  },
} as const satisfies Readonly<Record<string, Call>>

export interface ReportPreview {
  readonly html: string
  /** Records that could not be told as they were opened, each a sentence. */
  readonly refused: readonly string[]
}
