import type { ObjectUri } from '../../../src-shared/model/integrity.ts'

interface Stated {
  readonly place: ObjectUri
  readonly hash: string | null
  /** Mostly all digests that name a place state one hash. */
  others: Set<string> | null
}

/** `disputed`: it is stated, and so are other hashes. `unnamed`: no digest names the place. */
export type Comparison = 'stated' | 'disputed' | 'other' | 'unnamed'

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

  /** How a hash compares with what is stated of a place, asked at once because it is asked of every file. */
  compare(place: ObjectUri, hash: string | null): Comparison {
    const stated = this.#stated.get(place)
    if (stated === undefined) return 'unnamed'
    if (stated.others === null) return hash !== null && hash === stated.hash ? 'stated' : 'other'
    return this.states(place, hash) ? 'disputed' : 'other'
  }

  places(): Iterable<ObjectUri> {
    return this.#stated.keys()
  }
}
