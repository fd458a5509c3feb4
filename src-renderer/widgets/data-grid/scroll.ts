/**
 * Where rows are while scrolling. Browsers cap an element's height (Chromium near 33.5 million px, Firefox near 17.8),
 * so ten million rows cannot be laid out one under the other: past `tallest` the scrollbar is a scaled picture of the
 * true offset. Below it both are the same. Scaled places are whole pixels: text between two pixels is blurred.
 */
export interface Extent {
  readonly rows: number
  readonly rowHeight: number
  /** Height of the part that shows rows. */
  readonly viewport: number
}

const tallest = 12_000_000

const fullHeight = ({ rows, rowHeight }: Extent) => rows * rowHeight
export const bodyHeight = (extent: Extent): number => Math.min(fullHeight(extent), tallest)
export const isScaled = (extent: Extent): boolean => fullHeight(extent) > tallest
const lastOffset = (extent: Extent) => Math.max(0, fullHeight(extent) - extent.viewport)
const lastScrollTop = (extent: Extent) => Math.max(0, bodyHeight(extent) - extent.viewport)

export const clampOffset = (offset: number, extent: Extent): number => Math.max(0, Math.min(offset, lastOffset(extent)))

/** True offset for a place of the scrollbar. */
export function offsetAt(scrollTop: number, extent: Extent): number {
  if (!isScaled(extent)) return clampOffset(scrollTop, extent)
  return clampOffset(Math.round((scrollTop / lastScrollTop(extent)) * lastOffset(extent)), extent)
}

/** The scrollbar's place for a true offset. */
export function scrollTopAt(offset: number, extent: Extent): number {
  const clamped = clampOffset(offset, extent)
  return isScaled(extent) ? Math.round((clamped / lastOffset(extent)) * lastScrollTop(extent)) : clamped
}

/** Rows to draw at an offset: `first` up to, not including, `end`, some more on both sides. */
export function rowsAt(
  offset: number,
  extent: Extent,
  spare: number,
): { readonly first: number; readonly end: number } {
  const first = Math.floor(offset / extent.rowHeight) - spare
  const end = Math.ceil((offset + extent.viewport) / extent.rowHeight) + spare
  return { first: Math.max(0, first), end: Math.min(extent.rows, Math.max(0, end)) }
}

/**
 * The least scrolling that brings a row wholly into view. One that is more than a view away comes to its middle, with what
 * is around it.
 */
export function offsetToShow(row: number, offset: number, extent: Extent): number {
  const { rowHeight, viewport } = extent
  const top = row * rowHeight
  const bottom = top + rowHeight
  if (bottom < offset - viewport || top > offset + 2 * viewport)
    return clampOffset(Math.round(top - (viewport - rowHeight) / 2), extent)
  if (top < offset) return clampOffset(top, extent)
  if (bottom > offset + viewport) return clampOffset(bottom - viewport, extent)
  return offset
}
