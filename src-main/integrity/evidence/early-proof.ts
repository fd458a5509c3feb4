import type { Digest } from '../../formats/parse/digest.ts'
import type { Steps } from '../../runtime/steps.ts'
import { proveSteps } from '../verdicts/digest-proofs.ts'
import { KeyRing } from '../verdicts/key-ring.ts'
import type { DigestFile, Sidecar } from './evidence.ts'
import { type FileFact, treePathOf } from './file-fact.ts'
import type { ParsedEvidence, ParsedFile } from './parse.ts'
import type { SidecarIndex } from './sidecar-index.ts'

/**
 * Which digests are proven by their text and their signatures alone, wherever their files lie. It is asked only where
 * places or damage are in doubt, because it checks signatures that are checked again for the verdicts.
 */
export class EarlyProof {
  readonly #parsed: ParsedEvidence
  readonly #sidecars: SidecarIndex
  #proven: ReadonlySet<Digest> | null = null

  constructor(parsed: ParsedEvidence, sidecars: SidecarIndex) {
    this.#parsed = parsed
    this.#sidecars = sidecars
  }

  /** The proven ones. They are found once. */
  *digests(): Steps<ReadonlySet<Digest>> {
    if (this.#proven !== null) return this.#proven
    const { files, keys } = this.#parsed
    const readable = files.filter(({ digest }) => digest !== null).map((file) => this.#withoutPlace(file))
    const { byFile } = yield* proveSteps(readable, new KeyRing(keys))
    this.#proven = new Set([...byFile].flatMap(([file, { proven }]) => (proven ? [file.digest as Digest] : [])))
    return this.#proven
  }

  #withoutPlace({ fact, named, digest }: ParsedFile): DigestFile {
    const { path, sha256, gzip } = fact
    const sidecars = sidecarsOf(fact, digest?.place ?? null, this.#sidecars)
    const nothing = { place: null, isCopy: false, repeats: false, unknownAttributes: null }
    return { path, uri: `file:${path}`, sha256, gzip, named, digest, sidecars, ...nothing }
  }
}

/** What was kept of a digest's metadata. Extended attributes are a sidecar that lies in the file itself. */
export function sidecarsOf(fact: FileFact, place: string | null, index: SidecarIndex): readonly Sidecar[] {
  return index.of(treePathOf(fact), place, ownAttributes(fact))
}

function ownAttributes({ path, attributes }: FileFact): Sidecar[] {
  if (attributes == null || (attributes.signature === null && attributes.backfillTimestamp === null)) return []
  const { signature, backfillTimestamp } = attributes
  return [{ path, isAttribute: true, signature, backfillTimestamp }]
}
