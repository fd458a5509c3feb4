import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import { group, type Where } from '../../../src-shared/filter/model.ts'
import { sigmaCorrelated } from '../../../src-shared/words/sigma.ts'
import { is } from '../conditions.ts'
import { mostSubjects } from '../rules/summarize.ts'
import type { Correlated } from './correlate.ts'
import { fieldNamed } from './field.ts'
import { type FoundRows, type Ground, ruleOf, shownBy, spanOf } from './fold.ts'
import type { Linked } from './link.ts'
import type { CorrelationRule } from './rule.ts'

/** More spans than these, and the filter names the events. */
const mostSpans = 20

/** A finding for each group, those with most events first; beyond fifty, the others are one. */
export function foldCorrelated(
  { rule, members }: Linked,
  found: readonly Correlated[],
  /** Of each rule that is named, what it asks for; null where the filter cannot. */
  wheres: readonly (Where | null)[],
  ground: Ground,
): readonly FoundRows[] {
  const about = ruleOf(rule.about)
  const titles = [...new Set(members.map((member) => member.rule.about.title))]
  const span = spanText(rule.spanMs)
  const ranked = found.toSorted((a, b) => b.rows.length - a.rows.length)
  const finding = (
    id: string,
    rows: readonly number[],
    spans: number,
    fields: readonly (readonly [string, string])[],
    parts: readonly Where[] | null,
  ): FoundRows => ({
    rows: Uint32Array.from(rows),
    finding: {
      ...about,
      id: `${about.rule}:${id}`,
      events: rows.length,
      ...spanOf(rows, ground.snapshot),
      ...shownBy(sigmaCorrelated(fields, rows.length, titles, spans, span), rows, parts, ground),
    },
  })
  const shown = ranked.slice(0, mostSubjects).map((each) => {
    const fields = rule.groupBy.map((field, at) => [field, each.group[at]!] as const)
    const id = JSON.stringify(each.group)
    return finding(id, each.rows, each.spans.length, fields, partsOf(rule, each, wheres))
  })
  const rest = ranked.slice(mostSubjects)
  if (rest.length === 0) return shown
  const rows = [...new Set(rest.flatMap((each) => each.rows))].sort((a, b) => a - b)
  const spans = rest.reduce((sum, each) => sum + each.spans.length, 0)
  const { finding: of, rows: all } = finding('rest', rows, spans, [], null)
  return [...shown, { finding: { ...of, isRest: true }, rows: all }]
}

/** The events of the rules in the spans of time, with the values of the group. */
function partsOf(rule: CorrelationRule, { group: values, spans }: Correlated, wheres: readonly (Where | null)[]) {
  const columns = rule.groupBy.map((name) => (rule.aliases.has(name) ? null : fieldNamed(name)))
  const of: Where[] = []
  for (const [at, field] of columns.entries()) {
    if (field?.kind !== 'column') return null
    of.push(is(field.column, values[at]!))
  }
  const known = wheres.filter((where) => where !== null)
  if (known.length < wheres.length || spans.length > mostSpans) return null
  return [group('any', known), ...of, group('any', spans.map(during))]
}

const during = ([first, last]: readonly [number, number]): Where => ({
  all: [
    { column: 'eventTime', operator: 'atLeast', values: [formatUtc(first as UtcMs)] },
    { column: 'eventTime', operator: 'atMost', values: [formatUtc(last as UtcMs)] },
  ],
})

const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]] as const // biome-ignore format: a table

function spanText(ms: number): string {
  const [unit, length] = units.find(([, length]) => ms % length === 0 && ms >= length) ?? units[3]
  const count = ms / length
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
