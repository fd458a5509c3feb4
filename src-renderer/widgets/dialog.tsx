import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, type RefObject, useRef } from 'react'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** As wide as the window allows, for tables. */
  readonly wide?: boolean
  /** Buttons at the foot. */
  readonly actions?: ReactNode
  /** What has the focus first, where it is not the dialog itself. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  /** What Enter does in the dialog itself and in a line of text, which is what its first button does. */
  readonly onEnter?: (() => void) | undefined
}

/** Modal: focus stays inside and returns to where it was, Escape and a press outside close it. Open while it is drawn. */
export function Dialog({ title, onClose, children, actions, initialFocus, onEnter, wide = false }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal ref={keepFocusOnGuards}>
        <Base.Backdrop className="dialog-backdrop" />
        {/* Itself, not its first button: that is Close, whose hint would cover the title. */}
        <Base.Popup
          ref={popup}
          initialFocus={initialFocus ?? popup}
          className={classes('dialog', wide && 'dialog-wide')}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isDialogOrLine(event.target, event.currentTarget)) onEnter?.()
          }}
        >
          <header>
            <Base.Title>{title}</Base.Title>
            <Base.Close render={<IconButton icon="close" label="Close" />} />
          </header>
          <div className="dialog-content">{children}</div>
          {actions !== undefined && <footer>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Other controls have a use of their own for Enter. */
const isDialogOrLine = (target: EventTarget, dialog: Element): boolean =>
  target === dialog || (target instanceof HTMLInputElement && target.type === 'text')

/**
 * Base UI has a guard before and after the dialog, a stop of the Tab key that hands the focus on to the other end. It
 * does so in the next frame: a second Tab before it, in a busy window, would leave the dialog.
 */
function keepFocusOnGuards(portal: HTMLElement | null) {
  portal?.addEventListener('keydown', stayOnGuard)
}

function stayOnGuard(event: KeyboardEvent) {
  const { target, currentTarget } = event
  const isGuard =
    target instanceof HTMLElement && target.parentElement === currentTarget && 'baseUiFocusGuard' in target.dataset
  if (isGuard && event.key === 'Tab') event.preventDefault()
}
