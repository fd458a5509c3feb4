import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import {
  type DigestVerdict,
  type Doubt,
  type IntegrityCounts,
  type IntegrityReport,
  isCopy,
  type LogVerdict,
  type ObjectUri,
  otherFileOf,
} from '../../../src-shared/model/integrity.ts'
import type { AskedRange } from '../../../src-shared/model/verification.ts'
import { parseFileName } from '../../formats/file-name.ts'
import { atOnce, type Steps } from '../../runtime/steps.ts'
import type { DigestFile, Evidence, LogFile } from '../evidence/evidence.ts'
import { judgeResults, provenResults, resultsProvedBy } from '../results/judge-results.ts'
import { findChains, timeOf } from './chains.ts'
import { contradictions } from './contradictions.ts'
import { effectivePlace, proveSteps } from './digest-proofs.ts'
import type { Examined } from './examined.ts'
import { isMoved, judgeDigest } from './judge-digests.ts'
import { indexListings, judgeAbsent, judgeListed, type Listing } from './judge-logs.ts'
import { KeyRing } from './key-ring.ts'
import { keyUses } from './key-uses.ts'
import { signedOutOfTime } from './key-validity.ts'
import { findMissing } from './missing-digests.ts'
import { keyDoubts, outcomeOf, unprovenResults } from './outcome.ts'
import type { Judged } from './timeline.ts'
import { unknownAttributes } from './unknown-attributes.ts'
import { CoveredTime } from './where-uncovered.ts'

/** Judges a trail at once. */
export const verify = (evidence: Evidence): IntegrityReport => atOnce(verifySteps(evidence))

/**
 * Judges a trail from what lies in the folder and the keys alone. All digests are used as proof; with a range, only
 * those it touches are reported, with the log files they list.
 */
export function* verifySteps(evidence: Evidence): Steps<IntegrityReport> {
  const keys = new KeyRing(evidence.keys)
  const proofs = yield* proveSteps(evidence.digests, keys)
  const asked = new Asked(evidence.range)
  const everything = evidence.digests.map((file): Judged => {
    const one = proofs.byFile.get(file) as Examined
    const examined = one.file === file ? one : { ...one, file }
    return { examined, verdict: judgeDigest(file, examined) }
  })
  const judged = everything.filter(({ examined }) => asked.forDigest(timeOf(examined.file)))
  yield
  const chains = findChains(judged, placesInUse(evidence.digests))
  yield
  const listings = indexListings(proofs.all)
  const unlisted = evidence.logs.filter(({ place }) => !listings.has(place ?? ''))
  const digests = new Map<ObjectUri, DigestVerdict>(judged.map(({ examined, verdict }) => [examined.file.uri, verdict]))
  for (const [place, { verdict, time }] of findMissing(proofs.all, unlisted)) {
    const inItsPlace = evidence.inTheWay.get(place)
    const told: DigestVerdict = inItsPlace === undefined ? verdict : { ...verdict, inItsPlace }
    if (asked.forDigest(time) && !digests.has(place)) digests.set(place, told)
  }
  yield
  const results = judgeResults(evidence.signed, keys)
  const logs = judgeLogs(evidence, listings, new CoveredTime(chains, provenResults(results, evidence.signed)), asked)
  yield
  const outOfTime = signedOutOfTime(judged, (fingerprint) => keys.validityOf(fingerprint))
  const listedKeys = keys.list({
    proved: proofs.provedBy,
    provedResults: resultsProvedBy(results),
    provedIn: keyUses(chains),
    outOfTime,
  })
  const counts = count(digests.values(), logs.values())
  const findings = chains.flatMap(({ findings }) => findings)
  const outside =
    evidence.range === undefined ? null : outsideOf(everything, { digests, logs }, evidence.logs, listings)
  const doubts = [
    ...keyDoubts(listedKeys, results),
    ...findings.flatMap(({ code, objects }) => (code === 'newest-digest-unsigned' ? [] : [{ code, objects }])),
    ...contradictions(proofs.all, evidence.logs, listings, logs),
    ...unread(evidence.problems),
    ...notAsFetched(evidence.problems),
    ...fetchedAndGone(evidence.problems, asked),
    ...invalidOutside(outside),
    ...unprovenResults(results),
  ]
  return {
    digests: sorted(digests),
    logs: sorted(logs),
    chains: chains.map(({ chain }) => chain),
    findings,
    counts,
    outside: outside === null ? null : count(outside.digests.values(), outside.logs.values()),
    doubts,
    outcome: outcomeOf(counts, doubts, results),
    keys: listedKeys,
    results,
    problems: [...evidence.problems, ...unknownAttributes(judged)],
  }
}

type Verdicts = Pick<IntegrityReport, 'digests' | 'logs'>

/** Verdicts on digests and listed log files that were read and lie outside of the range that was asked for. */
function outsideOf(
  everything: readonly Judged[],
  inside: Verdicts,
  files: readonly LogFile[],
  listings: ReadonlyMap<ObjectUri, readonly Listing[]>,
): Verdicts {
  const others = everything.filter(({ examined }) => !inside.digests.has(examined.file.uri))
  const listed = files.flatMap((file): [ObjectUri, LogVerdict][] => {
    const listing = inside.logs.has(file.uri) ? undefined : listings.get(file.place ?? '')
    return listing === undefined ? [] : [[file.uri, judgeListed(file, listing)]]
  })
  return {
    digests: new Map(others.map(({ examined, verdict }) => [examined.file.uri, verdict])),
    logs: new Map(listed),
  }
}

function invalidOutside(outside: Verdicts | null): Doubt[] {
  const objects = [...(outside?.digests ?? []), ...(outside?.logs ?? [])].flatMap(([uri, { status }]) =>
    status === 'invalid' || status === 'moved' ? [uri] : [],
  )
  return objects.length === 0 ? [] : [{ code: 'altered-outside-range', objects }]
}

function unread(problems: Evidence['problems']): Doubt[] {
  const objects = problems.flatMap(({ file, isUnread }) => (isUnread ? [file] : []))
  return objects.length === 0 ? [] : [{ code: 'not-read', objects }]
}

function notAsFetched(problems: Evidence['problems']): Doubt[] {
  const objects = problems.flatMap(({ file, isNotAsFetched }) => (isNotAsFetched ? [file] : []))
  return objects.length === 0 ? [] : [{ code: 'not-as-fetched', objects }]
}

/** Like listed files, by the time in their names: what lies outside of the range was not asked for. */
function fetchedAndGone(problems: Evidence['problems'], asked: Asked): Doubt[] {
  const objects = problems.flatMap(({ gone = [] }) => gone.filter((path) => asked.forDigest(parseFileName(path)!.time)))
  return objects.length === 0 ? [] : [{ code: 'fetched-and-gone', objects }]
}

/** Places where a readable digest lies: what names one of them names nothing that is missing. */
const placesInUse = (files: readonly DigestFile[]): ReadonlySet<ObjectUri | null> =>
  new Set(files.flatMap((file) => (file.digest === null || isMoved(file) ? [] : [effectivePlace(file)])))

/** Log files that are there, then those that digests list and that are not. */
function judgeLogs(
  { logs: files, inTheWay }: Evidence,
  listings: ReadonlyMap<ObjectUri, readonly Listing[]>,
  coveredTime: CoveredTime,
  asked: Asked,
): Map<ObjectUri, LogVerdict> {
  const logs = new Map<ObjectUri, LogVerdict>()
  for (const file of files) {
    const listed = listings.get(file.place ?? '')
    if (listed === undefined) {
      if (asked.forUnlisted(file)) logs.set(file.uri, { status: 'uncovered', where: coveredTime.where(file) })
    } else if (asked.forListed(listed)) logs.set(file.uri, judgeListed(file, listed))
  }
  const present = new Set(files.map(({ place }) => place))
  for (const [place, listed] of listings) {
    if (!present.has(place) && asked.forListed(listed)) logs.set(place, judgeAbsent(listed, inTheWay.get(place)))
  }
  return logs
}

/** What a report is asked for; everything, if there is no range. */
class Asked {
  readonly #from: number
  readonly #to: number

  constructor(range: AskedRange | undefined) {
    this.#from = range?.from ?? Number.NEGATIVE_INFINITY
    this.#to = range?.to ?? Number.POSITIVE_INFINITY
  }

  /**
   * The digests that `validate-logs` examines for a range: those whose window ends in it or at most an hour behind it,
   * since a digest is written after the hour it covers.
   */
  forDigest(end: UtcMs): boolean {
    return end >= this.#from && end <= this.#to + hourMs
  }

  /** Listed log files go with their digests. */
  forListed(listed: readonly Listing[]): boolean {
    return listed.some(({ by }) => this.forDigest(timeOf(by.file)))
  }

  /** The others are taken by the time in their name, those without one always. */
  forUnlisted({ named }: LogFile): boolean {
    return named === null || (named.time >= this.#from && named.time <= this.#to)
  }
}

function sorted<T>(map: ReadonlyMap<ObjectUri, T>): ReadonlyMap<ObjectUri, T> {
  // Files come in order of their paths, which mostly is that of their places; of very many there need be no second map.
  if (isSorted(map.keys())) return map
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

function isSorted(uris: Iterable<ObjectUri>): boolean {
  let before = ''
  for (const uri of uris) {
    if (uri < before) return false
    before = uri
  }
  return true
}

function count(digests: Iterable<DigestVerdict>, logs: Iterable<LogVerdict>): IntegrityCounts {
  const counts = {
    digests: { verified: 0, moved: 0, unverified: 0, invalid: 0, missing: 0 },
    logs: { verified: 0, unverified: 0, invalid: 0, missing: 0, uncovered: 0 },
    copies: { digests: 0, logs: 0 },
    otherFiles: { signedResults: 0, otherForms: 0 },
  }
  for (const verdict of digests) {
    if (isCopy(verdict)) counts.copies.digests++
    else counts.digests[verdict.status]++
  }
  for (const verdict of logs) {
    const other = otherFileOf(verdict)
    if (other !== null) counts.otherFiles[other]++
    else if (isCopy(verdict)) counts.copies.logs++
    else counts.logs[verdict.status]++
  }
  return counts
}
