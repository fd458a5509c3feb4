import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { Steps } from '../../runtime/steps.ts'
import { keptNameIn } from './kept-name.ts'
import type { ParsedFile } from './parse.ts'
import { lastPart, type Referenced } from './place-map.ts'
import { StatedHashes } from './stated-hashes.ts'

/** The places that digests name. */
export class NamedPlaces implements Referenced {
  readonly previous = new StatedHashes()
  readonly logs = new StatedHashes()
  #logsByKeptName: ReadonlyMap<string, readonly ObjectUri[]> | null = null
  #logsByName: ReadonlyMap<string, readonly ObjectUri[]> | null = null

  add({ previous, logs }: Digest): void {
    if (previous !== null) this.previous.add(previous.place, previous.hash)
    for (const { place, hash } of logs) this.logs.add(place, hash)
  }

  get(place: ObjectUri): ObjectUri | undefined {
    return this.previous.get(place) ?? this.logs.get(place)
  }

  /** Places whose files a renamed file may stand for (see kept-name.ts). */
  readonly logsKeptAs = (name: string): readonly ObjectUri[] => {
    const kept = keptNameIn(name)
    if (kept === null) return []
    this.#logsByKeptName ??= groupBy(this.logs.places(), (place) => keptNameIn(lastPart(place)) ?? '')
    return this.#logsByKeptName.get(kept) ?? []
  }

  /** Asked only where the tree of keys was not kept. */
  readonly logsNamed = (name: string): readonly ObjectUri[] => {
    this.#logsByName ??= groupBy(this.logs.places(), lastPart)
    return this.#logsByName.get(name) ?? []
  }
}

export function* namedPlaces(files: readonly ParsedFile[]): Steps<NamedPlaces> {
  const named = new NamedPlaces()
  for (const { digest } of files) {
    if (digest === null) continue
    yield
    named.add(digest)
  }
  return named
}
