import { minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { type FilterColumn, filterColumns } from '../../../src-shared/filter/columns.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { addPart, toggleValue, zoomTo } from '../../state/filter.ts'
import type { MenuEntry } from '../../widgets/menu.tsx'

const aroundMs = 5 * minuteMs
const known: ReadonlySet<string> = new Set(filterColumns)

/** What a cell's value can be used for. */
export function cellMenu({ values }: EventLine, columnId: string): readonly MenuEntry[] {
  if (!known.has(columnId)) return []
  const column = columnId as FilterColumn
  const value = values[column]
  if (value === undefined || value === null) {
    return [
      {
        label: `Only without ${column}`,
        icon: 'filter',
        onSelect: () => addPart({ column, operator: 'isNotSet', values: [] }),
      },
      { label: `Only with ${column}`, onSelect: () => addPart({ column, operator: 'isSet', values: [] }) },
    ]
  }
  if (column === 'eventTime') {
    const time = Number(value)
    const around = { from: (time - aroundMs) as UtcMs, until: (time + aroundMs) as UtcMs }
    return [{ label: 'Five minutes before and after', icon: 'filter', onSelect: () => zoomTo(around) }]
  }
  return [
    { label: 'Filter for this value', icon: 'filter', onSelect: () => toggleValue(column, 'is', String(value)) },
    { label: 'Exclude this value', icon: 'minus', onSelect: () => toggleValue(column, 'isNot', String(value)) },
  ]
}
