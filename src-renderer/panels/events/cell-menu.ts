import { type FilterColumn, filterColumns } from '../../../src-shared/filter/columns.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { valueEntries } from '../../parts/value-menu.tsx'
import type { MenuEntry } from '../../widgets/menu.tsx'

const known: ReadonlySet<string> = new Set(filterColumns)

/** What a cell's value leads to. */
export function cellMenu({ values }: EventLine, columnId: string): readonly MenuEntry[] {
  if (!known.has(columnId)) return []
  const column = columnId as FilterColumn
  const value = values[column] ?? null
  return valueEntries({ column, value: value === null ? null : String(value) })
}
