import type { Condition, Filter } from '../../src-shared/filter.ts'
import type { UtcMs } from '../../src-shared/time.ts'
import type { Hit } from './rule.ts'
import { counted } from './rule-functions.ts'

/** Subjects shown one by one. */
export const mostSubjects = 50

/**
 * The hits with most events, and the others in one: whose filter names all their subjects, so that it still selects
 * exactly the events counted. Hits that one filter cannot tell (other times, other columns) stay on their own.
 */
export function summarize(hits: readonly Hit[]): readonly Hit[] {
  const sorted = hits.toSorted((a, b) => b.events - a.events || (a.subject < b.subject ? -1 : 1))
  const groups = new Map<string, Hit[]>()
  for (const hit of sorted.slice(mostSubjects)) {
    const key = skeleton(hit.filter)
    groups.set(key, [...(groups.get(key) ?? []), hit])
  }
  return [...sorted.slice(0, mostSubjects), ...[...groups.values()].map(merge)]
}

/** The filter without the value of its last condition, which by convention names the subject. */
function skeleton({ range, conditions, text }: Filter): string {
  const last = conditions.at(-1)
  return JSON.stringify([range, conditions.slice(0, -1), last?.column, last?.operator, text])
}

function merge(hits: readonly Hit[]): Hit {
  const [first] = hits
  if (first === undefined || hits.length === 1 || first.filter.conditions.at(-1)?.operator !== 'is') return first!
  const { conditions } = first.filter
  const subject: Condition = {
    ...conditions.at(-1)!,
    values: hits.flatMap(({ filter }) => filter.conditions.at(-1)?.values ?? []),
  }
  const events = hits.reduce((sum, hit) => sum + hit.events, 0)
  return {
    subject: `${hits.length} more`,
    events,
    firstSeen: extreme(
      hits.map((hit) => hit.firstSeen),
      Math.min,
    ),
    lastSeen: extreme(
      hits.map((hit) => hit.lastSeen),
      Math.max,
    ),
    sentence: `${counted(hits.length, 'further subject')} with fewer events than those listed: ${counted(events, 'event')} in all.`,
    filter: { ...first.filter, conditions: [...conditions.slice(0, -1), subject] },
  }
}

const extreme = (times: readonly (UtcMs | null)[], pick: (a: number, b: number) => number): UtcMs | null =>
  times.reduce((found, time) => (time === null ? found : found === null ? time : (pick(found, time) as UtcMs)), null)
