import type { MouseEvent } from 'react'
import { hasRow } from '../../../src-shared/base/row-spans.ts'
import { anchorAtPointer } from '../anchor.ts'
import type { DataGridProps, GridColumn } from './types.ts'
import type { ActiveCell } from './use-active-cell.ts'
import type { GridMenu } from './use-grid-menu.ts'

/** The pointer over a grid: a click chooses a cell, a double click opens its row, the right button opens a menu. */
export function pointerHandlers<Row>(props: DataGridProps<Row>, cell: ActiveCell, menu: GridMenu<Row>) {
  const choose = (event: MouseEvent, index: number) => {
    cell.toColumn(columnUnder(event, props.columns)?.id)
    cell.toRow(index)
  }
  return {
    onClick(event: MouseEvent<HTMLDivElement>) {
      const index = rowUnder(event)
      if (index === null) return
      if (props.onMark === undefined || !(event.shiftKey || event.ctrlKey || event.metaKey)) return choose(event, index)
      cell.toColumn(columnUnder(event, props.columns)?.id)
      if (event.shiftKey) cell.markTo(index)
      else cell.toggleMark(index)
    },
    /** The browser would mark the text between two clicks with Shift. */
    onMouseDown(event: MouseEvent<HTMLDivElement>) {
      if (!event.shiftKey || props.onMark === undefined || rowUnder(event) === null) return
      event.preventDefault()
      event.currentTarget.focus()
    },
    onDoubleClick(event: MouseEvent<HTMLDivElement>) {
      const index = rowUnder(event)
      if (index !== null) props.onActivate?.(index)
    },
    onContextMenu(event: MouseEvent<HTMLDivElement>) {
      // The menu key of some systems comes as this event, at the grid as a whole.
      if (event.target === event.currentTarget) {
        if (menu.openAtActive()) event.preventDefault()
        return
      }
      const index = rowUnder(event)
      const isTitle = elementUnder(event, '[data-title]') !== null
      const isNowhere = (index === null) !== isTitle
      if (isNowhere || !menu.open(columnUnder(event, props.columns), index, anchorAtPointer(event))) return
      event.preventDefault()
      // What the menu does with rows, it does with all that are marked.
      if (index !== null && !hasRow(props.marked ?? [], index)) choose(event, index)
    },
  }
}

const elementUnder = (event: MouseEvent, selector: string): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>(selector)

/** A panel of tabs that a grid lies in has `data-index`, too: a press on a title would be one on its row. */
function rowUnder(event: MouseEvent): number | null {
  const row = elementUnder(event, '[role="row"][data-index]')
  return row === null ? null : Number(row.dataset.index)
}

function columnUnder<Row>(event: MouseEvent, columns: readonly GridColumn<Row>[]): GridColumn<Row> | undefined {
  const { column, title } = elementUnder(event, '[data-column], [data-title]')?.dataset ?? {}
  return columns.find(({ id }) => id === (column ?? title))
}
