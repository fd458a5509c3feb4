import type { DigestDoubt, DigestFault, DigestVerdict, DigestWarning } from '../../../src-shared/model/integrity.ts'
import { type DigestFile, wasRead } from '../evidence/evidence.ts'
import { contradicted, type Examined, isMissigned, outcomeOf, proofsOf } from './digest-proofs.ts'

/** The verdict on a digest file. The order of the checks is the CLI's: format, place, key, signature. */
export function judgeDigest(file: DigestFile, entry: Examined): DigestVerdict {
  if (!wasRead(file)) return { status: 'unverified', reasons: ['not-read'] }
  if (file.digest === null) return { status: 'invalid', reasons: ['bad-format'] }
  const proof = proofsOf(entry)
  const faults: DigestFault[] = []
  if (file.gzip === 'trailing-data') faults.push('trailing-data')
  if (contradicted(entry)) faults.push('link-hash-mismatch')
  const statedPlace = isMoved(file) ? file.digest.place : null
  if (entry.proven && faults.length === 0) {
    const warnings = warningsOf(file, entry)
    const withWarnings = warnings.length === 0 ? {} : { warnings }
    return statedPlace === null
      ? { status: 'verified', proof, ...withWarnings }
      : { status: 'moved', proof, statedPlace, ...withWarnings }
  }
  if (statedPlace !== null) faults.push('moved')
  const place = statedPlace === null ? {} : { statedPlace }
  if (entry.proven) return { status: 'invalid', proof, reasons: faults, ...place }
  const doubt = whyUnproven(entry)
  if (doubt === 'bad-signature' || faults.length > 0) {
    if (doubt === 'bad-signature' || doubt === 'public-key-not-found') faults.push(doubt)
    return { status: 'invalid', reasons: faults, ...place }
  }
  return { status: 'unverified', reasons: [doubt] }
}

/** A digest's place is known only where the folder kept the keys' tree. */
export const isMoved = (file: DigestFile): boolean =>
  file.digest !== null && file.place !== null && file.place !== file.digest.place

/**
 * A signature that fails shows tampering only if it came from S3 with the digest or from a proven digest: whoever
 * forged the next digest could have put any signature into it.
 */
function whyUnproven(entry: Examined): DigestDoubt | 'bad-signature' {
  const recorded = entry.successors.some(({ file }) => file.digest?.previousSignature != null)
  const kept = entry.sidecars.some(({ signature }) => signature !== null)
  if (!recorded && !kept) return 'no-signature'
  if (!entry.keyFound) return 'public-key-not-found'
  if (entry.checks.leftUnchecked) return 'too-many-signatures'
  if (isMissigned(entry)) return 'bad-signature'
  if (entry.successors.some((next) => next.proven && outcomeOf(entry, next) === 'bad')) return 'bad-signature'
  return 'signature-fails-but-comes-from-an-unproven-digest'
}

function warningsOf(file: DigestFile, entry: Examined): DigestWarning[] {
  const warnings: DigestWarning[] = []
  if (isMissigned(entry)) warnings.push('sidecar-signature-mismatch')
  if (!entry.keyFound) warnings.push('public-key-not-found')
  if (file.named?.kind === 'backfill-digest' && entry.sidecars.length > 0) {
    if (entry.sidecars.every(({ backfillTimestamp }) => backfillTimestamp === null)) {
      warnings.push('no-backfill-timestamp')
    }
  }
  if (file.gzip === 'trailer-damaged' || file.gzip === 'bad-checksum') warnings.push('gzip-trailer-damaged')
  return warnings
}
