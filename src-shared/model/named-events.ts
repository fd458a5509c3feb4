import type { LogVerdict } from './integrity.ts'

/** What is proven of events that are named by their eventIDs: `events` is the sum of the three counts behind it. */
export interface NamedEvents {
  /** Several where events share an id, as those of masked records do. */
  readonly events: number
  /** Of events whose copies do not differ, by the verdict of the log file that each lies in. */
  readonly byVerdict: Readonly<Partial<Record<LogVerdict['status'], number>>>
  /** Events whose copies differ in content: which of them a row is made of is not told by an eventID. */
  readonly conflicting: number
  /** Events whose log file was not judged. */
  readonly withoutVerdict: number
  /** EventIDs that no event of the case has. */
  readonly unknown: number
}
