import { type IntegrityReport, type LogVerdict, otherFileOf } from '../../../src-shared/model/integrity.ts'
import type {
  CopyProof,
  DigestEntryLink,
  EventProof,
  LogFileLink,
  ProofLink,
  ProofOutcome,
  RecordLink,
} from '../../../src-shared/model/proof.ts'
import { doubtWords, restsOnEvidence } from '../../../src-shared/words/outcome.ts'
import {
  copiesConclusion,
  copyConclusions,
  digestEntrySentences,
  logFileSentences,
  recordSentence,
} from '../../../src-shared/words/proofs.ts'
import type { ListedLog } from '../../formats/parse/digest.ts'
import type { DigestFile, Evidence, LogFile } from '../evidence/evidence.ts'
import { effectivePlace } from '../verdicts/digest-proofs.ts'
import { linksOfDigest } from './digest-links.ts'

/** Where a copy of an event lies. */
export interface RecordPlace {
  readonly path: string
  readonly index: number
  readonly offset: number
  readonly length: number
  /** Whether its content is another than that of the record that is shown. */
  readonly differs: boolean
  /** Why the record could not be read again from there; null when it was. */
  readonly problem: string | null
}

/** An event and its records, the one that is shown first. */
interface EventToProve {
  readonly eventID: string | null
  readonly places: readonly RecordPlace[]
  readonly conflicting: boolean
}

/** Copies in one answer: there may be hundreds of thousands of one event. */
const mostCopies = 50

interface Page {
  readonly offset: number
  readonly limit: number
}

const firstPage: Page = { offset: 0, limit: mostCopies }

/**
 * What shows that an event is as CloudTrail delivered it, for every record that is this event. The outcome is that of
 * the record that is shown, which is the best proven, unless a proven record contradicts it. A page of the records is told;
 * the others are counted by what their files have in common.
 */
export function proofOf(
  event: EventToProve,
  evidence: Evidence,
  report: IntegrityReport,
  { offset, limit } = firstPage,
): EventProof {
  const { eventID, places, conflicting } = event
  const linksOf = linksByFile({ ...evidence, keys: withTrustOf(report, evidence.keys) }, report)
  const whole = outcomeOf(event, (place) => conclusionAt(place, linksOf(place.path)))
  const told = places.slice(offset, offset + Math.min(limit, mostCopies))
  const copies = told.map((place) => proofOfCopy(place, linksOf(place.path)))
  return { eventID, ...whole, copies, copiesBefore: offset, copiesTotal: places.length, conflicting }
}

/** The user may have compared a key with AWS since the evidence was read: the report tells. */
function withTrustOf({ keys }: IntegrityReport, held: Evidence['keys']): Evidence['keys'] {
  const confirmed = new Set(keys.flatMap(({ fingerprint, trust }) => (trust === 'confirmed' ? [fingerprint] : [])))
  if (confirmed.size === 0) return held
  return held.map((key) => (confirmed.has(key.fingerprint) ? { ...key, trust: 'confirmed' } : key))
}

type Concluded = Pick<CopyProof, 'outcome' | 'conclusion'>

function outcomeOf(
  { places, conflicting }: EventToProve,
  concludedAt: (place: RecordPlace) => Concluded,
): Pick<EventProof, 'outcome' | 'conclusion'> {
  const copies = places.map(concludedAt)
  const shown = copies[0]!
  if (copies.length === 1) return { outcome: shown.outcome, conclusion: shown.conclusion }
  const proven = copies.filter(({ outcome }) => outcome === 'proven').length
  const disproved = copies.filter(({ outcome }) => outcome === 'disproved').length
  const consistent = copies.filter(({ outcome }) => outcome === 'consistent').length
  const counts = { copies: copies.length, proven, consistent, disproved }
  const conclusion = copiesConclusion(counts, conflicting ? 'differs' : 'same')
  const holds = (copy: Concluded) => copy.outcome === 'proven' || copy.outcome === 'consistent'
  if (holds(shown) && copies.some((copy, k) => places[k]!.differs && holds(copy)))
    return { outcome: 'not-provable', conclusion }
  return { outcome: shown.outcome, conclusion }
}

/** What all records of a file have in common: its verdict, and every link but the one to the record. */
interface FileLinks {
  readonly verdict: LogVerdict | null
  readonly links: readonly ProofLink[]
  readonly doubt: string | null
  /** Of each record that was read again. */
  readonly concluded: Concluded
}

function linksByFile(evidence: Evidence, report: IntegrityReport): (path: string) => FileLinks {
  const logs = new Map(evidence.logs.map((log) => [log.path, log]))
  const ofDigest = once((digest: DigestFile) => linksOfDigest(digest, evidence))
  return once((path: string) => linksOfFile(path, logs.get(path) ?? null, evidence, report, ofDigest))
}

/** The links of every record of a log file, from the file to the key. Those of a digest are made once for all files. */
export function linksOfFiles(evidence: Evidence, report: IntegrityReport): (path: string) => readonly ProofLink[] {
  const linksOf = linksByFile(evidence, report)
  return (path) => linksOf(path).links
}

function once<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const made = known.get(key) ?? make(key)
    known.set(key, made)
    return made
  }
}

function linksOfFile(
  path: string,
  file: LogFile | null,
  evidence: Evidence,
  report: IntegrityReport,
  ofDigest: (digest: DigestFile) => readonly ProofLink[],
): FileLinks {
  const verdict = file === null ? null : (report.logs.get(file.uri) ?? null)
  const listing = file === null || verdict === null ? null : findListing(file, verdict, evidence)
  const links: ProofLink[] = [
    logFileLink(path, file, verdict),
    entryLink(file, verdict, listing, report),
    ...(listing === null ? [] : ofDigest(listing.digest)),
  ]
  const doubt = doubtAbout(links, file, report)
  return { verdict, links, doubt, concluded: concluded(links, verdict, doubt) }
}

function conclusionAt(place: RecordPlace, { verdict, links, doubt, concluded: ofFile }: FileLinks): Concluded {
  return place.problem === null ? ofFile : concluded([recordLink(place), ...links], verdict, doubt)
}

const proofOfCopy = (place: RecordPlace, ofFile: FileLinks): CopyProof => ({
  ...conclusionAt(place, ofFile),
  links: [recordLink(place), ...ofFile.links],
})

interface Listing {
  readonly digest: DigestFile
  readonly listed: ListedLog
}

/** The listing that the verdict rests on; of several in that digest the one that fits. */
function findListing({ place, sha256 }: LogFile, verdict: LogVerdict, { digests }: Evidence): Listing | null {
  if (!('listedBy' in verdict)) return null
  const named = digests.filter((file) => (effectivePlace(file) ?? file.uri) === verdict.listedBy)
  const listings = named.flatMap((digest) =>
    (digest.digest?.logs ?? []).flatMap((listed) => (listed.place === place ? [{ digest, listed }] : [])),
  )
  return listings.find(({ listed }) => listed.hash !== null && listed.hash === sha256) ?? listings[0] ?? null
}

function recordLink({ path, index, offset, length, problem }: RecordPlace): RecordLink {
  const sentence = problem ?? recordSentence(index, offset, length)
  return { kind: 'record', holds: problem === null ? 'holds' : 'unknown', sentence, path, index, offset, length }
}

function logFileLink(path: string, file: LogFile | null, verdict: LogVerdict | null): LogFileLink {
  const about = { kind: 'log-file', path, uri: file?.uri ?? null, sha256: file?.sha256 ?? null, verdict } as const
  if (file === null) return { ...about, holds: 'unknown', sentence: logFileSentences['no-log-file'] }
  if (file.sha256 === null) return { ...about, holds: 'unknown', sentence: logFileSentences['not-inflated'] }
  if (file.gzip === 'trailing-data') return { ...about, holds: 'fails', sentence: logFileSentences['trailing-data'] }
  return { ...about, holds: 'holds', sentence: logFileSentences.hashed }
}

function entryLink(
  file: LogFile | null,
  verdict: LogVerdict | null,
  listing: Listing | null,
  report: IntegrityReport,
): DigestEntryLink {
  const kind = 'digest-entry'
  if (listing === null) {
    const sentence = whyUnlisted(verdict, report)
    const nothing = { digest: null, path: null, place: file?.place ?? null, statedSha256: null, window: null }
    return { kind, holds: 'unknown', sentence, ...nothing }
  }
  const { digest, listed } = listing
  const content = digest.digest
  const about = {
    digest: digest.uri,
    path: digest.path,
    place: listed.place,
    statedSha256: listed.hash,
    window: content === null ? null : { from: content.start, until: content.end },
  }
  if (file?.sha256 == null || listed.hash === null)
    return { kind, holds: 'unknown', sentence: digestEntrySentences['no-hashes'], ...about }
  return listed.hash === file.sha256
    ? { kind, holds: 'holds', sentence: digestEntrySentences.same, ...about }
    : { kind, holds: 'fails', sentence: digestEntrySentences.other, ...about }
}

function whyUnlisted(verdict: LogVerdict | null, { doubts }: IntegrityReport): string {
  if (verdict?.status !== 'uncovered') return digestEntrySentences['no-digest']
  const other = otherFileOf(verdict)
  if (other === 'signedResults' && restsOnEvidence(doubts)) return digestEntrySentences.consistentResults
  return digestEntrySentences[other ?? 'uncovered']
}

/**
 * What speaks against the log file or its digest although it is proven, a sentence; null for nothing. Only another proven
 * digest does: whatever is not proven could have been laid beside the evidence to make this doubtful.
 */
function doubtAbout(links: readonly ProofLink[], file: LogFile | null, report: IntegrityReport): string | null {
  const behind = new Set(links.flatMap((link) => ('digest' in link && link.digest !== null ? [link.digest] : [])))
  const isProven = (uri: string) => ['verified', 'moved'].includes(report.digests.get(uri)?.status ?? '')
  const doubt = report.doubts.find(({ code, objects }) => {
    if (objects.filter(isProven).length < 2) return false
    if (code === 'two-digests') return objects.some((uri) => behind.has(uri))
    return code === 'listings-differ' && objects[0] === file?.place
  })
  return doubt === undefined ? null : doubtWords[doubt.code].sentence
}

/**
 * Proven takes every link, the verdict and that nothing is in doubt, so that it is never more than the report says;
 * disproved takes a proven digest, of which the verdict tells.
 */
function concluded(links: readonly ProofLink[], verdict: LogVerdict | null, doubt: string | null): Concluded {
  const unsure = links.filter(({ holds }) => holds !== 'holds')
  const broken = unsure.find(({ holds }) => holds === 'fails') ?? unsure[0]
  if (verdict?.status === 'invalid')
    return { outcome: 'disproved', conclusion: copyConclusions.invalid(broken?.sentence ?? null) }
  const outcome: ProofOutcome = 'not-provable'
  if (verdict !== null && otherFileOf(verdict) !== null && broken?.kind === 'digest-entry')
    return { outcome, conclusion: copyConclusions.noLogFile(broken.sentence) }
  if (verdict?.status !== 'verified') {
    return {
      outcome,
      conclusion: broken === undefined ? copyConclusions['no-verdict'] : copyConclusions.broken(broken),
    }
  }
  if (unsure.length === 0 || (unsure.length === 1 && isOnlyUncompared(unsure[0]!))) {
    if (doubt !== null) return { outcome, conclusion: copyConclusions.doubted(doubt) }
    if (unsure.length > 0) return { outcome: 'consistent', conclusion: copyConclusions.consistent }
    return { outcome: 'proven', conclusion: copyConclusions.proven }
  }
  return { outcome, conclusion: copyConclusions.broken(broken!) }
}

/** The key came with the evidence, and nothing else is wrong with it. */
const isOnlyUncompared = (link: ProofLink): boolean =>
  link.kind === 'key' && link.trust === 'from-evidence' && !link.isInDoubt
