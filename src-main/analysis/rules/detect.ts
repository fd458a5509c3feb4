import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import { severities } from '../../../src-shared/model/severity.ts'
import { usualIsUnverified, usualIsVerified } from '../../../src-shared/words/findings.ts'
import { ColumnQuery } from '../../columns/query.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Sql } from '../../store/sql.ts'
import { Baseline } from '../baseline.ts'
import { markedAsKnown } from '../listed-agents.ts'
import { Principals } from '../principals.ts'
import { beyondTrusted } from '../trusted.ts'
import { attempted } from './attempts.ts'
import { behaviourRules } from './behaviour-rules.ts'
import { CallIndex } from './calls.ts'
import { columnRules } from './column-rules.ts'
import { notKnown } from './not-known.ts'
import type { DetectionCase, DetectionRule } from './rule.ts'
import { defineRuleFunctions } from './sql-functions.ts'
import { sqlRules } from './sql-rules.ts'
import { summarize } from './summarize.ts'

export const allRules: readonly DetectionRule[] = [...sqlRules, ...columnRules, ...behaviourRules].sort(
  ({ about: a }, { about: b }) =>
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1),
)

/** Every rule, the gravest first. */
export const ruleList = (): Rule[] => allRules.map(({ about }) => about)

/** Runs rules over a case, one at a time. */
export class Detection {
  readonly #sql: Sql
  readonly #snapshotOf: () => Snapshot
  #made: DetectionCase | null = null

  /** Defines the functions that rules are written with. The snapshot is asked for when one of them is called, or a rule runs. */
  constructor(sql: Sql, snapshotOf: () => Snapshot) {
    this.#sql = sql
    this.#snapshotOf = snapshotOf
    defineRuleFunctions(sql, () => this.#opened)
  }

  get #opened(): DetectionCase {
    this.#made ??= caseOf(this.#sql, this.#snapshotOf())
    return this.#made
  }

  /** The snapshot is another from now on: it is asked for anew. */
  begin(): void {
    this.#made = null
  }

  /** A rule that fails is a finding itself. */
  run(rule: DetectionRule): readonly Finding[] {
    try {
      return findingsOf(rule, this.#opened)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return [notKnown(rule.about, 'mistake', reason, this.#opened.snapshot.events)]
    }
  }
}

const caseOf = (sql: Sql, snapshot: Snapshot): DetectionCase => ({
  sql,
  snapshot,
  query: new ColumnQuery(snapshot),
  principals: Principals.of(snapshot),
  calls: new CallIndex(snapshot),
  baseline: new Baseline(snapshot),
})

function findingsOf(rule: DetectionRule, opened: DetectionCase): Finding[] {
  const { sql: _, needs: __, ...about } = rule.about
  const seen = new Map<string, number>()
  const hits = beyondTrusted(about.rule, rule.find(opened), opened.snapshot)
  return summarize(hits, opened.query).map(({ subject, isUsualUnverified, ...hit }) => {
    // Different principals may have one name, such as a user and the federated sessions it issued.
    const times = (seen.get(subject) ?? 0) + 1
    seen.set(subject, times)
    const id = `${about.rule}:${subject}${times === 1 ? '' : ` (${times})`}`
    const baseline = rule.learns ? toldByBaseline(opened.baseline, isUsualUnverified === true) : ''
    const finding = { ...about, id, ...hit, sentence: `${hit.sentence}${baseline}` }
    const told = rule.isAboutFailures ? finding : attempted(finding, opened)
    return markedAsKnown(told, opened.snapshot, opened.query)
  })
}

/** Nothing where all events of the case tell what is usual, and are proven. */
function toldByBaseline({ isVerified, isMixed }: Baseline, isUsualUnverified: boolean): string {
  if (!isVerified || isUsualUnverified) return ` ${usualIsUnverified}`
  return isMixed ? ` ${usualIsVerified}` : ''
}
