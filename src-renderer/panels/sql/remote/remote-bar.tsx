import { type ReactNode, useState } from 'react'
import type { RemoteEngine } from '../../../../src-shared/sql/ddl/ddl.ts'
import { placeName, remoteEngineName, remoteProgressLine } from '../../../../src-shared/words/remote.ts'
import { setDays, useConnections } from '../../../state/remote.ts'
import type { Run } from '../../../state/sql.ts'
import { showTakeOut } from '../../../state/take-out.ts'
import { Button } from '../../../widgets/button.tsx'
import { ConnectionDialog } from './connection-dialog.tsx'
import { readDays, readPlace } from './read-place.ts'

interface RemoteBarProps {
  readonly engine: RemoteEngine
  readonly run: Run
}

/** Which engine the query is sent to, for which days, and how far it is there. */
export function RemoteBar({ engine, run }: RemoteBarProps) {
  const connections = useConnections()
  const [isConnecting, setConnecting] = useState(false)
  const place = readPlace(engine, connections)
  const days = readDays(connections.days)
  return (
    <div className="sql-remote" role="group" aria-label={`Query on ${remoteEngineName[engine]}`}>
      <span className="sql-remote-place" title={place.ok ? placeName(place.value) : place.message}>
        {place.ok ? placeName(place.value) : place.message}
      </span>
      <Button look="quiet" onClick={() => setConnecting(true)}>
        Connection…
      </Button>
      <Button look="quiet" onClick={showTakeOut} title="Statements that create the tables and views there">
        Tables…
      </Button>
      <Day label="First day of delivery" name="first" />
      <Day label="Last day" name="last" />
      {!days.ok && <span role="alert">{days.message}</span>}
      <Course run={run} />
      {isConnecting && <ConnectionDialog engine={engine} onClose={() => setConnecting(false)} />}
    </div>
  )
}

function Day({ label, name }: { readonly label: string; readonly name: 'first' | 'last' }) {
  const days = useConnections((state) => state.days)
  return (
    <label>
      {label}
      <input
        type="text"
        className="mono"
        spellCheck={false}
        placeholder="all, UTC"
        title="Of the folder of a log file, UTC: nothing else narrows what the view events reads"
        value={days[name]}
        onChange={({ target }) => setDays({ ...days, [name]: target.value })}
      />
    </label>
  )
}

/** No status: states would be read aloud with every page. */
function Course({ run }: { readonly run: Run }): ReactNode {
  if (run.state !== 'running' || run.place === null) return null
  return <span className="muted">{run.progress === null ? 'Sent' : remoteProgressLine(run.progress)}</span>
}
