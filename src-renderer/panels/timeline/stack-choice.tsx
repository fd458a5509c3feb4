import { pathsAsked } from '../../../src-shared/filter/asks.ts'
import {
  type ConditionColumn,
  type FilterColumn,
  filterColumns,
  hasFewValues,
} from '../../../src-shared/filter/columns.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { RecordPath } from '../../../src-shared/filter/record-path.ts'
import { stackName, stackNames } from '../../../src-shared/words/timeline.ts'
import { setTimeline, useTimeline } from '../../state/timeline.ts'
import { MenuButton, type MenuEntry } from '../../widgets/menu.tsx'

const named = Object.keys(stackNames) as readonly (keyof typeof stackNames)[]
const others = filterColumns.filter((column) => hasFewValues(column) && !(column in stackNames))

/** By which column the bars are parted. Paths into records are those that the filter asks for: they have been read. */
export function StackChoice({ filter }: { readonly filter: Filter }) {
  const chosen = useTimeline((state) => state.column)
  const paths = [...new Set([...pathsAsked(filter), ...(isKnown(chosen) ? [] : [chosen])])]
  const entry = (column: FilterColumn | RecordPath): MenuEntry => ({
    label: stackName(column),
    checked: column === chosen,
    onSelect: () => setTimeline({ column }),
  })
  const entries: readonly MenuEntry[] = [
    ...named.map(entry),
    ...(paths.length === 0 ? [] : ['separator' as const, ...paths.map(entry)]),
    'separator',
    ...others.map(entry),
  ]
  return (
    <MenuButton label="What the bars are parted by" entries={entries}>
      Bars by {stackName(chosen)}
    </MenuButton>
  )
}

const isKnown = (column: ConditionColumn): column is FilterColumn => filterColumns.some((each) => each === column)
