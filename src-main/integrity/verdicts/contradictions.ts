import type { Doubt, LogVerdict, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { EvidenceFile, LogFile } from '../evidence/evidence.ts'
import { effectivePlace } from './digest-proofs.ts'
import type { Examined } from './examined.ts'
import type { Listing } from './judge-logs.ts'

/**
 * Files that contradict each other, whichever of them is genuine: two digests or log files of one place, two hashes of
 * one log file, a hash that a file does not have. A verdict tells of one file; that two cannot both be true is told here.
 */
export function contradictions(
  digests: readonly Examined[],
  logs: readonly LogFile[],
  listings: ReadonlyMap<ObjectUri, readonly Listing[]>,
  verdicts: ReadonlyMap<ObjectUri, LogVerdict>,
): Doubt[] {
  const files = digests.map(({ file }) => file)
  return [
    ...differing(files, effectivePlace).map((objects): Doubt => ({ code: 'two-digests', objects })),
    ...differing(logs, placeOrName).map((objects): Doubt => ({ code: 'two-log-files', objects })),
    ...differingListings(listings),
    ...unlikeTheirListing(verdicts),
    ...unlikeTheirLink(digests),
  ]
}

/** Files of one place with different content. */
function differing<F extends EvidenceFile>(files: readonly F[], placeOf: (file: F) => string | null): ObjectUri[][] {
  const whole = files.filter(({ sha256 }) => sha256 !== null)
  const first = new Map<string | null, string | null>()
  const differs = new Set<string>()
  for (const file of whole) {
    const place = placeOf(file)
    const sha256 = first.get(place)
    if (sha256 === undefined) first.set(place, file.sha256)
    else if (place !== null && sha256 !== file.sha256) differs.add(place)
  }
  if (differs.size === 0) return []
  return [...groupBy(whole, placeOf)].flatMap(([place, there]) =>
    place !== null && differs.has(place) ? [there.map(({ uri }) => uri)] : [],
  )
}

/** CloudTrail never gives a name twice, so that a name is as good as a place where the folder kept no tree. */
function placeOrName({ place, path, named }: LogFile): string | null {
  if (place !== null || named === null) return place
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.gz$/, '')
}

function differingListings(listings: ReadonlyMap<ObjectUri, readonly Listing[]>): Doubt[] {
  const found: Doubt[] = []
  for (const [place, listed] of listings) {
    if (listed.length === 1) continue
    const stated = listed.filter(({ hash }) => hash !== null)
    if (stated.some(({ hash }) => hash !== stated[0]?.hash))
      found.push({ code: 'listings-differ', objects: [place, ...stated.map(({ by }) => by.file.uri)] })
  }
  return found
}

function unlikeTheirListing(verdicts: ReadonlyMap<ObjectUri, LogVerdict>): Doubt[] {
  const found: Doubt[] = []
  for (const [uri, verdict] of verdicts)
    if (verdict.status === 'unverified' && verdict.hashMatches === false)
      found.push({ code: 'log-differs', objects: [uri, verdict.listedBy] })
  return found
}

/** What a proven digest states of the one before it is that one's verdict. */
const unlikeTheirLink = (digests: readonly Examined[]): Doubt[] =>
  digests.flatMap(({ file, successors }) => {
    // Of most digests, the next one is proven.
    if (successors.every(({ proven }) => proven)) return []
    const others = successors.filter(({ proven, file: { digest } }) => {
      const hash = digest?.previous?.hash
      return !proven && hash != null && file.sha256 !== null && hash !== file.sha256
    })
    if (others.length === 0) return []
    return [{ code: 'link-differs', objects: [file.uri, ...others.map((next) => next.file.uri)] } as const]
  })
