import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import { conditionsOf, partsOf } from '../../../src-shared/filter/asks.ts'
import {
  type Condition,
  type Filter,
  filterOf as filterOfParts,
  isCondition,
  type Where,
} from '../../../src-shared/filter/model.ts'
import { severities } from '../../../src-shared/model/severity.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import { filterOf } from '../conditions.ts'
import type { Hit } from './rule.ts'

/** Subjects shown one by one. */
export const mostSubjects = 50
/** Subjects of different kinds whose conditions are joined in one filter. The filter of more would be read by nobody. */
const mostInOneFilter = 100

/** What is reported: one hit, or the remaining hits together. */
type Summary = Hit & Pick<Finding, 'isRest'>

/** The hits with most events, in order of time. The others are counted together. */
export function summarize(hits: readonly Hit[], query: ColumnQuery): readonly Summary[] {
  const ranked = hits.toSorted((a, b) => b.events - a.events || (a.subject < b.subject ? -1 : 1))
  const shown = ranked.slice(0, mostSubjects).sort((a, b) => (a.firstSeen ?? 0) - (b.firstSeen ?? 0))
  const groups = new Map<string, Hit[]>()
  for (const hit of ranked.slice(mostSubjects)) {
    const key = mergeKey(hit)
    groups.set(key, [...(groups.get(key) ?? []), hit])
  }
  const alone = [...groups.values()].filter((group) => group.length === 1).flat()
  const merged = [...groups.values()].filter((group) => group.length > 1).map(merge)
  const rest = alone.length <= mostInOneFilter ? either : approximate
  return [...shown, ...merged, ...(alone.length < 2 ? alone : [rest(alone, query)])]
}

/** Hits with the same key differ in the values of their last condition only. */
function mergeKey({ filter, subject }: Hit): string {
  const { others, last } = split(filter)
  return last?.operator === 'is' ? JSON.stringify([filter.range, others, last.column]) : subject
}

/** The last condition names the subject. Null where it is not a condition. */
function split(filter: Filter): { readonly others: readonly Where[]; readonly last: Condition | null } {
  const parts = partsOf(filter)
  const last = parts.at(-1)
  return { others: parts.slice(0, -1), last: last !== undefined && isCondition(last) ? last : null }
}

/** One filter names all subjects: it selects exactly the events counted. */
function merge(hits: readonly Hit[]): Summary {
  const { range } = hits[0]!.filter
  const { others, last } = split(hits[0]!.filter)
  const values = hits.flatMap(({ filter }) => split(filter).last!.values)
  const filter = filterOfParts([...others, { ...last!, values }], range)
  const events = sum(hits)
  const sentence = `${formatCounted(hits.length, 'further subject')} with no more events than those listed: ${formatCounted(events, 'event')} in all.`
  return { subject: restOf(hits), events, ...spanOf(hits), ...gravestOf(hits), sentence, filter, isRest: true }
}

/** The conditions of each: the filter selects exactly their events. */
function either(hits: readonly Hit[], query: ColumnQuery): Summary {
  const any = hits.map(({ filter }) => ({ all: [...timesIn(filter), ...partsOf(filter)] }))
  const filter = filterOfParts([{ any }])
  const events = query.count(filter)
  const sentence = `${formatCounted(hits.length, 'further subject')} with no more events than those listed: ${formatCounted(events, 'event')} in all.`
  return { subject: restOf(hits), events, ...spanOf(hits), ...gravestOf(hits), sentence, filter, isRest: true }
}

/** The range of a filter as conditions. */
function timesIn({ range }: Filter): readonly Condition[] {
  const from: Condition[] =
    range?.from == null ? [] : [{ column: 'eventTime', operator: 'atLeast', values: [formatUtc(range.from)] }]
  const until: Condition[] =
    range?.until == null
      ? []
      : [{ column: 'eventTime', operator: 'atMost', values: [formatUtc((range.until - 1) as UtcMs)] }]
  return [...from, ...until]
}

/** No filter that is short enough selects exactly these. What they share selects them and more. */
function approximate(hits: readonly Hit[], query: ColumnQuery): Summary {
  const span = spanOf(hits)
  const { firstSeen, lastSeen } = span
  const common = sharedConditions(hits.map(({ filter }) => conditionsOf(filter)))
  const filter = filterOf(firstSeen === null || lastSeen === null ? null : [firstSeen, lastSeen], common)
  const events = query.count(filter)
  const sentence =
    `${formatCounted(hits.length, 'further subject')} with no more events than those listed: ${formatCounted(sum(hits), 'event')} ` +
    `in all. No one filter tells them from others: it shows ${formatCounted(events, 'event')} of the same kind and time.`
  return { subject: restOf(hits), events, ...span, ...gravestOf(hits), sentence, filter, isRest: true }
}

function sharedConditions([first, ...others]: readonly (readonly Condition[])[]): Condition[] {
  const texts = others.map((conditions) => new Set(conditions.map((condition) => JSON.stringify(condition))))
  return (first ?? []).filter((condition) => texts.every((text) => text.has(JSON.stringify(condition))))
}

const restOf = (hits: readonly Hit[]) => `${hits.length} more, ${hits[0]!.subject} among them`

/** The rule's severity holds for hits that have none of their own. */
function gravestOf(hits: readonly Hit[]): Pick<Hit, 'severity'> {
  const own = hits.flatMap(({ severity }) => severity ?? [])
  const gravest = severities.find((severity) => own.includes(severity))
  return own.length < hits.length || gravest === undefined ? {} : { severity: gravest }
}

const sum = (hits: readonly Hit[]) => hits.reduce((total, { events }) => total + events, 0)

function spanOf(hits: readonly Hit[]): Pick<Hit, 'firstSeen' | 'lastSeen'> {
  let firstSeen: UtcMs | null = null
  let lastSeen: UtcMs | null = null
  for (const hit of hits) {
    if (hit.firstSeen !== null && !(firstSeen !== null && firstSeen <= hit.firstSeen)) firstSeen = hit.firstSeen
    if (hit.lastSeen !== null && !(lastSeen !== null && lastSeen >= hit.lastSeen)) lastSeen = hit.lastSeen
  }
  return { firstSeen, lastSeen }
}
