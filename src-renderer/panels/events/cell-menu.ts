import { deedColumns, type FilterColumn, filterColumns } from '../../../src-shared/filter/columns.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { targetTextOf } from '../../ask/event-deeds.ts'
import { valueEntries } from '../../parts/value-menu.tsx'
import type { MenuEntry } from '../../widgets/menu.tsx'

const known: ReadonlySet<string> = new Set(filterColumns)

/** What a cell's value leads to. */
export function cellMenu({ row, values }: EventLine, columnId: string): readonly MenuEntry[] {
  if (columnId === deedColumns.target) {
    const target = targetTextOf(row)
    return target === '' ? [] : valueEntries({ column: deedColumns.target, value: target })
  }
  if (!known.has(columnId)) return []
  const column = columnId as FilterColumn
  const value = values[column] ?? null
  return valueEntries({ column, value: value === null ? null : String(value) })
}
