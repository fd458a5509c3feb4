import { useEffect, useState } from 'react'
import { useQuery } from '../../ask/use-query.ts'
import { useCase } from '../../state/case.ts'
import { setSize, useLayout } from '../../state/layout.ts'
import { loadSaved } from '../../state/saved-queries.ts'
import { useRun } from '../../state/sql.ts'
import { openTab, selectedTab, useCaseKey, useCaseTabs } from '../../state/sql-tabs.ts'
import { Split } from '../../widgets/split.tsx'
import type { EditorHandle } from './editor/editor.tsx'
import { type Explained, Plan } from './plan.tsx'
import { QueryPane } from './query-pane.tsx'
import { QueryTabs, textKeyOf } from './query-tabs.tsx'
import { Estimate, type Estimated } from './remote/estimate.tsx'
import { Results } from './results/results.tsx'
import { SidePane } from './side/side-pane.tsx'
import { useTabDialect } from './tab-dialect.ts'
import './sql.css'

const noTables = [] as const

/** Queries over the case, each in a tab with its rows. */
export function SqlPanel() {
  const { sizes, sqlSideShown } = useLayout()
  const caseId = useCase((state) => state.summary?.id ?? null)
  const caseKey = useCaseKey()
  const tabs = useCaseTabs()
  const tab = selectedTab(tabs)
  const run = useRun(tab.id)
  const { dialect } = useTabDialect(tab)
  const schema = useQuery('schema', undefined)
  const [editor, setEditor] = useState<EditorHandle | null>(null)
  const [explained, setExplained] = useState<((Explained | Estimated) & { readonly tabId: string }) | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case has other saved queries
  useEffect(() => void loadSaved(), [caseKey])

  const query = (
    <QueryPane
      tab={tab}
      textKey={textKeyOf(caseKey, tab.id)}
      run={run}
      schema={schema.state === 'ready' ? schema.value : noTables}
      editor={editor}
      onEditor={setEditor}
      onExplain={(shown) => setExplained(shown === null ? null : { ...shown, tabId: tab.id })}
    />
  )
  const work = (
    <QueryTabs caseKey={caseKey} tabs={tabs}>
      <Split
        label="query"
        direction="column"
        sized="first"
        size={sizes.sqlEditor}
        onSize={(size) => setSize('sqlEditor', size)}
        min={120}
        minRest={140}
        first={query}
        second={
          explained?.tabId === tab.id ? (
            'place' in explained ? (
              <Estimate estimated={explained} onClose={() => setExplained(null)} />
            ) : (
              <Plan explained={explained} onClose={() => setExplained(null)} />
            )
          ) : (
            <Results key={tab.id} run={run} caseId={caseId} question={tab.question} />
          )
        }
      />
    </QueryTabs>
  )
  const side = (
    <SidePane
      schema={schema}
      dialect={dialect}
      onInsert={(name) => editor?.insert(name)}
      onOpen={(opened) => {
        openTab(opened)
        editor?.focus()
      }}
    />
  )
  return (
    <Split
      label="side pane"
      direction="row"
      sized="second"
      size={sizes.sqlSchema}
      onSize={(size) => setSize('sqlSchema', size)}
      min={180}
      minRest={420}
      first={work}
      second={sqlSideShown ? side : null}
    />
  )
}
