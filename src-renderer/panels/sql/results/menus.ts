import type { Cell, Table } from '../../../../src-shared/contract/index.ts'
import { columnValue } from '../../../../src-shared/filter/result-column.ts'
import { columnText, takeForms } from '../../../parts/take-rows.ts'
import { valueEntries } from '../../../parts/value-menu.tsx'
import { changeView, type RowFilter } from '../../../state/sql-views.ts'
import { copyText } from '../../../widgets/copy.ts'
import type { MenuEntry } from '../../../widgets/menu.tsx'
import { eventsEntries } from './event-links.ts'
import type { ResultColumn } from './result-columns.ts'
import { withValue } from './row-filter.ts'

/** What menus of a result work on. */
export interface MenuGround {
  readonly runId: string
  readonly columns: readonly string[]
  /** Those shown, in their order. */
  readonly rows: Table['rows']
  readonly filter: RowFilter
  /** Whether the filter of events leaves any out. */
  readonly isFiltered: boolean
  readonly onOpen: (eventID: string) => void
}

export function cellMenu(ground: MenuGround, column: ResultColumn, row: readonly Cell[]): readonly MenuEntry[] {
  const { runId, columns, filter, onOpen } = ground
  const value = row[column.index] ?? null
  const only = (isOut: boolean) => () =>
    changeView(runId, { filter: withValue(filter, { column: column.index, value, isOut }) })
  return [
    ...(column.isEventId && typeof value === 'string'
      ? [{ label: 'Open this event', icon: 'arrowRight' as const, onSelect: () => onOpen(value) }]
      : entriesOfValue(column, value)),
    { label: 'Only rows with this value', icon: 'filter', onSelect: only(false) },
    { label: 'No rows with this value', onSelect: only(true) },
    'separator',
    {
      label: 'Copy row as JSON',
      icon: 'copy',
      onSelect: () => void copyText(takeForms.json.text({ columns, rows: [row] }).slice(2, -2)),
    },
  ]
}

function entriesOfValue({ filterColumn }: ResultColumn, cell: Cell): readonly MenuEntry[] {
  const of = filterColumn === null ? null : columnValue(filterColumn, cell)
  return of === null ? [] : [...valueEntries(of), 'separator']
}

export const titleMenu = (ground: MenuGround, column: ResultColumn): readonly MenuEntry[] => [
  ...eventsEntries(column, ground.rows, ground.isFiltered),
  {
    label: 'Copy column',
    icon: 'copy',
    onSelect: () =>
      void copyText(
        columnText(
          column.name,
          ground.rows.map((row) => row[column.index] ?? null),
        ),
      ),
  },
]
