import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import type { Steps } from '../../runtime/steps.ts'
import type { ParsedFile } from './parse.ts'

/** A place of which a digest states a hash. */
export interface Candidate {
  readonly place: ObjectUri
  readonly by: Digest
}

/** The places of which any of these hashes is stated, by hash, in order of time. There are few such hashes. */
export function* candidatesFor(
  hashes: ReadonlySet<string>,
  files: readonly ParsedFile[],
): Steps<ReadonlyMap<string, readonly Candidate[]>> {
  const found = new Map<string, Candidate[]>()
  for (const { digest } of files) {
    if (digest === null) continue
    yield
    for (const { place, hash } of digest.logs) {
      if (hash === null || !hashes.has(hash)) continue
      const known = found.get(hash)
      if (known === undefined) found.set(hash, [{ place, by: digest }])
      else known.push({ place, by: digest })
    }
  }
  for (const candidates of found.values()) candidates.sort(byTime)
  return found
}

/** By the end of the digest's window, then by place: the same for any order of reading. */
const byTime = (a: Candidate, b: Candidate): number =>
  a.by.end - b.by.end || (a.place < b.place ? -1 : a.place > b.place ? 1 : 0)

/** Which of the places a proven digest lists. */
export function* provenPlaces(
  places: ReadonlySet<ObjectUri | null>,
  files: readonly ParsedFile[],
  proven: ReadonlySet<Digest>,
): Steps<ReadonlySet<ObjectUri | null>> {
  const found = new Set<ObjectUri>()
  for (const { digest } of files) {
    if (digest === null || !proven.has(digest)) continue
    yield
    for (const { place } of digest.logs) if (places.has(place)) found.add(place)
  }
  return found
}
