import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Table } from '../../src-shared/contract/index.ts'
import { queryIn } from '../../src-shared/sql/statements.ts'
import type { Cancellation } from './cancel.ts'
import type { Connection } from './connection.ts'
import { RowsSoFar, type TellRows } from './rows-so-far.ts'
import { SqlError } from './sql.ts'
import type { Statement } from './statement.ts'

export interface SqlQuery {
  readonly sql: string
  /** Rows to hand out at most. */
  readonly limit: number
  /** See Cancellation. */
  readonly ticket: number
}

export type SqlFailure = 'sql-invalid' | 'sql-not-a-query' | 'cancelled'

/**
 * Runs one query of an analyst. The database can be read by it and nothing else. `tell` is handed its rows while it
 * runs; the answer has them all.
 */
export function runUserSql(
  connection: Connection,
  cancellation: Cancellation,
  { sql, limit, ticket }: SqlQuery,
  tell: TellRows,
): Result<Table, SqlFailure> {
  const query = queryIn(sql)
  if (!query.ok) return query
  const started = performance.now()
  // Refuses what hides behind WITH, such as DELETE. Set each time, so that nothing before can have lifted it.
  connection.run('PRAGMA query_only = ON')
  let statement: Statement | undefined
  try {
    statement = connection.prepare(query.value.sql)
    const { columns } = statement
    const soFar = new RowsSoFar(columns, tell)
    cancellation.begin(ticket, () => soFar.tellWhenDue())
    let row = statement.next()
    while (row !== null && soFar.rows.length < limit) {
      soFar.add(row)
      row = statement.next()
    }
    const elapsedMs = performance.now() - started
    return ok({ columns, rows: soFar.rows, truncated: row !== null, elapsedMs })
  } catch (error) {
    if (!(error instanceof SqlError)) throw error
    if (cancellation.requested) return fail('cancelled', 'The query was cancelled.')
    if (error.message.includes('readonly database'))
      return fail('sql-not-a-query', 'The statement would change the database: only queries run here.')
    return fail('sql-invalid', error.message)
  } finally {
    cancellation.end()
    statement?.close()
  }
}
