import { readAnyTime } from '../../../src-shared/base/read-time.ts'
import type { EventMark } from '../../../src-shared/contract/event-mark.ts'
import type { UnprovenSpan } from '../../../src-shared/model/ledger.ts'
import { ledgerWords } from '../../../src-shared/words/ledger.ts'
import { goTo } from '../../../src-shared/words/rows.ts'
import { ask } from '../../ask/ask.ts'
import { sortByTime, useFilter } from '../../state/filter.ts'
import { selectEvent, useSelection } from '../../state/selection.ts'
import type { TimeText } from '../../widgets/timestamp.tsx'

/** What one can go by. `gap`: time that is not proven. */
export type GoToKind = EventMark | 'gap'
export const goToKinds = Object.keys(goTo.kinds) as readonly GoToKind[]

/** Selects the first event at a time that is typed. Resolves to what hinders it, a sentence; null where nothing does. */
export async function goToTime(text: string): Promise<string | null> {
  const written = readAnyTime(text.trim())
  return written === null ? goTo.noTime(text) : selectAt(written.time)
}

async function selectAt(time: UnprovenSpan['from']): Promise<string | null> {
  const { filter, sort } = useFilter.getState()
  const found = await ask('eventAtTime', { filter, time })
  if (!found.ok) return found.message
  if (found.value === null) return goTo.noEvents
  if (sort.column !== 'eventTime') sortByTime()
  selectEvent(found.value)
  return null
}

/** Selects the next event of the kind, or the one before. Resolves to what there is to say, null where it is seen. */
export async function goToNext(kind: GoToKind, isBack: boolean, timeText: TimeText): Promise<string | null> {
  if (kind === 'gap') return goToGap(isBack, timeText)
  const { filter, sort } = useFilter.getState()
  const { row } = useSelection.getState()
  const next = await ask('nextEvent', { filter, sort, row, back: isBack, mark: kind })
  if (!next.ok) return next.message
  if (next.value === null) return goTo.none(goTo.kinds[kind], isBack)
  selectEvent(next.value)
  return null
}

/** The gap that was gone to, and the event selected then: from there, the next gap is the one behind. */
let last: { readonly from: number; readonly row: number | null } | null = null

async function goToGap(isBack: boolean, timeText: TimeText): Promise<string | null> {
  const { filter } = useFilter.getState()
  const coverage = await ask('coverage', { filter })
  if (!coverage.ok) return coverage.message
  const now = await timeNow()
  const spans = coverage.value.unproven.toSorted((a, b) => a.from - b.from)
  const span = isBack ? spans.findLast(({ from }) => from < now) : spans.find(({ from }) => from > now)
  const { unprovenTotal } = coverage.value
  if (span === undefined) return goTo.none(goTo.kinds.gap, isBack, unprovenTotal > spans.length ? spans.length : null)
  const problem = await selectAt(span.from)
  if (problem !== null) return problem
  last = { from: span.from, row: useSelection.getState().row }
  const where = [span.region, span.trail, span.account].filter((part) => part !== '').join(' · ')
  return goTo.gap(ledgerWords[span.state].name, where, timeText(span.from), timeText(span.until))
}

/** Of the selected event; without one, before all. */
async function timeNow(): Promise<number> {
  const { row } = useSelection.getState()
  if (row === null) return Number.NEGATIVE_INFINITY
  if (last?.row === row) return last.from
  const detail = await ask('eventDetail', { row })
  const time = detail.ok ? detail.value.values.eventTime : null
  return typeof time === 'number' ? time : Number.NEGATIVE_INFINITY
}
