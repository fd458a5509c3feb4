import type { IntegrityProblem, TrustedKey } from '../../src-shared/integrity.ts'
import { formatUtc, parseIsoTime, type UtcMs } from '../../src-shared/time.ts'
import type { DigestFile } from './evidence.ts'
import type { Examined } from './proofs.ts'

/** Keys overlap when they are rotated, and a digest is signed after its window: a day is no oddity. */
const tolerance = 24 * 3_600_000

const mostProblems = 100

/**
 * Digests whose signature verifies with a key that was not valid when they were made. The key list is to be looked at
 * then; the signature is as good as before, so no verdict changes.
 */
export function keysOutOfTime(entries: readonly Examined[], keys: readonly TrustedKey[]): IntegrityProblem[] {
  const byFingerprint = new Map(keys.map((key) => [key.fingerprint, key]))
  const problems: IntegrityProblem[] = []
  for (const { file, keyFound, proven, sidecars } of entries) {
    const key = byFingerprint.get(file.digest?.fingerprint ?? '')
    if (file.digest === null || key === undefined || !keyFound || !proven) continue
    const made = madeOutOfTime(file, sidecars, key)
    if (made === null || problems.length >= mostProblems) continue
    const { validFrom, validUntil } = key
    const span = `${validFrom === null ? 'ever' : formatUtc(validFrom)} to ${validUntil === null ? 'ever' : formatUtc(validUntil)}`
    const sentence = `It is of ${formatUtc(made)}, but its key ${key.fingerprint} is listed as valid from ${span}.`
    problems.push({ file: file.path, sentence })
  }
  return problems
}

export const keyIsOutOfTime = (file: DigestFile, sidecars: Examined['sidecars'], key: TrustedKey): boolean =>
  madeOutOfTime(file, sidecars, key) !== null

/** When the digest was made, if its key was not valid then. */
function madeOutOfTime(
  { digest, named }: DigestFile,
  sidecars: Examined['sidecars'],
  { validFrom, validUntil }: TrustedKey,
): UtcMs | null {
  const made = digest === null ? null : signingTime(named?.kind === 'backfill-digest', digest.end, sidecars)
  if (made === null) return null
  const tooEarly = validFrom !== null && made < validFrom - tolerance
  const tooLate = validUntil !== null && made > validUntil + tolerance
  return tooEarly || tooLate ? made : null
}

/** Backfill digests are made long after their window; their metadata says when. Null where nothing does. */
function signingTime(isBackfill: boolean, end: UtcMs, sidecars: Examined['sidecars']): UtcMs | null {
  if (!isBackfill) return end
  const stated = sidecars.flatMap(({ backfillTimestamp }) => backfillTimestamp ?? [])[0]
  return stated === undefined ? null : parseIsoTime(stated)
}
