import type { KeyObject } from 'node:crypto'
import type { Sidecar } from '../evidence/evidence.ts'
import type { Examined, Outcome, SignatureChecks } from './examined.ts'
import { signedText, verifiesSignature } from './signature.ts'

/**
 * Different signatures of one digest that are checked, from each place they may come from. Only one can be genuine,
 * because this scheme makes the same of the same text every time (RFC 8017, 8.2.1); more than a few are somebody's
 * attempt to keep this program busy. Each check costs as much as a digest does.
 */
export const mostSignatures = 8

export const noSignatures: SignatureChecks = { signatures: new Map(), leftUnchecked: false }

/** The signatures of a digest with its key: those kept beside it, then those that the next digests record. */
export function checkSignatures({ file, sidecars, successors }: Unchecked, key: KeyObject): SignatureChecks {
  if (file.digest === null || file.sha256 === null) return noSignatures
  const kept = firstFew(sidecars.map(({ signature }) => signature))
  const recorded = firstFew(likeliestFirst({ file, successors }).map((next) => recordedBy(next)))
  const text = signedText(file.digest, file.sha256)
  const signatures = new Map<string, Outcome>()
  for (const signature of new Set([...kept.first, ...recorded.first])) {
    signatures.set(signature, verifiesSignature(text, signature, key) ? 'good' : 'bad')
  }
  return { signatures, leftUnchecked: kept.areMore || recorded.areMore }
}

interface Unchecked extends Pick<Examined, 'file' | 'successors'> {
  readonly sidecars: readonly Sidecar[]
}

/** What a digest says the signature of the one before it is. */
export const recordedBy = ({ file }: Examined): string | null => file.digest?.previousSignature ?? null

/** Whoever forges the next digest may not have this one: what states its hash, and follows it in time, comes first. */
function likeliestFirst({ file, successors }: Pick<Examined, 'file' | 'successors'>): readonly Examined[] {
  if (successors.length <= mostSignatures) return successors
  const ranks: readonly [Examined[], Examined[], Examined[], Examined[]] = [[], [], [], []]
  for (const next of successors) {
    const states = next.file.digest?.previous?.hash === file.sha256
    const follows = next.file.digest?.start === file.digest?.end
    ranks[states ? (follows ? 0 : 1) : follows ? 2 : 3].push(next)
  }
  return ranks.flat()
}

function firstFew(signatures: Iterable<string | null>): { first: ReadonlySet<string>; areMore: boolean } {
  const first = new Set<string>()
  for (const signature of signatures) {
    if (signature === null || first.has(signature)) continue
    if (first.size === mostSignatures) return { first, areMore: true }
    first.add(signature)
  }
  return { first, areMore: false }
}
