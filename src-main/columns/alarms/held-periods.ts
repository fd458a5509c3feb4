import { hourMs, minuteMs, secondMs } from '../../../src-shared/base/time.ts'
import type { Steps } from '../../runtime/steps.ts'
import { heldByAllSteps } from '../held-hours.ts'

/** Periods side by side; `until` is not included. */
export interface PeriodSpan {
  readonly from: number
  readonly until: number
}

/** An event is delivered about 5 minutes after its call on average, which AWS does not guarantee (CloudTrail user guide). */
const deliveryMs = 15 * minuteMs

/**
 * The periods that the case holds whole, ascending. `proven`: of each account and Region that has any, the hours of
 * delivery that are proven to be whole; a quiet hour of them is known to be quiet, and one with a missing file is not held.
 * Without any, an hour is held in which the case has an event. Times ascend.
 */
export function* heldPeriodsSteps(
  times: Float64Array,
  timed: number,
  proven: readonly Int32Array[],
  period: number,
): Steps<readonly PeriodSpan[]> {
  const length = period * secondMs
  const isProven = proven.length > 0
  const hours = isProven ? yield* heldByAllSteps(proven) : hoursOf(times, timed)
  return sideBySide(hours)
    .map(({ from, until }) => ({
      from: Math.ceil((from * hourMs) / length),
      until: Math.floor((until * hourMs - (isProven ? deliveryMs : 0)) / length),
    }))
    .filter(({ from, until }) => from < until)
}

function hoursOf(times: Float64Array, timed: number): readonly number[] {
  const hours: number[] = []
  for (let row = 0; row < timed; row++) {
    const hour = Math.floor(times[row]! / hourMs)
    if (hours.at(-1) !== hour) hours.push(hour)
  }
  return hours
}

function sideBySide(hours: Iterable<number>): readonly PeriodSpan[] {
  const spans: { from: number; until: number }[] = []
  for (const hour of hours) {
    const last = spans.at(-1)
    if (last?.until === hour) last.until++
    else spans.push({ from: hour, until: hour + 1 })
  }
  return spans
}
