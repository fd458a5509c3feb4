import { memo } from 'react'
import { classes } from '../classes.ts'
import type { GridColumn } from './types.ts'

interface RowProps<Row> {
  readonly index: number
  readonly row: Row | undefined
  readonly columns: readonly GridColumn<Row>[]
  readonly selected: boolean
  readonly marked: boolean
  /** The column of the cell that keys work on; null in all rows but one. */
  readonly active: string | null
  readonly cellId: (row: number, column: string) => string
  readonly rowClass: ((row: Row) => string | undefined) | undefined
}

/** Events are handled by the grid through `data-` attributes: rows carry no listeners and redraw only when they change. */
function PlainRow<Row>({ index, row, columns, selected, marked, active, cellId, rowClass }: RowProps<Row>) {
  return (
    <div
      className={classes(
        'grid-row grid-columns',
        selected && 'grid-selected',
        marked && 'grid-marked',
        row !== undefined && rowClass?.(row),
      )}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected || marked}
      aria-busy={row === undefined ? true : undefined}
      data-index={index}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          id={cellId(index, column.id)}
          className={classes('grid-cell', column.align === 'end' && 'grid-end', column.id === active && 'grid-active')}
          role="gridcell"
          data-column={column.id}
        >
          {row === undefined ? <span className="grid-awaited" /> : column.render(row)}
        </div>
      ))}
    </div>
  )
}

export const GridRow = memo(PlainRow) as typeof PlainRow
