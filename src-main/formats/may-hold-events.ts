import type { Format } from './format.ts'

/** How much of a text is looked at. */
const sampleBytes = 64 * 1024

/**
 * Whether a file of a format that is not read may hold CloudTrail events. Where its form does not tell (JSON of another
 * shape, CSV, other text), its beginning does: by names of fields that records, tables of them and `lookup-events` have.
 */
export function mayHoldEvents({ kind, mayHoldEvents }: Format, bytes: Buffer): boolean {
  if (kind !== 'other') return false
  return mayHoldEvents ?? mentionsEvents(bytes.subarray(0, sampleBytes))
}

function mentionsEvents(sample: Buffer): boolean {
  const text = sample.toString('latin1').toLowerCase().replaceAll(/[ _]/g, '')
  if (text.includes('cloudtrailevent')) return true
  // Audit logs of other clouds have an eventName and an eventSource, too, but none of AWS's host names and Regions.
  return text.includes('eventname') && (text.includes('amazonaws.com') || text.includes('awsregion'))
}
