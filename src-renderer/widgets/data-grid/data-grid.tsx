import { type KeyboardEvent, useRef } from 'react'
import { classes } from '../classes.ts'
import { Menu } from '../menu.tsx'
import './data-grid.css'
import { hasRow, noSpans } from '../../../src-shared/base/row-spans.ts'
import { Header } from './header.tsx'
import { commandOf } from './keys.ts'
import { pointerHandlers } from './pointer.ts'
import { GridRow } from './row.tsx'
import { runCommand } from './run-command.ts'
import { bodyHeight } from './scroll.ts'
import { type DataGridProps, type GridColumn, twoLines, usualRowHeight } from './types.ts'
import { useActiveCell } from './use-active-cell.ts'
import { useCellIds } from './use-cell-ids.ts'
import { useGridMenu } from './use-grid-menu.ts'
import { useShownRows } from './use-shown-rows.ts'

/**
 * Rows on demand, tens of millions if need be: only those in view are in the document. The grid as a whole has the
 * focus and names the cell that keys work on, so rows can come and go under it.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const {
    label,
    columns,
    rowCount,
    rowAt,
    selected = null,
    marked = noSpans,
    rowClass,
    rowHeight = usualRowHeight,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { extent, width, first, end, shift, onScroll, show } = useShownRows(scroller, props)
  const cell = useActiveCell(props)
  const { row: activeRow, isInHeader } = cell.place
  const activeColumn = columns[cell.place.column]?.id ?? null
  const { cellId, titleId, activeId } = useCellIds(props, cell.place, { first, end, width })
  const menu = useGridMenu(props, cell.place, activeId)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor(extent.viewport / rowHeight) - 1)
    const command = commandOf(event, cell.place, { rows: rowCount, columns: columns.length, page })
    const grid = { props, cell, show, openMenu: menu.openAtActive }
    if (command !== null && runCommand(command, grid)) event.preventDefault()
  }
  return (
    <div className="grid">
      <div
        ref={scroller}
        className={classes('grid-scroller', rowHeight >= twoLines && 'grid-tall')}
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-multiselectable={props.onMark === undefined ? undefined : true}
        aria-activedescendant={activeId}
        tabIndex={0}
        style={{ ...widthsOf(columns), '--row': `${rowHeight}px` }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        {...pointerHandlers(props, cell, menu)}
      >
        <Header grid={props} active={isInHeader ? activeColumn : null} titleId={titleId} />
        <div className="grid-body" role="rowgroup" style={{ height: bodyHeight(extent) }}>
          <div className="grid-rows" role="presentation" style={{ transform: `translateY(${shift}px)` }}>
            {Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).map((index) => (
              <GridRow
                key={index}
                index={index}
                row={rowAt(index)}
                columns={columns}
                selected={index === selected}
                marked={hasRow(marked, index)}
                active={!isInHeader && index === activeRow ? activeColumn : null}
                cellId={cellId}
                rowClass={rowClass}
              />
            ))}
          </div>
        </div>
      </div>
      {rowCount === 0 && props.empty !== undefined && <div className="grid-empty">{props.empty}</div>}
      {menu.menu !== null && <Menu label={label} {...menu.menu} onClose={menu.close} />}
    </div>
  )
}

/** The last column takes the room that is left, unless its values stand at its end. */
function widthsOf<Row>(columns: readonly GridColumn<Row>[]) {
  const lastColumn = columns.at(-1)
  const template = columns
    .map((column) =>
      column === lastColumn && column.align !== 'end' ? `minmax(${column.width}px, 1fr)` : `${column.width}px`,
    )
    .join(' ')
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return { '--grid-template': template, '--grid-width': `${width}px` }
}
