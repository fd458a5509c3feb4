import { isCloudTrailForm, readTime } from '../../../src-shared/base/read-time.ts'

/** eventTime as a record has it. */
export interface EventTime {
  /** UtcMs; NaN where it cannot be read. */
  readonly time: number
  /** The text, where it is not in CloudTrail's form: what was made of it can then be checked. */
  readonly written: string | null
}

/**
 * Reads eventTime, in other forms than CloudTrail's, too: records that went through a lake or a SIEM have lost the zone, got
 * an offset, or are seconds since 1970. A date without a time of day is not when something happened.
 */
export function readEventTime(text: string): EventTime {
  const read = readTime(text)
  const isMoment = read !== null && (read.unit === 'second' || read.unit === 'minute')
  return { time: isMoment ? read.time : Number.NaN, written: isCloudTrailForm(text) ? null : text }
}
