import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { byAwsService } from '../../../src-shared/what/caller.ts'
import type { FlagData } from '../../columns/snapshot.ts'
import { toldFlag } from '../../columns/told-columns.ts'
import { textColumn, timesOf } from '../columns.ts'
import { is } from '../conditions.ts'
import { SessionDeeds } from './busiest-sessions.ts'
import { borneOut, claimed, claimsOf } from './claims.ts'
import type { DetectionCase, Hit } from './rule.ts'

/**
 * Different read operations of one session within a minute. Who looks around with a script comes to 11 to 18, on public
 * data; a console page (34) and Terraform (94) to more, so that the count alone tells nothing: they are left out where more
 * than the agent tells them, and are less grave where it alone does. Who does it on every second day, such as an inventory,
 * is left out, too.
 */
const least = 10

export function discoveryBursts(opened: DetectionCase): Hit[] {
  const { snapshot } = opened
  const { times, timed } = timesOf(snapshot)
  const names = textColumn(snapshot, 'eventName')
  const sources = textColumn(snapshot, 'eventSource')
  const readOnly = (snapshot.columns.readOnly as FlagData).values
  // Older records do not say whether a call only reads.
  const reads = names.dictionary.map((name) => /^(Describe|Get|List|Lookup|Search|Simulate)/.test(name))
  const claims = claimsOf(opened)
  const ofService = toldFlag(snapshot, byAwsService)
  const [plain, claiming] = [new SessionDeeds(opened), new SessionDeeds(opened)]
  for (let row = 0; row < timed; row++) {
    const name = names.codes[row]!
    if (readOnly[row] === 1 || (readOnly[row] === 0 && !reads[name])) continue
    if (ofService[row] === 2 || claims[row] === borneOut) continue
    const deeds = claims[row] === claimed ? claiming : plain
    deeds.add(row, sources.codes[row]! * names.dictionary.length + name, times[row]!)
  }
  const hits = (deeds: SessionDeeds, whose: string) =>
    deeds.hits({
      width: minuteMs,
      least,
      sparesHabits: true,
      conditions: [is('byAwsService', 'false')],
      sentence: (who, { kinds, first, last }, calls) =>
        `${who} called ${formatCounted(kinds, 'different read operation')} from ${formatUtc(first as UtcMs)} to ` +
        `${formatUtc(last as UtcMs)}, in ${calls}. ${whose}`,
    })
  const found = hits(plain, 'The agent is neither the console nor infrastructure code.')
  const others = hits(claiming, 'The agent says that it is the console or infrastructure code, and nothing else does.')
  const known = new Set(found.map(({ subject }) => subject))
  const ofClaims = others.filter(({ subject }) => !known.has(subject))
  return [...found, ...ofClaims.map((hit): Hit => ({ ...hit, severity: 'low' }))]
}
