import type { HashLink, KeyLink, ProofLink, SignatureLink } from '../../../src-shared/model/proof.ts'
import {
  hashLinkSentence,
  keySentence,
  noKeySentences,
  noSignatureSentences,
  type SignatureSource,
  signatureSentence,
} from '../../../src-shared/words/proofs.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { DigestFile, Evidence } from '../evidence/evidence.ts'
import { effectivePlace, isSigned, outcomeOf, type Proofs, proveDigests, signedBy } from '../verdicts/digest-proofs.ts'
import type { Examined } from '../verdicts/examined.ts'
import { KeyRing } from '../verdicts/key-ring.ts'
import { keyIsOutOfTime } from '../verdicts/key-validity.ts'
import { signedText } from '../verdicts/signature.ts'

/** Digests that are looked at for one proof at most, before a signature is found that verifies. */
const mostDigests = 100_000

/**
 * The links from a digest to a key: its own signature if one verifies, else the hashes that later digests state, up to
 * one that is signed. Checked anew, over no more digests than it takes.
 */
export function linksOfDigest(start: DigestFile, { digests, keys }: Evidence): ProofLink[] {
  const ring = new KeyRing(keys)
  const proofs = proveAsFarAsNeeded(start, digests, ring)
  const links: HashLink[] = []
  const seen = new Set<Examined>()
  let examined = proofs.byFile.get(start) as Examined
  for (;;) {
    seen.add(examined)
    const signature = signatureOf(examined)
    const next = signature.holds === 'holds' ? null : statedBy(examined, seen)
    if (next === null) return [...links, signature, keyOf(examined, ring)]
    links.push(hashLink(examined, next))
    examined = next
  }
}

/** Proves the digest with ever more of those behind it, until it is proven or there are no more. */
function proveAsFarAsNeeded(start: DigestFile, digests: readonly DigestFile[], keys: KeyRing): Proofs {
  const byPrevious = groupBy(digests, ({ digest }) => digest?.previous?.place)
  const taken = new Set(digests.filter((file) => file === start || isSame(file, start)))
  let newest: readonly DigestFile[] = [...taken]
  for (let hops = 1; ; hops *= 2) {
    for (let hop = 0; hop < hops && newest.length > 0; hop++) newest = successorsOf(newest, byPrevious, taken)
    const proofs = proveDigests([...taken], keys)
    if (proofs.byFile.get(start)?.proven || newest.length === 0 || taken.size > mostDigests) return proofs
  }
}

function successorsOf(
  files: readonly DigestFile[],
  byPrevious: ReadonlyMap<string | undefined, readonly DigestFile[]>,
  taken: Set<DigestFile>,
): DigestFile[] {
  const places = new Set(files.flatMap((file) => [effectivePlace(file) ?? '', file.digest?.place ?? '']))
  const found: DigestFile[] = []
  for (const place of places) {
    for (const next of byPrevious.get(place) ?? []) {
      if (taken.has(next)) continue
      taken.add(next)
      found.push(next)
    }
  }
  return found
}

const isSame = (file: DigestFile, other: DigestFile): boolean =>
  file.sha256 !== null && file.sha256 === other.sha256 && effectivePlace(file) === effectivePlace(other)

/** The proven digest that states this one's hash, the nearest to a signature first. */
function statedBy(examined: Examined, seen: ReadonlySet<Examined>): Examined | null {
  const stating = examined.successors.filter(
    (next) => next.proven && !seen.has(next) && next.file.digest?.previous?.hash === examined.file.sha256,
  )
  return stating.find((next) => signatureOf(next).holds === 'holds') ?? stating[0] ?? null
}

function hashLink({ file }: Examined, next: Examined): HashLink {
  return {
    kind: 'hash-link',
    holds: 'holds',
    sentence: hashLinkSentence,
    digest: file.uri,
    sha256: file.sha256,
    nextDigest: next.file.uri,
    nextPath: next.file.path,
    statedSha256: next.file.digest?.previous?.hash ?? null,
  }
}

/** The signature that verifies, or else the best reason why none does. */
function signatureOf(examined: Examined): SignatureLink {
  const { file, sidecars, successors, keyFound } = examined
  const { digest, sha256 } = file
  const about = { kind: 'signature', digest: file.uri, path: file.path, sha256 } as const
  const text = digest === null || sha256 === null ? null : signedText(digest, sha256)
  if (examined.checks.leftUnchecked && !isSigned(examined)) {
    const sentence = noSignatureSentences['too-many']
    return { ...about, holds: 'unknown', sentence, from: null, heldBy: null, signature: null, signedText: text }
  }
  const good = signedBy(examined)
  const kept = good ?? sidecars.find(({ signature }) => signature !== null)
  const recording =
    successors.find((next) => outcomeOf(examined, next) === 'good') ??
    successors.find((next) => next.file.digest?.previousSignature != null)
  if (kept !== undefined && (good !== null || recording === undefined)) {
    return {
      ...about,
      ...outcome(keyFound, good !== null, true, kept.isAttribute ? 'attribute' : 'metadata'),
      from: 'sidecar',
      heldBy: kept.path,
      signature: kept.signature,
      signedText: text,
    }
  }
  if (recording !== undefined) {
    const isGood = outcomeOf(examined, recording) === 'good'
    return {
      ...about,
      ...outcome(keyFound, isGood, recording.proven, 'next-digest'),
      from: 'next-digest',
      heldBy: recording.file.path,
      signature: recording.file.digest?.previousSignature ?? null,
      signedText: text,
    }
  }
  return {
    ...about,
    holds: 'unknown',
    sentence: noSignatureSentences.none,
    from: null,
    heldBy: null,
    signature: null,
    signedText: text,
  }
}

/** A signature that fails refutes the digest only where its holder is beyond doubt, as in judge-digests.ts. */
function outcome(keyFound: boolean, isGood: boolean, isHolderTrusted: boolean, from: SignatureSource) {
  if (!keyFound) return { holds: 'unknown', sentence: signatureSentence(from, 'no-key') } as const
  if (isGood) return { holds: 'holds', sentence: signatureSentence(from, 'verifies') } as const
  if (isHolderTrusted) return { holds: 'fails', sentence: signatureSentence(from, 'fails') } as const
  return { holds: 'unknown', sentence: signatureSentence(from, 'fails-unproven') } as const
}

/** A key that nobody vouches for, or that may not have been valid, leaves open what rests on it. */
function keyOf({ file, sidecars }: Examined, keys: KeyRing): KeyLink {
  const fingerprint = file.digest?.fingerprint ?? null
  const key = keys.list().find((each) => each.fingerprint === fingerprint)
  if (key === undefined || key.trust === 'not-used') {
    const why = fingerprint === null ? 'names-none' : key === undefined ? 'not-listed' : 'not-used'
    const sentence = noKeySentences[why]
    const nothing = { trust: key?.trust ?? null, isInDoubt: false, sources: [], validFrom: null, validUntil: null }
    return { kind: 'key', holds: 'unknown', sentence, fingerprint, ...nothing }
  }
  const { sources, trust, defects, validFrom, validUntil } = key
  const isOut = keyIsOutOfTime(file, sidecars, key)
  return {
    kind: 'key',
    holds: isOut || defects.length > 0 || trust === 'from-evidence' ? 'unknown' : 'holds',
    sentence: keySentence(key, isOut),
    fingerprint: key.fingerprint,
    trust,
    isInDoubt: isOut || defects.length > 0,
    sources,
    validFrom,
    validUntil,
  }
}
