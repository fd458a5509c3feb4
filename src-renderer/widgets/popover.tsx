import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { classes } from './classes.ts'
import './popover.css'

/** A rectangle in the window; an element's `getBoundingClientRect()` is one, a pointer is one without size. */
export interface Anchor {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const anchorAtPointer = (at: { readonly clientX: number; readonly clientY: number }): Anchor => ({
  left: at.clientX,
  right: at.clientX,
  top: at.clientY,
  bottom: at.clientY,
})

interface PopoverProps {
  readonly anchor: Anchor
  /** Said aloud. */
  readonly label: string
  readonly onClose: () => void
  readonly role?: 'dialog' | 'menu' | 'listbox'
  readonly className?: string
  /** Presses inside it do not close the popover: its own button, an input it belongs to. */
  readonly owner?: RefObject<HTMLElement | null>
  /** Leaves the focus where it is, for lists under an input. */
  readonly keepsFocus?: boolean
  readonly children: ReactNode
}

const gap = 4
const edge = 8

/** Floats under its anchor, above where there is no room; closes on Escape, a press outside, and scrolling windows. */
export function Popover(props: PopoverProps) {
  const { anchor, label, onClose, role = 'dialog', className, owner, keepsFocus = false, children } = props
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  const close = useRef(onClose)
  close.current = onClose

  useLayoutEffect(() => {
    const { width, height } = box.current!.getBoundingClientRect()
    const below = anchor.bottom + gap
    const above = anchor.top - gap - height
    const top = below + height + edge <= window.innerHeight || above < edge ? below : above
    setPlace({
      left: Math.max(edge, Math.min(anchor.left, window.innerWidth - width - edge)),
      top: Math.max(edge, Math.min(top, window.innerHeight - height - edge)),
    })
  }, [anchor])

  useEffect(() => {
    const before = document.activeElement
    if (!keepsFocus) {
      const first = box.current?.querySelector<HTMLElement>('input, button:not([disabled]), [tabindex="0"]')
      ;(first ?? box.current)?.focus({ preventScroll: true })
    }
    return () => {
      if (!keepsFocus && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [keepsFocus])

  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target as Node
      if (box.current?.contains(target) || owner?.current?.contains(target)) return
      close.current()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      close.current()
    }
    const onResize = () => close.current()
    document.addEventListener('pointerdown', onPointerDown, true)
    document.addEventListener('keydown', onKeyDown, true)
    window.addEventListener('resize', onResize)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true)
      document.removeEventListener('keydown', onKeyDown, true)
      window.removeEventListener('resize', onResize)
    }
  }, [owner])

  return createPortal(
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: every role a popover may have takes a label
    <div
      ref={box}
      className={classes('popover', className)}
      role={role}
      aria-label={label}
      tabIndex={-1}
      style={place === null ? { visibility: 'hidden', left: 0, top: 0 } : place}
    >
      {children}
    </div>,
    document.body,
  )
}
