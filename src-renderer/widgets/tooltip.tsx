import { Tooltip as Base } from '@base-ui/react/tooltip'
import { type ReactElement, type ReactNode, useMemo } from 'react'
import { anchorAtPointer } from './anchor.ts'
import './tooltip.css'

interface TooltipProps {
  /** The pointer's place in the window. */
  readonly x: number
  readonly y: number
  readonly children: ReactNode
}

const away = 14

/** Follows the pointer over a drawing. */
export function Tooltip({ x, y, children }: TooltipProps) {
  const anchor = useMemo(() => anchorAtPointer({ clientX: x, clientY: y }), [x, y])
  return (
    <Base.Root open>
      <Base.Portal>
        <Base.Positioner
          className="tooltip-place"
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={away}
          alignOffset={away}
          collisionPadding={4}
        >
          <Base.Popup className="tooltip" role="tooltip">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const hints = Base.createHandle<string>()

interface HintProps {
  readonly text: string
  /** The child's id, if it has one. */
  readonly id?: string | undefined
  readonly children: ReactElement
}

/** Shows `text` while the pointer rests on its child or the keyboard's focus is on it. Drawn by `HintHost`. */
export function Hint({ text, id, children }: HintProps) {
  return <Base.Trigger handle={hints} payload={text} id={id} render={children} />
}

/** One tooltip serves every hint of the window: hundreds of buttons need not hold one each. */
export function HintHost() {
  return (
    // Escape ends the hint and still reaches what its button is in: a dialog closes by one press.
    <Base.Root handle={hints} onOpenChange={(_, details) => details.allowPropagation()}>
      {({ payload }) => (
        <Base.Portal>
          <Base.Positioner className="tooltip-place" sideOffset={6} collisionPadding={4}>
            <Base.Popup className="tooltip tooltip-hint" role="tooltip">
              {payload}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      )}
    </Base.Root>
  )
}
