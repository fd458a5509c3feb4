import { useState } from 'react'
import { useQuery } from '../../ask/use-query.ts'
import { useCase } from '../../state/case.ts'
import { setSize, toggleSchema, useLayout } from '../../state/layout.ts'
import { cancelSql, type Run, runSql, setDraft, useDraft, useRun } from '../../state/sql.ts'
import { Button } from '../../widgets/button.tsx'
import { KeyHint } from '../../widgets/key-hint.tsx'
import { MenuButton } from '../../widgets/menu.tsx'
import { Split } from '../../widgets/split.tsx'
import { type EditorHandle, SqlEditor } from './editor.tsx'
import { Elapsed } from './elapsed.tsx'
import { firstQuery } from './first-query.ts'
import { HistoryButton } from './history.tsx'
import { Results } from './results.tsx'
import { SchemaList } from './schema-list.tsx'
import './sql.css'

const noTables = [] as const

/** A query over the case, and its rows. */
export function SqlPanel() {
  const { sizes, schemaShown } = useLayout()
  const caseId = useCase((state) => state.summary?.id ?? null)
  const run = useRun((state) => state.run)
  const schema = useQuery('schema', undefined)
  const tables = schema.state === 'ready' ? schema.value : noTables
  const [editor, setEditor] = useState<EditorHandle | null>(null)
  // Only the first text is the editor's to take: what it holds later is its own.
  const [initialText] = useState(() => useDraft.getState().text || firstQuery)
  const runChosen = () => {
    if (editor !== null) void runSql(editor.chosenText())
  }
  const error = run.state === 'failed' && run.caseId === caseId ? { message: run.failure.message, sql: run.sql } : null

  const query = (
    <div className="sql-query">
      <QueryBar editor={editor} run={run} onRun={runChosen} />
      <SqlEditor
        initialText={initialText}
        schema={tables}
        error={error}
        onChange={setDraft}
        onRun={runChosen}
        onReady={setEditor}
      />
    </div>
  )
  const work = (
    <Split
      label="query"
      direction="column"
      sized="first"
      size={sizes.sqlEditor}
      onSize={(size) => setSize('sqlEditor', size)}
      min={120}
      minRest={140}
      first={query}
      second={<Results run={run} caseId={caseId} />}
    />
  )
  return (
    <Split
      label="schema"
      direction="row"
      sized="second"
      size={sizes.sqlSchema}
      onSize={(size) => setSize('sqlSchema', size)}
      min={180}
      minRest={420}
      first={work}
      second={schemaShown ? <SchemaList schema={schema} onInsert={(name) => editor?.insert(name)} /> : null}
    />
  )
}

interface QueryBarProps {
  /** Null until it is drawn. */
  readonly editor: EditorHandle | null
  readonly run: Run
  readonly onRun: () => void
}

function QueryBar({ editor, run, onRun }: QueryBarProps) {
  const schemaShown = useLayout((state) => state.schemaShown)
  const examples = useQuery('questions', undefined)
  return (
    <div className="panel-head" role="toolbar" aria-label="Query">
      {run.state === 'running' ? (
        <Button look="danger" icon="close" onClick={cancelSql}>
          Cancel
        </Button>
      ) : (
        <Button look="primary" onClick={onRun} title="Runs the selected text, or the statement at the cursor">
          Run <KeyHint keys="Mod+Enter" />
        </Button>
      )}
      {run.state === 'running' && <Elapsed since={run.startedAt} />}
      <span className="panel-space" />
      <MenuButton
        label="Questions to begin with"
        icon="help"
        entries={(examples.state === 'ready' ? examples.value : []).map(({ question, sql }) => ({
          label: question,
          onSelect: () => editor?.replaceAll(`${sql}\n`),
        }))}
      >
        Examples
      </MenuButton>
      <HistoryButton onPick={(sql) => editor?.replaceAll(`${sql}\n`)} />
      <Button look="quiet" icon="columns" pressed={schemaShown} onClick={toggleSchema}>
        Schema
      </Button>
    </div>
  )
}
