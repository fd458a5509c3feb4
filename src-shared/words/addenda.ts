import { formatCounted } from '../base/count.ts'

interface ReasonWords {
  /** A mark beside the event. */
  readonly mark: string
  /** What it means, a sentence. */
  readonly doc: string
}

/** Reasons of addenda (CloudTrail user guide, "CloudTrail record contents", addendum). */
const reasons: Readonly<Record<string, ReasonWords>> = {
  DELIVERY_DELAY: {
    mark: 'delivered late',
    doc: 'CloudTrail delivered this event late (addendum, DELIVERY_DELAY).',
  },
  UPDATED_DATA: {
    mark: 'updated',
    doc: 'This event was written again, since a field of its original was missing or incorrect (addendum, UPDATED_DATA).',
  },
  SERVICE_OUTAGE: {
    mark: 'after an outage',
    doc: 'The service could not log this event in time, because of an outage (addendum, SERVICE_OUTAGE).',
  },
}

/** Of any reason, also one that is not documented. */
export const addendumWords = (reason: string): ReasonWords =>
  reasons[reason] ?? { mark: 'addendum', doc: `This event was completed later (addendum, ${reason}).` }

/** Events that belong together, as one completes the other. */
export const addendumTitles = {
  original: 'The original of this event',
  addenda: (events: number): string => `${formatCounted(events, 'later version')} of this event (addendum)`,
} as const

export const originalNotHere = (eventID: string): string =>
  `The original of this event, ${eventID}, is not in this case.`
export const compareVersions = 'Compare the versions'
