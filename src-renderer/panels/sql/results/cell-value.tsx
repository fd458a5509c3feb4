import type { Cell } from '../../../../src-shared/contract/index.ts'

interface CellValueProps {
  readonly cell: Cell
  /** Null where the value is no event's id. */
  readonly onOpen: ((id: string) => void) | null
}

export function CellValue({ cell, onOpen }: CellValueProps) {
  if (cell === null) return <span className="sql-null">NULL</span>
  if (cell === '') return <span className="sql-null">empty text</span>
  if (onOpen !== null && typeof cell === 'string')
    return (
      // Enter on the row does the same, so that tabbing does not stop at every row.
      <button type="button" className="sql-open mono" tabIndex={-1} onClick={() => onOpen(cell)}>
        {cell}
      </button>
    )
  return <span title={typeof cell === 'string' ? cell : undefined}>{cell}</span>
}
