import type { UtcMs } from '../base/time.ts'
import type { AbsenceCounts, Explanations } from '../model/explanation.ts'
import type {
  Chain,
  ChainFinding,
  DigestVerdict,
  Doubt,
  IntegrityCounts,
  LogVerdict,
  ObjectUri,
  Outcome,
  TrustedKey,
} from '../model/integrity.ts'
import type { Coverage, Ledger, LedgerCell } from '../model/ledger.ts'
import type { EventProof } from '../model/proof.ts'
import type { ProofOverTime } from '../model/proof-over-time.ts'
import type { SignedResults } from '../model/signed-results.ts'
import type { ShellCommand } from '../model/verification.ts'
import { answers, type Call } from './call.ts'

/** What is proven, and what proves it. */
export const integrityCalls = {
  integrity: { answeredBy: 'case', takes: null, needs: ['verdicts'], answers: answers<IntegrityOverview>() },
  integrityObjects: {
    answeredBy: 'case',
    takes: { kind: 'objectKind', status: 'status?', text: 'text', offset: 'offset', limit: 'limit' },
    needs: ['verdicts'],
    answers: answers<IntegrityObjectsPage>(),
  },
  /** All rows, with the hours that the range touches; null for all hours. */
  ledger: { answeredBy: 'case', takes: { range: 'range?' }, needs: ['verdicts'], answers: answers<Ledger>() },
  /** What is behind one hour of a row; rows are counted as in the ledger. */
  ledgerCell: {
    answeredBy: 'case',
    takes: { row: 'row', hour: 'time' },
    needs: ['verdicts'],
    answers: answers<LedgerCell, 'no-such-row'>(),
  },
  /** How much of the filter's time is proven, by delivery time. */
  coverage: { answeredBy: 'case', takes: { filter: 'filter' }, needs: ['verdicts'], answers: answers<Coverage>() },
  /**
   * How well the time of a timeline is proven, in the buckets of a `histogram` of the same input. `range` is what to show;
   * of the filter count the accounts and Regions that it asks for by name, and the events that it shows.
   */
  proofOverTime: {
    answeredBy: 'case',
    takes: { filter: 'filter', range: 'span?', maxBuckets: 'buckets' },
    needs: ['verdicts'],
    answers: answers<ProofOverTime>(),
  },
  /** Everything missing or invalid, with the events that explain it. */
  explanations: { answeredBy: 'case', takes: null, needs: ['verdicts'], answers: answers<Explanations>() },
  /** The keys whose fingerprints the user has compared with AWS, in place of those told before, of any case. */
  vouchForKeys: { answeredBy: 'case', takes: { fingerprints: 'fingerprints' }, needs: [], answers: answers<void>() },
  /** With a page of its records; fifty at most. */
  eventProof: {
    answeredBy: 'case',
    takes: { row: 'row', offset: 'offset', limit: 'limit' },
    needs: ['verdicts'],
    answers: answers<EventProof, 'no-such-event' | 'not-verified'>(),
  },
} as const satisfies Readonly<Record<string, Call>>

export interface IntegrityOverview {
  readonly counts: IntegrityCounts
  readonly doubts: readonly Doubt[]
  readonly outcome: Outcome
  readonly absences: AbsenceCounts
  readonly chains: readonly Chain[]
  readonly findings: readonly ChainFinding[]
  readonly results: readonly SignedResults[]
  readonly keys: readonly TrustedKey[]
  /** Key files or keys that were refused, each a whole sentence. */
  readonly keyProblems: readonly string[]
  /** Commands that would fetch what is missing to prove more. */
  readonly commands: readonly (ShellCommand & { readonly why: string })[]
}

export interface IntegrityObjectsPage {
  readonly total: number
  readonly objects: readonly {
    readonly uri: ObjectUri
    readonly path: string | null
    /** Path below the opened folder: what the filter column `sourceFile` holds. */
    readonly name: string | null
    readonly verdict: DigestVerdict | LogVerdict
    /** Delivery window of a digest, delivery time of a log file. */
    readonly from: UtcMs | null
    readonly until: UtcMs | null
    readonly sha256: string | null
    readonly events: number
  }[]
}
