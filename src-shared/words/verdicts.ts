import { formatCount, formatCounted } from '../base/count.ts'
import type {
  ByHash,
  ChainFinding,
  DigestDoubt,
  DigestFault,
  DigestVerdict,
  DigestWarning,
  InTheWay,
  LogFault,
  LogVerdict,
  LogWarning,
  OtherKind,
  Proof,
  Where,
} from '../model/integrity.ts'

// Each a part of a sentence; the compiler asks for a line whenever a reason is added.
const proofs: Readonly<Record<Proof, string>> = {
  'sidecar-signature': 'the signature kept from its S3 metadata',
  'next-digest-signature': 'the signature that the next digest holds',
  'hash-link': 'the hash that a proven later digest states',
}
const doubts: Readonly<Record<DigestDoubt, string>> = {
  'no-signature': 'no signature for it is in the folder',
  'public-key-not-found': 'the public key it names is not among the keys',
  'signature-fails-but-comes-from-an-unproven-digest':
    'the signature at hand does not fit, but comes from a digest that is itself not proven',
  'too-many-signatures':
    'there are so many different signatures for it that only the likeliest were checked, and they fail',
  'not-read': 'it could not be read',
}
const faults: Readonly<Record<DigestFault, string>> = {
  'link-hash-mismatch': 'the next digest states another hash for it',
  moved: 'it lies elsewhere than it states',
  'bad-signature': 'its signature does not fit its content',
  'public-key-not-found': 'the public key it names is not among the keys',
  'bad-format': 'it is not a readable digest',
  'trailing-data': 'more data follows the digest',
}
/** Each a sentence. */
export const explainWarning: Readonly<Record<DigestWarning | LogWarning, string>> = {
  'sidecar-signature-mismatch': 'The signature in its S3 metadata does not fit; another proof does.',
  'public-key-not-found': 'The public key it names is not among the keys; another proof was used.',
  'gzip-trailer-damaged': 'The end of its gzip stream is damaged; the content is whole.',
  'gzip-within-gzip': 'It is gzip within gzip: it was compressed once more. The inner content is proven.',
  'no-backfill-timestamp': 'Its metadata lacks the backfill generation time; the signature does not need it.',
}
const logFaults: Readonly<Record<LogFault, string>> = {
  'hash-mismatch': 'its content has another hash than the digest states',
  'bad-gzip': 'its gzip stream is damaged',
  truncated: 'the file is truncated',
  'trailing-data': 'more data follows what the digest covers',
}
const places: Readonly<Record<Where, string>> = {
  'in-a-gap': 'It lies in time that no digest covers.',
  'digest-missing-or-unreadable': 'The digest of its time is missing or unreadable.',
  'inside-a-digest-window': 'The digest for its time does not list it: it may have been added later.',
  'after-newest-digest': 'It is newer than the newest digest in the folder.',
  'before-oldest-digest': 'It is older than the oldest digest in the folder.',
  'no-chain': 'The folder has no digests of its account and Region.',
  'no-log-file': 'It is no log file as CloudTrail delivers them, and digests list these alone.',
  'signed-query-result':
    'Digests list no query results of CloudTrail Lake: its sign file proves that it is as Lake wrote it, not that it holds every event.',
  'time-unknown':
    'Its name tells neither its account and Region nor its time, so no digest of its time can be looked for.',
}

/** By whether the file has the hash that its digest states; null where it could not be read. */
const hashWords = {
  true: 'Its content has the hash that its digest states, but the digest itself is not proven.',
  false: 'Its content has another hash than its digest states, and the digest itself is not proven.',
  null: 'It could not be read, so its hash is not known, and the digest that lists it is not proven.',
} as const

const provenHash = 'Its content has the hash that a proven digest states.'

const kinds: Readonly<Record<OtherKind, string>> = {
  digest: 'a digest',
  'backfill-digest': 'a backfill digest',
  'public-keys': 'a list of public keys',
  acquisition: 'the manifest of an acquisition',
  sidecar: 'kept S3 metadata',
  'result-signature': 'a sign file of query results',
  'config-items': 'a file of AWS Config',
  archive: 'an archive',
}

/** What a file is that lies in a log file's place and is none, a sentence; nothing where it is a log file. */
export const explainHeld = ({ holds }: { readonly holds?: OtherKind }): readonly string[] =>
  holds === undefined ? [] : [`What lies there is ${kinds[holds]}.`]

/** Of an invalid file, a sentence; nothing where its text is encoded as it was delivered. */
export const explainRecoded = ({ isUtf16 }: { readonly isUtf16?: true }): readonly string[] =>
  isUtf16
    ? [
        'Its text was re-encoded as UTF-16, as Windows PowerShell writes it: hashes and signatures are over the original bytes, which are UTF-8. Fetch it again.',
      ]
    : []

/** A part of a sentence. */
export const explainInTheWay: Readonly<Record<InTheWay, string>> = {
  folder: 'a folder lies in its place',
  'other-log-file': 'a file with the content of another log file lies in its place',
  placeholder: 'it was not fetched: an error page or a pointer lies in its place',
}

const absence = ({ inItsPlace }: { readonly inItsPlace?: InTheWay }): string =>
  inItsPlace === undefined ? 'it is not in the folder' : explainInTheWay[inItsPlace]

/** What is told of a log file that only its hash identifies, and of further files with its content, in sentences. */
export function explainByHash({ liesAt, copyOf }: ByHash): readonly string[] {
  const copy = copyOf === undefined ? [] : [`It is a copy: another file with this content stands for ${copyOf}.`]
  return liesAt === undefined ? copy : [...copy, `It was renamed or moved: it lies at ${liesAt}.`]
}

const and = (parts: readonly string[]): string => parts.join(', and ')
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Why a digest has its verdict, in whole sentences. */
export function explainDigest(verdict: DigestVerdict): string {
  switch (verdict.status) {
    case 'verified':
      return [
        `Proven by ${and(verdict.proof.map((proof) => proofs[proof]))}.`,
        ...explainByHash(verdict),
        ...warningsOf(verdict),
      ].join(' ')
    case 'moved':
      return [
        `Its content is proven by ${and(verdict.proof.map((proof) => proofs[proof]))}, but it states that it lies at ${verdict.statedPlace}.`,
        ...warningsOf(verdict),
      ].join(' ')
    case 'unverified':
      return `Neither proven nor disproven: ${and(verdict.reasons.map((reason) => doubts[reason]))}.`
    case 'invalid': {
      const stated = verdict.statedPlace === undefined ? '' : ` It states that it lies at ${verdict.statedPlace}.`
      return [
        `${capital(and(verdict.reasons.map((reason) => faults[reason])))}.${stated}`,
        ...explainRecoded(verdict),
      ].join(' ')
    }
    case 'missing': {
      const by = verdict.provenReference ? 'A proven digest' : 'A digest that is itself not proven'
      const found = verdict.foundAt === undefined ? '' : ` Its content lies at ${verdict.foundAt.join(', ')}.`
      const older = verdict.olderThanAllFiles
        ? ' It is older than everything in the folder: perhaps it was only not downloaded.'
        : ''
      return `${by} lists it, but ${absence(verdict)}.${found}${older}`
    }
  }
}

const warningsOf = ({
  warnings = [],
}: {
  readonly warnings?: readonly (DigestWarning | LogWarning)[]
}): readonly string[] => warnings.map((warning) => explainWarning[warning])

/** Why a log file has its verdict, in whole sentences. */
export function explainLog(verdict: LogVerdict): string {
  switch (verdict.status) {
    case 'verified':
      return [provenHash, ...explainByHash(verdict), ...warningsOf(verdict)].join(' ')
    case 'invalid':
      return [
        `${capital(and(verdict.reasons.map((reason) => logFaults[reason])))}.`,
        ...explainHeld(verdict),
        ...explainRecoded(verdict),
      ].join(' ')
    case 'missing':
      return verdict.provenReference
        ? `A proven digest lists it, but ${absence(verdict)}.`
        : `A digest that is itself not proven lists it, but ${absence(verdict)}.`
    case 'unverified':
      return [hashWords[`${verdict.hashMatches}`], ...explainByHash(verdict)].join(' ')
    case 'uncovered':
      return verdict.where === 'inside-a-digest-window'
        ? `Not listed in any digest. ${places[verdict.where]}`
        : `Not listed in any digest. This alone does not indicate tampering. ${places[verdict.where]}`
  }
}

export const explainChainFinding: Readonly<Record<ChainFinding['code'], string>> = {
  'newest-digest-unsigned':
    'The newest digest has no signature in the folder, so it and its log files are not proven. Its S3 metadata would hold one.',
  'digests-overlap': 'Digests cover the same time.',
  'unlinked-digest': 'No other digest links to this one, though a newer one is there.',
  'chain-fork': 'More than one digest claims to follow the same digest.',
  'time-hole': 'Digests that must have existed are missing or unreadable.',
}

/** Of log files: how many only their hashes identify, and how many further files have their content. In sentences. */
export function explainElsewhere(elsewhere: number, copies: number): readonly string[] {
  const are = elsewhere === 1 ? 'log file lies' : 'log files lie'
  return [
    ...(elsewhere === 0
      ? []
      : [
          `${formatCount(elsewhere)} ${are} under other names or in other folders than digests list; hashes tell which.`,
        ]),
    ...explainCopies(copies),
  ]
}

/** A sentence; nothing where there are no copies. */
export const explainCopies = (copies: number): readonly string[] =>
  copies === 0 ? [] : [`${formatCounted(copies, 'further file is a copy', 'further files are copies')} of these.`]
