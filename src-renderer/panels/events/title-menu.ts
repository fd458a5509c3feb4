import { hasFewValues, type ValueColumn } from '../../../src-shared/filter/columns.ts'
import { columnChoice, eventGroups } from '../../../src-shared/words/rows.ts'
import { markColumnId } from '../../parts/event-columns.tsx'
import { groupBy } from '../../state/grouping.ts'
import { useLayout } from '../../state/layout.ts'
import type { MenuEntry } from '../../widgets/menu.tsx'
import { hideColumn } from './column-chooser.tsx'

/** What can be done with a column as a whole. */
export function titleMenu(columnId: string): readonly MenuEntry[] {
  if (columnId === markColumnId) return []
  const column = columnId as ValueColumn
  return [
    ...(hasFewValues(column)
      ? [{ label: eventGroups.groupBy(column), icon: 'facets' as const, onSelect: () => groupBy(column) }]
      : []),
    {
      label: columnChoice.hide,
      icon: 'close',
      disabled: useLayout.getState().columns.length === 1,
      onSelect: () => hideColumn(column),
    },
  ]
}
