import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Chain, IntegrityReport, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { parseFileName } from '../../formats/file-name.ts'
import { chainKey, chainNameAt } from './chains.ts'

/**
 * Digests of each chain, newest first, as their names tell: missing ones stand where they should be. A digest with
 * another name is in no chain here. One that lies at no known place in S3 tells no `base`; every base fits it.
 */
export function digestsByChain({ digests, chains }: IntegrityReport): ReadonlyMap<Chain, readonly ObjectUri[]> {
  const named = [...digests.keys()].flatMap((uri) => {
    const name = chainNameAt(uri)
    return name === null ? [] : [{ uri, name, time: parseFileName(uri)!.time }]
  })
  return new Map(
    chains.map((chain) => {
      const key = chainKey(chain)
      const own = named.filter(({ uri, name }) => {
        const base = uri.startsWith('s3://') ? name.base : chain.base
        return chainKey({ ...name, base }) === key
      })
      return [chain, own.sort(newestFirst).map(({ uri }) => uri)]
    }),
  )
}

const newestFirst = (a: { readonly time: UtcMs }, b: { readonly time: UtcMs }): number => b.time - a.time
