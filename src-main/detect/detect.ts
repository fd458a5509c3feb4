import { type Condition, everything, type Filter } from '../../src-shared/filter.ts'
import { type Finding, type Rule, severities } from '../../src-shared/finding.ts'
import type { UtcMs } from '../../src-shared/time.ts'
import { ColumnQuery } from '../columns/query.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { BuiltDatabase } from '../store/build.ts'
import type { Sqlite } from '../store/sqlite.ts'
import { Principals } from './principals.ts'
import type { DetectionCase, DetectionRule, Hit } from './rule.ts'
import { defineRuleFunctions } from './sql-functions.ts'
import { sqlRules } from './sql-rules.ts'
import { counted } from './words.ts'

/** Subjects that one rule reports by themselves; the rest is counted in one more finding. */
const mostSubjects = 50

const allRules: readonly DetectionRule[] = [...sqlRules].sort(
  ({ about: a }, { about: b }) =>
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1),
)

/** Every rule, the gravest first. */
export const ruleList = (): Rule[] => allRules.map(({ about }) => about)

/** Runs every rule over the case. A rule that fails is a finding itself; the others run all the same. */
export function detect(
  sqlite: Sqlite,
  db: BuiltDatabase['db'],
  snapshot: Snapshot,
  rules: readonly DetectionRule[] = allRules,
): Finding[] {
  const query = new ColumnQuery(snapshot)
  const opened: DetectionCase = { sqlite, db, snapshot, query, principals: new Principals(snapshot) }
  defineRuleFunctions(opened)
  return rules.flatMap((rule) => {
    try {
      return findingsOf(rule.about, rule.find(opened), query)
    } catch (error) {
      return [failureOf(rule.about, error, snapshot.events)]
    }
  })
}

function findingsOf(about: Rule, hits: readonly Hit[], query: ColumnQuery): Finding[] {
  const ranked = hits.toSorted((a, b) => b.events - a.events || (a.subject < b.subject ? -1 : 1))
  const shown = ranked.slice(0, mostSubjects).sort((a, b) => (a.firstSeen ?? 0) - (b.firstSeen ?? 0))
  const findings = shown.map(({ subject, ...hit }) => ({ ...about, id: `${about.rule}:${subject}`, ...hit }))
  const rest = ranked.slice(mostSubjects)
  return rest.length === 0 ? findings : [...findings, summaryOf(about, rest, query)]
}

/** The subjects beyond `mostSubjects`. Their filter is what their filters share, so it may show more than theirs do. */
function summaryOf(about: Rule, rest: readonly Hit[], query: ColumnQuery): Finding {
  const times = rest.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]).filter((time) => time !== null)
  const firstSeen = times.length === 0 ? null : (Math.min(...times) as UtcMs)
  const lastSeen = times.length === 0 ? null : (Math.max(...times) as UtcMs)
  const filter: Filter = {
    range: firstSeen === null || lastSeen === null ? null : { from: firstSeen, until: (lastSeen + 1) as UtcMs },
    conditions: shared(rest.map(({ filter }) => filter.conditions)),
    text: '',
  }
  const own = rest.reduce((sum, { events }) => sum + events, 0)
  const events = query.count(filter)
  const sentence =
    `The rule also found ${counted(rest.length, 'subject')} with fewer events than the ${mostSubjects} shown: ` +
    `${counted(own, 'event')} in all. They cannot be told apart in one filter: it shows ` +
    `${counted(events, 'event')}, which include them.`
  return { ...about, id: `${about.rule}:rest`, firstSeen, lastSeen, sentence, events, filter }
}

function shared([first, ...others]: readonly (readonly Condition[])[]): Condition[] {
  const texts = others.map((conditions) => new Set(conditions.map((condition) => JSON.stringify(condition))))
  return (first ?? []).filter((condition) => texts.every((text) => text.has(JSON.stringify(condition))))
}

function failureOf(about: Rule, error: unknown, events: number): Finding {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    ...about,
    id: `${about.rule}:failed`,
    title: `Rule failed: ${about.title}`,
    sentence: `The rule stopped and says nothing about the ${counted(events, 'event')} of the case: ${reason}`,
    why: 'A rule that fails is a mistake in Trailproof. What it looks for may be in the case unseen.',
    benignCauses: 'None of the evidence is at fault.',
    firstSeen: null,
    lastSeen: null,
    events,
    filter: everything,
  }
}
