import type { Severity } from '../../../src-shared/model/severity.ts'
import type { Part } from './tree.ts'

/** What a rule says about itself, as it is written. */
export interface About {
  /** Unlike that of any other rule that was read: its id, or else its file and place in it. */
  readonly key: string
  /** Path below the folder of rules. */
  readonly file: string
  /** Where its document begins, from 1. */
  readonly line: number
  readonly id: string | null
  /** By which correlations name it. */
  readonly name: string | null
  readonly title: string
  readonly description: string | null
  readonly author: string | null
  readonly license: string | null
  readonly level: string | null
  readonly severity: Severity
  readonly falsePositives: readonly string[]
  readonly tags: readonly string[]
}

/** A rule on single events. */
export interface EventRule {
  readonly kind: 'events'
  readonly about: About
  readonly part: Part
}

/** What a correlation counts at least, of events, values or rules. */
export interface Threshold {
  readonly least: number
  /** Of value_count: the fields whose values are counted, together. */
  readonly fields: readonly string[]
}

/** A rule on how the events of other rules lie in time (Sigma Correlation Rules Specification 2.1.0). */
export interface CorrelationRule {
  readonly kind: 'correlation'
  readonly about: About
  readonly type: (typeof correlationTypes)[number]
  /** By name, id or title; for temporal_ordered in their order. */
  readonly rules: readonly string[]
  readonly groupBy: readonly string[]
  readonly spanMs: number
  readonly threshold: Threshold
  /** By alias, by rule: the field that stands for it in that rule's events. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The rules of its file that it names are reported on their own, too. */
  readonly generates: boolean
}

export const correlationTypes = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const

export type SigmaRule = EventRule | CorrelationRule

/** A document that is not run, and why: `reason` continues “is not run: …”. */
export interface RefusedRule {
  readonly file: string
  readonly line: number
  readonly title: string | null
  readonly reason: string
  readonly isForOtherLogs: boolean
}
