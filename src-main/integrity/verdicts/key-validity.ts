import { hourMs, parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import type { OutOfTime, TrustedKey } from '../../../src-shared/model/integrity.ts'
import type { DigestFile } from '../evidence/evidence.ts'
import { isSigned } from './digest-proofs.ts'
import type { Examined } from './examined.ts'
import type { Judged } from './timeline.ts'

/** Digests that are named for one key at most. */
const mostNamed = 100

type Validity = Pick<TrustedKey, 'validFrom' | 'validUntil'>

/**
 * By key, the digests whose signature verifies with it although it is not listed as valid when they were made. The
 * signature is as good as before, so no verdict changes: it is the key list that is in doubt, or whoever has the key.
 */
export function signedOutOfTime(
  judged: readonly Judged[],
  validityOf: (fingerprint: string) => Validity | null,
): ReadonlyMap<string, OutOfTime> {
  const found = new Map<string, { digests: string[]; total: number; from: UtcMs; until: UtcMs }>()
  for (const { examined } of judged) {
    const { file } = examined
    // Copies were examined as one digest.
    if (file.digest === null || file.isCopy || !isSigned(examined)) continue
    const { fingerprint } = file.digest
    const validity = validityOf(fingerprint)
    const made = validity === null ? null : madeOutOfTime(file, examined.sidecars, validity)
    if (made === null) continue
    const known = found.get(fingerprint) ?? { digests: [], total: 0, from: made, until: made }
    found.set(fingerprint, known)
    known.total++
    known.from = Math.min(known.from, made) as UtcMs
    known.until = Math.max(known.until, made) as UtcMs
    if (known.digests.length < mostNamed) known.digests.push(file.uri)
  }
  return found
}

export const keyIsOutOfTime = (file: DigestFile, sidecars: Examined['sidecars'], key: Validity): boolean =>
  madeOutOfTime(file, sidecars, key) !== null

/**
 * When the digest was made, if its key is not listed as valid then. Keys overlap at a rotation ("The returned public
 * keys may have validity time ranges that overlap", CloudTrail API reference, ListPublicKeys), so that it is the named
 * key alone that counts. How exactly a digest's time is known is taken from what the AWS CLI asks keys for: from an
 * hourMs before its end to two hours behind it, as it is signed later, and an hour around a backfill's own time.
 */
function madeOutOfTime(
  { digest, named }: DigestFile,
  sidecars: Examined['sidecars'],
  { validFrom, validUntil }: Validity,
): UtcMs | null {
  if (digest === null) return null
  const isBackfill = named?.kind === 'backfill-digest'
  const made = isBackfill ? backfilledAt(sidecars) : digest.end
  if (made === null) return null
  const latest = made + (isBackfill ? hourMs : 2 * hourMs)
  const tooEarly = validFrom !== null && latest < validFrom
  const tooLate = validUntil !== null && made - hourMs > validUntil
  return tooEarly || tooLate ? made : null
}

/** Backfill digests are made long after their window; their metadata says when. Null where nothing does. */
function backfilledAt(sidecars: Examined['sidecars']): UtcMs | null {
  const stated = sidecars.flatMap(({ backfillTimestamp }) => backfillTimestamp ?? [])[0]
  return stated === undefined ? null : parseIsoTime(stated)
}
