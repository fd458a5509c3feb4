import { firstThat, lowerBound } from '../../../src-shared/base/binary-search.ts'
import { secondMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { AlarmInterval, AlarmRun, AlarmSettings, AlarmState } from '../../../src-shared/model/alarm.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { ColumnQuery } from '../query.ts'
import type { TimeData } from '../snapshot.ts'
import { type Datapoints, datapointsOf } from './datapoints.ts'
import { alarmStretches, type Stretch } from './evaluate.ts'
import { heldPeriodsSteps, type PeriodSpan } from './held-periods.ts'
import { type KnownDatapoints, knownDatapoints } from './known-datapoints.ts'

/** More are counted and not listed. */
const mostIntervals = 1_000
const stripLength = 240

/**
 * What an alarm over the events of these rows, null for all, would have done. The settings are valid (`whyNoAlarm`).
 * `proven`: see `heldPeriodsSteps`.
 */
export function* alarmRun(
  { snapshot, timed }: Pick<ColumnQuery, 'snapshot' | 'timed'>,
  rows: Uint32Array | null,
  settings: AlarmSettings,
  proven: readonly Int32Array[],
): Steps<AlarmRun> {
  const times = (snapshot.columns.eventTime as TimeData).values
  const events = rows?.length ?? snapshot.events
  const untimed = events - (rows === null ? timed : lowerBound(rows, timed))
  if (timed === 0) return { ...nothing, events, untimed }
  const length = settings.period * secondMs
  const span = { from: Math.floor(times[0]! / length), until: Math.floor(times[timed - 1]! / length) + 1 }
  const all = datapointsOf(times, timed, rows, settings)
  yield
  const held = yield* heldPeriodsSteps(times, timed, proven, settings.period)
  yield
  const known = knownDatapoints(all, settings, held)
  const stretches = yield* alarmStretches(known, settings, span, held)
  const inAlarm = stretches.flatMap((stretch, at) =>
    stretch.state === 'alarm' ? [{ stretch, next: stretches[at + 1] }] : [],
  )
  return {
    events,
    untimed,
    span: { from: (span.from * length) as UtcMs, until: (span.until * length) as UtcMs },
    periods: periodsBy(stretches),
    intervals: inAlarm.slice(0, mostIntervals).map(({ stretch, next }) => ({
      ...intervalOf(stretch, all, known, length),
      isOpen: next === undefined || next.state === 'unknown',
    })),
    intervalsInAll: inAlarm.length,
    strip: stripOf(stretches, span),
  }
}

const noPeriods: AlarmRun['periods'] = { alarm: 0, ok: 0, insufficient: 0, unknown: 0 }
const nothing = { span: null, periods: noPeriods, intervals: [], intervalsInAll: 0, strip: [] }

function periodsBy(stretches: readonly Stretch[]): AlarmRun['periods'] {
  const periods = { ...noPeriods }
  for (const { state, from, until } of stretches) periods[state] += until - from
  return periods
}

function intervalOf(
  { since, from, until }: Stretch,
  all: Datapoints,
  known: KnownDatapoints,
  length: number,
): Omit<AlarmInterval, 'isOpen'> {
  const [first, end] = [since, until].map((period) => placeOf(all.periods, period))
  const [firstKnown, endKnown] = [since, until].map((period) => placeOf(known.periods, period))
  return {
    from: (from * length) as UtcMs,
    until: (until * length) as UtcMs,
    since: (since * length) as UtcMs,
    datapoints: known.breaching[endKnown!]! - known.breaching[firstKnown!]!,
    events: all.events.subarray(first, end).reduce((sum, events) => sum + events, 0),
  }
}

const placeOf = (periods: Float64Array, period: number): number =>
  firstThat(periods.length, (place) => periods[place]! >= period)

/** The gravest first: the state of a part of the strip is the first of these that any of its periods has. */
const gravest: readonly AlarmState[] = ['alarm', 'unknown', 'insufficient', 'ok']

function stripOf(stretches: readonly Stretch[], span: PeriodSpan): readonly AlarmState[] {
  const count = span.until - span.from
  const parts = Math.min(count, stripLength)
  const strip = new Array<AlarmState>(parts).fill('ok')
  const partOf = (period: number) => Math.floor(((period - span.from) * parts) / count)
  for (const { state, from, until } of stretches)
    for (let part = partOf(from); part <= partOf(until - 1); part++)
      if (gravest.indexOf(state) < gravest.indexOf(strip[part]!)) strip[part] = state
  return strip
}
