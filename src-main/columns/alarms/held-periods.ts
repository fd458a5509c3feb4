import { hourMs, secondMs } from '../../../src-shared/base/time.ts'

/** Periods side by side; `until` is not included. */
export interface PeriodSpan {
  readonly from: number
  readonly until: number
}

/** The periods whose hours all have an event of the case, ascending. Times ascend. */
export function heldPeriods(times: Float64Array, timed: number, period: number): readonly PeriodSpan[] {
  const length = period * secondMs
  return heldHours(times, timed)
    .map(({ from, until }) => ({
      from: Math.ceil((from * hourMs) / length),
      until: Math.floor((until * hourMs) / length),
    }))
    .filter(({ from, until }) => from < until)
}

function heldHours(times: Float64Array, timed: number): readonly PeriodSpan[] {
  const hours: { from: number; until: number }[] = []
  for (let row = 0; row < timed; row++) {
    const hour = Math.floor(times[row]! / hourMs)
    const last = hours.at(-1)
    if (last === undefined || last.until < hour) hours.push({ from: hour, until: hour + 1 })
    else if (last.until === hour) last.until++
  }
  return hours
}
