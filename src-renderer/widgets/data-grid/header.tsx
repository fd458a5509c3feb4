import { type PointerEvent, useRef } from 'react'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { type DataGridProps, type GridColumn, narrowest } from './types.ts'

type HeaderProps<Row> = Pick<DataGridProps<Row>, 'columns' | 'sort' | 'onSort' | 'onResize' | 'onReorder'>

export function Header<Row>({ columns, sort, onSort, onResize, onReorder }: HeaderProps<Row>) {
  return (
    <div className="grid-header grid-columns" role="row" aria-rowindex={1}>
      {columns.map((column) => {
        const sorted = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined
        const canSort = onSort !== undefined && column.sortable !== false
        return (
          <div
            key={column.id}
            className={classes('grid-title', column.align === 'end' && 'grid-end')}
            role="columnheader"
            aria-sort={sorted}
            title={column.doc}
            draggable={onReorder !== undefined}
            onDragStart={(event) => event.dataTransfer.setData(dragType, column.id)}
            onDragOver={(event) => {
              if (event.dataTransfer.types.includes(dragType)) event.preventDefault()
            }}
            onDrop={(event) => {
              const dragged = event.dataTransfer.getData(dragType)
              if (dragged !== '' && dragged !== column.id) onReorder?.(dragged, column.id)
            }}
          >
            {canSort ? (
              <button type="button" tabIndex={-1} onClick={() => onSort(column.id)}>
                <span>{column.title}</span>
                {sorted !== undefined && <Icon name={sorted === 'descending' ? 'arrowDown' : 'arrowUp'} size={11} />}
              </button>
            ) : (
              <span>{column.title}</span>
            )}
            {onResize !== undefined && <Edge column={column} onResize={onResize} />}
          </div>
        )
      })}
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
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    />
  )
}
