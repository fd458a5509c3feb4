import { useState } from 'react'
import { useQuery } from '../../ask/use-query.ts'
import { useCase } from '../../state/case.ts'
import { setSize, useLayout } from '../../state/layout.ts'
import { runSql, useRun } from '../../state/sql.ts'
import { openTab, selectedTab, setTabText, useCaseKey, useCaseTabs } from '../../state/sql-tabs.ts'
import { Split } from '../../widgets/split.tsx'
import { type EditorHandle, SqlEditor } from './editor/editor.tsx'
import { QueryBar } from './query-bar.tsx'
import { QueryTabs, textKeyOf } from './query-tabs.tsx'
import { Results } from './results.tsx'
import { SidePane } from './side/side-pane.tsx'
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
  const schema = useQuery('schema', undefined)
  const tables = schema.state === 'ready' ? schema.value : noTables
  const [editor, setEditor] = useState<EditorHandle | null>(null)
  const runChosen = () => {
    if (editor !== null) void runSql(tab.id, editor.chosenText())
  }
  const error = run.state === 'failed' && run.caseId === caseId ? { message: run.failure.message, sql: run.sql } : null

  const query = (
    <div className="sql-query">
      <QueryBar run={run} onRun={runChosen} tabId={tab.id} />
      <SqlEditor
        textKey={textKeyOf(caseKey, tab.id)}
        initialText={tab.text}
        schema={tables}
        error={error}
        onChange={(text) => setTabText(tab.id, text)}
        onRun={runChosen}
        onReady={setEditor}
      />
    </div>
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
        second={<Results key={tab.id} run={run} caseId={caseId} />}
      />
    </QueryTabs>
  )
  const side = (
    <SidePane
      schema={schema}
      onInsert={(name) => editor?.insert(name)}
      onOpen={(name, text) => {
        openTab({ name, text })
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
