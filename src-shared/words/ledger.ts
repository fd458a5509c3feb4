import { formatCount, formatCounted } from '../base/count.ts'
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
    doc: 'Proven digests cover the whole hour, and every log file that they list for it is there and valid.',
  },
  'proven-empty': {
    name: 'proven empty',
    doc: 'Proven digests cover the whole hour and list no log file delivered in it.',
  },
  'log-missing': { name: 'log missing', doc: 'A log file that a digest lists is missing or could not be read.' },
  'log-invalid': { name: 'log invalid', doc: 'A log file is invalid: it is not what a proven digest states.' },
  'digest-invalid': {
    name: 'digest invalid',
    doc: 'The digest that covers the hour is invalid: its content or its signature does not match.',
  },
  'digest-missing': {
    name: 'digest missing',
    doc: 'A digest must have existed and is missing where it belongs, or unreadable.',
  },
  'digest-unproven': {
    name: 'digest unproven',
    doc: 'The digest that covers the hour is not proven. Nothing shows that it is invalid.',
  },
  gap: {
    name: 'gap',
    doc: 'No digest covers the hour, and the next digest, which is proven, starts the chain anew: nothing was delivered, or it was deleted.',
  },
  'gap-or-hole': {
    name: 'gap or hole',
    doc: 'No digest covers the hour, and the next digest, which is not proven, starts the chain anew: digests may have been deleted.',
  },
  'log-uncovered': {
    name: 'log uncovered',
    doc: 'A log file of the hour is not listed in any digest. This alone does not indicate tampering: a trail without validation looks the same.',
  },
  'no-evidence': { name: 'no evidence', doc: 'No digest or log file in the folder covers the hour, or a part of it.' },
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

/** Lines about a place on the map of hours. Times are written as the caller writes them. */
export const placeWords = {
  delivery: (from: string, until: string): string => `Delivery ${from} to ${until}`,
  state: (state: LedgerState): string => `State: ${ledgerWords[state].name}`,
  worst: (hours: number, state: LedgerState, first: string): string =>
    `Worst of these ${formatCounted(hours, 'hour')}: ${ledgerWords[state].name}, first at ${first}`,
  eventTimes: (first: string, last: string): string => `Event times ${first} to ${last}`,
} as const

/** The choice of a day on the map of hours. */
export const dayChoice = {
  label: 'Go to day (UTC)',
  none: (day: string, first: string, last: string): string =>
    `The map has no hour of ${day}: it goes from ${first} to ${last}.`,
} as const

/** Of the hours that the map shows, in all rows but those of backfill digests. */
export const shownHoursWords = (proven: number, hours: number): string =>
  `${formatCount(proven)} of ${formatCounted(hours, 'hour')} shown ${hours === 1 ? 'is' : 'are'} proven`
