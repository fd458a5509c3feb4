import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { KeyUse } from '../../../src-shared/model/integrity.ts'
import type { LaidOutChain } from './chains.ts'
import { isSigned } from './digest-proofs.ts'

/** By key, in which chains it verified digests, and of what time. */
export function keyUses(chains: readonly LaidOutChain[]): ReadonlyMap<string, KeyUse[]> {
  const uses = new Map<string, KeyUse[]>()
  for (const { chain, digests } of chains) {
    const counts = new Map<string, { digests: number; from: UtcMs; until: UtcMs }>()
    for (const { examined } of digests) {
      const { digest } = examined.file
      if (digest === null || !isSigned(examined)) continue
      const known = counts.get(digest.fingerprint) ?? { digests: 0, from: digest.start, until: digest.end }
      counts.set(digest.fingerprint, known)
      known.digests++
      known.from = Math.min(known.from, digest.start) as UtcMs
      known.until = Math.max(known.until, digest.end) as UtcMs
    }
    const { account, region, trail, kind } = chain
    for (const [fingerprint, count] of counts) {
      const use: KeyUse = { account, region, trail, kind, ...count }
      const known = uses.get(fingerprint)
      if (known === undefined) uses.set(fingerprint, [use])
      else known.push(use)
    }
  }
  return uses
}
