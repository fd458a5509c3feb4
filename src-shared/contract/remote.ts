import type { RemoteAnswer, RemoteRow, RemoteTrouble } from '../model/remote.ts'
import type { ScanEstimate } from '../sql/remote/scan-estimate.ts'
import type { TableRead } from '../sql/remote/tables-read.ts'
import { answers, type Call } from './call.ts'

/**
 * Queries that Athena or Trino runs over the trail in S3, as `trailproof query --on` does. Their texts leave this machine.
 * Of the credentials, nothing is asked and nothing kept: AWS's are those of its configuration, Trino's those of the
 * environment that Trailproof was started in.
 */
export const remoteCalls = {
  /**
   * Pushes `remoteProgress` and `sqlRows` with the id while it runs; the answer has all rows. A window that goes away
   * cancels its queries there.
   */
  runRemote: {
    answeredBy: 'host',
    takes: { id: 'remoteId', sql: 'sql', place: 'remotePlace', days: 'remoteDays', limit: 'rowLimit' },
    answers: answers<RemoteTable, RemoteTrouble | 'busy'>(),
  },
  /** What the query would read; it is not run. */
  estimateRemote: {
    answeredBy: 'host',
    takes: { id: 'remoteId', sql: 'sql', place: 'remotePlace', days: 'remoteDays' },
    answers: answers<readonly ScanEstimate[], RemoteTrouble | 'busy'>(),
  },
  /** Answers when the engine was told to cancel the query, or gave none. */
  cancelRemote: { answeredBy: 'host', takes: { id: 'remoteId' }, answers: answers<void>() },
} as const satisfies Readonly<Record<string, Call>>

export interface RemoteTable {
  readonly answer: RemoteAnswer
  readonly rows: readonly RemoteRow[]
  /** What the tables read, where the query reads them; null where that could not be asked. */
  readonly tables: readonly TableRead[] | null
}
