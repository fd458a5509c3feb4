import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

interface JsonKeysProps {
  readonly label: string
  readonly children: ReactNode
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * Buttons that are one stop of the Tab key; arrow keys go from one to the other. A record has thousands: they are looked up
 * when a key is pressed, and none is told which of them has the focus.
 */
export function JsonKeys({ label, children }: JsonKeysProps) {
  const box = useRef<HTMLDivElement>(null)
  const last = useRef<HTMLElement | null>(null)
  const [isInside, setInside] = useState(false)
  const buttons = () => [...box.current!.querySelectorAll<HTMLElement>('button')]
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const all = buttons()
    all[step(all.indexOf(document.activeElement as HTMLElement), all.length - 1)]?.focus()
    event.preventDefault()
  }
  return (
    <div
      ref={box}
      className="json mono"
      role="group"
      aria-label={label}
      tabIndex={isInside ? -1 : 0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target !== box.current) {
          last.current = event.target
          setInside(true)
          return
        }
        const all = buttons()
        ;(all.find((button) => button === last.current) ?? all[0])?.focus()
      }}
      onBlur={(event) => {
        if (!box.current!.contains(event.relatedTarget)) setInside(false)
      }}
    >
      {children}
    </div>
  )
}
