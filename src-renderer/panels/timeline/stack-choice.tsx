import { pathsAsked } from '../../../src-shared/filter/asks.ts'
import { filterColumns, hasFewValues, isRecordPath, type ValueColumn } from '../../../src-shared/filter/columns.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { stackName, stackNames } from '../../../src-shared/words/timeline.ts'
import { setTimeline, useTimeline } from '../../state/timeline.ts'
import { MenuButton, type MenuEntry } from '../../widgets/menu.tsx'

const named = Object.keys(stackNames) as readonly string[] as readonly ValueColumn[]
const columns = filterColumns.filter((column) => hasFewValues(column) && !(column in stackNames))

/** By which column the bars are parted. Paths into records are those that the filter asks for: they have been read. */
export function StackChoice({ filter }: { readonly filter: Filter }) {
  const chosen = useTimeline((state) => state.column)
  const paths = new Set<ValueColumn>(pathsAsked(filter))
  if (isRecordPath(chosen)) paths.add(chosen)
  const others = [...paths].filter((path) => !named.includes(path))
  const entry = (column: ValueColumn): MenuEntry => ({
    label: stackName(column),
    checked: column === chosen,
    onSelect: () => setTimeline({ column }),
  })
  const entries: readonly MenuEntry[] = [
    ...named.map(entry),
    ...(others.length === 0 ? [] : ['separator' as const, ...others.map(entry)]),
    'separator',
    ...columns.map(entry),
  ]
  return (
    <MenuButton label="What the bars are parted by" entries={entries}>
      Bars by {stackName(chosen)}
    </MenuButton>
  )
}
