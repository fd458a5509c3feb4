import { describe, expect, test } from 'vitest'
import { alarmRun } from '../../../../src-main/columns/alarms/alarm-run.ts'
import { alarmStretches } from '../../../../src-main/columns/alarms/evaluate.ts'
import type { KnownDatapoints } from '../../../../src-main/columns/alarms/known-datapoints.ts'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'
import { formatUtc, type UtcMs } from '../../../../src-shared/base/time.ts'
import { parseFilter } from '../../../../src-shared/filter/text.ts'
import {
  type AlarmSettings,
  type AlarmState,
  defaultAlarm,
  missingDataTreatments,
} from '../../../../src-shared/model/alarm.ts'
import { randomFrom } from '../../../fixtures/random.ts'
import { snapshotOf } from '../../../fixtures/snapshot.ts'

/** `0` is within the threshold, `X` breaches, `-` is missing, a blank is not in the case. */
function statesOf(points: string, settings: Partial<AlarmSettings>): string {
  const periods = [...points].flatMap((point, at) => ('0X'.includes(point) ? [at] : []))
  const breaching = [0]
  for (const at of periods) breaching.push(breaching.at(-1)! + (points[at] === 'X' ? 1 : 0))
  const known: KnownDatapoints = { periods: Float64Array.from(periods), breaching: Uint32Array.from(breaching) }
  const held = [...points].flatMap((point, at) => (point === ' ' ? [] : [{ from: at, until: at + 1 }]))
  const span = { from: 0, until: points.length }
  const stretches = atOnce(alarmStretches(known, { ...defaultAlarm, ...settings }, span, held))
  return stretches.map(({ state, from, until }) => letters[state].repeat(until - from)).join('')
}
const letters: Readonly<Record<AlarmState, string>> = { alarm: 'A', ok: 'O', insufficient: 'I', unknown: '?' }

// CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data": both tables. The state before is told where
// it is retained.
const tables = [
  [3, '0-X-X', 'O', 'O', 'O', 'O'],
  [3, '----0', 'O', 'O', 'O', 'O'],
  [3, '0----', 'O', 'O', 'O', 'O'],
  [3, '-----', 'I', 'retained', 'A', 'O'],
  [3, '0XX-X', 'A', 'A', 'A', 'A'],
  [3, '--X--', 'A', 'retained', 'A', 'O'],
  [2, '0-X-X', 'A', 'A', 'A', 'A'],
  [2, '00X0X', 'A', 'A', 'A', 'A'],
  [2, '0-X--', 'O', 'O', 'A', 'O'],
  [2, '----0', 'O', 'O', 'A', 'O'],
  [2, '---X-', 'A', 'retained', 'A', 'O'],
] as const // biome-ignore format: a table

test.each(tables)('%d of 3 datapoints, the last five being %s: the state is that of the user guide', (datapointsToAlarm, points, ...states) => {
  const told = missingDataTreatments.map((treatMissingData) => [treatMissingData, statesOf(points, { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }).at(-1)])
  const [missing, ignore, breaching, notBreaching] = states.map((state) => (state === 'retained' ? 'I' : state))
  expect(told).toEqual([['missing', missing], ['notBreaching', notBreaching], ['breaching', breaching], ['ignore', ignore]])
}) // biome-ignore format: one line a step

describe('a state over time', () => {
  test('is kept where missing data is ignored, until the case holds no more', () => {
    const ignoring = { evaluationPeriods: 1, treatMissingData: 'ignore' } as const
    expect(statesOf('-X-----0--', ignoring)).toBe('IAAAAAAOOO')
    expect(statesOf('-X----    ---0-', ignoring)).toBe('IAAAAA???????OO')
  })

  test('does not rise at once where the newest of all datapoints is the first one that breaches', () => {
    expect(statesOf('----X0', { evaluationPeriods: 3, datapointsToAlarm: 3 })).toBe('IIIIOO')
    expect(statesOf('----X---', { evaluationPeriods: 3, datapointsToAlarm: 3 })).toBe('IIIIOOAA')
  })

  test('is unknown where the case does not hold the hours, and never OK', () => {
    expect(statesOf('00    0', { treatMissingData: 'notBreaching' })).toBe('OO????O')
    expect(statesOf('0X    -', { treatMissingData: 'breaching' })).toBe('OA????A')
  })
})

/** Period by period, without stretches and sums: all that is in reach, the newest last. */
function slowStates(points: string, settings: AlarmSettings): string {
  const { evaluationPeriods: n, datapointsToAlarm: m, treatMissingData } = settings
  let state = 'I'
  return [...points]
    .map((point, at) => {
      if (point === ' ') {
        state = '?'
        return state
      }
      const reach = [...points.slice(Math.max(0, at - n - 1), at + 1)].map((each) => (each === ' ' ? '-' : each))
      const real = reach.filter((each) => each !== '-')
      const filled = real.length >= n ? real.slice(-n) : real
      const breaches = filled.filter((each) => each === 'X').length
      const missing = n - filled.length
      if (missing <= 0 || treatMissingData === 'notBreaching') state = breaches >= m ? 'A' : 'O'
      else if (treatMissingData === 'breaching') state = breaches + missing >= m ? 'A' : 'O'
      else if (real.length === 0) state = treatMissingData === 'ignore' ? state : 'I'
      else if (breaches >= m) state = 'A'
      else if (real.includes('0')) state = 'O'
      else if (treatMissingData === 'missing') state = reach.length - reach.indexOf('X') >= m ? 'A' : 'O'
      return state
    })
    .join('')
}

test('states are those of a slow reading, whatever the datapoints are', () => {
  const { pick, int } = randomFrom('alarms')
  for (let round = 0; round < 400; round++) {
    const points = Array.from({ length: 40 }, () => pick(['0', 'X', '-', '-', '-', ' '])).join('')
    const evaluationPeriods = 1 + int(5)
    const settings = { ...defaultAlarm, evaluationPeriods, datapointsToAlarm: 1 + int(evaluationPeriods), treatMissingData: pick(missingDataTreatments) }
    expect(statesOf(points, settings), `${points} ${JSON.stringify(settings)}`).toBe(slowStates(points, settings))
  }
}) // biome-ignore format: one line a step

const at = (text: string) => Date.parse(`2024-03-05T${text}Z`) as UtcMs
const event = (text: string | null, eventName = 'GetUser') => ({
  eventTime: text === null ? null : at(text),
  eventName,
})
const stop = 'StopLogging'

/** Events in order of time, those without one last. */
function runOver(events: readonly ReturnType<typeof event>[], settings: Partial<AlarmSettings> = {}, filter = 'eventName=StopLogging', proven: readonly Int32Array[] = []) {
  const query = new ColumnQuery(snapshotOf(events))
  const read = parseFilter(filter)
  if (!read.ok) throw new Error(read.message)
  return atOnce(alarmRun(query, query.select(read.value), { ...defaultAlarm, ...settings }, proven))
} // biome-ignore format: one line

const told = ({ intervals }: ReturnType<typeof runOver>) =>
  intervals.map(({ from, until, since, datapoints, events, isOpen }) => [
    ...[from, until, since].map((time) => formatUtc(time).slice(11, 16)),
    datapoints,
    events,
    ...(isOpen ? ['or later'] : []),
  ])

describe('an alarm over the events of a case', () => {
  const events = [event('10:00:00'), event('10:03:00', stop), event('10:04:59', stop), event('10:50:00'), event('11:30:00'), event(null, stop)]

  test('is in ALARM from the period of its events on, for as long as CloudWatch looks back', () => {
    const run = runOver(events)
    expect(told(run)).toEqual([['10:00', '10:15', '10:00', 1, 2]])
    expect(run).toMatchObject({ events: 3, untimed: 1, periods: { alarm: 3, ok: 0, insufficient: 16, unknown: 0 } })
    expect(formatUtc(run.span!.until)).toBe('2024-03-05T11:35:00Z')
  })

  test('has periods aligned to 1970-01-01, whatever the time of the first event', () => {
    expect(told(runOver([event('10:07:00', stop), event('10:13:59')], { period: 420 }))[0]).toEqual(['10:05', '10:19', '10:05', 1, 1, 'or later']) // biome-ignore format: a line
  })

  test('names the first datapoint that led to it, where several must breach', () => {
    const each = ['10:00:00', '10:06:00', '10:11:00'].map((time) => event(time, stop))
    const three = { evaluationPeriods: 3, datapointsToAlarm: 3 } as const
    const hour = [...each, event('10:59:00')]
    expect(told(runOver(hour, three))).toEqual([['10:10', '10:35', '10:00', 3, 3]])
    expect(told(runOver(hour, { ...three, treatMissingData: 'notBreaching' }))).toEqual([['10:10', '10:25', '10:00', 3, 3]])
  })

  test('does not go on in hours that are not in the case, which are counted as unknown', () => {
    const run = runOver([event('10:58:00', stop), event('13:00:00')])
    expect(told(run)).toEqual([['10:55', '11:00', '10:55', 1, 1, 'or later']])
    expect(run.periods).toEqual({ alarm: 1, ok: 0, insufficient: 1, unknown: 24 })
    expect(run.strip).toEqual(['alarm', ...new Array(24).fill('unknown'), 'insufficient'])
  })

  test('has no known state in a day of which hours are absent, unless what is there is enough', () => {
    const days = [event('10:00:00', stop), event('12:00:00', stop)]
    expect(runOver(days, { period: 86_400 }).periods).toMatchObject({ alarm: 1, unknown: 0 })
    expect(runOver(days, { period: 86_400, threshold: 3 }).periods).toMatchObject({ alarm: 0, unknown: 1 })
    const fewer = { comparison: 'LessThanThreshold', threshold: 3 } as const
    expect(runOver(days, { period: 86_400, ...fewer }).periods).toMatchObject({ alarm: 0, unknown: 1 })
  })

  test('is unknown in hours that digests do not prove, and not in those that are proven to be empty', () => {
    const ten = at('10:00:00') / 3_600_000
    const hours = (...after: number[]) => Int32Array.from(after, (hour) => ten + hour)
    const quiet = [event('10:58:00', stop), event('13:59:00')]
    const whole = runOver(quiet, {}, undefined, [hours(0, 1, 2, 3, 4)])
    expect(told(whole)).toEqual([['10:55', '11:10', '10:55', 1, 1]])
    expect(whole.periods).toMatchObject({ unknown: 0 })
    // A log file of 12:00 is missing, in one of two Regions: what was delivered then may be of the quarter before.
    const lacking = runOver([...quiet.slice(0, 1), event('12:30:00'), event('13:59:00')], {}, undefined, [hours(0, 1, 2, 3, 4), hours(0, 1, 3, 4)])
    expect(told(lacking)).toEqual([['10:55', '11:10', '10:55', 1, 1]])
    expect(lacking.periods).toEqual({ alarm: 3, ok: 0, insufficient: 7 + 12, unknown: 3 + 12 })
  })

  test('counts a default value for each minute whose events match none', () => {
    const minutes = [event('10:00:00'), event('10:00:30', stop), event('10:01:00'), event('10:06:00'), event('10:59:00')]
    const average = { statistic: 'Average', defaultValue: 0, threshold: 0.5 } as const
    expect(told(runOver(minutes, average))).toEqual([['10:00', '10:05', '10:00', 1, 1]])
    expect(told(runOver(minutes, { ...average, threshold: 0.51 }))).toEqual([])
    expect(told(runOver(minutes, { ...average, statistic: 'SampleCount', threshold: 2 }))).toEqual([['10:00', '10:05', '10:00', 1, 1]])
    const quiet = { comparison: 'LessThanThreshold', defaultValue: 0, treatMissingData: 'notBreaching' } as const
    expect(told(runOver(minutes, quiet))).toEqual([['10:05', '10:20', '10:05', 1, 0], ['10:55', '11:00', '10:55', 1, 0, 'or later']])
  })

  test.each([
    ['Minimum', 1, 5], ['Maximum', 5, 5], ['Sum', 11, 5], ['Sum', 10, 5],
  ] as const)('%s of values is held against the threshold %d', (statistic, threshold, metricValue) => {
    const run = runOver(events, { statistic, threshold, metricValue })
    expect(run.intervalsInAll).toBe(threshold > 10 ? 0 : 1)
  }) // biome-ignore format: a table

  test('of a case without times, or without events, has no periods', () => {
    expect(runOver([event(null, stop)])).toMatchObject({ events: 1, untimed: 1, span: null, intervals: [], strip: [] })
    expect(runOver([])).toMatchObject({ events: 0, span: null })
  })

  test('is told in a strip of bounded length, however far apart the times are', () => {
    const far = [{ eventTime: 0, eventName: stop }, event('10:00:00', stop)]
    const { strip, periods, intervalsInAll } = runOver(far as ReturnType<typeof event>[], { period: 60 })
    expect([strip.length, strip[0], strip[1], strip.at(-1)]).toEqual([240, 'alarm', 'unknown', 'alarm'])
    expect(intervalsInAll).toBe(2)
    expect(periods.unknown).toBeGreaterThan(20_000_000)
  })
}) // biome-ignore format: a test of times
