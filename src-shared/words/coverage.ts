import { formatCount, formatCounted } from '../base/count.ts'
import type { Coverage } from '../model/ledger.ts'

/** Whose hours are counted, within a sentence. */
export type CoverageOf = 'the shown time' | 'the time told' | 'the case'

/** What makes an hour count as proven. */
export const provenHourRule =
  'An hour is proven when proven digests cover all of it, every log file that they list is there and valid, and no other log file lies in it.'

export const deliveryHoursNote =
  'Hours are counted per account, Region and trail, by delivery time. CloudTrail delivers a log file minutes (rarely days) after its events. The hours in which the shown events were delivered are counted, too.'

type Share = Pick<Coverage, 'hours' | 'provenHours' | 'unprovenEvents'>

/** The whole share in one or two sentences. */
export function coverageSentence(
  { hours, provenHours, unprovenEvents }: Share,
  of: CoverageOf,
  proven = 'proven',
): string {
  const share =
    hours === 0
      ? `No digest or log file covers an hour of ${of}.`
      : `${formatCount(provenHours)} of ${formatCounted(hours, 'hour')} of delivery in ${of} are ${proven}.`
  if (unprovenEvents === 0) return share
  const lie = unprovenEvents === 1 ? 'event lies in a log file that is' : 'events lie in log files that are'
  return `${share} ${formatCount(unprovenEvents)} ${lie} not proven.`
}

/** Behind the share of hours. Each is a part of what is not proven; empty where all is. */
export const unprovenWords = ({
  unprovenTotal,
  unprovenEvents,
}: Pick<Coverage, 'unprovenTotal' | 'unprovenEvents'>): readonly string[] => [
  ...(unprovenTotal === 0 ? [] : [`${formatCounted(unprovenTotal, 'span')} not proven`]),
  ...(unprovenEvents === 0 ? [] : [`${formatCounted(unprovenEvents, 'event')} not proven`]),
]

/** Whether the share may be shown as proven: hours alone do not tell of events whose log file lies in no hour. */
export const isAllProven = ({ hours, provenHours, unprovenEvents }: Share): boolean =>
  hours > 0 && provenHours === hours && unprovenEvents === 0

/** Under a table of a query. */
export const coverageLine = (coverage: Coverage): string =>
  [`Coverage: ${coverageSentence(coverage, 'the case')}`, ...listed(coverage)].join(' ')

const listed = ({ unprovenTotal }: Coverage): readonly string[] =>
  unprovenTotal === 0 ? [] : ['The view coverage lists the hours with their states.']
