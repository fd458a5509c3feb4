import { useMemo, useState } from 'react'
import type { QueryTab } from '../../../src-shared/contract/case-view.ts'
import type { SchemaTable } from '../../../src-shared/contract/index.ts'
import { dialectOf } from '../../../src-shared/sql/dialects/dialect-of.ts'
import { formatSql } from '../../../src-shared/sql/format/format.ts'
import { type Parameter, parametersOf } from '../../../src-shared/sql/parameters.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useCase } from '../../state/case.ts'
import { useConnections } from '../../state/remote.ts'
import { saveQuery, useSaved } from '../../state/saved-queries.ts'
import { type Run, runRemote, runSql } from '../../state/sql.ts'
import { useParameterValues } from '../../state/sql-parameters.ts'
import { markSaved, setTabText } from '../../state/sql-tabs.ts'
import { NameDialog } from '../../widgets/name-dialog.tsx'
import { type EditorHandle, SqlEditor } from './editor/editor.tsx'
import { toldOfTyped, withoutPlace } from './editor/error-place.ts'
import { filledIn, valuesOf } from './parameter-values.ts'
import { ParameterRow } from './parameters.tsx'
import type { Explained } from './plan.tsx'
import { QueryBar } from './query-bar.tsx'
import type { Estimated } from './remote/estimate.tsx'
import { readDays, readPlace } from './remote/read-place.ts'
import { RemoteBar } from './remote/remote-bar.tsx'
import { RepairProposal } from './repair.tsx'
import { longestRead, useTabDialect } from './tab-dialect.ts'

interface QueryPaneProps {
  readonly tab: QueryTab
  /** Names its text among those of all cases. */
  readonly textKey: string
  readonly run: Run
  readonly schema: readonly SchemaTable[]
  readonly editor: EditorHandle | null
  readonly onEditor: (editor: EditorHandle | null) => void
  /** Shows the plan of a query; null closes it. */
  readonly onExplain: (explained: Explained | Estimated | null) => void
}

/** Why a query was not run or saved. */
interface Problem {
  readonly message: string
  /** That has no value; null where it is no matter of one. */
  readonly parameter: string | null
  readonly tab: QueryTab['id']
  /** The statement, or the text that was to be saved. */
  readonly typed: string
}

/** Whether the text still says so, and what was missing is not there by now. The text of a tab comes a little later than it is typed. */
function isStill({ tab: id, typed, parameter }: Problem, tab: QueryTab): boolean {
  if (tab.id !== id || !tab.text.includes(typed)) return false
  if (parameter === null) return true
  const filled = filledIn(typed)
  return !filled.ok && filled.parameter === parameter
}

/** What is missing is said when its field is there, which takes the focus: not to type on in the text. */
const isDrawn = ({ parameter }: Problem, drawn: readonly Parameter[]): boolean =>
  parameter === null || drawn.some(({ name }) => name === parameter)

/** The text of a query, and what can be done with it. */
export function QueryPane({ tab, textKey, run, schema, editor, onEditor, onExplain }: QueryPaneProps) {
  const caseId = useCase((state) => state.summary?.id ?? null)
  const [met, setMet] = useState<Problem | null>(null)
  const [isNaming, setNaming] = useState(false)
  const { text, told, dialect } = useTabDialect(tab)
  const parameters = useMemo(() => parametersOf(text), [text])
  const engine = tab.runsOn ?? null
  const language = useMemo(() => ({ schema, dialect }), [schema, dialect])
  const questions = useQuery('questions', undefined, tab.question !== null)
  const question = questions.state === 'ready' ? questions.value.find(({ id }) => id === tab.question) : undefined
  const values = useParameterValues()
  // biome-ignore lint/correctness/useExhaustiveDependencies: values are looked up where parameters are filled in
  const problem = useMemo(
    () => (met !== null && isStill(met, tab) && isDrawn(met, parameters) ? met : null),
    [met, tab, values, parameters],
  )

  /** What is selected, or the statement at the cursor, with its values; null where one is missing, which is said. */
  const chosen = () => {
    if (editor === null) return null
    const typed = editor.chosenText().trim()
    const filled = filledIn(typed)
    setMet(filled.ok ? null : { message: filled.message, parameter: filled.parameter, tab: tab.id, typed })
    if (!filled.ok) return null
    const toldHere = tab.dialect ?? dialectOf(typed).dialect
    return { sql: filled.value.sql, typed, dialect: engine === null ? toldHere : ('athena' as const) }
  }
  /** Where the query goes; null where the fields do not say, which is said. */
  const sentTo = (typed: string) => {
    const connections = useConnections.getState()
    const [place, days] = [readPlace(engine!, connections), readDays(connections.days)]
    if (place.ok && days.ok) return { place: place.value, days: days.value }
    const message = [place, days].flatMap((read) => (read.ok ? [] : [read.message]))[0]!
    setMet({ message, parameter: null, tab: tab.id, typed })
    return null
  }
  const runChosen = () => {
    const query = chosen()
    if (query === null) return
    const sent = engine === null ? null : sentTo(query.typed)
    if (engine !== null && sent === null) return
    onExplain(null)
    if (sent === null) void runSql(tab.id, query)
    else void runRemote(tab.id, query, sent.place, sent.days)
  }
  const explain = () => {
    const query = chosen()
    if (query === null) return
    if (engine === null) return onExplain(query)
    const sent = sentTo(query.typed)
    if (sent !== null) onExplain({ sql: query.sql, ...sent })
  }
  const format = () => editor?.change(formatSql)
  const saveAs = async (name: string) => {
    if (await saveQuery({ name, sql: tab.text, values: valuesOf(tab.text) })) markSaved(tab.id, { name, sql: tab.text })
    else setMet({ message: useSaved.getState().failure?.message ?? '', parameter: null, tab: tab.id, typed: tab.text })
  }
  const save = () => (tab.saved === null ? setNaming(true) : void saveAs(tab.saved.name))
  const error = run.state === 'failed' && run.caseId === caseId ? errorOf(run) : null

  return (
    <div className="sql-query">
      <QueryBar tab={tab} run={run} onRun={runChosen} onExplain={explain} onFormat={format} onSave={save} told={told} />
      {engine !== null && <RemoteBar engine={engine} run={run} />}
      {parameters.length > 0 && (
        <ParameterRow parameters={parameters} hints={question?.parameters ?? []} wanted={problem} onRun={runChosen} />
      )}
      {problem !== null && (
        <p className="sql-problem" role="alert">
          {problem.message}
        </p>
      )}
      {error !== null && error.sql.length <= longestRead && (
        <RepairProposal sql={error.sql} onApply={(repaired) => editor?.replaceText(error.sql, repaired)} />
      )}
      <SqlEditor
        textKey={textKey}
        initialText={tab.text}
        language={language}
        error={error}
        onChange={(changed) => setTabText(tab.id, changed)}
        onRun={runChosen}
        onFormat={format}
        onSave={save}
        onReady={onEditor}
      />
      {isNaming && <SaveDialog name={tab.name} onName={(name) => void saveAs(name)} onClose={() => setNaming(false)} />}
    </div>
  )
}

/** Values may have been changed since the query ran: then its text, and with it the place, is not to be had any more. */
function errorOf({ sql, typed, failure: { message } }: Extract<Run, { readonly state: 'failed' }>) {
  if (sql === typed) return { message, sql: typed }
  const filled = filledIn(typed)
  const isSame = filled.ok && filled.value.sql === sql
  return { message: isSame ? toldOfTyped(message, typed, filled.value) : withoutPlace(message), sql: typed }
}

interface SaveDialogProps {
  readonly name: string
  readonly onName: (name: string) => void
  readonly onClose: () => void
}

function SaveDialog({ name, onName, onClose }: SaveDialogProps) {
  const saved = useSaved((state) => state.queries)
  return (
    <NameDialog title="Save the query" action="Save" name={name} onName={onName} onClose={onClose}>
      {(typed) =>
        saved.some((query) => query.name === typed) ? (
          <p role="status">A query of this name is saved: it will be replaced.</p>
        ) : (
          <p className="muted">It is kept for this case on this computer, and not in the evidence.</p>
        )
      }
    </NameDialog>
  )
}
