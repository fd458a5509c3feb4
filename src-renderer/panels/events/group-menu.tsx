import { hasFewValues } from '../../../src-shared/filter/columns.ts'
import { eventGroups } from '../../../src-shared/words/rows.ts'
import { groupBy } from '../../state/grouping.ts'
import { useLayout } from '../../state/layout.ts'
import { MenuButton } from '../../widgets/menu.tsx'

/** Groups by one of the columns shown; by others from their titles, once they are shown. */
export function GroupMenu() {
  const shown = useLayout((state) => state.columns)
  return (
    <MenuButton
      label={eventGroups.menu}
      icon="facets"
      entries={shown
        .filter(({ name }) => hasFewValues(name))
        .map(({ name }) => ({ label: eventGroups.groupBy(name), onSelect: () => groupBy(name) }))}
    >
      Group
    </MenuButton>
  )
}
