import type { Anomalies } from '../contract/anomalies.ts'
import type { Finding, Rule } from '../contract/findings.ts'
import type { Incident } from '../contract/incidents.ts'
import type { Insight } from '../contract/insights.ts'
import type { SigmaRun } from '../contract/sigma.ts'
import type { NotRead } from '../model/not-read.ts'

/** What the command tells, in whatever format. */
export interface FindingsToTell {
  readonly findings: readonly Finding[]
  /** Those with a finding that is told. */
  readonly incidents: readonly Incident[]
  /** What CloudTrail Insights recorded. */
  readonly insights: readonly Insight[]
  /** Null where they were not asked for. */
  readonly anomalies: Anomalies | null
  /** Those of the severities that are told. */
  readonly rules: readonly Pick<Rule, 'rule'>[]
  /** Of the product's own rules, those that found nothing. */
  readonly silent: readonly Rule[]
  /** Those that did not run, and why, a sentence. */
  readonly notRun: readonly (Rule & { readonly reason: string })[]
  /** Findings of lower severity. */
  readonly notTold: number
  readonly notRead: NotRead
  /** Of rules that the user brought; null where there are none. */
  readonly sigma: SigmaRun | null
}

export interface EventPlace {
  /** Log file, below the opened folder. */
  readonly file: string
  readonly eventID: string | null
}

/** What a format asks of the case beside what it is told. */
export interface FindingsCase {
  /** Where the first events of a finding lie: log file and eventID. */
  readonly placesOf: (finding: Finding) => Promise<readonly EventPlace[]>
}
