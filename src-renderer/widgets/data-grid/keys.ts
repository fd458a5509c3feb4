/** The cell that keys work on. `row` is null in the header, and while no row is chosen. */
export interface GridPlace {
  readonly isInHeader: boolean
  readonly row: number | null
  readonly column: number
}

/** How far keys can go. */
export interface Bounds {
  readonly rows: number
  readonly columns: number
  /** Rows that a page up or down moves by. */
  readonly page: number
}

/** What a key asks of the grid. */
export type GridCommand =
  | { readonly kind: 'row'; readonly row: number }
  /** Marks all rows from where marking began to this one. */
  | { readonly kind: 'mark'; readonly row: number }
  | { readonly kind: 'header' }
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'widen'; readonly by: number }
  | { readonly kind: 'move'; readonly by: 1 | -1 }
  | { readonly kind: 'activate' | 'copy' | 'menu' | 'mark-all' | 'mark-row' }

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

const widenPx = 16

/** Null for keys that are none of the grid's. */
export function commandOf(pressed: Pressed, place: GridPlace, bounds: Bounds): GridCommand | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed
  const isMod = ctrlKey || metaKey
  if (altKey) return null
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' }
  if (isMod && key === 'c') return { kind: 'copy' }
  if (isMod && key === 'a') return { kind: 'mark-all' }
  if (isMod && key === ' ') return { kind: 'mark-row' }
  const sideways = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (sideways !== 0 && (shiftKey || isMod)) {
    if (!place.isInHeader) return null
    return isMod ? { kind: 'move', by: sideways } : { kind: 'widen', by: sideways * widenPx }
  }
  if (isMod) return null
  if (sideways !== 0) {
    return { kind: 'column', column: Math.max(0, Math.min(bounds.columns - 1, place.column + sideways)) }
  }
  if (key === 'Enter' || (key === ' ' && place.isInHeader)) return { kind: 'activate' }
  if (place.isInHeader) return fromHeader(key, place.row, bounds)
  return shiftKey ? marking(key, place.row, bounds) : fromRow(key, place.row, bounds)
}

function marking(key: string, row: number | null, { rows, page }: Bounds): GridCommand | null {
  const to = rows === 0 || row === null ? null : destination(key, row, page, rows)
  return to === null ? null : { kind: 'mark', row: Math.max(0, Math.min(rows - 1, to)) }
}

function fromHeader(key: string, row: number | null, { rows }: Bounds): GridCommand | null {
  if (rows === 0) return null
  if (key === 'ArrowDown') return { kind: 'row', row: row ?? 0 }
  if (key === 'End') return { kind: 'row', row: rows - 1 }
  return null
}

function fromRow(key: string, row: number | null, { rows, page }: Bounds): GridCommand | null {
  if (key === 'ArrowUp' && (row === null || row === 0)) return { kind: 'header' }
  if (rows === 0) return null
  const to = destination(key, row, page, rows)
  return to === null ? null : { kind: 'row', row: Math.max(0, Math.min(rows - 1, to)) }
}

function destination(key: string, row: number | null, page: number, rows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return row === null ? 0 : row + 1
    case 'ArrowUp':
      return (row ?? 0) - 1
    case 'PageDown':
      return (row ?? 0) + page
    case 'PageUp':
      return (row ?? 0) - page
    case 'Home':
      return 0
    case 'End':
      return rows - 1
    default:
      return null
  }
}
