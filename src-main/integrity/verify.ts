import type {
  DigestVerdict,
  IntegrityCounts,
  IntegrityReport,
  LogVerdict,
  ObjectUri,
} from '../../src-shared/integrity.ts'
import type { UtcMs } from '../../src-shared/time.ts'
import { findChains, timeOf } from './chains.ts'
import { CoveredTime } from './coverage.ts'
import type { AskedRange, DigestFile, Evidence } from './evidence.ts'
import { judgeDigest } from './judge-digests.ts'
import { indexListings, judgeAbsent, judgeListed } from './judge-logs.ts'
import { keysOutOfTime } from './key-validity.ts'
import { findMissing } from './missing-digests.ts'
import { type Examined, proveDigests } from './proofs.ts'
import type { Judged } from './timeline.ts'

/**
 * Judges a trail from what lies in the folder and the keys alone. All digests are used as proof; with a range, only
 * those it touches are reported, with the log files they list.
 */
export function verify(evidence: Evidence): IntegrityReport {
  const proofs = proveDigests(evidence.digests, evidence.keys)
  const isReported = inRange(evidence.range)
  const judged = evidence.digests
    .filter((file) => isReported(timeOf(file)))
    .map((file): Judged => {
      const entry = { ...(proofs.examined.get(file) as Examined), file }
      return { entry, verdict: judgeDigest(file, entry) }
    })
  const laidOut = findChains(judged)
  const listings = indexListings(proofs.entries)
  const missing = findMissing(
    proofs.entries,
    evidence.logs.filter(({ place }) => !listings.has(place ?? '')),
  )

  const digests = new Map<ObjectUri, DigestVerdict>(judged.map(({ entry, verdict }) => [entry.file.uri, verdict]))
  for (const [uri, { verdict, time }] of missing) if (isReported(time) && !digests.has(uri)) digests.set(uri, verdict)

  const coveredTime = new CoveredTime(laidOut)
  const logs = new Map<ObjectUri, LogVerdict>()
  for (const file of evidence.logs) {
    const listed = listings.get(file.place ?? '')
    if (
      !isLogReported(
        file.named?.time ?? null,
        listed?.map(({ by }) => by.file),
        evidence.range,
      )
    )
      continue
    logs.set(file.uri, judgeListed(file, listed) ?? { status: 'uncovered', where: coveredTime.where(file) })
  }
  const present = new Set(evidence.logs.map(({ place }) => place))
  for (const [place, listed] of listings) {
    if (
      present.has(place) ||
      !isLogReported(
        null,
        listed.map(({ by }) => by.file),
        evidence.range,
      )
    )
      continue
    logs.set(place, judgeAbsent(listed))
  }
  const keys = evidence.keys.list(proofs.provedBy)
  return {
    digests: sorted(digests),
    logs: sorted(logs),
    chains: laidOut.map(({ chain }) => chain),
    findings: laidOut.flatMap(({ findings }) => findings),
    counts: count(digests.values(), logs.values()),
    keys,
    problems: [...evidence.problems, ...keysOutOfTime(proofs.entries, keys)],
  }
}

const hour = 3_600_000

/**
 * The digests that `validate-logs` examines for a range: those whose window ends in it or at most an hour behind it,
 * since a digest is written after the hour it covers.
 */
function inRange(range: AskedRange | undefined): (time: UtcMs) => boolean {
  return (time) => range === undefined || (time >= range.from && time <= range.to + hour)
}

/** Listed log files go with their digests; the others are reported by the time in their name. */
function isLogReported(
  time: UtcMs | null,
  listedBy: readonly DigestFile[] | undefined,
  range: AskedRange | undefined,
): boolean {
  if (range === undefined) return true
  if (listedBy !== undefined) return listedBy.some((file) => inRange(range)(timeOf(file)))
  return time === null || (time >= range.from && time <= range.to)
}

const sorted = <T>(map: ReadonlyMap<ObjectUri, T>): ReadonlyMap<ObjectUri, T> =>
  new Map([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

function count(digests: Iterable<DigestVerdict>, logs: Iterable<LogVerdict>): IntegrityCounts {
  const counts = {
    digests: { verified: 0, moved: 0, unverified: 0, invalid: 0, missing: 0 },
    logs: { verified: 0, unverified: 0, invalid: 0, missing: 0, uncovered: 0 },
  }
  for (const { status } of digests) counts.digests[status]++
  for (const { status } of logs) counts.logs[status]++
  return counts
}
