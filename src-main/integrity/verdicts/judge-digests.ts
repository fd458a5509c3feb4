import type { DigestDoubt, DigestFault, DigestVerdict, DigestWarning } from '../../../src-shared/model/integrity.ts'
import { type DigestFile, wasRead } from '../evidence/evidence.ts'
import { contradicted, isMissigned, outcomeOf, proofsOf } from './digest-proofs.ts'
import type { Examined } from './examined.ts'
import { gzipWarnings } from './gzip-warnings.ts'
import { recoded } from './judge-logs.ts'

/** The verdict on a digest file. The order of the checks is the CLI's: format, place, key, signature. */
export function judgeDigest(file: DigestFile, examined: Examined): DigestVerdict {
  if (!wasRead(file)) return { status: 'unverified', reasons: ['not-read'] }
  if (file.digest === null) return { status: 'invalid', reasons: ['bad-format'], ...recoded(file) }
  const proof = proofsOf(examined)
  const faults: DigestFault[] = []
  if (file.gzip === 'trailing-data') faults.push('trailing-data')
  if (contradicted(examined)) faults.push('link-hash-mismatch')
  const statedPlace = isMoved(file) ? file.digest.place : null
  if (examined.proven && faults.length === 0) {
    const warnings = warningsOf(file, examined)
    const withWarnings = warnings.length === 0 ? {} : { warnings }
    const copy = file.repeats ? { copyOf: file.digest.place } : {}
    return statedPlace === null
      ? { status: 'verified', proof, ...copy, ...withWarnings }
      : { status: 'moved', proof, statedPlace, ...withWarnings }
  }
  if (statedPlace !== null) faults.push('moved')
  const place = statedPlace === null ? {} : { statedPlace }
  if (examined.proven) return { status: 'invalid', proof, reasons: faults, ...place, ...recoded(file) }
  const doubt = whyUnproven(examined)
  if (doubt === 'bad-signature' || faults.length > 0) {
    if (doubt === 'bad-signature' || doubt === 'public-key-not-found') faults.push(doubt)
    return { status: 'invalid', reasons: faults, ...place, ...recoded(file) }
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
function whyUnproven(examined: Examined): DigestDoubt | 'bad-signature' {
  const recorded = examined.successors.some(({ file }) => file.digest?.previousSignature != null)
  const kept = examined.sidecars.some(({ signature }) => signature !== null)
  if (!recorded && !kept) return 'no-signature'
  if (!examined.keyFound) return 'public-key-not-found'
  if (examined.checks.leftUnchecked) return 'too-many-signatures'
  if (isMissigned(examined)) return 'bad-signature'
  if (examined.successors.some((next) => next.proven && outcomeOf(examined, next) === 'bad')) return 'bad-signature'
  return 'signature-fails-but-comes-from-an-unproven-digest'
}

function warningsOf(file: DigestFile, examined: Examined): DigestWarning[] {
  const warnings: DigestWarning[] = []
  if (isMissigned(examined)) warnings.push('sidecar-signature-mismatch')
  if (!examined.keyFound) warnings.push('public-key-not-found')
  if (file.named?.kind === 'backfill-digest' && examined.sidecars.length > 0) {
    if (examined.sidecars.every(({ backfillTimestamp }) => backfillTimestamp === null)) {
      warnings.push('no-backfill-timestamp')
    }
  }
  return [...warnings, ...gzipWarnings(file)]
}
