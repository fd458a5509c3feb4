import { useState } from 'react'
import type { Anchor } from '../anchor.ts'
import type { MenuEntry } from '../menu.tsx'
import type { GridPlace } from './keys.ts'
import { cellEntries, titleEntries } from './menus.ts'
import type { DataGridProps, GridColumn } from './types.ts'

interface OpenMenu {
  readonly anchor: Anchor
  readonly entries: readonly MenuEntry[]
}

export interface GridMenu<Row> {
  /** Null while none is open. */
  readonly menu: OpenMenu | null
  readonly close: () => void
  /** Opens the menu of a cell, or of a title where `index` is null. False where there is none to open. */
  readonly open: (column: GridColumn<Row> | undefined, index: number | null, anchor: Anchor) => boolean
  /** The same for the cell or title that keys work on. */
  readonly openAtActive: () => boolean
}

/** The menu of a cell or a title, opened by the pointer or by a key. */
export function useGridMenu<Row>(
  props: DataGridProps<Row>,
  place: GridPlace,
  activeId: string | undefined,
): GridMenu<Row> {
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const open: GridMenu<Row>['open'] = (column, index, anchor) => {
    const row = index === null ? undefined : props.rowAt(index)
    if (column === undefined || (index !== null && row === undefined)) return false
    const entries =
      index === null || row === undefined ? titleEntries(props, column) : cellEntries(props, index, row, column)
    if (entries.length > 0) setMenu({ anchor, entries })
    return entries.length > 0
  }
  const openAtActive = () => {
    const element = activeId === undefined ? null : document.getElementById(activeId)
    return element !== null && open(props.columns[place.column], place.isInHeader ? null : place.row, element)
  }
  return { menu, close: () => setMenu(null), open, openAtActive }
}
