import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type DataGridProps, headerHeight, usualRowHeight } from './types.ts'
import { type GridScroll, useScroll } from './use-scroll.ts'

/**
 * Which rows are on screen. It tells the owner of the rows, begins where the owner asks for it, and follows the
 * selection.
 */
export function useShownRows<Row>(scroller: RefObject<HTMLDivElement | null>, props: DataGridProps<Row>): GridScroll {
  const { rowCount, rowHeight = usualRowHeight, onRange, selected = null, startRow = null, onTopRow, resetKey } = props
  const scroll = useScroll(scroller, rowCount, rowHeight, headerHeight)
  const { extent, first, end, show, topRow, toRow } = scroll
  useEffect(() => {
    onRange?.(first, end)
  }, [onRange, first, end])
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
  return scroll
}
