import type { JobId } from '../model/job.ts'
import { answers, type Call } from './call.ts'
import type { InputOf } from './inputs.ts'

export const exportCalls = {
  /**
   * Writes the events that the filter leaves, in the order of `sort`, to `file`, which must not lie under an opened path,
   * and `<file>.manifest.json` beside it. `exists` where either is there, unless the export `replaces` them.
   * `columns` are those of a format that chooses columns, of the event or of its record. An event that cannot be
   * written, such as one whose file has changed since it was opened, is refused, and the manifest counts it with the
   * reason. With a `redactionKey` identifiers have pseudonyms in their place. The job waits for verdicts, which the
   * manifest tells, and ends as failed where nothing could be written.
   */
  exportEvents: {
    answeredBy: 'case',
    takes: {
      filter: 'filter',
      sort: 'sort',
      onlyRows: 'onlyRows',
      format: 'exportFormat',
      columns: 'exportColumns',
      file: 'path',
      replaces: 'replaces',
      redactionKey: 'redactionKey',
    },
    needs: ['events'],
    answers: answers<JobId, 'busy' | 'evidence' | 'exists'>(),
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
      format: 'resultFormat',
      file: 'path',
      replaces: 'replaces',
      redactionKey: 'redactionKey',
    },
    needs: ['events'],
    answers: answers<JobId, 'busy' | 'evidence' | 'exists'>(),
  },
  /**
   * Writes what the product's rules and those of Sigma that were run found to `file`, and `<file>.manifest.json` beside it,
   * as `exportEvents` does. `anomaliesAt`: also anomalies. The job waits for what it writes and counts findings as its events.
   */
  exportFindings: {
    answeredBy: 'case',
    takes: {
      format: 'findingsFileFormat', file: 'path', replaces: 'replaces', redactionKey: 'redactionKey', least: 'leastSeverity',
      anomaliesAt: 'anomaliesAt',
    }, // biome-ignore format: what is taken
    needs: ['events'],
    answers: answers<JobId, 'busy' | 'evidence' | 'exists'>(),
  },
  /**
   * Writes the events that the filter leaves to `file`, a zip archive, with all that proves them: log files, digests, keys,
   * the integrity certificate, the examiner log, a manifest, its signature and programs that verify it. `incident`: what is
   * asked of an incident report that lies in it, too; null for none. `bad-key`: nobody can sign with that. Null: it is not
   * signed. The job waits for verdicts, and for what the report is made from. It ends as failed where nothing could be written.
   */
  exportBundle: {
    answeredBy: 'case',
    takes: { filter: 'filter', sort: 'sort', file: 'path', signer: 'bundleSigner?', incident: 'reportForm?' },
    needs: ['events'],
    answers: answers<JobId, 'busy' | 'evidence' | 'exists' | 'bad-key'>(),
  },
} as const satisfies Readonly<Record<string, Call>>

export type ExportQuery = InputOf<typeof exportCalls.exportEvents.takes>
