import type { Cell, Table } from '../../../../src-shared/contract/index.ts'
import type { FilterColumn } from '../../../../src-shared/filter/columns.ts'
import { filterOf } from '../../../../src-shared/filter/model.ts'
import { eventsWith, type ValuesCondition } from '../../../../src-shared/filter/result-column.ts'
import { onlySomeValues } from '../../../../src-shared/words/sql.ts'
import { valueMenu } from '../../../../src-shared/words/values.ts'
import { addPart } from '../../../state/filter.ts'
import { showSection } from '../../../state/layout.ts'
import { showEvents } from '../../../state/open.ts'
import { formatCount } from '../../../widgets/format.ts'
import type { MenuEntry } from '../../../widgets/menu.tsx'
import type { ResultColumn } from './result-columns.ts'

/** The values of a column in the rows shown, as a condition; null where the filter has no such column. */
export const conditionOf = (
  { filterColumn, index }: ResultColumn,
  rows: Table['rows'],
): (ValuesCondition & { readonly column: FilterColumn }) | null => {
  if (filterColumn === null) return null
  const condition = eventsWith(
    filterColumn,
    rows.map((row) => row[index] ?? null),
  )
  return condition === null ? null : { ...condition, column: filterColumn }
}

/** Says beside the filter when it does not hold all values of the result. */
const notesOf = ({ column, values, of }: ValuesCondition & { readonly column: FilterColumn }): readonly string[] =>
  values < of ? [onlySomeValues(column, values, of)] : []

/** Ways to the events that have the values. The filter before is one step back. */
export function eventsEntries(column: ResultColumn, rows: Table['rows'], isFiltered: boolean): readonly MenuEntry[] {
  const condition = conditionOf(column, rows)
  if (condition === null) return []
  const what =
    condition.of === 1
      ? wordsOf(rows[0]?.[column.index] ?? null)
      : `one of these ${formatCount(condition.values)} values`
  const entry = {
    label: `Events where ${condition.column} is ${what}`,
    icon: 'events' as const,
    onSelect: () => showEvents(filterOf([condition.part]), notesOf(condition)),
  }
  if (!isFiltered) return [entry]
  return [
    entry,
    {
      label: 'The same among the events that the filter shows',
      onSelect: () => {
        addPart(condition.part, notesOf(condition))
        showSection('events')
      },
    },
  ]
}

const mostShown = 40
const wordsOf = (cell: Cell): string => {
  if (cell === null) return valueMenu.isAbsent
  const text = String(cell)
  return text.length > mostShown ? `${text.slice(0, mostShown - 1)}…` : text
}
