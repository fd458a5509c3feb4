import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import './document-tabs.css'
import { Icon } from './icon.tsx'

export interface DocumentTab {
  readonly id: string
  readonly name: string
  /** Shown as a dot, and said. */
  readonly isChanged: boolean
}

interface DocumentTabsProps {
  readonly label: string
  readonly tabs: readonly DocumentTab[]
  readonly selected: string
  readonly onSelect: (id: string) => void
  /** A press on the cross or the middle button; Delete on the tab. */
  readonly onClose: (id: string) => void
  /** A double press; F2 on the tab. */
  readonly onRename: (id: string) => void
  /** Sits behind the tabs. */
  readonly actions: ReactNode
  /** Stays drawn when another tab is selected: what it shows is the caller's. */
  readonly children: ReactNode
}

/** Tabs of documents that come and go. They are one stop of the Tab key; arrow keys, Home and End select another. */
export function DocumentTabs(props: DocumentTabsProps) {
  const { label, tabs, selected, onSelect, onClose, onRename, actions, children } = props
  return (
    <Base.Root className="document-tabs" value={selected} onValueChange={onSelect}>
      <div className="document-tabs-bar">
        <Base.List className="document-tabs-list" aria-label={label} activateOnFocus>
          {tabs.map(({ id, name, isChanged }) => (
            <div
              key={id}
              role="presentation"
              className="document-tab"
              data-selected={id === selected || undefined}
              onAuxClick={(event) => event.button === 1 && onClose(id)}
            >
              <Base.Tab
                value={id}
                title={name}
                onDoubleClick={() => onRename(id)}
                onKeyDown={(event) => {
                  if (event.key === 'Delete') onClose(id)
                  if (event.key === 'F2') onRename(id)
                }}
              >
                <span className="document-tab-name">{name}</span>
                {isChanged && (
                  <span className="document-tab-dot">
                    <span className="spoken"> (not saved)</span>
                  </span>
                )}
              </Base.Tab>
              {/* A list of tabs may hold nothing else: readers of the screen close a tab by Delete. */}
              <button
                type="button"
                tabIndex={-1}
                aria-hidden="true"
                title={`Close ${name}`}
                onClick={() => onClose(id)}
              >
                <Icon name="close" size={10} />
              </button>
            </div>
          ))}
        </Base.List>
        {actions}
      </div>
      <Base.Panel value={selected} className="document-tabs-panel" tabIndex={-1}>
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
