import type { Where } from '../../../src-shared/model/integrity.ts'
import { groupBy } from '../../runtime/group-by.ts'
import type { LogFile } from '../evidence/evidence.ts'
import type { LaidOutChain } from './chains.ts'
import { holds, merge, type Stretch } from './timeline.ts'

/** What the digests of one account and Region say about time. */
interface Covered {
  readonly gaps: readonly Stretch[]
  readonly holes: readonly Stretch[]
  readonly windows: readonly Stretch[]
}

/** Tells where in time a log file lies that no digest lists. Its name tells its account, Region and delivery. */
export class CoveredTime {
  readonly #byRegion = new Map<string, Covered>()

  constructor(
    chains: readonly LaidOutChain[],
    /** Paths of query results that a sign file proves. */
    private readonly signed: ReadonlySet<string>,
  ) {
    const groups = groupBy(chains, ({ chain }) => `${chain.account} ${chain.region}`)
    for (const [region, all] of groups) {
      // Backfill digests tell of time that was delivered later: they count only where there is nothing else.
      const standard = all.filter(({ chain }) => chain.kind === 'standard')
      const counted = (standard.length > 0 ? standard : all).map(({ timeline }) => timeline)
      this.#byRegion.set(region, {
        gaps: merge(counted.flatMap(({ gaps }) => gaps)),
        holes: merge(counted.flatMap(({ holes }) => holes)),
        windows: merge(counted.flatMap(({ windows }) => windows)),
      })
    }
  }

  where({ path, kind, named }: LogFile): Where {
    if (this.signed.has(path)) return 'signed-query-result'
    if (kind === 'records') return 'no-log-file'
    if (named === null) return 'time-unknown'
    const covered = this.#byRegion.get(`${named.account} ${named.region}`)
    if (covered === undefined) return 'no-chain'
    const { gaps, holes, windows } = covered
    if (holds(gaps, named.time)) return 'in-a-gap'
    if (holds(holes, named.time)) return 'digest-missing-or-unreadable'
    if (holds(windows, named.time)) return 'inside-a-digest-window'
    const [oldest, newest] = [windows[0], windows.at(-1)]
    if (oldest === undefined || newest === undefined) return 'digest-missing-or-unreadable'
    if (named.time >= newest.to) return 'after-newest-digest'
    return named.time < oldest.from ? 'before-oldest-digest' : 'in-a-gap'
  }
}
