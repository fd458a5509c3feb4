import type { AlarmSettings, AlarmState } from '../../../src-shared/model/alarm.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { PeriodSpan } from './held-periods.ts'
import type { KnownDatapoints } from './known-datapoints.ts'

/** Periods of one state. */
export interface Stretch extends PeriodSpan {
  readonly state: AlarmState
  /** Of ALARM: the period of the first breaching datapoint that led to it. */
  readonly since: number
}

/** Periods that are looked at beyond the evaluation periods where datapoints are missing: those of AWS's examples. */
const further = 2
const periodsAtOnce = 100_000

/**
 * The state of each period of `span`, by the rules of the CloudWatch user guide ("Alarm evaluation", "Configuring how
 * CloudWatch alarms treat missing data", "Avoiding premature transitions to alarm state"). `held` ascends: the periods that
 * the case holds whole. Any other one without a datapoint is unknown, and its datapoint missing for those that follow.
 */
export function* alarmStretches(
  known: KnownDatapoints,
  settings: AlarmSettings,
  span: PeriodSpan,
  held: readonly PeriodSpan[],
): Steps<readonly Stretch[]> {
  const { periods } = known
  const range = settings.evaluationPeriods + further
  const stretches: { state: AlarmState; from: number; until: number; since: number }[] = []
  let state: AlarmState = 'insufficient'
  let [low, high, part, steps] = [0, 0, 0, 0]
  for (let period = span.from; period < span.until; ) {
    if (++steps % periodsAtOnce === 0) yield
    while (high < periods.length && periods[high]! <= period) high++
    while (low < high && periods[low]! <= period - range) low++
    while (part < held.length && held[part]!.until <= period) part++
    const isHeld = part < held.length && held[part]!.from <= period
    const isKnown = isHeld || (high > 0 && periods[high - 1] === period)
    const before: AlarmState = state
    state = isKnown ? (stateOf(known, { low, high, period }, settings) ?? state) : 'unknown'
    const next = Math.min(periods[high] ?? span.until, span.until)
    const until = !isKnown
      ? Math.min(next, held[part]?.from ?? span.until)
      : // Without a datapoint in reach, nothing changes until one comes.
        low === high
        ? Math.min(next, held[part]!.until)
        : period + 1
    const last = stretches.at(-1)
    if (last !== undefined && state === before) last.until = until
    else {
      const since = state === 'alarm' ? firstBreach(known, { low, high, period }, settings) : period
      stretches.push({ state, from: period, until, since })
    }
    period = until
  }
  return stretches
}

/** The datapoints from `low` to before `high` are in reach of the period. */
interface Reach {
  readonly low: number
  readonly high: number
  readonly period: number
}

/** Null: the state before is kept. */
function stateOf(
  { periods, breaching }: KnownDatapoints,
  { low, high, period }: Reach,
  { evaluationPeriods, datapointsToAlarm, treatMissingData }: AlarmSettings,
): AlarmState | null {
  const there = high - low
  const inAlarm = (breaches: number): AlarmState => (breaches >= datapointsToAlarm ? 'alarm' : 'ok')
  // Enough datapoints: how missing ones are treated does not matter.
  if (there >= evaluationPeriods) return inAlarm(breaching[high]! - breaching[high - evaluationPeriods]!)
  const breaches = breaching[high]! - breaching[low]!
  if (treatMissingData === 'breaching') return inAlarm(breaches + evaluationPeriods - there)
  if (treatMissingData === 'notBreaching') return inAlarm(breaches)
  const keeps = treatMissingData === 'ignore'
  if (there === 0) return keeps ? null : 'insufficient'
  if (breaches >= datapointsToAlarm) return 'alarm'
  if (breaches < there) return 'ok'
  // All that is there breaches: where the oldest is M periods old, fewer than M are enough.
  if (keeps) return null
  return period - periods[low]! + 1 >= datapointsToAlarm ? 'alarm' : 'ok'
}

/** The first breaching one of the datapoints that are evaluated; the period itself where only missing ones breach. */
function firstBreach(
  { periods, breaching }: KnownDatapoints,
  { low, high, period }: Reach,
  { evaluationPeriods }: AlarmSettings,
): number {
  for (let place = Math.max(low, high - evaluationPeriods); place < high; place++)
    if (breaching[place + 1] !== breaching[place]) return periods[place]!
  return period
}
