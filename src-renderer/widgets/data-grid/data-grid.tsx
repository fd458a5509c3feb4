import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { type Anchor, anchorAtPointer } from '../anchor.ts'
import { copyText } from '../copy.ts'
import { Menu, type MenuEntry } from '../menu.tsx'
import './data-grid.css'
import { Header } from './header.tsx'
import { commandOf, type GridCommand } from './keys.ts'
import { canSort, cellEntries, neighbour, rowText, titleEntries, widened } from './menus.ts'
import { GridRow } from './row.tsx'
import { bodyHeight } from './scroll.ts'
import { type DataGridProps, type GridColumn, headerHeight, rowHeight } from './types.ts'
import { useActiveCell } from './use-active-cell.ts'
import { useScroll } from './use-scroll.ts'

interface OpenMenu {
  readonly anchor: Anchor
  readonly entries: readonly MenuEntry[]
}

/**
 * Rows on demand, tens of millions if need be: only those in view are in the document. The grid as a whole has the
 * focus and names the cell that keys work on, so rows can come and go under it.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, rowCount, rowAt, onRange, selected = null, onActivate, rowClass } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const { extent, first, end, shift, onScroll, show, topRow, toRow } = useScroll(
    scroller,
    rowCount,
    rowHeight,
    headerHeight,
  )

  useEffect(() => {
    onRange?.(first, end)
  }, [onRange, first, end])
  const { startRow = null, onTopRow, resetKey } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key is what asks for the start
  useLayoutEffect(() => toRow(startRow ?? 0), [toRow, resetKey])
  useEffect(() => onTopRow?.(topRow), [onTopRow, topRow])
  const selectedBefore = useRef(selected)
  const wasBroughtBack = useRef(false)
  wasBroughtBack.current = startRow !== null
  useLayoutEffect(() => {
    // A selection that is found again does not move a grid that was brought back to where it was.
    const isFoundAgain = selectedBefore.current === null && wasBroughtBack.current
    selectedBefore.current = selected
    if (selected !== null && extent.viewport > 0 && !isFoundAgain) show(selected)
  }, [show, selected, extent.viewport])

  const cell = useActiveCell(props)
  const cellId = useCallback((row: number, column: string) => `${id}-${row}-${column}`, [id])
  const titleId = (column: string) => `${id}-title-${column}`
  const { row: activeRow, isInHeader } = cell.place
  const activeColumn = columns[cell.place.column]
  const isDrawn = activeRow !== null && activeRow >= first && activeRow < end
  const activeId =
    activeColumn === undefined
      ? undefined
      : isInHeader
        ? titleId(activeColumn.id)
        : isDrawn
          ? cellId(activeRow, activeColumn.id)
          : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another column has to come into view sideways
  useLayoutEffect(() => {
    if (activeId !== undefined)
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [cell.place.column])

  const openMenu = (column: GridColumn<Row> | undefined, index: number | null, anchor: Anchor): boolean => {
    const row = index === null ? undefined : rowAt(index)
    if (column === undefined || (index !== null && row === undefined)) return false
    const entries = row === undefined ? titleEntries(props, column) : cellEntries(props, row, column)
    if (entries.length > 0) setMenu({ anchor, entries })
    return entries.length > 0
  }
  const openMenuAtCell = (): boolean => {
    const element = activeId === undefined ? null : document.getElementById(activeId)
    return element !== null && openMenu(activeColumn, isInHeader ? null : activeRow, element)
  }

  /** Whether there was something to do. */
  const run = (command: GridCommand): boolean => {
    const row = activeRow === null ? undefined : rowAt(activeRow)
    switch (command.kind) {
      case 'row':
        cell.toRow(command.row)
        show(command.row)
        return true
      case 'header':
        cell.toHeader()
        return true
      case 'column':
        cell.toColumn(columns[command.column]?.id)
        return true
      case 'menu':
        return openMenuAtCell()
      case 'copy':
        // Text the reader has marked is what they mean to copy.
        if (row === undefined || window.getSelection()?.isCollapsed === false) return false
        void copyText(rowText(row, columns))
        return true
      case 'activate':
        if (!isInHeader) {
          if (activeRow !== null) onActivate?.(activeRow)
          return activeRow !== null
        }
        if (activeColumn !== undefined && canSort(props, activeColumn)) props.onSort?.(activeColumn.id)
        return true
      case 'widen':
        if (activeColumn !== undefined) props.onResize?.(activeColumn.id, widened(activeColumn, command.by))
        return true
      case 'move': {
        const onto = activeColumn === undefined ? null : neighbour(props, activeColumn, command.by)
        if (activeColumn === undefined || onto === null || props.onReorder === undefined) return false
        props.onReorder(activeColumn.id, onto)
        return true
      }
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor(extent.viewport / rowHeight) - 1)
    const command = commandOf(event, cell.place, { rows: rowCount, columns: columns.length, page })
    if (command !== null && run(command)) event.preventDefault()
  }

  const indexOf = (event: MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    return row === null ? null : Number(row.dataset.index)
  }
  const columnOf = (event: MouseEvent): GridColumn<Row> | undefined => {
    const { column, title } =
      (event.target as Element).closest<HTMLElement>('[data-column], [data-title]')?.dataset ?? {}
    return columns.find((candidate) => candidate.id === (column ?? title))
  }
  const onContextMenu = (event: MouseEvent<HTMLDivElement>) => {
    // The menu key of some systems comes as this event, at the grid as a whole.
    if (event.target === scroller.current) {
      if (openMenuAtCell()) event.preventDefault()
      return
    }
    const index = indexOf(event)
    const isTitle = (event.target as Element).closest('[data-title]') !== null
    if ((index === null) !== isTitle || !openMenu(columnOf(event), index, anchorAtPointer(event))) return
    event.preventDefault()
    if (index === null) return
    cell.toColumn(columnOf(event)?.id)
    cell.toRow(index)
  }

  const lastColumn = columns.at(-1)
  const template = columns
    .map((column) =>
      column === lastColumn && column.align !== 'end' ? `minmax(${column.width}px, 1fr)` : `${column.width}px`,
    )
    .join(' ')
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return (
    <div className="grid">
      <div
        ref={scroller}
        className="grid-scroller"
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-activedescendant={activeId}
        tabIndex={0}
        style={{ '--grid-template': template, '--grid-width': `${width}px` }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const index = indexOf(event)
          if (index === null) return
          cell.toColumn(columnOf(event)?.id)
          cell.toRow(index)
        }}
        onDoubleClick={(event) => {
          const index = indexOf(event)
          if (index !== null) onActivate?.(index)
        }}
        onContextMenu={onContextMenu}
      >
        <Header grid={props} active={isInHeader ? (activeColumn?.id ?? null) : null} titleId={titleId} />
        <div className="grid-body" role="rowgroup" style={{ height: bodyHeight(extent) }}>
          <div className="grid-rows" role="presentation" style={{ transform: `translateY(${shift}px)` }}>
            {Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).map((index) => (
              <GridRow
                key={index}
                index={index}
                row={rowAt(index)}
                columns={columns}
                selected={index === selected}
                active={!isInHeader && index === activeRow ? (activeColumn?.id ?? null) : null}
                cellId={cellId}
                rowClass={rowClass}
              />
            ))}
          </div>
        </div>
      </div>
      {rowCount === 0 && props.empty !== undefined && <div className="grid-empty">{props.empty}</div>}
      {menu !== null && <Menu label={label} {...menu} onClose={() => setMenu(null)} />}
    </div>
  )
}
