import { setTimeout as wait } from 'node:timers/promises'
import { ok } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { FetchRequest } from '../../src-shared/model/acquisition.ts'
import { fetchTrail } from './fetch.ts'
import { margin } from './layout.ts'
import type { FetchOptions, FetchResult } from './run.ts'

/**
 * Fetches, and looks again for what was delivered since, until the end of the time that is asked for has passed, or until
 * it is ended. Each round is a run of its own. One that does not fetch all is told, and the next begins where it began.
 */
export async function followTrail(
  request: FetchRequest,
  options: FetchOptions,
  onRound: (round: FetchResult) => Promise<void>,
): Promise<void> {
  const { followMs, range } = request
  if (followMs === null) throw new Error('It was not asked to follow')
  let { from } = range
  for (;;) {
    const begun = Date.now()
    const round = await fetchTrail({ ...request, range: { ...range, from } }, options)
    await onRound(round)
    const isOver = range.until !== null && begun > range.until + margin.after
    if (isOver || cannotGoOn(round) || !(await waited(followMs, options.signal))) return
    if (round.ok && round.value.ending === 'whole') from = Math.max(from ?? 0, begun - margin.before) as UtcMs
  }
}

/** The same as one fetch: the last round, with what all of them fetched. */
export async function followedTrail(request: FetchRequest, options: FetchOptions): Promise<FetchResult> {
  const rounds: FetchResult[] = []
  const fetched = { objects: 0, bytes: 0 }
  await followTrail(request, options, async (round) => {
    if (round.ok) {
      fetched.objects += round.value.fetched.objects
      fetched.bytes += round.value.fetched.bytes
    }
    rounds[0] = round.ok ? ok({ ...round.value, fetched: { ...fetched } }) : round
  })
  return rounds[0]!
}

/** Nothing of what ends a round so passes by itself. */
const cannotGoOn = (round: FetchResult): boolean =>
  round.ok ? round.value.ending === 'interrupted' : round.code !== 'unreachable'

/** False where it was ended meanwhile. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  if (!signal.aborted) await wait(ms, undefined, { signal }).catch(() => {})
  return !signal.aborted
}
