import { useState } from 'react'
import type { OwnDashboard } from '../../../src-shared/contract/case-view.ts'
import { dashboardWords } from '../../../src-shared/words/dashboards.ts'
import { keepDashboard } from '../../state/dashboards.ts'
import { useSaved } from '../../state/saved-queries.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { TextField } from '../../widgets/text-field.tsx'

interface OwnDialogProps {
  readonly title: string
  readonly dashboard: OwnDashboard
  readonly onClose: () => void
}

/** Names a dashboard and chooses its saved queries, which are shown in the order in which they are chosen. */
export function OwnDialog({ title, dashboard, onClose }: OwnDialogProps) {
  const saved = useSaved((state) => state.queries)
  const [name, setName] = useState(dashboard.name)
  const [queries, setQueries] = useState(dashboard.queries)
  // Those that are no longer saved can be taken out.
  const offered = [...new Set([...saved.map((query) => query.name), ...dashboard.queries])]
  const isWhole = name.trim() !== '' && queries.length > 0
  const keep = () => {
    if (!isWhole) return
    keepDashboard({ ...dashboard, name: name.trim(), queries })
    onClose()
  }
  const toggle = (query: string) =>
    setQueries(queries.includes(query) ? queries.filter((each) => each !== query) : [...queries, query])
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onEnter={keep}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!isWhole} onClick={keep}>
            Keep
          </Button>
        </>
      }
    >
      <TextField label="Name" placeholder="Deployments" autoFocus value={name} onValue={setName} />
      {offered.length === 0 ? (
        <Empty text={dashboardWords.noQueries} />
      ) : (
        <fieldset className="dashboard-queries">
          <legend>Saved queries</legend>
          {offered.map((query) => (
            <label key={query}>
              <input type="checkbox" checked={queries.includes(query)} onChange={() => toggle(query)} />
              {query}
            </label>
          ))}
        </fieldset>
      )}
    </Dialog>
  )
}
