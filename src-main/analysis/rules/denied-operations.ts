import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { textColumn, timesOf } from '../columns.ts'
import { SessionDeeds } from './busiest-sessions.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** Different operations denied to one session within an hour. Fewer are a policy that is not finished. */
const least = 10

/** Whether the code says that rights are lacking: services spell it `Client.UnauthorizedOperation`, `AccessDenied` or `AccessDeniedException`. */
export const isDenial = (errorCode: string): boolean => /UnauthorizedOperation$|^AccessDenied/.test(errorCode)

/** Principals that are denied many different operations within an hour, wherever it begins; who is so on every second day is left out. */
export function deniedOperations(opened: DetectionCase): Hit[] {
  const { snapshot } = opened
  const errors = textColumn(snapshot, 'errorCode')
  const denials = errors.dictionary.map(isDenial)
  const denied = errors.dictionary.filter((_, code) => denials[code])
  if (denied.length === 0) return []
  const { times, timed } = timesOf(snapshot)
  const names = textColumn(snapshot, 'eventName')
  const sources = textColumn(snapshot, 'eventSource').codes
  const deeds = new SessionDeeds(opened)
  for (let row = 0; row < timed; row++)
    if (denials[errors.codes[row]!])
      deeds.add(row, sources[row]! * names.dictionary.length + names.codes[row]!, times[row]!)
  return deeds.hits({
    width: hourMs,
    least,
    sparesHabits: true,
    conditions: [{ column: 'errorCode', operator: 'is', values: denied }],
    sentence: (who, { kinds, first, last }, calls) =>
      `${who} was denied ${formatCounted(kinds, 'different API operation')} from ${formatUtc(first as UtcMs)} to ` +
      `${formatUtc(last as UtcMs)}, in ${calls}.`,
  })
}
