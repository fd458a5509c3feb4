import { minuteMs, secondMs } from '../../../src-shared/base/time.ts'
import type { AlarmSettings } from '../../../src-shared/model/alarm.ts'

/** A datapoint of the metric for each period that has one, ascending: index `i` of every array is one datapoint. */
export interface Datapoints {
  /** Number of the period since 1970-01-01T00:00:00Z. */
  readonly periods: Float64Array
  readonly values: Float64Array
  /** Matching events. */
  readonly events: Uint32Array
}

/**
 * What a metric filter publishes: its value for each event that matches, and its default value for a minute whose events
 * match none (CloudWatch Logs API reference, `MetricTransformation`). `times` ascend; `rows` are those that match, null for
 * all; only places below `timed` have a time.
 */
export function datapointsOf(
  times: Float64Array,
  timed: number,
  rows: Uint32Array | null,
  settings: AlarmSettings,
): Datapoints {
  const tally = new Tally(settings)
  const count = rows?.length ?? timed
  if (settings.defaultValue === null) {
    for (let k = 0; k < count; k++) {
      const row = rows === null ? k : rows[k]!
      if (row < timed) tally.add(times[row]!)
    }
    return tally.datapoints()
  }
  for (let row = 0, k = 0; row < timed; ) {
    const minute = Math.floor(times[row]! / minuteMs)
    let matches = 0
    for (; row < timed && Math.floor(times[row]! / minuteMs) === minute; row++)
      if (k < count && (rows === null ? k : rows[k]!) === row) {
        k++
        matches++
        tally.add(times[row]!)
      }
    if (matches === 0) tally.addDefault(minute * minuteMs)
  }
  return tally.datapoints()
}

class Tally {
  readonly #periods: number[] = []
  readonly #events: number[] = []
  /** Minutes with the default value. */
  readonly #defaults: number[] = []

  constructor(private readonly settings: AlarmSettings) {}

  add(time: number): void {
    this.#events[this.#placeOf(time)]!++
  }

  addDefault(time: number): void {
    this.#defaults[this.#placeOf(time)]!++
  }

  datapoints(): Datapoints {
    return {
      periods: Float64Array.from(this.#periods),
      values: Float64Array.from(this.#events, (events, i) => statisticOf(events, this.#defaults[i]!, this.settings)),
      events: Uint32Array.from(this.#events),
    }
  }

  #placeOf(time: number): number {
    const period = Math.floor(time / (this.settings.period * secondMs))
    const last = this.#periods.length - 1
    if (last >= 0 && this.#periods[last] === period) return last
    this.#events.push(0)
    this.#defaults.push(0)
    return this.#periods.push(period) - 1
  }
}

function statisticOf(events: number, defaults: number, { statistic, metricValue, defaultValue }: AlarmSettings) {
  const sum = events * metricValue + (defaults === 0 ? 0 : defaults * defaultValue!)
  const published = [...(events > 0 ? [metricValue] : []), ...(defaults > 0 ? [defaultValue!] : [])]
  switch (statistic) {
    case 'Sum':
      return sum
    case 'SampleCount':
      return events + defaults
    case 'Average':
      return sum / (events + defaults)
    case 'Minimum':
      return Math.min(...published)
    case 'Maximum':
      return Math.max(...published)
  }
}
