import type { JobId } from '../model/job.ts'
import { answers, type Call } from './call.ts'
import type { InputOf } from './inputs.ts'

export const exportCalls = {
  /**
   * Writes the events that the filter leaves, in the order of `sort`, to `file`, which must not lie under an opened path,
   * and `<file>.manifest.json` beside it; neither may exist.
   * `columns` are those of the CSV, of the event or of its record: original records are always whole. The job waits for verdicts, which the manifest
   * tells, and ends as failed where nothing could be written.
   */
  exportEvents: {
    answeredBy: 'case',
    takes: { filter: 'filter', sort: 'sort', format: 'exportFormat', columns: 'exportColumns', file: 'path' },
    needs: ['events'],
    answers: answers<JobId, 'busy' | 'evidence'>(),
  },
  /**
   * Writes all rows of a query to `file`, and `<file>.manifest.json` beside it, as `exportEvents` does. The job waits for
   * verdicts and counts rows as its events. It ends as failed where the query fails, and then nothing is written.
   */
  exportSql: {
    answeredBy: 'case',
    takes: {
      sql: 'sql',
      dialect: 'dialect',
      parameters: 'sqlParameters',
      shown: 'shown',
      format: 'exportFormat',
      file: 'path',
    },
    needs: ['events'],
    answers: answers<JobId, 'busy' | 'evidence'>(),
  },
} as const satisfies Readonly<Record<string, Call>>

export type ExportQuery = InputOf<typeof exportCalls.exportEvents.takes>
