import type { Filter } from '../../../src-shared/filter/model.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import type { EventDetail, EventLine, Row } from '../../../src-shared/model/event.ts'
import { siblingWords } from '../../../src-shared/words/events.ts'
import { useQuery } from '../../ask/use-query.ts'
import { valueText } from '../../parts/event-columns.tsx'
import { showAmong, showEvents } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { useHasRested } from '../../widgets/use-has-rested.ts'
import './siblings.css'

/** Other events of the same request, and those of the same action in other accounts. Nothing where there are none. */
export const Siblings = ({ detail: { row, values } }: { readonly detail: EventDetail }) => (
  <>
    {(['requestID', 'sharedEventID'] as const).map((column) => {
      const value = values[column]
      return value == null ? null : <Sharing key={column} column={column} value={String(value)} row={row} />
    })}
  </>
)

interface SharingProps {
  readonly column: 'requestID' | 'sharedEventID'
  readonly value: string
  readonly row: Row
}

const byTime = { column: 'eventTime', descending: false } as const
const columns = ['eventTime', 'eventName', 'actor', 'recipientAccountId'] as const
const mostListed = 5
const restMs = 150

function Sharing({ column, value, row }: SharingProps) {
  const filter = filterOf([{ column, operator: 'is', values: [value] }])
  // One more, since the event itself is among them.
  // An arrow key held down passes many events; looking for an ID takes all events of the case.
  const hasRested = useHasRested(value, restMs)
  const query = useQuery('events', { filter, sort: byTime, columns, offset: 0, limit: mostListed + 1 }, hasRested)
  if (query.state !== 'ready' || query.refreshing || query.value.total < 2) return null
  const { total, lines } = query.value
  const others = lines.filter((line) => line.row !== row).slice(0, mostListed)
  const words = siblingWords[column](total - 1)
  return (
    <section className="siblings" aria-label={words}>
      <h3>{words}</h3>
      <ul>
        {others.map((line) => (
          <li key={line.row}>
            <Sibling line={line} filter={filter} />
          </li>
        ))}
      </ul>
      <Button look="quiet" icon="events" onClick={() => showEvents(filter)}>
        Show all {total}
      </Button>
    </section>
  )
}

function Sibling({ line: { row, values }, filter }: { readonly line: EventLine; readonly filter: Filter }) {
  const told = [values.actor, values.recipientAccountId].map((value) => valueText('actor', value))
  return (
    <button type="button" className="panel-link" onClick={() => showAmong(filter, row)}>
      {values.eventName ?? 'Event'}
      <span className="muted">
        {' '}
        {told.filter((text) => text !== '').join(' · ')} ·{' '}
        <Timestamp ms={typeof values.eventTime === 'number' ? values.eventTime : null} />
      </span>
    </button>
  )
}
