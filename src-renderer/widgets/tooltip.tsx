import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import './tooltip.css'

interface TooltipProps {
  /** The pointer's place in the window. */
  readonly x: number
  readonly y: number
  readonly children: ReactNode
}

const away = 14

/** Follows the pointer over a drawing. For controls the `title` attribute does. */
export function Tooltip({ x, y, children }: TooltipProps) {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const { width, height } = box.current!.getBoundingClientRect()
    if (width !== size.width || height !== size.height) setSize({ width, height })
  })
  const left = x + away + size.width > window.innerWidth ? x - away - size.width : x + away
  const top = Math.max(4, Math.min(y + away, window.innerHeight - size.height - 4))
  return createPortal(
    <div
      ref={box}
      className="tooltip"
      role="tooltip"
      style={{ transform: `translate(${Math.max(4, left)}px, ${top}px)` }}
    >
      {children}
    </div>,
    document.body,
  )
}
