import { type RefObject, useEffect, useRef } from 'react'

/** How a turn of the wheel changes what a drawing shows along its width. */
export type WheelTurn =
  /** Shorter below 1, longer above; what is `at` pixels from the left edge stays there. */
  | { readonly kind: 'zoom'; readonly factor: number; readonly at: number }
  /** By a share of what is shown, forward above 0. */
  | { readonly kind: 'move'; readonly share: number }

const wheelStep = 1.0015

/** The wheel over a drawing zooms around the pointer; sideways, or with Shift, it moves. */
export function useWheel(box: RefObject<HTMLElement | null>, onTurn: (turn: WheelTurn) => void) {
  const now = useRef(onTurn)
  now.current = onTurn
  useEffect(() => {
    const element = box.current
    if (element === null) return
    // React listens passively to the wheel, and neither may the page scroll nor, with Ctrl, zoom.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      now.current(turnOf(event, element.getBoundingClientRect()))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box])
}

/** Deltas are taken for CSS pixels, which is what Chromium gives. */
export function turnOf(
  { deltaX, deltaY, shiftKey, clientX }: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'shiftKey' | 'clientX'>,
  { left, width }: Pick<DOMRect, 'left' | 'width'>,
): WheelTurn {
  if (!shiftKey && Math.abs(deltaY) >= Math.abs(deltaX))
    return { kind: 'zoom', factor: wheelStep ** deltaY, at: clientX - left }
  return { kind: 'move', share: (deltaX + (shiftKey ? deltaY : 0)) / Math.max(1, width) }
}
