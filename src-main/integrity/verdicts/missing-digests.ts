import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { DigestVerdict, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { type FileNameParts, parseFileName } from '../../formats/file-name.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { LogFile } from '../evidence/evidence.ts'
import { timeOf } from './chains.ts'
import { effectivePlace } from './digest-proofs.ts'
import type { Examined } from './examined.ts'

export interface MissingDigest {
  readonly verdict: Extract<DigestVerdict, { readonly status: 'missing' }>
  /** End of its window, as its name tells. */
  readonly time: UtcMs
}

/** Digests that others name and that do not lie where they are named. `unlisted`: log files that no digest lists. */
export function findMissing(
  examined: readonly Examined[],
  unlisted: readonly LogFile[],
): ReadonlyMap<ObjectUri, MissingDigest> {
  const there = new Set(examined.map(({ file }) => effectivePlace(file)))
  const naming = groupBy(
    examined.filter(({ file }) => file.digest?.previous != null && !there.has(file.digest.previous.place)),
    ({ file }) => file.digest?.previous?.place as ObjectUri,
  )
  const byHash = groupBy(examined, ({ file }) => file.sha256)
  const oldest = oldestTimes(examined, unlisted)
  const missing = new Map<ObjectUri, MissingDigest>()
  for (const [place, namedBy] of naming) {
    const parts = parseFileName(place)
    const time = parts?.time ?? ((namedBy[0] as Examined).file.digest?.start as UtcMs)
    const hashes = new Set(namedBy.map(({ file }) => file.digest?.previous?.hash))
    const foundAt = [...hashes]
      .flatMap((hash) => (hash == null ? [] : (byHash.get(hash) ?? [])))
      .map(({ file }) => file.uri)
    const verdict: MissingDigest['verdict'] = {
      status: 'missing',
      referencedBy: namedBy.map(({ file }) => file.uri).sort(),
      provenReference: namedBy.some(({ proven }) => proven),
      olderThanAllFiles: time < (oldest.get(regionOf(parts)) ?? Number.POSITIVE_INFINITY),
      ...(foundAt.length === 0 ? {} : { foundAt: foundAt.sort() }),
    }
    missing.set(place, { verdict, time })
  }
  return missing
}

/** By account and Region, the earliest time in the name of a digest or of a log file that no digest there covers. */
function oldestTimes(examined: readonly Examined[], unlisted: readonly LogFile[]): ReadonlyMap<string, number> {
  const oldest = new Map<string, number>()
  const note = (region: string, time: number): void => {
    if (time < (oldest.get(region) ?? Number.POSITIVE_INFINITY)) oldest.set(region, time)
  }
  for (const { file } of examined) note(regionOf(file.named), timeOf(file))
  for (const { named } of unlisted) if (named !== null) note(regionOf(named), named.time)
  return oldest
}

const regionOf = (parts: FileNameParts | null): string => (parts === null ? '' : `${parts.account} ${parts.region}`)
