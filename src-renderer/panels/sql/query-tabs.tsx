import { type ReactNode, useState } from 'react'
import type { CaseTabs } from '../../../src-shared/contract/case-view.ts'
import { forgetRun } from '../../state/sql.ts'
import { closeTab, isChanged, openTab, renameTab, reopenTab, selectedTab, selectTab } from '../../state/sql-tabs.ts'
import { IconButton } from '../../widgets/button.tsx'
import { DocumentTabs } from '../../widgets/document-tabs.tsx'
import { MenuButton } from '../../widgets/menu.tsx'
import { NameDialog } from '../../widgets/name-dialog.tsx'
import { forgetText } from './editor/models.ts'

interface QueryTabsProps {
  readonly caseKey: string
  readonly tabs: CaseTabs
  /** The query of the selected tab. */
  readonly children: ReactNode
}

/** Names the text of a tab among those of all cases. */
export const textKeyOf = (caseKey: string, tab: string): string => `${tab} ${caseKey}`

/** The queries of the case. A closed one can be had again, so that closing asks nothing. */
export function QueryTabs({ caseKey, tabs, children }: QueryTabsProps) {
  const [renaming, setRenaming] = useState<string | null>(null)
  const shown = selectedTab(tabs)
  const close = (id: string) => {
    closeTab(id)
    forgetRun(id)
    forgetText(textKeyOf(caseKey, id))
  }
  const entries = [
    { label: 'Rename', keys: 'F2', onSelect: () => setRenaming(shown.id) },
    { label: 'Close', keys: 'Del', onSelect: () => close(shown.id) },
    {
      label: 'Close the others',
      disabled: tabs.tabs.length < 2,
      onSelect: () => {
        for (const { id } of tabs.tabs) if (id !== shown.id) close(id)
      },
    },
    'separator' as const,
    { label: 'Open the last closed again', disabled: tabs.closed.length === 0, onSelect: reopenTab },
  ]
  const renamed = tabs.tabs.find(({ id }) => id === renaming)
  return (
    <DocumentTabs
      label="Queries"
      tabs={tabs.tabs.map((tab) => ({ id: tab.id, name: tab.name, isChanged: isChanged(tab) }))}
      selected={shown.id}
      onSelect={selectTab}
      onClose={close}
      onRename={setRenaming}
      actions={
        <>
          <IconButton icon="plus" label="New query" onClick={() => openTab()} />
          <MenuButton label="More about this query" entries={entries} />
        </>
      }
    >
      {children}
      {renamed !== undefined && (
        <NameDialog
          title="Rename the query"
          action="Rename"
          name={renamed.name}
          onName={(name) => renameTab(renamed.id, name)}
          onClose={() => setRenaming(null)}
        />
      )}
    </DocumentTabs>
  )
}
