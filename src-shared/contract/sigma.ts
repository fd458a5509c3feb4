import type { Severity } from '../model/severity.ts'
import type { SigmaOrigin } from '../words/sigma.ts'
import { answers, type Call } from './call.ts'
import type { Finding } from './findings.ts'

/** What the rules of a folder found in the open case. */
export interface SigmaRun {
  readonly folder: string
  readonly rules: readonly SigmaRuleRun[]
  readonly refused: readonly SigmaRefused[]
  readonly findings: readonly Finding[]
  readonly tookMs: number
}

/** A rule that ran. */
export interface SigmaRuleRun extends SigmaOrigin {
  /** As in findings: `sigma:` and its id, or its file and line where it has none. */
  readonly rule: string
  readonly title: string
  readonly severity: Severity
  readonly isCorrelation: boolean
  /** Events that it hit, whether or not it is reported on its own. */
  readonly events: number
  /** Events of which it is not known, as their records could not be read. */
  readonly unread: number
  /** Other rules are made of it, and it is not reported on its own. */
  readonly isOnlyPart: boolean
}

/** A document that is not run. */
export interface SigmaRefused {
  readonly file: string
  /** Of the file, from 1. */
  readonly line: number
  readonly title: string | null
  /** Continues “is not run: …”. */
  readonly reason: string
  /** It is for logs of another product, and misses nothing here. */
  readonly isForOtherLogs: boolean
}

/** Whether a part of a rule holds for an event. */
export type SigmaWhy =
  | {
      readonly kind: 'all' | 'any' | 'not'
      readonly holds: boolean
      /** The search identifier that it is written under. */
      readonly name: string | null
      readonly parts: readonly SigmaWhy[]
    }
  | {
      readonly kind: 'leaf'
      readonly holds: boolean
      /** As the rule writes it. */
      readonly written: string
      /** What the event has there: none, or several of a list; long ones are cut. */
      readonly values: readonly string[]
    }

export const sigmaCalls = {
  /**
   * Reads the rules of a folder and runs them, as a job that can be cancelled. `placeholders`: a file with the values of the
   * modifier `expand`. The last run is kept while the case is open: what it found takes part in incidents.
   */
  sigma: {
    answeredBy: 'case',
    takes: { path: 'path', placeholders: 'path?' },
    needs: ['verdicts'],
    answers: answers<SigmaRun, 'no-rules' | 'no-placeholders' | 'cancelled'>(),
  },
  /** Leaves the rules of the last run: what they found takes part in incidents no more. */
  leaveSigma: { answeredBy: 'case', takes: null, needs: ['verdicts'], answers: answers<void>() },
  /** Why a rule of the last run matches an event, or does not: of a correlation, each rule that it names. */
  sigmaWhy: {
    answeredBy: 'case',
    takes: { rule: 'text', row: 'row' },
    needs: ['verdicts'],
    answers: answers<
      readonly (SigmaOrigin & { readonly title: string; readonly why: SigmaWhy })[],
      'no-rules' | 'no-such-event'
    >(),
  },
} as const satisfies Readonly<Record<string, Call>>
