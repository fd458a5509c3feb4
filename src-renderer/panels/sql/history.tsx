import { forgetHistory, useDraft } from '../../state/sql.ts'
import { Button } from '../../widgets/button.tsx'
import { formatCounted, formatTime } from '../../widgets/format.ts'
import { Popover } from '../../widgets/popover.tsx'

/** Queries that were run, newest first; picking one puts it into the editor. */
export function HistoryButton({ onPick }: { readonly onPick: (sql: string) => void }) {
  const history = useDraft((state) => state.history)
  const button = (
    <Button look="quiet" disabled={history.length === 0}>
      History
    </Button>
  )
  return (
    <Popover label="Queries run before" button={button} className="sql-history">
      {(close) => (
        <>
          <ul>
            {history.map(({ sql, at, rows }) => (
              <li key={sql}>
                <button
                  type="button"
                  title={sql}
                  onClick={() => {
                    close()
                    onPick(sql)
                  }}
                >
                  <code>{sql.replace(/\s+/g, ' ')}</code>
                  <span className="muted">
                    {formatTime(Math.floor(at / 1000) * 1000)} ·{' '}
                    {rows === null ? 'failed or cancelled' : formatCounted(rows, 'row')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Button
            look="quiet"
            onClick={() => {
              close()
              forgetHistory()
            }}
          >
            Forget these queries
          </Button>
        </>
      )}
    </Popover>
  )
}
