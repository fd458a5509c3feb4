import type { KeyObject } from 'node:crypto'
import { firstThat } from '../../../src-shared/base/binary-search.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { IntegrityProblem } from '../../../src-shared/model/integrity.ts'
import { looseSignature } from '../../../src-shared/words/odd-files.ts'
import type { Digest } from '../../formats/parse/digest.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { Steps } from '../../runtime/steps.ts'
import { KeyRing } from '../verdicts/key-ring.ts'
import { signedText, verifiesSignature } from '../verdicts/signature.ts'
import { mostSignatures } from '../verdicts/signature-checks.ts'
import type { EarlyProof } from './early-proof.ts'
import type { RootKey } from './evidence.ts'
import type { PlacedDigest } from './placed.ts'
import type { LooseSignature } from './sidecar-index.ts'

/**
 * Tries of all digests together that cost no notable time. Where there are more digests than that, each is tried with
 * `mostSignatures`, as many as of those that are kept under its name.
 */
const mostTries = 10_000

interface Given {
  readonly digests: readonly PlacedDigest[]
  readonly problems: readonly IntegrityProblem[]
}

/**
 * Gives digests that nothing proves yet the signatures that were kept under names which tell no digest. A signature
 * verifies with one text alone, so that no name is needed: what does not verify says nothing about any digest.
 */
export function* giveLooseSignatures(
  digests: readonly PlacedDigest[],
  all: readonly LooseSignature[],
  keys: readonly RootKey[],
  early: EarlyProof,
): Steps<Given> {
  if (all.length === 0) return { digests, problems: [] }
  const left = new Candidates(withoutRecorded(all, digests))
  const proven = yield* early.digests()
  const unproven = new Set(digests.filter(({ digest }) => digest !== null && !proven.has(digest)))
  const most = Math.max(mostSignatures, Math.floor(mostTries / Math.max(1, unproven.size)))
  const ring = new KeyRing(keys)
  const found: { readonly file: string; readonly uri: string }[] = []
  const given: PlacedDigest[] = []
  for (const placed of digests) {
    const own = unproven.has(placed) ? signatureOf(placed, left, ring, most) : null
    if (unproven.has(placed)) yield
    given.push(own === null ? placed : { ...placed, sidecars: [own.sidecar, ...placed.sidecars] })
    if (own === null) continue
    own.isFound()
    found.push({ file: own.sidecar.path, uri: placed.effectivePlace ?? placed.fact.path })
  }
  return { digests: given, problems: foundProblems(found) }
}

/** A signature that a digest records is that of the digest before it, and known. */
function withoutRecorded(all: readonly LooseSignature[], digests: readonly PlacedDigest[]): readonly LooseSignature[] {
  const recorded = new Set(digests.map(({ digest }) => digest?.previousSignature))
  return all.filter((one) => {
    if (!recorded.has(one.signature)) return true
    one.isFound()
    return false
  })
}

function signatureOf(
  { digest, fact }: PlacedDigest,
  left: Candidates,
  ring: KeyRing,
  most: number,
): LooseSignature | null {
  const key = digest === null ? null : ring.get(digest.fingerprint)
  if (digest === null || fact.sha256 === null || key === null) return null
  return left.likeliest(digest.end, most).find(verifies(digest, fact.sha256, key)) ?? null
}

const verifies = (digest: Digest, sha256: string, key: KeyObject) => {
  const text = signedText(digest, sha256)
  return ({ signature }: LooseSignature): boolean => verifiesSignature(text, signature, key)
}

/** Loose signatures, of which those are tried first whose object S3 took soonest before or after a time. */
class Candidates {
  readonly #timed: readonly (LooseSignature & { readonly lastModified: UtcMs })[]
  readonly #others: readonly LooseSignature[]

  constructor(all: readonly LooseSignature[]) {
    this.#timed = all
      .flatMap((one) => (one.lastModified === null ? [] : [{ ...one, lastModified: one.lastModified }]))
      .sort((a, b) => a.lastModified - b.lastModified)
    this.#others = all.filter(({ lastModified }) => lastModified === null)
  }

  likeliest(time: UtcMs, most: number): readonly LooseSignature[] {
    const at = firstThat(this.#timed.length, (place) => this.#timed[place]!.lastModified >= time)
    const near = this.#timed
      .slice(Math.max(0, at - most), at + most)
      .sort((a, b) => Math.abs(a.lastModified - time) - Math.abs(b.lastModified - time))
    return [...near, ...this.#others.slice(0, most)].slice(0, most)
  }
}

function foundProblems(found: readonly { readonly file: string; readonly uri: string }[]): IntegrityProblem[] {
  return [...groupBy(found, ({ file }) => file)].map(([file, of]) => ({
    file,
    sentence: looseSignature.found([...new Set(of.map(({ uri }) => uri))]),
  }))
}
