import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { byAwsService, fromConsole } from '../../../src-shared/what/caller.ts'
import type { FlagData } from '../../columns/snapshot.ts'
import { toldColumn, toldFlag } from '../../columns/told-columns.ts'
import { textColumn, timesOf } from '../columns.ts'
import { is } from '../conditions.ts'
import { isInfrastructureCode } from './agents.ts'
import { SessionDeeds } from './busiest-sessions.ts'
import type { DetectionCase, Hit } from './rule.ts'

/**
 * Different read operations of one session within a minute. Who looks around with a script comes to 11 to 18, on public
 * data; a console page (34) and Terraform (94) to more, so that the count alone tells nothing: their agents are left out,
 * and so is who does it on every second day, such as an inventory.
 */
const least = 10

export function discoveryBursts(opened: DetectionCase): Hit[] {
  const { snapshot } = opened
  const { times, timed } = timesOf(snapshot)
  const names = textColumn(snapshot, 'eventName')
  const sources = textColumn(snapshot, 'eventSource')
  const agents = textColumn(snapshot, 'userAgent')
  const readOnly = (snapshot.columns.readOnly as FlagData).values
  // Older records do not say whether a call only reads.
  const reads = names.dictionary.map((name) => /^(Describe|Get|List|Lookup|Search|Simulate)/.test(name))
  const isCode = agents.dictionary.map(isInfrastructureCode)
  const inConsole = toldColumn(snapshot, fromConsole)
  const yes = inConsole.dictionary.indexOf('yes')
  const ofService = toldFlag(snapshot, byAwsService)
  const deeds = new SessionDeeds(opened)
  for (let row = 0; row < timed; row++) {
    const name = names.codes[row]!
    if (readOnly[row] === 1 || (readOnly[row] === 0 && !reads[name])) continue
    if (ofService[row] === 2 || isCode[agents.codes[row]!] || inConsole.codes[row] === yes) continue
    deeds.add(row, sources.codes[row]! * names.dictionary.length + name, times[row]!)
  }
  return deeds.hits({
    width: minuteMs,
    least,
    sparesHabits: true,
    conditions: [is('byAwsService', 'false')],
    sentence: (who, { kinds, first, last }, calls) =>
      `${who} called ${formatCounted(kinds, 'different read operation')} from ${formatUtc(first as UtcMs)} to ` +
      `${formatUtc(last as UtcMs)}, in ${calls}. The agent is neither the console nor infrastructure code.`,
  })
}
