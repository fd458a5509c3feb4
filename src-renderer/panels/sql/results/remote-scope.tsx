import type { RemoteTable } from '../../../../src-shared/contract/index.ts'
import type { SeenPlaces } from '../../../../src-shared/model/trail-place.ts'
import {
  answeredLine,
  askedOf,
  notEnumerated,
  placeName,
  readOnlyThere,
  readUnknown,
} from '../../../../src-shared/words/remote.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { VerdictMark } from '../../../parts/verdict.tsx'
import type { Run } from '../../../state/sql.ts'

interface RemoteScopeProps {
  readonly run: Extract<Run, { readonly state: 'running' | 'cancelled' | 'done' }>
}

/** Of rows that another engine gave: whose they are, that nothing of them is verified, and what was not looked at. */
export function RemoteScope({ run }: RemoteScopeProps) {
  const { place } = run
  if (place === null) return null
  const remote = run.state === 'done' ? run.remote : null
  return (
    <div className="sql-remote-scope" role="note">
      <p>
        <VerdictMark status="unverified" />{' '}
        {remote === null ? askedOf(placeName(place)) : capital(answeredLine(remote.answer))}
      </p>
      {run.state === 'cancelled' && run.said !== null && <p>{run.said}</p>}
      {remote !== null && <TablesRead remote={remote} />}
    </div>
  )
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function TablesRead({ remote: { tables } }: { readonly remote: RemoteTable }) {
  const seen = useQuery('trailPlaces', undefined, tables !== null && tables.length > 0)
  if (tables === null) return <p>{readUnknown}</p>
  if (tables.length === 0) return null
  const lacking = seen.state === 'ready' ? lackingIn(seen.value, tables) : null
  return (
    <>
      {lacking !== null && <p className="sql-changed">{lacking}</p>}
      <details>
        <summary>What the tables read</summary>
        {tables.map(({ table, place }) => (
          <p key={table}>{readOnlyThere(table, place)}</p>
        ))}
      </details>
    </>
  )
}

const lackingIn = ({ places }: SeenPlaces, tables: NonNullable<RemoteTable['tables']>): string | null =>
  notEnumerated(
    places,
    tables.map(({ place }) => place),
  )
