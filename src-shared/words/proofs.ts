import { formatCount } from '../base/count.ts'
import { formatUtc, type UtcMs } from '../base/time.ts'
import type { TrustedKey } from '../model/integrity.ts'
import type { Holds, ProofLink, ProofOutcome } from '../model/proof.ts'
import { consistentOnly, defectWords } from './outcome.ts'
import { placeWords } from './places.ts'

export const holdsWords: Readonly<Record<Holds, string>> = { holds: 'holds', fails: 'fails', unknown: 'unknown' }

/**
 * Links that compare nothing and only supply what later links compare. They are done rather than shown to hold: the hash
 * of an invalid log file can be computed as well.
 */
export const suppliesWords: Readonly<Partial<Record<ProofLink['kind'], string>>> = {
  record: 'read',
  'log-file': 'computed',
}

type Marked = Pick<ProofLink, 'kind' | 'holds'>

export const suppliesOnly = ({ kind, holds }: Marked): boolean => holds === 'holds' && suppliesWords[kind] !== undefined

/** Behind the title of a link. */
export const linkMark = ({ kind, holds }: Marked): string =>
  (holds === 'holds' ? suppliesWords[kind] : undefined) ?? holdsWords[holds]

export const outcomeWords: Readonly<Record<ProofOutcome, string>> = {
  proven: 'proven',
  consistent: 'consistent with keys from the evidence',
  disproved: 'invalid',
  'not-provable': 'not provable',
}

interface LinkWords {
  /** Above what is told of the link. */
  readonly title: string
  /** Behind “because of”. */
  readonly cause: string
}

export const linkWords: Readonly<Record<ProofLink['kind'], LinkWords>> = {
  record: { title: 'Record', cause: 'the record' },
  'log-file': { title: 'Log file hash', cause: 'the log file' },
  'digest-entry': { title: 'Digest entry', cause: 'the digest entry' },
  'hash-link': { title: 'Hash in the next digest', cause: 'the hash in the next digest' },
  signature: { title: 'Signature of the digest', cause: 'the signature' },
  key: { title: 'Public key', cause: 'the public key' },
}

/** What was compared, to be checked by hand. */
export interface LinkFact {
  readonly name: string
  /** Null where nothing tells it. */
  readonly text: string | null
  /** In words, so neither cut nor monospaced. */
  readonly isProse?: boolean
}

const fact = (name: string, text: string | null): LinkFact => ({ name, text })
const prose = (name: string, text: string): LinkFact => ({ name, text, isProse: true })
const timeOr = (time: UtcMs | null): string => (time === null ? 'unknown' : formatUtc(time))
const span = (from: UtcMs | null, until: UtcMs | null): string => `${timeOr(from)} to ${timeOr(until)}`

const heldWords = { sidecar: 'its S3 metadata, kept beside it', 'next-digest': 'the next digest' } as const

export function linkFacts(link: ProofLink): readonly LinkFact[] {
  switch (link.kind) {
    case 'record':
      return [fact('File', link.path)]
    case 'log-file':
      return [fact('File', link.path), fact('S3 URI', link.uri), fact('SHA-256', link.sha256)]
    case 'digest-entry':
      return [
        fact('Digest', link.digest),
        fact('File', link.path),
        fact('Lists', link.place),
        fact('States', link.statedSha256),
        ...(link.window === null ? [] : [prose('Covers', span(link.window.from, link.window.until))]),
      ]
    case 'hash-link':
      return [
        fact('Digest', link.digest),
        fact('SHA-256', link.sha256),
        fact('Next digest', link.nextDigest),
        fact('Its file', link.nextPath),
        fact('States', link.statedSha256),
      ]
    case 'signature':
      return [
        fact('Digest', link.digest),
        fact('File', link.path),
        fact('SHA-256', link.sha256),
        ...(link.from === null ? [] : [prose('Taken from', heldWords[link.from])]),
        fact('Held by', link.heldBy),
        fact('Signature', link.signature),
      ]
    case 'key':
      return [
        fact('Fingerprint', link.fingerprint),
        ...link.sources.map((source) => fact('Found in', source)),
        prose('Valid', span(link.validFrom, link.validUntil)),
      ]
  }
}

/** `index` and `offset` count from 0; what is told counts records from 1 and bytes from 0. */
export const recordSentence = (index: number, offset: number, length: number): string =>
  `It is record ${formatCount(index + 1)} of the file, ${placeWords({ offset, length })}.`

/** Of a record that was asked for by its number; counted from 0 here and from 1 in words. */
export const noEventSentence = (path: string, record: number): string =>
  `${path} has no event as its record ${formatCount(record + 1)}`

export const logFileSentences = {
  'no-log-file': 'The file is no log file of a trail.',
  'not-inflated': 'The file cannot be decompressed to its end.',
  'trailing-data': 'Something lies behind the part of the file that the hash covers.',
  hashed: 'SHA-256 of the uncompressed log file, computed from the file.',
} as const

export const digestEntrySentences = {
  uncovered: 'No digest in the folder lists this log file.',
  otherForms: 'Its file holds events in another form than log files, and digests list log files alone.',
  signedResults:
    'Its file is a query result of CloudTrail Lake, and digests list log files alone. Its sign file proves that the file is what CloudTrail Lake delivered; that the event is as CloudTrail logged it, nobody signed.',
  consistentResults: `Its file is a query result of CloudTrail Lake, and digests list log files alone. That the file is what CloudTrail Lake delivered is ${consistentOnly}; that the event is as CloudTrail logged it, nobody signed.`,
  'no-digest': 'No digest could be compared.',
  'no-hashes': 'The digest lists the file; there are no two hashes to compare.',
  same: 'The digest states this hash for the log file.',
  other: 'The digest states another hash for the log file.',
} as const

export const hashLinkSentence = 'The next digest states this digest’s hash, so that its proof is proof of both.'

export const signatureSources = {
  metadata: 'The signature kept from the S3 object’s metadata',
  attribute: 'The signature kept from the S3 object’s metadata, in the digest’s own extended attributes,',
  'next-digest': 'The signature that the next digest records',
} as const

export type SignatureSource = keyof typeof signatureSources

export const signatureOutcomes = {
  'no-key': 'cannot be checked without the key.',
  verifies: 'verifies with the key.',
  fails: 'does not verify with the key.',
  'fails-unproven': 'does not verify, and that digest is not proven either.',
} as const

export const signatureSentence = (from: SignatureSource, outcome: keyof typeof signatureOutcomes): string =>
  `${signatureSources[from]} ${signatureOutcomes[outcome]}`

export const noSignatureSentences = {
  'too-many': 'So many different signatures are there that only the likeliest were checked, and none verifies.',
  none: 'No signature of this digest is in the folder: S3 object metadata or the next digest would hold it.',
} as const

export const noKeySentences = {
  'names-none': 'The digest cannot be read, so that it names no key.',
  'not-listed': 'The key that the digest names is in no key list that was given.',
  'not-used': 'The key that the digest names was found in the evidence only, and is not used: other keys were given.',
} as const

interface KeyTold extends Pick<TrustedKey, 'defects' | 'trust'> {
  readonly validFrom: UtcMs | null
  readonly validUntil: UtcMs | null
}

/** `isOutOfTime`: the digest was made when the key is not listed as valid. */
export function keySentence({ validFrom, validUntil, trust, defects }: KeyTold, isOutOfTime: boolean): string {
  const [from, until] = [validFrom, validUntil].map((time) => (time === null ? 'unknown' : formatUtc(time)))
  return [
    `The key list holds the key, valid from ${from} to ${until}; its fingerprint is the MD5 of its bytes.`,
    ...(isOutOfTime ? ['The digest is not of that time: look at the key list.'] : []),
    ...defects.map((defect) => defectWords[defect]),
    ...(trust === 'from-evidence' ? ['The key list came with the evidence: compare the fingerprint with AWS.'] : []),
  ].join(' ')
}

/** What the links of one record come to. */
export const copyConclusions = {
  proven: 'The event is proven: every link holds, from the record to the public key.',
  consistent: `The event is ${consistentOnly}: every link holds, but nobody has compared the key’s fingerprint with AWS.`,
  /** `sentence` tells what is in doubt. */
  doubted: (sentence: string): string =>
    `The event cannot be proven, although every link holds: its log file or a digest behind it is in doubt. ${sentence}`,
  /** `why` is the sentence of the link that fails; null where the file is damaged and no link tells it. */
  invalid: (why: string | null): string =>
    `The event is not proven: its log file is invalid. ${why ?? 'The log file is damaged.'}`,
  /** `why` is the sentence of the link that no such file can have. */
  noLogFile: (why: string): string => `No digest can prove the event. ${why}`,
  'no-verdict': 'The event is not proven: its log file has no verdict.',
  broken: ({ kind, sentence }: Pick<ProofLink, 'kind' | 'sentence'>): string =>
    `The event cannot be proven, because of ${linkWords[kind].cause}. ${sentence}`,
} as const

interface CopyCounts {
  readonly copies: number
  readonly proven: number
  readonly consistent: number
  readonly disproved: number
}

/** What an event of several records comes to; `content` is told where the outcome rests on it. */
export function copiesConclusion(
  { copies, proven, consistent, disproved }: CopyCounts,
  content: 'same' | 'differs' | null,
): string {
  const only = consistent === 0 ? '' : `${formatCount(consistent)} ${consistentOnly}, `
  const counts = `${formatCount(proven)} of the ${formatCount(copies)} records of this event are proven, ${only}${formatCount(disproved)} invalid.`
  if (content === null) return counts
  return `${counts} ${content === 'same' ? 'All have the same content.' : 'They differ in content.'}`
}
