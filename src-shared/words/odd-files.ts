import { formatCount, formatCounted } from '../base/count.ts'

/** What is odd about a digest, each a whole sentence: CloudTrail writes none of it. Entries are counted from 0. */
export const oddDigest = {
  notAnObject: 'It is not a JSON object.',
  repeatedKey: (key: string) => `It holds the key ${key} more than once, so that programs may read it differently.`,
  without: (field: string) => `It has no ${field}.`,
  noTime: (field: string, value: string) => `Its ${field} is ${value}, which is no time in UTC.`,
  endsFirst: (start: string, end: string) => `It ends (${end}) before it begins (${start}).`,
  withoutList: 'It has no list of log files.',
  otherAlgorithm: (algorithm: string) => `Its signature algorithm is ${algorithm}, not SHA256withRSA.`,
  halfPrevious: 'It names only half of the place of its previous digest.',
  ownPrevious: 'It names itself as its previous digest.',
  previousHash: 'The hash of its previous digest is not a SHA-256 in hex.',
  entryWithoutPlace: (entry: number) => `Entry ${entry} of its log files names no place.`,
  entryAgain: (entry: number, place: string) => `Entry ${entry} of its log files names ${place} again.`,
  entryHash: (entry: number) => `The hash in entry ${entry} of its log files is not a SHA-256 in hex.`,
} as const

/** Of a key list: what it proves is no less for that. */
export const readAsUtf16 = 'Its text is UTF-16, as Windows PowerShell writes it, and was read as such.'

/** Of any other file. */
export const otherInUtf16 =
  'Its text is UTF-16, as Windows PowerShell writes it. It was read as UTF-8, in which places in it are counted. Its hash is of the bytes in the file, which are not those that CloudTrail delivered.'

/** CloudTrail writes UTF-8. */
export const notUtf8 = (at: number): string =>
  `Its text is not UTF-8 at byte ${formatCount(at)}, as text in Latin-1 or Windows-1252 is not, or damaged text. What is not UTF-8 is read as U+FFFD.`

const mostKeysNamed = 8
/** Of records that another program has written anew. `keys`: as they are written. */
export function respelledFields(keys: readonly string[]): string {
  const named = keys.slice(0, mostKeysNamed).join(', ')
  const more = keys.length > mostKeysNamed ? ', …' : ''
  return `Its fields are not spelled as CloudTrail spells them, and were read as its fields all the same: ${named}${more}.`
}

/** What is wrong with a key list, each a whole sentence. Keys are counted from 0. */
export const oddKeyList = {
  notAList: 'It is no list of public keys in a form that the AWS CLI prints.',
  refused: (key: number, why: string) => `Key ${key} was refused: ${why}`,
  moreRefused: (keys: number) =>
    `${formatCounted(keys, 'more key', 'more keys')} ${keys === 1 ? 'was' : 'were'} refused.`,
} as const

/** Why a key of a list is refused, each the end of a sentence. */
export const refusedKey = {
  notAnObject: 'it is not an object.',
  withoutValue: 'it has no value.',
  notRsa: 'its value is not an RSA public key in DER.',
  otherFingerprint: (stated: string, own: string) =>
    `it states the fingerprint ${stated}, but its own bytes have ${own}.`,
} as const

export const oddSidecar = {
  brokenLines: (lines: number) =>
    `${formatCounted(lines, 'line')} of it ${lines === 1 ? 'is' : 'are'} not JSON and ${lines === 1 ? 'was' : 'were'} passed over.`,
} as const

/** Of a signature that is kept under a name which tells no digest. `digests`: at least one. */
export const looseSignature = {
  found: ([first = '', ...more]: readonly string[]) =>
    more.length === 0
      ? `It holds the signature of ${first}: its name does not tell so, but the signature verifies with that digest.`
      : `It holds the signatures of ${formatCounted(more.length + 1, 'digest')}, ${first} the first: its name does not tell so, but each signature verifies with its digest.`,
} as const
