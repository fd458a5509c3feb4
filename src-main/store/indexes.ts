import type { ColumnName } from '../../src-shared/columns.ts'
import { joinable } from './schema.ts'

/** An index of one column of `event`. */
export interface Index {
  readonly column: ColumnName
  readonly name: string
  /** Which rows it holds: all, those with a value, or those with this one. */
  readonly rows: 'all' | 'with a value' | { readonly is: string }
  readonly sql: string
}

function index(column: ColumnName, rows: Index['rows']): Index {
  const expression = joinable.includes(column) ? column : `column_${column}(id)`
  const condition = rows === 'with a value' ? `IS NOT NULL` : rows === 'all' ? null : `= '${rows.is}'`
  const where = condition === null ? '' : ` WHERE ${expression} ${condition}`
  const name = `event_by_${column}`
  return { column, name, rows, sql: `CREATE INDEX ${name} ON event (${expression})${where}` }
}

/** What rules ask of every case and analysts ask for first: written when the case is opened. All are of texts. */
export const indexes: readonly Index[] = [
  index('eventName', 'all'),
  index('issuedAccessKeyId', 'with a value'),
  index('errorCode', 'with a value'),
  index('sharedEventID', 'with a value'),
  index('consoleLogin', 'with a value'),
  index('userIdentityType', { is: 'Root' }),
]

/** What most cases are never asked for and is long: made when a query first has a condition on the column. */
export const lateIndexes: readonly Index[] = [index('eventTime', 'all'), index('accessKeyId', 'all')]
