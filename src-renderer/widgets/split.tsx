import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { classes } from './classes.ts'
import './split.css'

interface SplitProps {
  /** What the handle resizes: `Detail`. */
  readonly label: string
  /** `row`: side by side. `column`: one above the other. */
  readonly direction: 'row' | 'column'
  /** Which child has the fixed size; the other takes the rest. */
  readonly sized: 'first' | 'second'
  readonly size: number
  readonly onSize: (size: number) => void
  readonly min: number
  /** Kept for the other child. */
  readonly minRest: number
  readonly first: ReactNode
  /** Null hides it and the handle. */
  readonly second: ReactNode | null
}

const step = 24

/** Two panes and a handle to drag or to move with arrow keys. The size is the caller's to remember. */
export function Split({ label, direction, sized, size, onSize, min, minRest, first, second }: SplitProps) {
  const box = useRef<HTMLDivElement>(null)
  const isRow = direction === 'row'
  const limited = (wanted: number): number => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {}
    return Math.round(Math.max(min, Math.min(wanted, (isRow ? width : height) - minRest)))
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || box.current === null) return
    const rect = box.current.getBoundingClientRect()
    const at = isRow ? event.clientX - rect.left : event.clientY - rect.top
    onSize(limited(sized === 'first' ? at : (isRow ? rect.width : rect.height) - at))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const forward = event.key === (isRow ? 'ArrowRight' : 'ArrowDown')
    const backward = event.key === (isRow ? 'ArrowLeft' : 'ArrowUp')
    if (!forward && !backward) return
    event.preventDefault()
    onSize(limited(size + (forward === (sized === 'first') ? step : -step)))
  }
  const track = `minmax(${min}px, min(${size}px, 100% - ${minRest}px))`
  const tracks = second === null ? '1fr' : sized === 'first' ? `${track} 0 minmax(0, 1fr)` : `minmax(0, 1fr) 0 ${track}`
  return (
    <div
      ref={box}
      className={classes('split', `split-${direction}`)}
      style={isRow ? { gridTemplateColumns: tracks } : { gridTemplateRows: tracks }}
    >
      <div className="split-pane">{first}</div>
      {second !== null && (
        <>
          <div
            className="split-handle"
            role="separator"
            tabIndex={0}
            aria-label={`Resize ${label}`}
            aria-orientation={isRow ? 'vertical' : 'horizontal'}
            aria-valuenow={size}
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onKeyDown={onKeyDown}
          />
          <div className="split-pane">{second}</div>
        </>
      )}
    </div>
  )
}
