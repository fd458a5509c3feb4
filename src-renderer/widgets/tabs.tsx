import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import './tabs.css'

export interface Tab<Id extends string> {
  readonly id: Id
  readonly label: ReactNode
}

interface TabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
  /** Sits at the right of the tabs. */
  readonly actions?: ReactNode
  /** The selected tab's panel. */
  readonly children: ReactNode
}

/** Tabs are one stop of the Tab key; arrow keys, Home and End select another. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, actions, children }: TabsProps<Id>) {
  return (
    <Base.Root className="tabs" value={selected} onValueChange={onSelect}>
      <div className="tabs-bar">
        <Base.List className="tabs-list" aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab key={tab.id} value={tab.id} className="tabs-tab">
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {actions}
      </div>
      <Base.Panel key={selected} value={selected} className="tabs-panel">
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
