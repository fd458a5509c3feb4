import type { ObjectUri } from '../../../src-shared/model/integrity.ts'

interface Stated {
  readonly place: ObjectUri
  readonly hash: string | null
  /** Mostly all digests that name a place state one hash. */
  others: Set<string> | null
}

/** The places that digests name, with the hashes they state. */
export class StatedHashes {
  readonly #stated = new Map<ObjectUri, Stated>()

  add(place: ObjectUri, hash: string | null): void {
    const known = this.#stated.get(place)
    if (known === undefined) this.#stated.set(place, { place, hash, others: null })
    else if (hash !== null && hash !== known.hash) {
      known.others ??= new Set()
      known.others.add(hash)
    }
  }

  /** The place as it was first named, so that equal places are one string; undefined where no digest names it. */
  get(place: ObjectUri): ObjectUri | undefined {
    return this.#stated.get(place)?.place
  }

  /** Whether a digest states just this hash of the place. */
  states(place: ObjectUri, hash: string | null): boolean {
    if (hash === null) return false
    const stated = this.#stated.get(place)
    return stated !== undefined && (stated.hash === hash || (stated.others?.has(hash) ?? false))
  }

  /** Whether all digests that name the place state one hash of it. */
  isUnanimous(place: ObjectUri): boolean {
    return this.#stated.get(place)?.others == null
  }

  places(): Iterable<ObjectUri> {
    return this.#stated.keys()
  }
}
