import type { KeyObject } from 'node:crypto'
import type { ObjectUri, Proof } from '../../src-shared/integrity.ts'
import type { DigestFile, Sidecar } from './evidence.ts'
import type { KeyRing } from './public-keys.ts'
import { signedText, verifiesSignature } from './signature.ts'

/** How one signature came out. */
type Outcome = 'good' | 'bad'

/** What could be found out about one digest before its verdict. Equal copies at one place are one digest. */
export interface Examined {
  readonly file: DigestFile
  readonly sidecars: readonly Sidecar[]
  /** Digests that name this one as their previous, one entry each. */
  readonly successors: readonly Examined[]
  readonly keyFound: boolean
  readonly sidecar: Outcome | null
  /** The sidecar whose signature verifies. */
  readonly signedBy: Sidecar | null
  /** The next digests whose record of this one's signature verifies, or does not. */
  readonly nextSignatures: ReadonlyMap<Examined, Outcome>
  /** True once anything shows that the content is as CloudTrail signed it. */
  proven: boolean
}

export interface Proofs {
  readonly entries: readonly Examined[]
  readonly examined: ReadonlyMap<DigestFile, Examined>
  /** How many digests each key verified, by fingerprint. */
  readonly provedBy: ReadonlyMap<string, number>
}

/**
 * Looks for proof of every digest. A signature, kept beside it or recorded by the next digest, needs nothing but the
 * public key. A hash stated by a later digest counts once that digest is proven: so proof spreads backwards until
 * nothing more can be proven.
 */
export function proveDigests(files: readonly DigestFile[], keys: KeyRing): Proofs {
  const entries: Mutable[] = []
  const examined = new Map<DigestFile, Examined>()
  for (const equal of groupBy(files, identity).values()) {
    const file = equal.find(({ isCopy }) => !isCopy) ?? (equal[0] as DigestFile)
    const entry: Mutable = {
      file,
      sidecars: equal.flatMap(({ sidecars }) => sidecars),
      successors: [],
      keyFound: file.digest !== null && keys.get(file.digest.fingerprint) !== null,
      sidecar: null,
      signedBy: null,
      nextSignatures: new Map(),
      proven: false,
    }
    entries.push(entry)
    for (const each of equal) examined.set(each, entry)
  }
  linkSuccessors(entries)
  const provedBy = new Map<string, number>()
  for (const entry of entries) checkSignatures(entry, keys, provedBy)
  spreadProof(entries)
  return { entries, examined, provedBy }
}

/** Files are one digest when they hold the same at the same place; a damaged one is like no other. */
const identity = (file: DigestFile): DigestFile | string =>
  file.sha256 === null ? file : `${file.sha256} ${effectivePlace(file)}`

/** Whether a signature of its own verifies, rather than a later digest's word for it. */
export const isSigned = ({ sidecar, nextSignatures }: Examined): boolean =>
  sidecar === 'good' || [...nextSignatures.values()].includes('good')

/** What shows that the content is genuine, strongest first. */
export function proofsOf(entry: Examined): Proof[] {
  const proofs: Proof[] = []
  if (entry.sidecar === 'good') proofs.push('sidecar-signature')
  if ([...entry.nextSignatures.values()].includes('good')) proofs.push('next-digest-signature')
  if (entry.successors.some((next) => next.proven && statesHashOf(next, entry.file))) proofs.push('hash-link')
  return proofs
}

/** Whether a proven digest states another hash for this place, and none states this one. */
export function contradicted(entry: Examined): boolean {
  const proven = entry.successors.filter((next) => next.proven && next.file.digest?.previous?.hash != null)
  return proven.length > 0 && !proven.some((next) => statesHashOf(next, entry.file))
}

type Mutable = { -readonly [K in keyof Examined]: Examined[K] } & {
  successors: Examined[]
  nextSignatures: Map<Examined, Outcome>
}

const statesHashOf = (next: Examined, file: DigestFile): boolean =>
  file.sha256 !== null && next.file.digest?.previous?.hash === file.sha256

/** Where a digest counts as lying: where it lies, or where it says so if nothing tells. */
export const effectivePlace = (file: DigestFile): ObjectUri | null => file.place ?? file.digest?.place ?? null

/**
 * A digest is named by its place. One that lies elsewhere than it states is also found by the place it states, if
 * the hash fits or nothing lies there: a renamed digest keeps its successors.
 */
function linkSuccessors(entries: readonly Mutable[]): void {
  const byPlace = groupBy(entries, ({ file }) => effectivePlace(file))
  const byStated = groupBy(entries, ({ file }) =>
    file.digest !== null && file.digest.place !== effectivePlace(file) ? file.digest.place : null,
  )
  for (const next of entries) {
    const previous = next.file.digest?.previous
    if (previous == null) continue
    const there = byPlace.get(previous.place) ?? []
    for (const entry of there) if (entry !== next) entry.successors.push(next)
    for (const entry of byStated.get(previous.place) ?? []) {
      if (entry !== next && (there.length === 0 || statesHashOf(next, entry.file))) entry.successors.push(next)
    }
  }
}

function checkSignatures(entry: Mutable, keys: KeyRing, provedBy: Map<string, number>): void {
  const { sidecars } = entry
  const { digest, sha256 } = entry.file
  if (digest === null || sha256 === null) return
  const key = keys.get(digest.fingerprint)
  if (key === null) return
  const check = signatureChecker(signedText(digest, sha256), key)
  for (const sidecar of sidecars) {
    if (sidecar.signature === null || entry.signedBy !== null) continue
    entry.sidecar = check(sidecar.signature)
    if (entry.sidecar === 'good') entry.signedBy = sidecar
  }
  for (const next of entry.successors) {
    const signature = next.file.digest?.previousSignature
    if (signature != null) entry.nextSignatures.set(next, check(signature))
  }
  entry.proven = isSigned(entry)
  if (entry.proven) provedBy.set(digest.fingerprint, (provedBy.get(digest.fingerprint) ?? 0) + 1)
}

/** Sidecar and next digest mostly hold the same signature: each is computed once. */
function signatureChecker(text: string, key: KeyObject): (signature: string) => Outcome {
  const known = new Map<string, Outcome>()
  return (signature) => {
    const outcome = known.get(signature) ?? (verifiesSignature(text, signature, key) ? 'good' : 'bad')
    known.set(signature, outcome)
    return outcome
  }
}

/** Each digest is taken up once it is proven, so this ends after as many steps as there are digests. */
function spreadProof(entries: readonly Mutable[]): void {
  const byHash = groupBy(entries, ({ file }) => (file.digest === null ? null : file.sha256))
  const waiting = entries.filter(({ proven }) => proven)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const hash = next.file.digest?.previous?.hash
    if (hash == null) continue
    for (const entry of byHash.get(hash) ?? []) {
      if (entry.proven || !entry.successors.includes(next)) continue
      entry.proven = true
      waiting.push(entry)
    }
  }
}

export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
