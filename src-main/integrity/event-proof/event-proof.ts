import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import type { IntegrityReport, LogVerdict } from '../../../src-shared/model/integrity.ts'
import type {
  CopyProof,
  DigestEntryLink,
  EventProof,
  LogFileLink,
  ProofLink,
  ProofOutcome,
  RecordLink,
} from '../../../src-shared/model/proof.ts'
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
  /** Why the record could not be read again from there; null when it was. */
  readonly problem: string | null
}

/** What shows that an event is as CloudTrail delivered it, for every record that is this event. */
export function proofOf(
  event: { readonly eventID: string | null; readonly places: readonly RecordPlace[]; readonly conflicting: boolean },
  evidence: Evidence,
  report: IntegrityReport,
): EventProof {
  const copies = event.places.map((place) => proofOfCopy(place, evidence, report))
  return { eventID: event.eventID, ...outcomeOf(copies, event.conflicting), copies, conflicting: event.conflicting }
}

function outcomeOf(copies: readonly CopyProof[], conflicting: boolean): Pick<EventProof, 'outcome' | 'conclusion'> {
  const [only] = copies
  if (copies.length === 1 && only !== undefined) return { outcome: only.outcome, conclusion: only.conclusion }
  const proven = copies.filter(({ outcome }) => outcome === 'proven').length
  const disproved = copies.filter(({ outcome }) => outcome === 'disproved').length
  const counts = `${formatCount(proven)} of the ${formatCount(copies.length)} records of this event are proven, ${formatCount(disproved)} disproved.`
  if (disproved > 0) return { outcome: 'disproved', conclusion: counts }
  if (proven === copies.length) return { outcome: 'proven', conclusion: counts }
  if (proven > 0 && !conflicting) return { outcome: 'proven', conclusion: `${counts} All have the same content.` }
  const differ = conflicting ? ' They differ in content.' : ''
  return { outcome: 'not-provable', conclusion: `${counts}${differ}` }
}

function proofOfCopy(place: RecordPlace, evidence: Evidence, report: IntegrityReport): CopyProof {
  const file = evidence.logs.find(({ path }) => path === place.path) ?? null
  const verdict = file === null ? null : (report.logs.get(file.uri) ?? null)
  const listing = file === null || verdict === null ? null : findListing(file, verdict, evidence)
  const links: ProofLink[] = [
    recordLink(place),
    logFileLink(place, file, verdict),
    entryLink(file, verdict, listing),
    ...(listing === null ? [] : linksOfDigest(listing.digest, evidence)),
  ]
  return { ...concluded(links, verdict), links }
}

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
  const sentence =
    problem ??
    `It is record ${formatCount(index + 1)} of the file: the ${formatCounted(length, 'byte')} that follow the first ${formatCount(offset)} of the inflated text.`
  return { kind: 'record', holds: problem === null ? 'holds' : 'unknown', sentence, path, index, offset, length }
}

function logFileLink({ path }: RecordPlace, file: LogFile | null, verdict: LogVerdict | null): LogFileLink {
  const about = { kind: 'log-file', path, uri: file?.uri ?? null, sha256: file?.sha256 ?? null, verdict } as const
  if (file === null) return { ...about, holds: 'unknown', sentence: 'The file is no log file of a trail.' }
  if (file.sha256 === null) return { ...about, holds: 'unknown', sentence: 'The file cannot be inflated to its end.' }
  if (file.gzip === 'trailing-data') {
    const sentence = 'Something lies behind the part of the file that the hash covers.'
    return { ...about, holds: 'fails', sentence }
  }
  return { ...about, holds: 'holds', sentence: 'SHA-256 of the inflated log file, computed from the file.' }
}

function entryLink(file: LogFile | null, verdict: LogVerdict | null, listing: Listing | null): DigestEntryLink {
  const kind = 'digest-entry'
  if (listing === null) {
    const sentence =
      verdict?.status === 'uncovered' ? 'No digest in the folder lists this log file.' : 'No digest could be compared.'
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
    return {
      kind,
      holds: 'unknown',
      sentence: 'The digest lists the file; there are no two hashes to compare.',
      ...about,
    }
  return listed.hash === file.sha256
    ? { kind, holds: 'holds', sentence: 'The digest states this hash for the log file.', ...about }
    : { kind, holds: 'fails', sentence: 'The digest states another hash for the log file.', ...about }
}

const linkNames: Readonly<Record<ProofLink['kind'], string>> = {
  record: 'the record',
  'log-file': 'the log file',
  'digest-entry': 'its digest’s entry',
  'hash-link': 'the hash in the next digest',
  signature: 'the signature',
  key: 'the public key',
}

/** Proven takes every link and the verdict; disproved takes a proven digest, of which the verdict tells. */
function concluded(links: readonly ProofLink[], verdict: LogVerdict | null): Pick<CopyProof, 'outcome' | 'conclusion'> {
  const broken = links.find(({ holds }) => holds === 'fails') ?? links.find(({ holds }) => holds !== 'holds')
  if (verdict?.status === 'invalid') {
    const why = broken === undefined ? 'The log file is damaged.' : broken.sentence
    return { outcome: 'disproved', conclusion: `The event is not proven: its log file was altered. ${why}` }
  }
  if (broken === undefined && verdict?.status === 'verified')
    return {
      outcome: 'proven',
      conclusion: 'The event is proven: every link holds, from the record to the public key.',
    }
  const outcome: ProofOutcome = 'not-provable'
  if (broken === undefined) return { outcome, conclusion: 'The event is not proven: its log file has no verdict.' }
  return { outcome, conclusion: `The event cannot be proven, because of ${linkNames[broken.kind]}. ${broken.sentence}` }
}
