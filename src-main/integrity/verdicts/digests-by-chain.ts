import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Chain, IntegrityReport, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { groupBy } from '../../runtime/group-by.ts'
import { chainKey, digestNameAt } from './chains.ts'

interface Named {
  readonly uri: ObjectUri
  readonly chain: string
  readonly time: UtcMs
}

/**
 * Digests of each chain, newest first, as their names tell: missing ones stand where they should be. A digest with
 * another name is in no chain here. One that lies at no known place in S3 tells no `base`; every base fits it.
 */
export function digestsByChain({ digests, chains }: IntegrityReport): ReadonlyMap<Chain, readonly ObjectUri[]> {
  const named = [...digests.keys()].flatMap((uri): Named[] => {
    const name = digestNameAt(uri)
    if (name === null) return []
    const base = isPlaced(uri) ? name.chain.base : anyBase
    return [{ uri, chain: chainKey({ ...name.chain, base }), time: name.time }]
  })
  const byChain = groupBy(named, ({ chain }) => chain)
  return new Map(
    chains.map((chain) => {
      const keys = new Set([chainKey(chain), chainKey({ ...chain, base: anyBase })])
      const own = [...keys].flatMap((key) => byChain.get(key) ?? [])
      return [chain, own.sort(newestFirst).map(({ uri }) => uri)]
    }),
  )
}

const isPlaced = (uri: ObjectUri): boolean => uri.startsWith('s3://')
/** No base of a key: those that CloudTrail writes hold `AWSLogs`. */
const anyBase = '*'

const newestFirst = (a: Named, b: Named): number => b.time - a.time
