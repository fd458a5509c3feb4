import { formatCounted } from '../../../src-shared/base/count.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { textColumn, timesOf } from '../columns.ts'
import { namesOfAgents } from '../listed-agents.ts'
import { offensiveAgents } from './agents.ts'
import type { DetectionCase, Hit } from './rule.ts'
import { listed } from './words.ts'

/** Principals whose agent names a tool for attacks. */
export function offensiveTools({ snapshot, principals }: DetectionCase): Hit[] {
  const agents = textColumn(snapshot, 'userAgent')
  const listedTools = namesOfAgents(snapshot, 'test-agent')
  const tools = agents.dictionary.map(
    (agent, code) =>
      [...offensiveAgents].find(([, pattern]) => pattern.test(agent))?.[0] ?? listedTools?.[code] ?? undefined,
  )
  if (!tools.some((tool) => tool !== undefined)) return []
  const { times, timed } = timesOf(snapshot)
  const found = new Map<number, { events: number; agents: Set<number>; first: number | null; last: number | null }>()
  for (let row = 0; row < snapshot.events; row++) {
    if (tools[agents.codes[row]!] === undefined) continue
    const principal = principals.codes[row]!
    const of = found.get(principal) ?? { events: 0, agents: new Set(), first: null, last: null }
    found.set(principal, of)
    of.events++
    of.agents.add(agents.codes[row]!)
    if (row >= timed) continue
    of.first ??= times[row]!
    of.last = times[row]!
  }
  return [...found].map(([principal, { events, agents: used, first, last }]) => {
    const subject = principals.names[principal]!
    return {
      subject,
      events,
      firstSeen: first as UtcMs | null,
      lastSeen: last as UtcMs | null,
      sentence:
        `${subject} made ${formatCounted(events, 'call')} with agents that name ` +
        `${listed([...used].map((agent) => tools[agent]!))}.`,
      filter: filterOf([
        { column: 'userAgent', operator: 'is', values: [...used].map((agent) => agents.dictionary[agent]!) },
        ...principals.conditions[principal]!,
      ]),
    }
  })
}
