import { type KeyboardEvent, type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { type Anchor, anchorAtPointer } from '../anchor.ts'
import { copyText } from '../copy.ts'
import { Menu, type MenuEntry } from '../menu.tsx'
import './data-grid.css'
import { Header } from './header.tsx'
import { GridRow } from './row.tsx'
import { bodyHeight } from './scroll.ts'
import { type DataGridProps, headerHeight, rowHeight } from './types.ts'
import { useScroll } from './use-scroll.ts'

interface OpenMenu {
  readonly anchor: Anchor
  readonly entries: readonly MenuEntry[]
}

/** Rows on demand, tens of millions if need be: only those in view are in the document. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, rowCount, rowAt, onRange, selected = null, onSelect, onActivate, rowClass } = props
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

  const indexOf = (event: MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    return row === null ? null : Number(row.dataset.index)
  }
  const rowText = (row: Row) => columns.map((column) => column.text(row)).join('\t')

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'c') {
      const row = selected === null ? undefined : rowAt(selected)
      // Text the reader has marked is what they mean to copy.
      if (row === undefined || window.getSelection()?.isCollapsed === false) return
      event.preventDefault()
      void copyText(rowText(row))
      return
    }
    if (event.key === 'Enter' && selected !== null) onActivate?.(selected)
    const page = Math.max(1, Math.floor(extent.viewport / rowHeight) - 1)
    const to = destination(event.key, selected, page, rowCount)
    if (to === null || rowCount === 0) return
    event.preventDefault()
    onSelect?.(to)
    show(to)
  }

  const onContextMenu = (event: MouseEvent<HTMLDivElement>) => {
    const index = indexOf(event)
    const row = index === null ? undefined : rowAt(index)
    const columnId = (event.target as Element).closest<HTMLElement>('[data-column]')?.dataset.column
    const column = columns.find((candidate) => candidate.id === columnId)
    if (index === null || row === undefined || column === undefined) return
    event.preventDefault()
    onSelect?.(index)
    const own = props.cellMenu?.(row, column.id) ?? []
    const entries: readonly MenuEntry[] = [
      ...own,
      ...(own.length > 0 ? (['separator'] as const) : []),
      { label: 'Copy cell', icon: 'copy', onSelect: () => void copyText(column.text(row)) },
      { label: 'Copy row', keys: 'Mod+C', onSelect: () => void copyText(rowText(row)) },
    ]
    setMenu({ anchor: anchorAtPointer(event), entries })
  }

  const lastColumn = columns.at(-1)
  const template = columns
    .map((column) =>
      column === lastColumn && column.align !== 'end' ? `minmax(${column.width}px, 1fr)` : `${column.width}px`,
    )
    .join(' ')
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const rowId = (index: number) => `${id}-${index}`
  return (
    <div className="grid">
      <div
        ref={scroller}
        className="grid-scroller"
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-activedescendant={selected !== null && selected >= first && selected < end ? rowId(selected) : undefined}
        tabIndex={0}
        style={{ '--grid-template': template, '--grid-width': `${width}px` }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const index = indexOf(event)
          if (index !== null) onSelect?.(index)
        }}
        onDoubleClick={(event) => {
          const index = indexOf(event)
          if (index !== null) onActivate?.(index)
        }}
        onContextMenu={onContextMenu}
      >
        <Header {...props} />
        <div className="grid-body" role="rowgroup" style={{ height: bodyHeight(extent) }}>
          <div className="grid-rows" role="presentation" style={{ transform: `translateY(${shift}px)` }}>
            {Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).map((index) => (
              <GridRow
                key={index}
                id={rowId(index)}
                index={index}
                row={rowAt(index)}
                columns={columns}
                selected={index === selected}
                rowClass={rowClass}
              />
            ))}
          </div>
        </div>
      </div>
      {rowCount === 0 && props.empty !== undefined && <div className="grid-empty">{props.empty}</div>}
      {menu !== null && <Menu label={`${label}: cell`} {...menu} onClose={() => setMenu(null)} />}
    </div>
  )
}

/** Where a key moves the selection; null for keys that do not. */
function destination(key: string, selected: number | null, page: number, rows: number): number | null {
  const within = (row: number) => Math.max(0, Math.min(rows - 1, row))
  switch (key) {
    case 'ArrowDown':
      return selected === null ? 0 : within(selected + 1)
    case 'ArrowUp':
      return selected === null ? 0 : within(selected - 1)
    case 'PageDown':
      return within((selected ?? 0) + page)
    case 'PageUp':
      return within((selected ?? 0) - page)
    case 'Home':
      return 0
    case 'End':
      return within(rows - 1)
    default:
      return null
  }
}
