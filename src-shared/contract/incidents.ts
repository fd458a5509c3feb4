import type { UtcMs } from '../base/time.ts'
import type { Filter } from '../filter/model.ts'
import type { Tactic } from '../model/attack.ts'
import type { Severity } from '../model/severity.ts'
import { answers, type Call } from './call.ts'

/** One finding as a step of an incident. */
export interface IncidentStep {
  /** Finding.id. */
  readonly finding: string
  readonly title: string
  readonly severity: Severity
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly events: number
  /** Of its techniques, in the order of an attack. */
  readonly tactics: readonly Tactic[]
  readonly isAttempt: boolean
}

/** What the place of an incident in the list rests on; the score is their product. */
export interface IncidentScore {
  /** Of its rules, each once: 10 for high, 4 for medium, 1 for low, 0.2 for info. */
  readonly severity: number
  /** 1 where no other actor of the case has findings of these rules, down to a third where many have. */
  readonly rarity: number
  /** 1 for one tactic, and a quarter more for each further one that follows in the order of an attack. */
  readonly sequence: number
  /** 1 where all events lie in verified log files, or nothing in the case is verified; 0.5 where none does. */
  readonly proof: number
}

/**
 * Findings that belong together: of one actor, or of those who act on from what that actor issued or uses, close in time.
 * It tells what the findings tell, and accuses nobody.
 */
export interface Incident {
  /** Stable for the same case: who, and when it began. Values of the column `incident`. */
  readonly id: string
  readonly title: string
  /** What happened, in some sentences of words/incidents.ts. */
  readonly paragraph: string
  /** Of the gravest of its findings. */
  readonly severity: Severity
  /** Where a chain of sessions begins, or the principal; the one with most events first. */
  readonly actors: readonly string[]
  readonly addresses: readonly string[]
  readonly accounts: readonly string[]
  /** Values of the column `session`. */
  readonly sessions: readonly string[]
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  /** In order of time. */
  readonly steps: readonly IncidentStep[]
  /** Each once. */
  readonly events: number
  /** Of these, events in verified log files. */
  readonly proven: number
  /** Shows exactly its events. */
  readonly filter: Filter
  readonly score: IncidentScore
}

export const incidentsCalls = {
  /** The findings that belong together, the first to look at first. */
  incidents: { answeredBy: 'case', takes: null, needs: ['incidents'], answers: answers<readonly Incident[]>() },
} as const satisfies Readonly<Record<string, Call>>
