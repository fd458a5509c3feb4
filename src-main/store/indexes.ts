import type { ColumnName } from '../../src-shared/model/columns.ts'
import { joinable } from './schema.ts'

/** An index of one column of `event`. */
export interface Index {
  readonly column: ColumnName
  readonly name: string
  /** Only rows that have a value. */
  readonly isPartial: boolean
  readonly sql: string
}

function index(column: ColumnName, rows: 'all rows' | 'rows with a value'): Index {
  const expression = joinable.includes(column) ? column : `column_${column}(id)`
  const isPartial = rows === 'rows with a value'
  const where = isPartial ? ` WHERE ${expression} IS NOT NULL` : ''
  const name = `event_by_${column}`
  return { column, name, isPartial, sql: `CREATE INDEX ${name} ON event (${expression})${where}` }
}

/** Indexes that rules use in every case. They are written when the case is opened. All are of texts. */
export const indexes: readonly Index[] = [
  index('eventName', 'all rows'),
  index('issuedAccessKeyId', 'rows with a value'),
  index('errorCode', 'rows with a value'),
  index('sharedEventID', 'rows with a value'),
  index('consoleLogin', 'rows with a value'),
]

/** Large indexes that most cases never need. Each is made when a query first has a condition on its column. */
export const lateIndexes: readonly Index[] = [index('eventTime', 'all rows'), index('accessKeyId', 'all rows')]
