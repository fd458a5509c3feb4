import { eventsView } from '../../../src-shared/words/rows.ts'
import { type DetailPlace, placeDetail, type RowHeight, setRowHeight, useLayout } from '../../state/layout.ts'
import { MenuButton, type MenuEntry } from '../../widgets/menu.tsx'

/** Pixels. */
export const rowHeights: Readonly<Record<RowHeight, number>> = { compact: 21, usual: 26, tall: 43 }

/** How tall the rows are, and where the detail of an event opens. Kept from one start to the next. */
export function ViewMenu() {
  const { detailPlace, rowHeight } = useLayout()
  const height = (each: RowHeight): MenuEntry => ({
    label: eventsView.rows[each],
    checked: each === rowHeight,
    onSelect: () => setRowHeight(each),
  })
  const place = (each: DetailPlace): MenuEntry => ({
    label: eventsView.detail[each],
    checked: each === detailPlace,
    onSelect: () => placeDetail(each),
  })
  return (
    <MenuButton
      label={eventsView.label}
      icon="more"
      entries={[height('compact'), height('usual'), height('tall'), 'separator', place('right'), place('bottom')]}
    />
  )
}
