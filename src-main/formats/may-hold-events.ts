import type { Format } from './format.ts'

/**
 * Whether a file of a format that is not read may hold CloudTrail events. Where its form does not tell (JSON of another
 * shape, CSV, other text), its text does, wherever it is in the file: by names of fields that records, tables of them
 * and `lookup-events` have. Where every file of the form has such names, a record within tells.
 */
export function mayHoldEvents({ kind, mayHoldEvents }: Format, bytes: Buffer): boolean {
  if (mayHoldEvents === true) return true
  if (kind !== 'other') return false
  return isAnywhere(bytes, mayHoldEvents === false ? holdsRecord : mentionsEvents)
}

function mentionsEvents(text: string): boolean {
  if (/cloud[ _]?trail[ _]?event/i.test(text)) return true
  // Audit logs of other clouds have an eventName and an eventSource, too, but none of AWS's host names and Regions.
  return /event[ _]?name/i.test(text) && /amazonaws\.com|aws[ _]?region/i.test(text)
}

/** The source of an event is a service's host name (CloudTrail user guide, "CloudTrail record contents"). */
const holdsRecord = (text: string): boolean => /"eventSource\\*"\s*:\s*\\*"[\w.-]+\.amazonaws\.com/.test(text)

/** The same of bytes, wherever in them it is. */
export const holdsARecord = (bytes: Buffer): boolean => isAnywhere(bytes, holdsRecord)

/** Whether bytes of any form have the names of fields that records have. */
export const namesFields = (bytes: Buffer): boolean => isAnywhere(bytes, mentionsEvents)

/** Fields of a record whose values are texts (CloudTrail user guide, "CloudTrail record contents"). */
const textFields = ['eventVersion', 'eventSource', 'awsRegion', 'eventID'] as const
const wrappedFields = textFields.map((field) => new RegExp(`"${field}\\\\*"\\s*:\\s*\\\\*"`))

/**
 * Whether JSON has records of CloudTrail somewhere within, as objects or as text in text: several of their fields, each
 * with a text. A schema of records has the names, too, but objects behind them.
 */
export function wrapsRecords(bytes: Buffer): boolean {
  return isAnywhere(bytes, (text) => wrappedFields.filter((field) => field.test(text)).length >= 3)
}

/** How much of a file is text at a time, and how much of it is looked at again with what follows: a record or two. */
const windowBytes = 1 << 20
const againBytes = 64 << 10

/** Whether a piece of the text passes, from its beginning to its end. */
function isAnywhere(bytes: Buffer, passes: (text: string) => boolean): boolean {
  for (let at = 0; at < bytes.length; at += windowBytes) {
    const text = bytes.toString('latin1', Math.max(0, at - againBytes), at + windowBytes)
    if (passes(text)) return true
  }
  return false
}
