import type { AlarmComparison, AlarmSettings } from '../../../src-shared/model/alarm.ts'
import type { Datapoints } from './datapoints.ts'
import type { PeriodSpan } from './held-periods.ts'

/** The datapoints that are known, ascending. */
export interface KnownDatapoints {
  readonly periods: Float64Array
  /** By place, how many datapoints before it breach: one more than there are datapoints. */
  readonly breaching: Uint32Array
}

/**
 * Of a period that the case does not hold whole, the datapoint is known only where it breaches whatever else happened then:
 * a sum that has reached its threshold stays above it.
 */
export function knownDatapoints(
  { periods, values }: Datapoints,
  settings: AlarmSettings,
  held: readonly PeriodSpan[],
): KnownDatapoints {
  const breaches = compare[settings.comparison]
  const grows = isGrowing(settings)
  const known = new Float64Array(periods.length)
  const breaching = new Uint32Array(periods.length + 1)
  let [count, part] = [0, 0]
  for (let i = 0; i < periods.length; i++) {
    while (part < held.length && held[part]!.until <= periods[i]!) part++
    const isHeld = part < held.length && held[part]!.from <= periods[i]!
    const isBreaching = breaches(values[i]!, settings.threshold)
    if (!isHeld && !(grows && isBreaching)) continue
    known[count] = periods[i]!
    breaching[count + 1] = breaching[count]! + (isBreaching ? 1 : 0)
    count++
  }
  return { periods: known.subarray(0, count), breaching: breaching.subarray(0, count + 1) }
}

const compare: Readonly<Record<AlarmComparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
}

/** Whether a datapoint that breaches would breach with any more events, too. */
const isGrowing = ({ statistic, comparison, metricValue, defaultValue }: AlarmSettings): boolean =>
  comparison.startsWith('Greater') &&
  (statistic === 'SampleCount' ||
    statistic === 'Maximum' ||
    (statistic === 'Sum' && metricValue >= 0 && (defaultValue ?? 0) >= 0))
