import type { ObjectUri, Proof } from '../../../src-shared/model/integrity.ts'
import { groupBy } from '../../runtime/group-by.ts'
import { atOnce, type Steps } from '../../runtime/steps.ts'
import type { DigestFile, Sidecar } from '../evidence/evidence.ts'
import type { Examined } from './examined.ts'
import type { KeyRing } from './key-ring.ts'
import { checkSignatures, noSignatures, recordedBy } from './signature-checks.ts'

export interface Proofs {
  readonly all: readonly Examined[]
  readonly byFile: ReadonlyMap<DigestFile, Examined>
  /** How many digests each key verified, by fingerprint. */
  readonly provedBy: ReadonlyMap<string, number>
}

/** Looks for proof of every digest at once. */
export const proveDigests = (files: readonly DigestFile[], keys: KeyRing): Proofs => atOnce(proveSteps(files, keys))

/**
 * Looks for proof of every digest. A signature, kept beside the digest or recorded by the next one, is checked with the
 * public key alone. A hash that a later digest states counts once that digest is proven, so that proof spreads backwards
 * until nothing more can be proven.
 */
export function* proveSteps(files: readonly DigestFile[], keys: KeyRing): Steps<Proofs> {
  const all: Mutable[] = []
  const byFile = new Map<DigestFile, Examined>()
  for (const equal of groupBy(files, identityAmong(files)).values()) {
    const file = equal.find(({ isCopy }) => !isCopy) ?? (equal[0] as DigestFile)
    const examined: Mutable = {
      file,
      sidecars: equal.flatMap(({ sidecars }) => sidecars),
      successors: [],
      keyFound: file.digest !== null && keys.get(file.digest.fingerprint) !== null,
      checks: noSignatures,
      proven: false,
    }
    all.push(examined)
    for (const each of equal) byFile.set(each, examined)
  }
  linkSuccessors(all)
  const provedBy = new Map<string, number>()
  for (const examined of all) {
    const { digest } = examined.file
    const key = digest === null ? null : keys.get(digest.fingerprint)
    if (digest === null || key === null) continue
    examined.checks = checkSignatures(examined, key)
    examined.proven = isSigned(examined)
    if (examined.proven) provedBy.set(digest.fingerprint, (provedBy.get(digest.fingerprint) ?? 0) + 1)
    yield
  }
  spreadProof(all)
  return { all, byFile, provedBy }
}

/**
 * Files are one digest when they hold the same at the same place; a damaged one is like no other. Places are long texts:
 * they are looked at only where several files hold the same.
 */
function identityAmong(files: readonly DigestFile[]): (file: DigestFile) => DigestFile | string {
  const once = new Set<string | null>()
  const several = new Set<string | null>()
  for (const { sha256 } of files) (once.has(sha256) ? several : once).add(sha256)
  return (file) => {
    if (file.sha256 === null) return file
    return several.has(file.sha256) ? `${file.sha256} ${effectivePlace(file)}` : file.sha256
  }
}

/** Whether a signature of its own verifies, rather than a later digest's word for it. */
export const isSigned = ({ checks }: Examined): boolean => {
  for (const outcome of checks.signatures.values()) if (outcome === 'good') return true
  return false
}

/** The sidecar whose signature verifies. */
export const signedBy = ({ sidecars, checks }: Examined): Sidecar | null =>
  sidecars.find(({ signature }) => checks.signatures.get(signature ?? '') === 'good') ?? null

/** Whether sidecars hold signatures, and none of them verifies. */
export const isMissigned = (examined: Examined): boolean =>
  examined.keyFound && examined.sidecars.some(({ signature }) => signature !== null) && signedBy(examined) === null

/** How the signature came out that the next digest records; null where it was not checked. */
export const outcomeOf = ({ checks }: Examined, next: Examined) => checks.signatures.get(recordedBy(next) ?? '') ?? null

/** What shows that the content is genuine, strongest first. */
export function proofsOf(examined: Examined): Proof[] {
  const proofs: Proof[] = []
  if (signedBy(examined) !== null) proofs.push('sidecar-signature')
  if (examined.successors.some((next) => outcomeOf(examined, next) === 'good')) proofs.push('next-digest-signature')
  if (examined.successors.some((next) => next.proven && statesHashOf(next, examined.file))) proofs.push('hash-link')
  return proofs
}

/** Whether a proven digest states another hash for this place, and none states this one. */
export function contradicted(examined: Examined): boolean {
  const proven = examined.successors.filter((next) => next.proven && next.file.digest?.previous?.hash != null)
  return proven.length > 0 && !proven.some((next) => statesHashOf(next, examined.file))
}

type Mutable = { -readonly [K in keyof Examined]: Examined[K] }

const statesHashOf = (next: Examined, file: DigestFile): boolean =>
  file.sha256 !== null && next.file.digest?.previous?.hash === file.sha256

/** Where a digest counts as lying: where it lies, or where it says so if nothing tells. */
export const effectivePlace = (file: DigestFile): ObjectUri | null => file.place ?? file.digest?.place ?? null

/**
 * A digest is named by its place. One that lies elsewhere than it states is also found by the place it states, if
 * the hash fits or nothing lies there: a renamed digest keeps its successors.
 */
function linkSuccessors(all: readonly Mutable[]): void {
  const naming = groupBy(all, ({ file }) => file.digest?.previous?.place ?? null)
  const places = new Set(all.map(({ file }) => effectivePlace(file)))
  for (const examined of all) {
    const place = effectivePlace(examined.file)
    if (place === null) continue
    const there = naming.get(place) ?? []
    // One list for all that lie there: very many digests may name a place at which very many lie.
    examined.successors =
      examined.file.digest?.previous?.place === place ? there.filter((next) => next !== examined) : there
    const stated = examined.file.digest?.place ?? place
    if (stated === place) continue
    const found = (naming.get(stated) ?? []).filter(
      (next) => next !== examined && (!places.has(stated) || statesHashOf(next, examined.file)),
    )
    if (found.length > 0) examined.successors = [...examined.successors, ...found]
  }
}

/** Each digest is taken up once it is proven, so this ends after as many steps as there are digests. */
function spreadProof(all: readonly Mutable[]): void {
  const byHash = groupBy(all, ({ file }) => (file.digest === null ? null : file.sha256))
  const waiting = all.filter(({ proven }) => proven)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const hash = next.file.digest?.previous?.hash
    if (hash == null) continue
    for (const examined of byHash.get(hash) ?? []) {
      if (examined.proven || !examined.successors.includes(next)) continue
      examined.proven = true
      waiting.push(examined)
    }
  }
}
