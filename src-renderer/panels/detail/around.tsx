import { minuteMs, timeAround, type UtcMs } from '../../../src-shared/base/time.ts'
import { type Condition, type Filter, filterOf } from '../../../src-shared/filter/model.ts'
import type { EventDetail, Row, Value } from '../../../src-shared/model/event.ts'
import {
  type AroundColumn,
  aroundWhom,
  noTimeNoAround,
  type Reach,
  reaches,
  reachSign,
  reachWords,
} from '../../../src-shared/words/around.ts'
import { ask } from '../../ask/ask.ts'
import { showAround } from '../../state/open.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Popover } from '../../widgets/popover.tsx'
import './around.css'

/** What happened around the event: whose events, and how far, in one press. Other conditions are set aside. */
export function Around({ detail }: { readonly detail: EventDetail }) {
  const time = detail.values.eventTime
  return (
    <Popover
      label="Around this event"
      className="around"
      button={<IconButton icon="around" label="Around this event" />}
    >
      {(close) =>
        typeof time === 'number' ? (
          <Choices detail={detail} time={time as UtcMs} onChosen={close} />
        ) : (
          <p className="muted">{noTimeNoAround}</p>
        )
      }
    </Popover>
  )
}

interface ChoicesProps {
  readonly detail: EventDetail
  readonly time: UtcMs
  readonly onChosen: () => void
}

function Choices({ detail, time, onChosen }: ChoicesProps) {
  return (
    <table>
      <caption>Around this event</caption>
      <tbody>
        {aroundWhom.map(({ column, words }) => {
          const value = column === null ? null : valueIn(detail, column)
          if (column !== null && value === null) return null
          const show = (reach: Reach) => {
            onChosen()
            void showThose(detail.row, time, filterBy(column, value), reach)
          }
          return (
            <tr key={words}>
              <th scope="row">
                {words}
                {value !== null && <MiddleCut text={value} tail={12} />}
              </th>
              {reaches.map((reach) => (
                <td key={reachSign(reach)}>
                  <Button aria-label={`${words}, ${reachWords(reach)}`} onClick={() => show(reach)}>
                    {reachSign(reach)}
                  </Button>
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function valueIn({ values, added }: EventDetail, column: AroundColumn): string | null {
  const value: Value | undefined = column === 'session' || column === 'actor' ? added[column] : values[column]
  return value == null ? null : String(value)
}

function filterBy(column: AroundColumn | null, value: string | null): Filter {
  const same: readonly Condition[] =
    column === null || value === null ? [] : [{ column, operator: 'is', values: [value] }]
  return filterOf(same)
}

async function showThose(row: Row, time: UtcMs, filter: Filter, reach: Reach) {
  if ('minutes' in reach) return showAround({ ...filter, range: timeAround(time, reach.minutes * minuteMs) }, row)
  const answer = await ask('spanAround', { filter, row, limit: reach.events })
  if (answer.ok && answer.value !== null) showAround({ ...filter, range: answer.value }, row)
}
