import type { QueryTab } from '../../../src-shared/contract/case-view.ts'
import type { DialectTold } from '../../../src-shared/sql/dialects/dialect-of.ts'
import { toggleSqlSide, useLayout } from '../../state/layout.ts'
import { cancelSql, type Run } from '../../state/sql.ts'
import { setTabDialect, setTabEngine } from '../../state/sql-tabs.ts'
import { Button } from '../../widgets/button.tsx'
import { KeyHint } from '../../widgets/key-hint.tsx'
import { DialectMenu } from './dialect-menu.tsx'
import { Elapsed } from './elapsed.tsx'
import { PlaceMenu } from './remote/place-menu.tsx'

interface QueryBarProps {
  readonly tab: QueryTab
  readonly run: Run
  readonly onRun: () => void
  readonly onExplain: () => void
  readonly onFormat: () => void
  readonly onSave: () => void
  /** What the text tells of its dialect. */
  readonly told: DialectTold
}

export function QueryBar({ tab, run, onRun, onExplain, onFormat, onSave, told }: QueryBarProps) {
  const engine = tab.runsOn ?? null
  const sideShown = useLayout((state) => state.sqlSideShown)
  return (
    <div className="panel-head" role="toolbar" aria-label="Query">
      {run.state === 'running' ? (
        <Button look="danger" icon="close" onClick={() => cancelSql(tab.id)}>
          Cancel
        </Button>
      ) : (
        <Button look="primary" onClick={onRun} title="Runs the selected text, or the statement at the cursor">
          Run <KeyHint keys="Mod+Enter" />
        </Button>
      )}
      {run.state === 'running' && <Elapsed since={run.startedAt} />}
      <Button
        look="quiet"
        onClick={onExplain}
        title={
          engine === null
            ? 'Shows how the query would be answered, without reading a row'
            : 'Asks what the query would read there, without running it'
        }
      >
        {engine === null ? 'Explain' : 'Estimate'}
      </Button>
      <Button look="quiet" onClick={onFormat} title="Sets the selected text, or all of it, out in lines: Shift+Alt+F">
        Format
      </Button>
      <Button look="quiet" onClick={onSave} title="Keeps the query for this case: Ctrl+S">
        {tab.saved === null ? 'Save…' : 'Save'}
      </Button>
      <PlaceMenu chosen={engine} onChoose={(chosen) => setTabEngine(tab.id, chosen)} />
      {engine === null && (
        <DialectMenu told={told} chosen={tab.dialect} onChoose={(dialect) => setTabDialect(tab.id, dialect)} />
      )}
      <span className="panel-space" />
      <Button look="quiet" icon="columns" pressed={sideShown} onClick={toggleSqlSide}>
        Side pane
      </Button>
    </div>
  )
}
