import type { ColumnQuery } from '../../columns/query.ts'
import type { Steps } from '../../runtime/steps.ts'
import { timesOf } from '../columns.ts'
import { Principals } from '../principals.ts'
import { notKnown } from '../rules/not-known.ts'
import { type Correlated, correlate, type MemberRows } from './correlate.ts'
import { type FoundRows, foldHits, type Ground, ruleOf } from './fold.ts'
import { foldCorrelated } from './fold-correlated.ts'
import { type Hits, hitsOf, type ReadRecord } from './hits.ts'
import type { Linked, LinkedRules } from './link.ts'
import { ColumnLeaves } from './match/column-leaves.ts'
import type { SigmaRule } from './rule.ts'
import { whereOf } from './where.ts'

/** What one rule found. */
export interface RuleRun {
  readonly rule: SigmaRule
  readonly events: number
  /** Events of which it is not known, as their records could not be read. */
  readonly unread: number
  /** None where the rule is only a part of correlations. */
  readonly findings: readonly FoundRows[]
  readonly hasFailed: boolean
}

/** Runs the rules over the events of a case. A rule that fails is a finding, and stops no other. */
export function* runRules(rules: LinkedRules, query: ColumnQuery, read: ReadRecord): Steps<readonly RuleRun[]> {
  const { snapshot } = query
  const leaves = new ColumnLeaves(snapshot)
  const ground: Ground = { snapshot, query, leaves, principals: yield* Principals.steps(snapshot) }
  yield
  const runs: RuleRun[] = []
  const hitsOfRule = new Map<SigmaRule, Hits>()
  for (const hits of yield* hitsOf(rules.events, leaves, read)) {
    hitsOfRule.set(hits.rule, hits)
    const isTold = !rules.onlyParts.has(hits.rule.about.key)
    runs.push({
      rule: hits.rule,
      events: hits.rows.length,
      unread: hits.unread,
      findings: isTold ? yield* foldHits(hits, ground) : [],
      hasFailed: hits.failure !== null,
    })
    yield
  }
  const correlatedBy = new Map<SigmaRule, readonly Correlated[]>()
  for (const linked of rules.correlations) {
    const { rule } = linked
    try {
      const members = linked.members.map((member): MemberRows & { readonly hits: Hits | undefined } => {
        const hits = hitsOfRule.get(member.rule)
        const rows = hits?.rows ?? completedBy(correlatedBy.get(member.rule) ?? [])
        return { named: member.named, name: member.rule.about.name, rows, hits }
      })
      const found = yield* correlate(linked, members, timesOf(snapshot).times, leaves, read)
      correlatedBy.set(rule, found)
      const wheres = members.map(({ hits }) => (hits?.pathsAsFilter ? whereOf(hits.rule.part, leaves) : null))
      const isTold = !rules.onlyParts.has(rule.about.key)
      runs.push({
        rule,
        events: new Set(found.flatMap(({ rows }) => rows)).size,
        unread: members.reduce((sum, { hits }) => sum + (hits?.unread ?? 0), 0),
        findings: isTold ? foldCorrelated(linked, found, wheres, ground) : [],
        hasFailed: false,
      })
    } catch (error) {
      runs.push(failed(linked, error, snapshot.events))
    }
    yield
  }
  return runs
}

/** To other correlations, one is the events with which it was complete. */
const completedBy = (found: readonly Correlated[]): Uint32Array =>
  Uint32Array.from(new Set(found.flatMap((each) => each.completedBy))).sort()

function failed({ rule }: Linked, error: unknown, events: number): RuleRun {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    rule,
    events: 0,
    unread: 0,
    findings: [{ finding: notKnown(ruleOf(rule.about), 'mistake', reason, events), rows: new Uint32Array(0) }],
    hasFailed: true,
  }
}
