import { type PointerEvent, useRef } from 'react'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { canSort } from './menus.ts'
import { type DataGridProps, type GridColumn, narrowest } from './types.ts'

interface HeaderProps<Row> {
  readonly grid: DataGridProps<Row>
  /** Of the title that keys work on; null while they work on rows. */
  readonly active: string | null
  readonly titleId: (column: string) => string
}

/** Titles take no focus of their own: the grid hears their keys, see `keys.ts`. */
export function Header<Row>({ grid, active, titleId }: HeaderProps<Row>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div className="grid-header grid-columns" role="row" aria-rowindex={1}>
        {grid.columns.map((column) => (
          <Title key={column.id} id={titleId(column.id)} grid={grid} column={column} isActive={column.id === active} />
        ))}
      </div>
    </div>
  )
}

interface TitleProps<Row> {
  readonly id: string
  readonly grid: DataGridProps<Row>
  readonly column: GridColumn<Row>
  readonly isActive: boolean
}

function Title<Row>({ id, grid, column, isActive }: TitleProps<Row>) {
  const { sort, onSort, onResize, onReorder } = grid
  const sorted = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined
  const isSortable = canSort(grid, column)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its titles
    <div
      id={id}
      className={classes(
        'grid-title',
        column.align === 'end' && 'grid-end',
        isSortable && 'grid-sortable',
        isActive && 'grid-active',
      )}
      role="columnheader"
      aria-sort={sorted ?? (isSortable ? 'none' : undefined)}
      aria-label={column.title === '' ? column.doc : undefined}
      title={column.doc}
      data-title={column.id}
      draggable={onReorder !== undefined}
      onClick={isSortable ? () => onSort?.(column.id) : undefined}
      onDragStart={(event) => event.dataTransfer.setData(dragType, column.id)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault()
      }}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(dragType)
        if (dragged !== '' && dragged !== column.id) onReorder?.(dragged, column.id)
      }}
    >
      <span className="grid-words">{column.title}</span>
      {sorted !== undefined && <Icon name={sorted === 'descending' ? 'arrowDown' : 'arrowUp'} size={11} />}
      {onResize !== undefined && <Edge column={column} onResize={onResize} />}
    </div>
  )
}

const dragType = 'application/x-trailproof-column'

interface EdgeProps<Row> {
  readonly column: GridColumn<Row>
  readonly onResize: (column: string, width: number) => void
}

/** The strip at a title's right edge that is dragged to change the width. */
function Edge<Row>({ column, onResize }: EdgeProps<Row>) {
  const start = useRef({ x: 0, width: 0 })
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width: event.currentTarget.parentElement!.offsetWidth }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    onResize(column.id, Math.max(narrowest, Math.round(start.current.width + event.clientX - start.current.x)))
  }
  return (
    <div
      className="grid-edge"
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      // The end of dragging is a click on the title, which would sort.
      onClick={(event) => event.stopPropagation()}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    />
  )
}
