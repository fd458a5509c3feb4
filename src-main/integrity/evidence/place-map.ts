import type { ObjectUri } from '../../../src-shared/model/integrity.ts'

/**
 * Tells where local files lay in S3. A download keeps the keys' tree, but it may begin anywhere: at the bucket, below
 * it, at `AWSLogs` or deeper. Digests state their own place, so the longest common ending of a digest's local path and
 * its stated place says which local folder stands for which part of S3:
 *
 *     /case/trail/example-bucket/AWSLogs/111122223333/CloudTrail-Digest/…      /case/trail  ↔  s3://
 *     /case/logs/AWSLogs/111122223333/CloudTrail-Digest/…                      /case/logs   ↔  s3://example-bucket/logs
 *
 * A digest may lie, so all digests vote.
 */
export class PlaceMap {
  /** Local folder → the part of S3 it may stand for (`bucket/prefix/`, or empty) → votes. */
  readonly #folders = new Map<string, Map<string, number>>()
  readonly #referenced: Referenced
  /** What a folder may stand for, by folder: many files lie in one. */
  readonly #known = new Map<string, readonly Candidate[]>()
  #latest: { readonly folder: string; readonly candidates: readonly Candidate[] } = { folder: '', candidates: [] }

  constructor(digests: Iterable<{ path: string; stated: ObjectUri }>, referenced: Referenced) {
    this.#referenced = referenced
    for (const { path, stated } of digests) this.#vote(path, stated)
  }

  /** The place of a local file; null where no kept tree tells it. `stated` is what a digest says of itself. */
  placeOf(path: string, stated: ObjectUri | null = null): ObjectUri | null {
    const local = slashed(path)
    const cut = local.lastIndexOf('/')
    const candidates = this.#candidatesOf(local, cut)
    const names = objectNames(local.slice(cut + 1))
    let best: { uri: ObjectUri; rank: number } | null = null
    for (const { prefix, votes } of candidates) {
      for (const name of names) {
        const uri = `s3://${prefix}${name}`
        const referenced = this.#referenced.get(uri)
        const isStated = uri === stated
        const rank =
          (referenced === undefined ? 0 : 1e12) + votes * 4 + (isStated ? 2 : 0) + (name === names[0] ? 1 : 0)
        // Of equal texts the one that is kept anyway: there may be very many.
        const kept = isStated ? stated : (referenced ?? uri)
        if (best === null || rank > best.rank) best = { uri: kept, rank }
      }
    }
    // A file beside the buckets' folders is in none of them.
    return best !== null && /^s3:\/\/[^/]+\/./.test(best.uri) ? best.uri : null
  }

  #vote(path: string, stated: ObjectUri): void {
    const local = slashed(path).split('/')
    const object = stated.slice('s3://'.length).split('/')
    let common = 0
    while (common < object.length && common < local.length) {
      const here = local[local.length - 1 - common] as string
      const there = object[object.length - 1 - common] as string
      if (here !== there && !(common === 0 && objectNames(here).includes(there))) break
      common++
    }
    // Unless the folder of digests is among what they share, the tree was not kept and says nothing of other files.
    if (!object.slice(object.length - common).includes('CloudTrail-Digest')) return
    const folder = local.slice(0, local.length - common).join('/')
    const prefix = object
      .slice(0, object.length - common)
      .map((part) => `${part}/`)
      .join('')
    const votes = this.#folders.get(folder) ?? new Map<string, number>()
    this.#folders.set(folder, votes.set(prefix, (votes.get(prefix) ?? 0) + 1))
  }

  /** Files come folder by folder, so that mostly it is the folder of the one before. */
  #candidatesOf(path: string, cut: number): readonly Candidate[] {
    if (this.#latest.folder.length !== cut || !path.startsWith(this.#latest.folder)) {
      const folder = path.slice(0, cut)
      this.#latest = { folder, candidates: this.#candidates(folder) }
    }
    return this.#latest.candidates
  }

  #candidates(folder: string): readonly Candidate[] {
    const known = this.#known.get(folder)
    if (known !== undefined) return known
    const candidates: Candidate[] = []
    for (const [prefix, votes] of this.#folders.get(folder) ?? []) candidates.push({ prefix, votes })
    const cut = folder.lastIndexOf('/')
    if (cut !== -1) {
      const below = folder.slice(cut + 1)
      for (const above of this.#candidates(folder.slice(0, cut))) {
        candidates.push({ prefix: `${above.prefix}${below}/`, votes: above.votes })
      }
    }
    this.#known.set(folder, candidates)
    return candidates
  }
}

/** Gives back the places that digests name. Where several candidates remain, one of these is meant. */
export interface Referenced {
  get(place: ObjectUri): ObjectUri | undefined
}

interface Candidate {
  readonly prefix: string
  readonly votes: number
}

/** A log unpacked by hand lost its `.gz`: it stands for the object with it, too. */
export function objectNames(name: string): readonly string[] {
  return name.endsWith('.json') ? [name, `${name}.gz`] : [name]
}

/** Windows writes paths with `\`; S3 keys have `/`. */
const slashed = (path: string): string => (process.platform === 'win32' ? path.replaceAll('\\', '/') : path)

/** The last part of a path or a place. */
export function lastPart(path: string): string {
  const slash = slashed(path)
  return slash.slice(slash.lastIndexOf('/') + 1)
}
