import type { Format } from './format.ts'

/** How much of a text is looked at. */
const sampleBytes = 64 * 1024

/**
 * Whether a file of a format that is not read may hold CloudTrail events. Where its form does not tell (JSON of another
 * shape, CSV, other text), its beginning does: by names of fields that records, tables of them and `lookup-events` have.
 */
export function mayHoldEvents({ kind, mayHoldEvents }: Format, bytes: Buffer): boolean {
  return mayHoldEvents ?? (kind === 'other' && mentionsEvents(bytes))
}

/** Looks at the beginning only. */
export function mentionsEvents(bytes: Buffer): boolean {
  const text = beginningOf(bytes).toLowerCase().replaceAll(/[ _]/g, '')
  if (text.includes('cloudtrailevent')) return true
  // Audit logs of other clouds have an eventName and an eventSource, too, but none of AWS's host names and Regions.
  return text.includes('eventname') && (text.includes('amazonaws.com') || text.includes('awsregion'))
}

/** Fields of a record whose values are texts (CloudTrail user guide, "CloudTrail record contents"). */
const textFields = ['eventVersion', 'eventSource', 'awsRegion', 'eventID'] as const
const wrappedFields = textFields.map((field) => new RegExp(`"${field}\\\\*"\\s*:\\s*\\\\*"`))

/**
 * Whether JSON has records of CloudTrail somewhere within, as objects or as text in text: several of their fields, each
 * with a text. A schema of records has the names, too, but objects behind them.
 */
export function wrapsRecords(bytes: Buffer): boolean {
  const text = beginningOf(bytes)
  return wrappedFields.filter((field) => field.test(text)).length >= 3
}

const beginningOf = (bytes: Buffer): string => bytes.toString('latin1', 0, sampleBytes)
