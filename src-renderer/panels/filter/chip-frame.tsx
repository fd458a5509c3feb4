import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { Icon } from '../../widgets/icon.tsx'
import './chips.css'

interface ChipFrameProps {
  readonly look: string
  readonly whole: string
  readonly onRemove: () => void
  /** What a press of the chip's text opens. */
  readonly button: (text: ReactElement) => ReactNode
  readonly children: ReactNode
}

/** What is asked for, with a button that removes it. Delete removes it, too. */
export function ChipFrame({ look, whole, onRemove, button, children }: ChipFrameProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
  }
  return (
    <span className={look} title={whole}>
      {button(
        <button type="button" className="chip-text" onKeyDown={onKeyDown}>
          {children}
        </button>,
      )}
      <button type="button" className="chip-remove" aria-label={`Remove: ${whole}`} tabIndex={-1} onClick={onRemove}>
        <Icon name="close" size={11} />
      </button>
    </span>
  )
}
