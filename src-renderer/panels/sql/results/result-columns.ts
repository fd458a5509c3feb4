import { readAddress } from '../../../../src-shared/base/ip.ts'
import type { Cell, Table } from '../../../../src-shared/contract/index.ts'
import { holdsEventIDs } from '../../../../src-shared/contract/sql.ts'
import type { FilterColumn } from '../../../../src-shared/filter/columns.ts'
import { filterColumnOf, timeOf } from '../../../../src-shared/filter/result-column.ts'

/** What the values of a column are, as far as its rows tell: by that they are ordered and drawn. */
export type ValueKind = 'number' | 'time' | 'address' | 'text'

export interface ResultColumn {
  /** Position in the row. Names may repeat. */
  readonly index: number
  readonly name: string
  readonly kind: ValueKind
  readonly width: number
  /** Its values open the events they name. */
  readonly isEventId: boolean
  /** The column of events that has its name; null where none has. */
  readonly filterColumn: FilterColumn | null
}

const looked = 200
const characterWidth = 7.3
const padding = 26
const widest = 380
const narrowest = 64

/** Columns of a result as far as its first rows tell: numbers to the right, wide enough for what they hold. */
export function resultColumns({ columns, rows }: Pick<Table, 'columns' | 'rows'>): readonly ResultColumn[] {
  const sample = rows.slice(0, looked)
  return columns.map((name, index) => {
    const cells = sample.map((row) => row[index] ?? null)
    const longest = Math.max(name.length, ...cells.map((cell) => (cell === null ? 4 : String(cell).length)))
    return {
      index,
      name,
      kind: kindOf(cells),
      width: Math.round(Math.min(widest, Math.max(narrowest, longest * characterWidth + padding))),
      isEventId: holdsEventIDs(name),
      filterColumn: filterColumnOf(name),
    }
  })
}

/** NULL decides nothing. One address decides, as the column has names of services beside addresses. */
function kindOf(cells: readonly Cell[]): ValueKind {
  const values = cells.filter((cell) => cell !== null)
  if (values.length === 0) return 'text'
  if (values.every((value) => typeof value === 'number')) return 'number'
  if (values.every((value) => timeOf(value) !== null)) return 'time'
  return values.some((value) => typeof value === 'string' && readAddress(value) !== null) &&
    values.every((value) => typeof value === 'string')
    ? 'address'
    : 'text'
}
