import { formatCounted } from '../base/count.ts'
import { formatUtc, type TimeSpan } from '../base/time.ts'
import type { ObjectUri } from '../model/integrity.ts'
import type { ShellCommand } from '../model/verification.ts'
import { bash, powershell, type Shell } from './shell.ts'

/** Commands of the AWS CLI that fetch what a verdict lacks. Nothing runs them. */

interface S3Object {
  readonly bucket: string
  readonly key: string
  /** Of a file in the current folder: the key behind its last slash, as far as it makes a harmless name. */
  readonly file: string
}

/**
 * The AWS CLI takes a value that begins so for the name of a file to read or a page to ask for (AWS CLI user guide,
 * "Loading parameters from a file"). CloudTrail delivers nothing under such a key.
 */
const isLoaded = (value: string): boolean => /^(fileb?|https?):\/\//i.test(value)

/** Null for an address that is not in S3, and for one that cannot be handed to the AWS CLI. */
export function s3Object(uri: ObjectUri): S3Object | null {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? []
  if (bucket === undefined || key === undefined || uri.includes('\0') || isLoaded(key)) return null
  return { bucket, key, file: fileFor(key.slice(key.lastIndexOf('/') + 1)) }
}

const longestName = 200
/** Names of devices on Windows, whatever their ending ("Naming Files, Paths, and Namespaces"). */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * The last part of a key may be `.bashrc` or `--no-verify-ssl`. Names that CloudTrail gives stay as they are, up to a
 * whole URL-encoded key; of all others, what is no letter, digit or one of `._=+@ -` becomes `_`, and so does a dot, a
 * hyphen or a space at the beginning.
 */
function fileFor(name: string): string {
  const harmless = name.replace(/[^\p{L}\p{N}._=+@ %-]/gu, '_').replace(/^[.\s-]+|[.\s]+$/g, '_')
  const short = [...(devices.test(harmless) ? `_${harmless}` : harmless)].slice(-longestName).join('')
  return `./${short === '' ? '_' : short}`
}

/** Saves the object's metadata as a file beside it: that of a digest holds its signature. */
export const headObject = ({ bucket, key, file }: S3Object): ShellCommand =>
  inShells((shell) =>
    shell.into(`aws s3api head-object ${objectOptions(shell, bucket, key)} --output json`, `${file}.metadata.json`),
  )

export const getObject = ({ bucket, key, file }: S3Object): ShellCommand =>
  inShells((shell) => `aws s3api get-object ${objectOptions(shell, bucket, key)} ${shell.quoted(file)}`)

/** For a week; a request of the standard tier takes hours (AWS CLI reference, s3api restore-object). */
export const restoreObject = ({ bucket, key }: S3Object): ShellCommand =>
  inShells((shell) => `aws s3api restore-object ${objectOptions(shell, bucket, key)} --restore-request Days=7`)

const objectOptions = (shell: Shell, bucket: string, key: string): string =>
  `${option(shell, 'bucket', bucket)} ${option(shell, 'key', key)}`

/** With `=` the value is no option, whatever it begins with. */
function option(shell: Shell, name: string, value: string): string {
  const isUsual = /^[\w.][\w./=+-]*$/.test(value)
  return isUsual ? `--${name} ${shell.quoted(value)}` : shell.quoted(`--${name}=${value}`)
}

/**
 * Prints the public keys that are valid in the time; without one, those that are valid now. Every Region signs with keys
 * of its own and lists only those (AWS CLI reference, cloudtrail list-public-keys).
 */
export const listPublicKeys = (region: string, time: TimeSpan | null): ShellCommand =>
  inShells((shell) => listKeys(shell, region, time))

/** The same, saved as a key list that Trailproof reads. */
export const savePublicKeys = (region: string, time: TimeSpan | null): ShellCommand =>
  inShells((shell) => shell.into(listKeys(shell, region, time), fileFor(`public-keys-${region}.json`)))

function listKeys(shell: Shell, region: string, time: TimeSpan | null): string {
  const span = time === null ? '' : ` --start-time ${formatUtc(time.from)} --end-time ${formatUtc(time.until)}`
  return `aws cloudtrail list-public-keys ${option(shell, 'region', region)}${span} --output json`
}

const inShells = (write: (shell: Shell) => string): ShellCommand => ({
  command: write(bash),
  powershell: write(powershell),
})

/** What a command fetches. */
export const fetchWords = {
  signature: 'The signature of a digest, from the metadata of its S3 object.',
  file: 'Listed in a digest, not in the folder.',
  invalid: 'A file that is invalid here. The object in the bucket, or an earlier version of it, may be genuine.',
  keys: (region: string, digests: number): string =>
    `The public keys of ${region} that ${formatCounted(digests, 'digest')} ${digests === 1 ? 'names' : 'name'}.`,
} as const
