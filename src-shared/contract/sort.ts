import type { ValueColumn } from '../filter/columns.ts'

export interface Sort {
  readonly column: ValueColumn
  readonly descending: boolean
}
