import type { Result } from '../../src-shared/base/result.ts'
import type { CaseHandlers, CaseSummary, SqlAsked, SqlPage, SqlRows } from '../../src-shared/contract/index.ts'
import type { Job } from '../../src-shared/model/job.ts'

/**
 * One case and its long jobs, wherever they run. Hosts and the CLI know this interface only; `thread.ts` is it over
 * worker threads, so that nothing here ever blocks the thread that asks.
 */
export interface Engine extends CaseHandlers {
  /** Called with a whole snapshot at most ten times a second per job, and once at its end. Returns the unsubscriber. */
  onJob(listener: (job: Job) => void): () => void
  /** Called whenever the case is replaced, has grown or was closed. */
  onCase(listener: (summary: CaseSummary | null) => void): () => void
  /**
   * Called before the open case, which is in a case file, gives way to another or is closed by opening its file: the file
   * takes lines of its log until this resolves.
   */
  onLeaving(listener: () => Promise<void>): () => void
  /** Called with the rows of queries that run and have an id, before their answer. */
  onSqlRows(listener: (rows: SqlRows) => void): () => void
  /**
   * The rows of a query, the next page found when it is asked for: a result of any size takes little memory. A failure
   * is the last of them. Rows are told with the id, too. Not for windows: the query holds a thread until it is over.
   */
  sqlPages(query: SqlAsked & { readonly limit: number; readonly id: string }): AsyncIterable<Result<SqlPage>>
  summary(): CaseSummary | null
  jobs(): readonly Job[]
  /** Ends all workers; every waiting call is answered with a failure. */
  dispose(): Promise<void>
}
