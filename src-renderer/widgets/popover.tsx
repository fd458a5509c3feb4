import { Popover as Base } from '@base-ui/react/popover'
import { type ReactElement, type ReactNode, useState } from 'react'
import { classes } from './classes.ts'
import './popover.css'

interface PopoverProps {
  /** Said aloud. */
  readonly label: string
  /** Opens and closes the popover. */
  readonly button: ReactElement
  readonly className?: string
  readonly children: (close: () => void) => ReactNode
}

/** A button and what floats beside it, above where there is no room below. Escape and a press outside close it. */
export function Popover({ label, button, className, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger render={button} />
      <Base.Portal>
        <Base.Positioner className="popover-place" align="start" sideOffset={4} collisionPadding={8}>
          <Base.Popup className={classes('popover', className)} aria-label={label}>
            {children(() => setOpen(false))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
