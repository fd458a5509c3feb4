import { copyText } from '../copy.ts'
import type { GridCommand } from './keys.ts'
import { canSort, neighbour, rowText, widened } from './menus.ts'
import type { DataGridProps, GridColumn } from './types.ts'
import type { ActiveCell } from './use-active-cell.ts'

/** What a command works on. */
export interface CommandedGrid<Row> {
  readonly props: DataGridProps<Row>
  readonly cell: ActiveCell
  readonly show: (row: number) => void
  readonly openMenu: () => boolean
}

/** Carries out what a key asks for. False where there was nothing to do. */
export function runCommand<Row>(command: GridCommand, grid: CommandedGrid<Row>): boolean {
  const { props, cell, show, openMenu } = grid
  const column = props.columns[cell.place.column]
  switch (command.kind) {
    case 'row':
      cell.toRow(command.row)
      show(command.row)
      return true
    case 'mark':
      if (props.onMark === undefined) cell.toRow(command.row)
      else cell.markTo(command.row)
      show(command.row)
      return true
    case 'mark-row':
      if (props.onMark === undefined || cell.place.row === null) return false
      cell.toggleMark(cell.place.row)
      return true
    case 'mark-all':
      cell.markAll()
      return props.onMark !== undefined
    case 'header':
      cell.toHeader()
      return true
    case 'column':
      cell.toColumn(props.columns[command.column]?.id)
      return true
    case 'menu':
      return openMenu()
    case 'copy':
      return copyRow(grid)
    case 'activate':
      return cell.place.isInHeader ? sortBy(props, column) : activateRow(props, cell.place.row)
    case 'widen':
      if (column !== undefined) props.onResize?.(column.id, widened(column, command.by))
      return true
    case 'move':
      return column !== undefined && moveColumn(props, column, command.by)
  }
}

function copyRow<Row>({ props: { columns, rowAt, onCopy }, cell }: CommandedGrid<Row>): boolean {
  const index = cell.place.row
  const row = index === null ? undefined : rowAt(index)
  // Text the reader has marked is what they mean to copy.
  if (index === null || row === undefined || window.getSelection()?.isCollapsed === false) return false
  if (onCopy === undefined) void copyText(rowText(row, columns))
  else onCopy(index)
  return true
}

function activateRow<Row>({ onActivate }: DataGridProps<Row>, row: number | null): boolean {
  if (row !== null) onActivate?.(row)
  return row !== null
}

/** True also where the column cannot be sorted by: the key is the title's all the same. */
function sortBy<Row>(props: DataGridProps<Row>, column: GridColumn<Row> | undefined): boolean {
  if (column !== undefined && canSort(props, column)) props.onSort?.(column.id)
  return true
}

function moveColumn<Row>(props: DataGridProps<Row>, column: GridColumn<Row>, by: 1 | -1): boolean {
  const onto = neighbour(props, column, by)
  if (onto === null || props.onReorder === undefined) return false
  props.onReorder(column.id, onto)
  return true
}
