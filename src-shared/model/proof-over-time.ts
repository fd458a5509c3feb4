import type { Buckets } from '../base/time.ts'
import type { LedgerState } from './ledger.ts'

/**
 * How well a time is proven, for the strip below a timeline; from best to worst.
 * - `proven`: proven digests cover it, and every log file that they list is there and valid
 * - `none`: no digest and no log file tells of it
 * - `unproven`: log files or digests tell of it, and nothing proves them
 * - `missing`: a gap in the chain, or digests or log files that are missing
 * - `altered`: a digest or a log file is invalid
 */
export const proofClasses = ['proven', 'none', 'unproven', 'missing', 'altered'] as const
export type ProofClass = (typeof proofClasses)[number]

/** An hour of no evidence in which log files were delivered is `unproven`: digests cover a part of it, or none. */
export const proofClassOf: Readonly<Record<LedgerState, ProofClass>> = {
  'proven-empty': 'proven',
  'proven-complete': 'proven',
  'no-evidence': 'none',
  'log-uncovered': 'unproven',
  gap: 'missing',
  'gap-or-hole': 'missing',
  'digest-unproven': 'unproven',
  'digest-missing': 'missing',
  'log-missing': 'missing',
  'digest-invalid': 'altered',
  'log-invalid': 'altered',
}

/**
 * How well event times are proven, by the ledger of hours. An event is told of by the hour in which it happened and by
 * that of its delivery, which is minutes later: the worse of the two counts.
 */
export interface ProofOverTime extends Buckets {
  /** Rows of the ledger that are counted: accounts, Regions and trails. */
  readonly rows: number
  /** By bucket, milliseconds of all rows together: of all classes `rows * width`. */
  readonly times: Readonly<Record<ProofClass, readonly number[]>>
  /** By bucket: shown events whose log file is not verified. */
  readonly unprovenEvents: readonly number[]
}
