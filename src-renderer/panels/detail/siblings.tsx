import type { Filter } from '../../../src-shared/filter/model.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import type { EventDetail, EventLine, Row } from '../../../src-shared/model/event.ts'
import { addendumTitles, compareVersions, originalNotHere } from '../../../src-shared/words/addenda.ts'
import { siblingWords } from '../../../src-shared/words/events.ts'
import { useQuery } from '../../ask/use-query.ts'
import { valueText } from '../../parts/event-columns.tsx'
import { compareEvents } from '../../state/compare.ts'
import { showAmong, showEvents } from '../../state/open.ts'
import { Button } from '../../widgets/button.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { useHasRested } from '../../widgets/use-has-rested.ts'
import './siblings.css'

/**
 * The original of an event that was written again, and such later versions; other events of the same request, and those of
 * the same action in other accounts. Nothing where there are none.
 */
export const Siblings = ({ detail: { row, values } }: { readonly detail: EventDetail }) => (
  <>
    <Versions row={row} {...values} />
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
/** An arrow key held down passes many events; looking for an ID takes all events of the case. */
const restMs = 150

function Sharing({ column, value, row }: SharingProps) {
  const filter = filterOf([{ column, operator: 'is', values: [value] }])
  const hasRested = useHasRested(value, restMs)
  // One more, since the event itself is among them.
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

interface VersionsProps extends Pick<EventDetail['values'], 'eventID' | 'addendumOriginalEventID'> {
  readonly row: Row
}

function Versions({ row, eventID, addendumOriginalEventID: original }: VersionsProps) {
  return (
    <>
      {original != null && original !== eventID && <Original key={`of ${row}`} eventID={String(original)} row={row} />}
      {eventID != null && <Addenda key={row} eventID={String(eventID)} row={row} />}
    </>
  )
}

interface VersionProps {
  readonly eventID: string
  readonly row: Row
}

function Original({ eventID, row }: VersionProps) {
  const filter = filterOf([{ column: 'eventID', operator: 'is', values: [eventID] }])
  const hasRested = useHasRested(eventID, restMs)
  const query = useQuery('events', { filter, sort: byTime, columns, offset: 0, limit: 1 }, hasRested)
  if (query.state !== 'ready' || query.refreshing) return null
  const { lines } = query.value
  if (lines.length === 0) return <p className="siblings siblings-none muted">{originalNotHere(eventID)}</p>
  return <VersionList title={addendumTitles.original} lines={lines} filter={filter} compared={[lines[0]!.row, row]} />
}

function Addenda({ eventID, row }: VersionProps) {
  const filter = filterOf([{ column: 'addendumOriginalEventID', operator: 'is', values: [eventID] }])
  const hasRested = useHasRested(eventID, restMs)
  const query = useQuery('events', { filter, sort: byTime, columns, offset: 0, limit: mostListed + 1 }, hasRested)
  if (query.state !== 'ready' || query.refreshing) return null
  const others = query.value.lines.filter((line) => line.row !== row)
  if (others.length === 0) return null
  return (
    <VersionList
      title={addendumTitles.addenda(others.length)}
      lines={others}
      filter={filter}
      compared={[row, ...others.map((line) => line.row)]}
    />
  )
}

interface VersionListProps {
  readonly title: string
  readonly lines: readonly EventLine[]
  /** Shows the lines. */
  readonly filter: Filter
  /** The original first. */
  readonly compared: readonly Row[]
}

const VersionList = ({ title, lines, filter, compared }: VersionListProps) => (
  <section className="siblings" aria-label={title}>
    <h3>{title}</h3>
    <ul>
      {lines.map((line) => (
        <li key={line.row}>
          <Sibling line={line} filter={filter} />
        </li>
      ))}
    </ul>
    <Button look="quiet" icon="compare" onClick={() => compareEvents(compared)}>
      {compareVersions}
    </Button>
  </section>
)

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
