import { Toolbar as Base } from '@base-ui/react/toolbar'
import { createContext, type ReactNode } from 'react'

/** Whether buttons are drawn as items of a toolbar. */
export const InToolbar = createContext(false)

interface ToolbarProps {
  readonly label: string
  readonly orientation?: 'horizontal' | 'vertical'
  readonly className?: string
  readonly children: ReactNode
}

/** Buttons that are one stop of the Tab key; arrow keys go from one to the other. */
export function Toolbar({ label, orientation = 'horizontal', className, children }: ToolbarProps) {
  return (
    <InToolbar value={true}>
      <Base.Root className={className} orientation={orientation} aria-label={label}>
        {children}
      </Base.Root>
    </InToolbar>
  )
}
