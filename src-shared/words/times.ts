import { formatCount, formatCounted } from '../base/count.ts'

/** Events by how their eventTime was written. */
export interface TimeCounts {
  readonly events: number
  /** No time that can be read: absent, or written in no known form. */
  readonly withoutTime: number
  /** Read, though CloudTrail does not write times so. */
  readonly converted: number
}

/** Whether events are left out of every range of time, a sentence; null where all have a time. */
export function leftOutOfTime({ withoutTime }: Pick<TimeCounts, 'withoutTime'>): string | null {
  if (withoutTime === 0) return null
  const [are, their] = withoutTime === 1 ? ['has', 'it is'] : ['have', 'they are']
  return `${formatCounted(withoutTime, 'event')} ${are} no readable time: ${their} in no range of time.`
}

/** Both, each in a short sentence, of a case's summary. */
export function timeNotes(summary: {
  readonly eventsWithoutTime: number
  readonly timesConverted: number
}): readonly string[] {
  const { eventsWithoutTime, timesConverted: converted } = summary
  return [convertedTimes({ converted }), leftOutOfTime({ withoutTime: eventsWithoutTime - converted })].filter(
    (note) => note !== null,
  )
}

/** Beside a timeline. */
export const untimedNotShown = (events: number): string =>
  events === 1
    ? '1 event has no readable time and is not shown'
    : `${formatCount(events)} events have no readable time and are not shown`

/** How many times had to be converted, a sentence; null where none had. */
export function convertedTimes({ converted }: Pick<TimeCounts, 'converted'>): string | null {
  if (converted === 0) return null
  const [times, were] = converted === 1 ? ['time', 'was'] : ['times', 'were']
  return `${formatCount(converted)} ${times} ${were} not in CloudTrail's form, and ${converted === 1 ? 'is' : 'are'} read as UTC: eventTimeWritten has what is written.`
}
