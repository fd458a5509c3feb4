import type { SigmaWhy } from '../../../src-shared/contract/sigma.ts'
import { everything, type Filter } from '../../../src-shared/filter/model.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { sigmaChooseEvent, sigmaHolds, sigmaNoValue, sigmaPart } from '../../../src-shared/words/sigma.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useSelection } from '../../state/selection.ts'
import { Dialog } from '../../widgets/dialog.tsx'
import { Empty, Loading } from '../../widgets/empty.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { Problem } from '../../widgets/problem.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'

interface WhyProps {
  readonly rule: string
  readonly title: string
  /** Of a finding: its first event is asked about. Null: the event that is chosen in the grid. */
  readonly filter: Filter | null
  readonly onClose: () => void
}

/** Why a rule matches an event, or does not, condition by condition. */
export function WhyDialog({ rule, title, filter, onClose }: WhyProps) {
  const chosen = useSelection(({ row }) => row)
  const sort = { column: 'eventTime', descending: false } as const
  const asked = { filter: filter ?? everything, sort, columns: [], offset: 0, limit: 1 }
  const first = useQuery('events', asked, filter !== null)
  const row = filter === null ? chosen : first.state === 'ready' ? (first.value.lines[0]?.row ?? null) : null
  return (
    <Dialog title={`Why: ${title}`} wide onClose={onClose}>
      {row !== null ? (
        <Why rule={rule} row={row} />
      ) : filter === null ? (
        <Empty icon="events" text={sigmaChooseEvent} />
      ) : (
        <Loading text="Looking for the event…" />
      )}
    </Dialog>
  )
}

function Why({ rule, row }: { readonly rule: string; readonly row: Row }) {
  const detail = useQuery('eventDetail', { row })
  const why = useQuery('sigmaWhy', { rule, row })
  if (why.state === 'failed') return <Problem {...problemOf(why.failure)} onRetry={why.again} />
  if (why.state !== 'ready' || detail.state !== 'ready') return <Loading text="Reading the record…" />
  const { eventName, eventTime, eventID } = detail.value.values
  return (
    <>
      <p>
        <strong>{eventName}</strong> {typeof eventTime === 'number' && <Timestamp ms={eventTime} />}{' '}
        <span className="mono muted">{eventID}</span>
      </p>
      {why.value.map(({ title, file, why }) => (
        <section key={`${file} ${title}`}>
          <h3>{title}</h3>
          <p>{sigmaHolds(why.holds)}</p>
          <ul className="sigma-why">
            <Part why={why} />
          </ul>
        </section>
      ))}
    </>
  )
}

/** Mark, word and indent tell what holds: colour is not needed. */
function Part({ why }: { readonly why: SigmaWhy }) {
  const mark = (
    <span className={why.holds ? 'sigma-true' : 'sigma-false'}>
      <Icon name={why.holds ? 'check' : 'close'} size={14} /> {why.holds ? 'true' : 'false'}
    </span>
  )
  if (why.kind === 'leaf')
    return (
      <li>
        {mark} <span className="mono">{why.written}</span>
        <span className="muted sigma-value">
          {why.values.length === 0 ? sigmaNoValue : <span className="mono">{why.values.join(', ')}</span>}
        </span>
      </li>
    )
  return (
    <li>
      {mark} {why.name !== null && <strong className="mono">{why.name}</strong>} {sigmaPart[why.kind]}
      <ul>
        {why.parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a rule never change their places
          <Part key={at} why={part} />
        ))}
      </ul>
    </li>
  )
}
