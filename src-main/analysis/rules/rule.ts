import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Rule } from '../../../src-shared/contract/findings.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import type { Severity } from '../../../src-shared/model/severity.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Sql } from '../../store/sql.ts'
import type { Baseline } from '../baseline.ts'
import type { Principals } from '../principals.ts'
import type { CallIndex } from './calls.ts'

/** What a rule reads. */
export interface DetectionCase {
  readonly sql: Sql
  readonly snapshot: Snapshot
  readonly query: ColumnQuery
  readonly principals: Principals
  readonly calls: CallIndex
  readonly baseline: Baseline
}

/** What a rule found about one subject: a principal, an API, an access key, a file, … */
export interface Hit {
  readonly subject: string
  readonly events: number
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly sentence: string
  /** Selects exactly the events counted. The last condition names the subject. */
  readonly filter: Filter
  /** Where it is not the rule's. */
  readonly severity?: Severity
  /** Too little of the case is verified: what is usual was told by all files that are not altered. */
  readonly isUsualUnverified?: true
}

export interface DetectionRule {
  readonly about: Rule
  /** It is about calls that fail: that all of them failed makes its finding no attempt. */
  readonly isAboutFailures: boolean
  /** It compares with what is usual in the case, or spares it: its findings say what tells that. */
  readonly learns: boolean
  readonly find: (opened: DetectionCase) => readonly Hit[]
}

/** A rule that is not written in SQL. */
export const ruleInCode = (
  about: Omit<Rule, 'block'>,
  find: DetectionRule['find'],
  { isAboutFailures = false, learns = false }: Partial<Pick<DetectionRule, 'isAboutFailures' | 'learns'>> = {},
): DetectionRule => ({ about: { ...about, block: 'detection' }, isAboutFailures, learns, find })
