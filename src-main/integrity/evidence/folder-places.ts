import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import { treePathOf } from './file-fact.ts'
import type { ParsedFile } from './parse.ts'
import { PlaceMap, type Referenced } from './place-map.ts'

/**
 * Where local files lie in S3, as digests tell. Where digests contradict each other, those that are proven vote first:
 * anybody can add any number of others.
 */
export class FolderPlaces {
  readonly #all: PlaceMap
  /** Null where nothing had to be proven, because all digests lie where they say. */
  readonly #proven: PlaceMap | null

  constructor(files: readonly ParsedFile[], referenced: Referenced, proven: ReadonlySet<Digest> | null = null) {
    this.#all = new PlaceMap(votesOf(files), referenced)
    this.#proven = proven === null ? null : new PlaceMap(votesOf(files, proven), referenced)
  }

  /** An unproven digest lies where it says if any of the votes agrees: not more than its own word depends on it. */
  ofDigest(path: string, stated: ObjectUri | null, isProven: boolean): ObjectUri | null {
    const byProven = this.#proven?.placeOf(path, stated) ?? null
    if (byProven !== null && (isProven || byProven === stated)) return byProven
    const byAll = this.#all.placeOf(path, stated)
    return byAll === stated ? byAll : (byProven ?? byAll)
  }

  /** `isListed`: whether a digest lists a log file at a place. */
  ofLog(path: string, isListed: (place: ObjectUri) => boolean): ObjectUri | null {
    if (this.#proven === null) return this.#all.placeOf(path)
    const byProven = this.#proven.placeOf(path)
    if (byProven !== null && isListed(byProven)) return byProven
    const byAll = this.#all.placeOf(path)
    return byProven === null || (byAll !== null && isListed(byAll)) ? byAll : byProven
  }
}

/** `among`: the digests that vote; null for all. */
const votesOf = (files: readonly ParsedFile[], among: ReadonlySet<Digest> | null = null) =>
  files.flatMap(({ fact, digest }) =>
    digest === null || among?.has(digest) === false ? [] : [{ path: treePathOf(fact), stated: digest.place }],
  )
