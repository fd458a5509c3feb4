import type { UtcMs } from '../base/time.ts'
import type { Filter } from '../filter/model.ts'
import type { AttackId } from '../model/attack.ts'
import type { Severity } from '../model/severity.ts'
import type { SigmaOrigin } from '../words/sigma.ts'
import { answers, type Call } from './call.ts'

/** A rule's hit. It says what was seen, with its numbers, and opens the events behind it; it does not accuse. */
export interface Finding {
  /** Stable for the same case: rule id and what it is about. */
  readonly id: string
  readonly rule: string
  readonly title: string
  readonly severity: Severity
  /** A whole sentence with the numbers. */
  readonly sentence: string
  readonly why: string
  readonly benignCauses: string
  /** What to look at next. */
  readonly next: string
  /** IDs of MITRE ATT&CK techniques (model/attack.ts). None where what was found is no act, such as a checklist. */
  readonly techniques: readonly AttackId[]
  /** Findings of a checklist tell what its items ask for; they name no attack and stand apart from those that do. */
  readonly block: 'detection' | 'checklist'
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly events: number
  /** Shows exactly the events behind it. */
  readonly filter: Filter
  /** It counts subjects that have no finding of their own, and is read after those that have. */
  readonly isRest?: true
  /** Every call behind it failed: the severity is one step lower than the rule's. */
  readonly isAttempt?: true
  /** The rule stopped: what it would have found is not known. */
  readonly hasFailed?: true
  /** Of a rule of Sigma that the user brought: whose it is, as it says. */
  readonly sigma?: SigmaOrigin
}

/** A rule that looked at the case, whether it found something or not: silence means nothing unless it is named. */
export interface Rule
  extends Pick<Finding, 'rule' | 'title' | 'severity' | 'why' | 'benignCauses' | 'next' | 'techniques' | 'block'> {
  /** The events that the rule looks at, as a query of the SQL panel. A rule that is not written in SQL has none. */
  readonly sql?: string
  /** It says nothing without a file of the user's that tells this: see `ruleNeeds` (src-shared/words/enrichment.ts). */
  readonly needs?: 'places'
}

export const findingsCalls = {
  /** What the rules found, once all have run. */
  findings: { answeredBy: 'case', takes: null, needs: ['findings'], answers: answers<readonly Finding[]>() },
} as const satisfies Readonly<Record<string, Call>>
