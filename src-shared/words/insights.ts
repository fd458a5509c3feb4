import { formatCount, formatCounted } from '../base/count.ts'

interface RateTold {
  readonly recorded: number | null
  readonly found: { readonly events: number; readonly minutes: number } | null
}
interface InsightTold {
  readonly type: string
  readonly eventSource: string | null
  readonly eventName: string | null
  readonly errorCode: string | null
  readonly activity: RateTold
  readonly baseline: RateTold
  readonly baselineHeld: number | null
}

/** Said above all of them. */
export const insightsMean =
  'CloudTrail Insights recorded these rates. Beside each stands what the events of this case give by the same formula.'

export function insightTitle({ type, eventSource, eventName, errorCode }: InsightTold): string {
  const operation = `${eventName ?? 'an operation without a name'} of ${eventSource ?? 'an unknown service'}`
  if (type === 'ApiCallRateInsight') return `Unusual rate of calls: ${operation}`
  if (type === 'ApiErrorRateInsight') return `Unusual rate of errors: ${operation}, ${errorCode ?? 'no error code'}`
  return `${type === '' ? 'Insights event without a type' : type}: ${operation}`
}

/** `recorded 1.33 a minute, found 1.33 (4 events in 3 minutes)`. */
export function rateWords({ recorded, found }: RateTold): string {
  const told = recorded === null ? 'not recorded' : `recorded ${figure(recorded)} a minute`
  if (found === null) return `${told}; over how many minutes is not told`
  const { events, minutes } = found
  return `${told}, found ${figure(events / minutes)} (${formatCounted(events, 'event')} in ${formatCounted(minutes, 'minute')})`
}

/** Recorded averages have at most ten decimals: what differs by less than half an event is the same count. */
export const agrees = ({ recorded, found }: RateTold): boolean | null =>
  recorded === null || found === null ? null : Math.abs(recorded * found.minutes - found.events) < 0.5

/** What the two figures say together, in a sentence or two. */
export function reconciled({ activity, baseline, baselineHeld }: InsightTold): string {
  return [activityWords(activity), baselineWords(baseline, baselineHeld)].filter((words) => words !== '').join(' ')
}

function activityWords(activity: RateTold): string {
  const same = agrees(activity)
  if (same === null) return ''
  if (same) return 'The case holds the events behind it.'
  const missing = activity.recorded! * activity.found!.minutes - activity.found!.events
  return missing > 0
    ? `${formatCounted(Math.round(missing), 'event')} behind it ${Math.round(missing) === 1 ? 'is' : 'are'} not in the case.`
    : `The case holds ${formatCounted(Math.round(-missing), 'event')} more than were recorded.`
}

function baselineWords({ found }: RateTold, held: number | null): string {
  if (found === null || held === null || held >= found.minutes) return ''
  return `The case holds ${formatCount(held)} of the ${formatCounted(found.minutes, 'minute')} of the baseline: what it lacks is not known.`
}

/** Up to four significant digits, without an exponent. */
const figure = (rate: number): string =>
  rate === 0 ? '0' : Number(rate.toPrecision(4)).toFixed(12).replace(/0+$/, '').replace(/\.$/, '')
