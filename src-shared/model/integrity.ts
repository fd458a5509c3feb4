import type { UtcMs } from '../base/time.ts'
import type { SignedResults } from './signed-results.ts'

/**
 * Verdicts about digests and log files, and what they rest on.
 *
 * Rules: AWS CloudTrail user guide, "CloudTrail digest file structure", "CloudTrail digest file signature structure"
 * and "Custom implementations of CloudTrail log file integrity validation".
 */

/** `s3://bucket/key`, or `file:<path below the opened folder>` where nothing tells the object's place in S3. */
export type ObjectUri = string

/** What shows that a digest is as CloudTrail signed it. Any one suffices. */
export type Proof =
  | 'sidecar-signature' // the signature kept from the S3 object's metadata
  | 'next-digest-signature' // `previousDigestSignature` of the next digest
  | 'hash-link' // a proven later digest states the hash of this content

export type DigestVerdict =
  | {
      readonly status: 'verified'
      readonly proof: readonly Proof[]
      readonly warnings?: readonly DigestWarning[]
      /** The place that another file with the same content stands for. */
      readonly copyOf?: ObjectUri
    }
  | {
      readonly status: 'moved' // content proven, but it lies elsewhere than it states
      readonly proof: readonly Proof[]
      readonly statedPlace: ObjectUri
      readonly warnings?: readonly DigestWarning[]
    }
  | { readonly status: 'unverified'; readonly reasons: readonly DigestDoubt[] }
  | {
      readonly status: 'invalid'
      readonly reasons: readonly DigestFault[]
      /** A genuine signature does not help a digest whose successor states another hash. */
      readonly proof?: readonly Proof[]
      readonly statedPlace?: ObjectUri
      readonly isUtf16?: true
    }
  | {
      readonly status: 'missing' // named by a digest, not in the folder
      readonly referencedBy: readonly ObjectUri[]
      readonly provenReference: boolean
      /** Older than everything in the folder: perhaps only not downloaded. */
      readonly olderThanAllFiles: boolean
      /** Where its content lies instead. */
      readonly foundAt?: readonly ObjectUri[]
      readonly inItsPlace?: InTheWay
    }

export type DigestDoubt =
  | 'no-signature'
  | 'public-key-not-found'
  | 'signature-fails-but-comes-from-an-unproven-digest'
  | 'too-many-signatures' // none of those that were checked verifies, and there are more
  | 'not-read' // too large, or the operating system refused
export type DigestFault =
  | 'trailing-data' // something lies behind the gzip member that was signed
  | 'link-hash-mismatch'
  | 'moved'
  | 'bad-signature'
  | 'public-key-not-found'
  | 'bad-format'
export type DigestWarning = 'sidecar-signature-mismatch' | 'public-key-not-found' | 'no-backfill-timestamp' | LogWarning

export type LogVerdict =
  | ({ readonly status: 'verified'; readonly listedBy: ObjectUri; readonly warnings?: readonly LogWarning[] } & ByHash)
  | {
      readonly status: 'invalid'
      readonly listedBy: ObjectUri
      readonly reasons: readonly LogFault[]
      /** What lies there, where that is no log file. */
      readonly holds?: OtherKind
      /** Its text was encoded anew: hashes and signatures are over what CloudTrail delivered, which is UTF-8. */
      readonly isUtf16?: true
    }
  | {
      readonly status: 'missing'
      readonly listedBy: ObjectUri
      readonly provenReference: boolean
      readonly inItsPlace?: InTheWay
    }
  | ({
      readonly status: 'unverified'
      readonly listedBy: ObjectUri
      readonly hashMatches: boolean | null // null: not read
    } & ByHash)
  | { readonly status: 'uncovered'; readonly where: Where } // in no digest; not proof of tampering

/** What a file in a log file's place may be by its content. */
export type OtherKind =
  | 'digest'
  | 'backfill-digest'
  | 'public-keys'
  | 'sidecar'
  | 'acquisition'
  | 'result-signature'
  | 'config-items'
  | 'archive'
/** What may lie where something is missing. */
export type InTheWay = 'folder' | 'other-log-file' | 'placeholder'

/** A log file is what its hash says, whatever it is called and wherever it lies. */
export interface ByHash {
  /** Where it lies, `file:…`, if that is not where its digest lists it: it was renamed or moved. */
  readonly liesAt?: ObjectUri
  /** The place that another file with the same content stands for. */
  readonly copyOf?: ObjectUri
}

/** Whether a verdict is about a further file with the content of another. */
export const isCopy = (verdict: DigestVerdict | LogVerdict): boolean =>
  'copyOf' in verdict && verdict.copyOf !== undefined

export type LogFault = 'hash-mismatch' | 'bad-gzip' | 'truncated' | 'trailing-data'
export type LogWarning = 'gzip-trailer-damaged' | 'gzip-within-gzip' // compressed once more, as copy tools do

/** Where in time a log file lies that no digest lists. */
export type Where =
  | 'in-a-gap'
  | 'digest-missing-or-unreadable'
  | 'inside-a-digest-window'
  | 'after-newest-digest'
  | 'before-oldest-digest'
  | 'no-chain'
  | 'no-log-file' // records in another form: digests list log files alone
  | 'signed-query-result' // a sign file of CloudTrail Lake proves it, and no digest ever lists one
  | 'time-unknown' // its name tells neither account nor Region nor time

/** What a file is that holds events and is no log file of a trail: no digest ever lists one. Null of all others. */
export function otherFileOf(verdict: DigestVerdict | LogVerdict): keyof IntegrityCounts['otherFiles'] | null {
  if (verdict.status !== 'uncovered') return null
  if (verdict.where === 'signed-query-result') return 'signedResults'
  return verdict.where === 'no-log-file' ? 'otherForms' : null
}

export type Status = DigestVerdict['status'] | LogVerdict['status']

/** Digests linked backwards for one account, Region and trail. Times are of delivery, not of events. */
export interface Chain {
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly homeRegion: string
  readonly kind: 'standard' | 'backfill'
  /** The key's part before `/CloudTrail-Digest/`: `[prefix/]AWSLogs/[o-…/]<account>`. */
  readonly base: string
  readonly digestFiles: number
  readonly newest: ObjectUri
  readonly newestStatus: DigestVerdict['status']
  /** Unbroken time proven by digests. */
  readonly verifiedSpans: readonly Span[]
  /** Time no digest covers: the chain starts anew with null previous fields, which a proven digest states. */
  readonly gaps: readonly Span[]
  /** Time no digest covers, and the digest behind it is not proven: a gap or a hole. Left out where there is none. */
  readonly unclear?: readonly Span[]
  /** Time of digests that must have existed and are missing or unreadable. */
  readonly holes: readonly Span[]
}

/** ISO 8601 UTC, as digests write them; `to` is where the next begins. */
export interface Span {
  readonly from: string
  readonly to: string
}

export interface ChainFinding {
  readonly code: 'newest-digest-unsigned' | 'digests-overlap' | 'unlinked-digest' | 'chain-fork' | 'time-hole'
  readonly severity: 'info' | 'warning'
  readonly objects: readonly ObjectUri[]
  /** What a fork's digests both name as their previous. */
  readonly target?: ObjectUri
}

/** A named fact about one source file that is no verdict, a whole sentence. */
export interface IntegrityProblem {
  readonly file: string
  readonly sentence: string
  /** The file or folder was not read, so that nothing is known of what it holds. */
  readonly isUnread?: true
  /** Its content is another than the manifest of its acquisition states. */
  readonly isNotAsFetched?: true
  /** Paths of digests and log files that the manifest says were fetched, and that are not there. */
  readonly gone?: readonly string[]
}

/** What a whole report comes to. `bad`: something is invalid, moved or missing. */
export type Outcome = 'proven' | 'bad' | 'unproven'

/**
 * Why not all is proven although no single file need be bad. `objects`: what it is about, digests and log files by their
 * addresses, keys by their fingerprints, files that were not read by their paths.
 */
export interface Doubt {
  readonly code: DoubtCode
  readonly objects: readonly string[]
}

export type DoubtCode =
  | 'keys-from-evidence' // nobody vouches for keys that prove
  | 'key-out-of-time' // a key signed when it is not listed as valid
  | 'key-validity-unknown' // it cannot be told whether one did
  | 'key-validity-contradicts' // several statements of one key's validity differ
  | 'digests-overlap'
  | 'unlinked-digest'
  | 'chain-fork'
  | 'time-hole'
  | 'two-digests' // of one place, with different content
  | 'two-log-files' // of one place or name, with different content
  | 'listings-differ' // digests state different hashes of one log file
  | 'log-differs' // from what a digest states that is not proven
  | 'link-differs' // a digest that is not proven states another hash of a digest
  | 'not-read'
  | 'not-as-fetched' // the manifest of an acquisition states another hash of a file
  | 'fetched-and-gone' // it names a digest or log file that is not there
  | 'altered-outside-range'
  | 'results-not-proven' // a sign file of query results cannot be checked

/** Where a key came from, and who vouches for it. */
export type KeyTrust =
  | 'given' // apart from the evidence: `--keys`
  | 'accepted' // found in the evidence, which the user trusts in this: `--trust-keys-in-evidence`
  | 'confirmed' // found in the evidence; the user has compared its fingerprint with AWS
  | 'from-evidence' // found in the evidence, used for want of others
  | 'not-used' // found in the evidence beside keys that were given

/** What is wrong with what key lists say about one key. */
export type KeyDefect = 'validity-unreadable' | 'validity-not-stated' | 'validity-contradicts'

/** A public key. Whoever can forge the key list can forge the trail. */
export interface TrustedKey {
  /** MD5 of the PKCS#1 DER bytes, lower-case hex: how digests name it. */
  readonly fingerprint: string
  readonly trust: KeyTrust
  readonly defects: readonly KeyDefect[]
  /** Of several statements the time that all allow. */
  readonly validFrom: UtcMs | null
  readonly validUntil: UtcMs | null
  /** The files that hold it. */
  readonly sources: readonly string[]
  /** How many digest signatures it verified. */
  readonly proved: number
  /** How many sign files of query results it verified. */
  readonly provedResults: number
  /** What of, as far as it was asked for: by account, Region and trail. */
  readonly provedIn: readonly KeyUse[]
  /** Of these, what was made when the key is not listed as valid; null where nothing was. */
  readonly outOfTime: OutOfTime | null
}

/** Those that verified a signature, of a digest or of query results. */
export const usedKeys = (keys: readonly TrustedKey[]): readonly Pick<TrustedKey, 'fingerprint' | 'trust'>[] =>
  keys.flatMap(({ fingerprint, trust, proved, provedResults }) =>
    proved + provedResults === 0 ? [] : [{ fingerprint, trust }],
  )

/** Digests of one chain that a key verified. */
export interface KeyUse extends Pick<Chain, 'account' | 'region' | 'trail' | 'kind'> {
  readonly digests: number
  /** From the beginning of the first of their windows to the end of the last. */
  readonly from: UtcMs
  readonly until: UtcMs
}

/** Digests whose time does not fit their key. The key list is to be compared with AWS: it is in doubt, not they. */
export interface OutOfTime {
  /** At most 100. */
  readonly digests: readonly ObjectUri[]
  readonly total: number
  /** When the first and the last of them was made. */
  readonly from: UtcMs
  readonly until: UtcMs
}

/**
 * Files and what is missing, by verdict. A copy of another file is counted among the copies alone, and a file that holds
 * events and is no log file among the other files alone.
 */
export interface IntegrityCounts {
  readonly copies: { readonly digests: number; readonly logs: number }
  readonly digests: Readonly<Record<DigestVerdict['status'], number>>
  readonly logs: Readonly<Record<LogVerdict['status'], number>>
  readonly otherFiles: {
    /** Query results of CloudTrail Lake that a sign file proves. */
    readonly signedResults: number
    /** Events in any other form: nothing proves them. */
    readonly otherForms: number
  }
}

/** Of nothing. */
export const noCounts: IntegrityCounts = {
  digests: { verified: 0, moved: 0, unverified: 0, invalid: 0, missing: 0 },
  logs: { verified: 0, invalid: 0, missing: 0, unverified: 0, uncovered: 0 },
  copies: { digests: 0, logs: 0 },
  otherFiles: { signedResults: 0, otherForms: 0 },
}

export interface IntegrityReport {
  readonly digests: ReadonlyMap<ObjectUri, DigestVerdict>
  readonly logs: ReadonlyMap<ObjectUri, LogVerdict>
  readonly chains: readonly Chain[]
  readonly findings: readonly ChainFinding[]
  readonly counts: IntegrityCounts
  /** What was judged and lies outside of the range that was asked for; null where all was. */
  readonly outside: IntegrityCounts | null
  readonly doubts: readonly Doubt[]
  readonly outcome: Outcome
  readonly keys: readonly TrustedKey[]
  /** Query results of CloudTrail Lake, by sign file. */
  readonly results: readonly SignedResults[]
  readonly problems: readonly IntegrityProblem[]
}
