import { isRecordPath, type ValueColumn } from '../../../src-shared/filter/columns.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { markColumnId, recordText } from '../../parts/event-columns.tsx'
import { valueEntries } from '../../parts/value-menu.tsx'
import type { MenuEntry } from '../../widgets/menu.tsx'

/** What a cell's value leads to. */
export function cellMenu({ row, values }: EventLine, columnId: string): readonly MenuEntry[] {
  if (columnId === markColumnId) return []
  const column = columnId as ValueColumn
  const value = isRecordPath(column) ? recordText(row, column) : (values[column] ?? null)
  // Of a record that was not read, nothing is known.
  return value === undefined ? [] : valueEntries({ column, value: value === null ? null : String(value) })
}
