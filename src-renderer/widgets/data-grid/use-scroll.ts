import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useSize } from '../use-size.ts'
import { clampOffset, type Extent, isScaled, offsetAt, offsetToShow, rowsAt, scrollTopAt } from './scroll.ts'

const spareRows = 8
/** Line height browsers assume for wheels that count lines, not pixels. */
const wheelLine = 40

export interface GridScroll {
  readonly extent: Extent
  /** Of the part that shows rows, pixels. */
  readonly width: number
  /** Rows drawn, and how far down in the body the first of them lies. */
  readonly first: number
  readonly end: number
  readonly shift: number
  readonly onScroll: () => void
  readonly show: (row: number) => void
  /** Row at the top, with the part of it that is scrolled away. */
  readonly topRow: number
  readonly toRow: (row: number) => void
}

/** Ties the scroller's scrollbar to the true offset, both ways. */
export function useScroll(
  scroller: RefObject<HTMLDivElement | null>,
  rows: number,
  rowHeight: number,
  headerHeight: number,
): GridScroll {
  const { width, height } = useSize(scroller)
  const viewport = Math.max(0, height - headerHeight)
  const extent = useMemo<Extent>(() => ({ rows, rowHeight, viewport }), [rows, rowHeight, viewport])
  const [wanted, setOffset] = useState(0)
  const offset = clampOffset(wanted, extent)
  // Where the code itself put the scrollbar: the scroll event that follows says nothing new.
  const placed = useRef(0)
  const current = useRef({ offset, extent })
  current.current = { offset, extent }

  const moveTo = useCallback(
    (to: number) => {
      const { extent: now } = current.current
      const next = clampOffset(to, now)
      current.current = { offset: next, extent: now }
      setOffset(next)
      placed.current = scrollTopAt(next, now)
      if (scroller.current !== null) scroller.current.scrollTop = placed.current
    },
    [scroller],
  )
  const onScroll = useCallback(() => {
    const top = scroller.current!.scrollTop
    if (Math.abs(top - placed.current) < 1) return
    placed.current = top
    setOffset(offsetAt(top, current.current.extent))
  }, [scroller])

  // A scaled scrollbar would leap hundreds of rows per notch, so the wheel moves the true offset instead.
  const scaled = isScaled(extent)
  useEffect(() => {
    const element = scroller.current
    if (!scaled || element === null) return
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * wheelLine : event.deltaY
      moveTo(current.current.offset + pixels)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller, scaled, moveTo])

  // When rows come or go the true offset stays; the scaled scrollbar has to follow it.
  useLayoutEffect(() => {
    placed.current = scrollTopAt(current.current.offset, extent)
    if (scroller.current !== null) scroller.current.scrollTop = placed.current
  }, [scroller, extent])

  // Rows of another height: the one at the top stays there.
  const heightBefore = useRef(rowHeight)
  useLayoutEffect(() => {
    const before = heightBefore.current
    heightBefore.current = rowHeight
    if (before !== rowHeight) moveTo((current.current.offset / before) * rowHeight)
  }, [rowHeight, moveTo])

  const { first, end } = rowsAt(offset, extent, spareRows)
  const shift = scaled ? scrollTopAt(offset, extent) + first * rowHeight - offset : first * rowHeight
  const show = useCallback(
    (row: number) => {
      const { offset: from, extent: now } = current.current
      const to = offsetToShow(row, from, now)
      if (to !== from) moveTo(to)
    },
    [moveTo],
  )
  const toRow = useCallback(
    (row: number) => {
      moveTo(row * rowHeight)
      // The rows down to it may still be on their way: the offset wanted is not cut to those that are here.
      setOffset(row * rowHeight)
    },
    [moveTo, rowHeight],
  )
  return { extent, width, first, end, shift, onScroll, show, topRow: offset / rowHeight, toRow }
}
