import { formatCounted } from '../../../src-shared/base/count.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { type Finding, type Rule, severities } from '../../../src-shared/model/finding.ts'
import { ColumnQuery } from '../../columns/query.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Sql } from '../../store/sql.ts'
import { Principals } from '../principals.ts'
import { columnRules } from './column-rules.ts'
import type { DetectionCase, DetectionRule } from './rule.ts'
import { defineRuleFunctions } from './sql-functions.ts'
import { sqlRules } from './sql-rules.ts'
import { summarize } from './summarize.ts'

export const allRules: readonly DetectionRule[] = [...sqlRules, ...columnRules].sort(
  ({ about: a }, { about: b }) =>
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1),
)

/** Every rule, the gravest first. */
export const ruleList = (): Rule[] => allRules.map(({ about }) => about)

/** Runs rule after rule over the case. One that fails is a finding itself; the others run all the same. */
export function* detect(
  sql: Sql,
  snapshot: Snapshot,
  rules: readonly DetectionRule[] = allRules,
): Generator<readonly Finding[]> {
  const query = new ColumnQuery(snapshot)
  const opened: DetectionCase = { sql, snapshot, query, principals: new Principals(snapshot) }
  defineRuleFunctions(opened)
  for (const rule of rules) yield findingsOrFailure(rule, opened)
}

function findingsOrFailure(rule: DetectionRule, opened: DetectionCase): readonly Finding[] {
  try {
    return findingsOf(rule, opened)
  } catch (error) {
    return [failureOf(rule.about, error, opened.snapshot.events)]
  }
}

function findingsOf({ about, find }: DetectionRule, opened: DetectionCase): Finding[] {
  const seen = new Map<string, number>()
  return summarize(find(opened), opened.query).map(({ subject, ...hit }) => {
    // Different principals may have one name, such as a user and the federated sessions it issued.
    const times = (seen.get(subject) ?? 0) + 1
    seen.set(subject, times)
    return { ...about, id: `${about.rule}:${subject}${times === 1 ? '' : ` (${times})`}`, ...hit }
  })
}

function failureOf(about: Rule, error: unknown, events: number): Finding {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    ...about,
    id: `${about.rule}:failed`,
    title: `Rule failed: ${about.title}`,
    sentence: `The rule stopped and says nothing about the ${formatCounted(events, 'event')} of the case: ${reason}`,
    why: 'A rule that fails is a mistake in Trailproof. What it looks for may be in the case unseen.',
    benignCauses: 'It says nothing about the evidence.',
    firstSeen: null,
    lastSeen: null,
    events,
    filter: everything,
  }
}
