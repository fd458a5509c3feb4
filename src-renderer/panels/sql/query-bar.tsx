import { toggleSqlSide, useLayout } from '../../state/layout.ts'
import { cancelSql, type Run } from '../../state/sql.ts'
import { Button } from '../../widgets/button.tsx'
import { KeyHint } from '../../widgets/key-hint.tsx'
import { Elapsed } from './elapsed.tsx'

interface QueryBarProps {
  readonly tabId: string
  readonly run: Run
  readonly onRun: () => void
}

export function QueryBar({ tabId, run, onRun }: QueryBarProps) {
  const sideShown = useLayout((state) => state.sqlSideShown)
  return (
    <div className="panel-head" role="toolbar" aria-label="Query">
      {run.state === 'running' ? (
        <Button look="danger" icon="close" onClick={() => cancelSql(tabId)}>
          Cancel
        </Button>
      ) : (
        <Button look="primary" onClick={onRun} title="Runs the selected text, or the statement at the cursor">
          Run <KeyHint keys="Mod+Enter" />
        </Button>
      )}
      {run.state === 'running' && <Elapsed since={run.startedAt} />}
      <span className="panel-space" />
      <Button look="quiet" icon="columns" pressed={sideShown} onClick={toggleSqlSide}>
        Side pane
      </Button>
    </div>
  )
}
