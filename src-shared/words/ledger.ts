import { formatCounted } from '../base/count.ts'
import type { LedgerRow, LedgerState } from '../model/ledger.ts'

interface StateWords {
  readonly name: string
  /** What it means, a sentence. */
  readonly doc: string
}

/** States of an hour in words; the compiler asks for a line whenever one is added. */
export const ledgerWords: Readonly<Record<LedgerState, StateWords>> = {
  'proven-complete': {
    name: 'proven complete',
    doc: 'Proven digests cover the whole hour, and every log file they list for it is there and unaltered.',
  },
  'proven-empty': {
    name: 'proven empty',
    doc: 'Proven digests cover the whole hour and list no log file delivered in it.',
  },
  'log-missing': { name: 'log missing', doc: 'A log file that a digest lists is missing or could not be read.' },
  'log-altered': { name: 'log altered', doc: 'A log file is not what a proven digest states.' },
  'digest-altered': {
    name: 'digest altered',
    doc: 'The content or the signature of the digest that covers the hour does not match: the digest was altered or damaged.',
  },
  'digest-missing': {
    name: 'digest missing',
    doc: 'A digest must have existed and is missing where it belongs, or unreadable.',
  },
  'digest-unproven': {
    name: 'digest unproven',
    doc: 'The digest that covers the hour is not proven. Nothing shows that it was altered.',
  },
  gap: { name: 'gap', doc: 'The chain starts anew: logging or validation was off.' },
  'logs-without-digest': {
    name: 'logs without digest',
    doc: 'Log files were delivered that no digest lists, and no digest covers the hour. That is no sign of tampering by itself.',
  },
  'no-evidence': { name: 'no evidence', doc: 'Nothing in the folder tells of the hour, or of a part of it.' },
}

/** In the order of legends: proven, tampering or loss, then what is merely not known. */
export const legendOrder = Object.keys(ledgerWords) as readonly LedgerState[]

/** `111122223333 · us-east-1 · management-events` */
export const rowName = ({ account, region, trail, kind }: LedgerRow): string =>
  [account, region, trail === '' ? 'no trail known' : trail, ...(kind === 'backfill' ? ['backfill'] : [])].join(' · ')

interface Delivered {
  readonly logs: number
  /** Of these, in no digest. */
  readonly uncovered: number
  readonly events: number
}

/** `12 log files (2 in no digest) with 340 events` */
export function deliveredWords({ logs, uncovered, events }: Delivered): string {
  if (logs === 0) return 'No log file delivered'
  const inNone = uncovered === 0 ? '' : ` (${uncovered} in no digest)`
  return `${formatCounted(logs, 'log file')}${inNone} with ${formatCounted(events, 'event')}`
}
