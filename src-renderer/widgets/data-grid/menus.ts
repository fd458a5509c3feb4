import { copyText } from '../copy.ts'
import type { MenuEntry } from '../menu.tsx'
import { type DataGridProps, type GridColumn, narrowest } from './types.ts'

/** Every cell of the row, tab by tab. */
export const rowText = <Row>(row: Row, columns: readonly GridColumn<Row>[]): string =>
  columns.map((column) => column.text(row)).join('\t')

/** The menu of a cell, by the right button of the mouse and by the keyboard. */
export function cellEntries<Row>(
  { columns, cellMenu, rowMenu }: DataGridProps<Row>,
  index: number,
  row: Row,
  column: GridColumn<Row>,
): readonly MenuEntry[] {
  const own = cellMenu?.(row, column.id) ?? []
  return [
    ...own,
    ...(own.length > 0 ? (['separator'] as const) : []),
    { label: 'Copy cell', icon: 'copy', onSelect: () => void copyText(column.text(row)) },
    ...(rowMenu?.(index) ?? [
      { label: 'Copy row', keys: 'Mod+C', onSelect: () => void copyText(rowText(row, columns)) },
    ]),
  ]
}

export const canSort = <Row>({ onSort }: DataGridProps<Row>, column: GridColumn<Row>): boolean =>
  onSort !== undefined && column.sortable !== false

/** The menu of a title: what a click and dragging do. */
export function titleEntries<Row>(props: DataGridProps<Row>, column: GridColumn<Row>): readonly MenuEntry[] {
  const { sort, onSort, onResize, onReorder } = props
  const isSorted = sort?.column === column.id
  const entries: MenuEntry[] = [...(props.titleMenu?.(column.id) ?? [])]
  if (canSort(props, column)) {
    const label = isSorted ? 'Reverse the order' : 'Sort by this column'
    entries.push({ label, keys: 'Enter', onSelect: () => onSort?.(column.id) })
  }
  if (onResize !== undefined) {
    const by = (px: number) => () => onResize(column.id, widened(column, px))
    entries.push({ label: 'Wider', keys: 'Shift+→', onSelect: by(menuStepPx) })
    entries.push({ label: 'Narrower', keys: 'Shift+←', onSelect: by(-menuStepPx) })
  }
  if (onReorder !== undefined) {
    const left = neighbour(props, column, -1)
    const right = neighbour(props, column, 1)
    const onto = (other: string | null) => () => other !== null && onReorder(column.id, other)
    entries.push({ label: 'Move left', keys: 'Mod+←', disabled: left === null, onSelect: onto(left) })
    entries.push({ label: 'Move right', keys: 'Mod+→', disabled: right === null, onSelect: onto(right) })
  }
  return entries
}

const menuStepPx = 48

export const widened = <Row>({ width }: GridColumn<Row>, by: number): number => Math.max(narrowest, width + by)

/** The column beside; null at the edge. */
export const neighbour = <Row>({ columns }: DataGridProps<Row>, column: GridColumn<Row>, by: 1 | -1): string | null =>
  columns[columns.indexOf(column) + by]?.id ?? null
