import { formatCounted } from '../base/count.ts'
import { formatUtc, type TimeSpan } from '../base/time.ts'
import type { ObjectUri } from '../model/integrity.ts'

/** Commands of the AWS CLI that fetch what a verdict lacks. Nothing runs them: Trailproof does not talk to AWS. */

interface S3Object {
  readonly bucket: string
  readonly key: string
  /** The key behind its last slash. */
  readonly name: string
}

/** Null for an address that is not in S3. */
export function s3Object(uri: ObjectUri): S3Object | null {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? []
  if (bucket === undefined || key === undefined) return null
  return { bucket, key, name: key.slice(key.lastIndexOf('/') + 1) }
}

/** Saves the object's metadata as a file beside it: that of a digest holds its signature. */
export const headObject = ({ bucket, key, name }: S3Object): string =>
  `aws s3api head-object --bucket ${quoted(bucket)} --key ${quoted(key)} > ${quoted(`${name}.metadata.json`)}`

export const getObject = ({ bucket, key, name }: S3Object): string =>
  `aws s3api get-object --bucket ${quoted(bucket)} --key ${quoted(key)} ${quoted(name)}`

/**
 * Prints the public keys that are valid in the time; without one, those that are valid now. Every Region signs with keys
 * of its own and lists only those (AWS CLI reference, cloudtrail list-public-keys).
 */
export function listPublicKeys(region: string, time: TimeSpan | null): string {
  const span = time === null ? '' : ` --start-time ${formatUtc(time.from)} --end-time ${formatUtc(time.until)}`
  return `aws cloudtrail list-public-keys --region ${quoted(region)}${span}`
}

/** The same, saved as a key list that Trailproof reads. */
export const savePublicKeys = (region: string, time: TimeSpan | null): string =>
  `${listPublicKeys(region, time)} > ${quoted(`public-keys-${region}.json`)}`

/** What a command fetches. */
export const fetchWords = {
  signature: 'The signature of a digest, from the metadata of its S3 object.',
  file: 'A file that a digest names and that is not in the folder.',
  keys: (region: string, digests: number): string =>
    `The public keys of ${region} that ${formatCounted(digests, 'digest')} ${digests === 1 ? 'names' : 'name'}.`,
} as const

/** For a POSIX shell. Names come from evidence, which whoever tampered with it may have chosen. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
