import type { UtcMs } from '../base/time.ts'
import type { FilterColumn } from '../filter/columns.ts'
import { answers, type Call } from './call.ts'
import type { Facet } from './events.ts'

/** What the events of a filter have in common. */
export const profileCalls = {
  /** Counts, times, and of each column the most frequent values, `limit` at most. Waits for the filter's layers only. */
  profile: {
    answeredBy: 'case',
    takes: { filter: 'filter', columns: 'columns', limit: 'limit' },
    needs: 'as-asked',
    answers: answers<Profile>(),
  },
  /** The findings that rest on events of the filter, in the order of findings. */
  findingsOf: {
    answeredBy: 'case',
    takes: { filter: 'filter' },
    needs: ['sessions', 'findings'],
    answers: answers<readonly FindingShare[]>(),
  },
} as const satisfies Readonly<Record<string, Call>>

export interface Profile {
  readonly events: number
  /** Of the events that have a time; null without one. */
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  /** Calls that failed. */
  readonly errors: number
  /** Calls whose `readOnly` is false. */
  readonly writes: number
  readonly values: readonly ColumnValues[]
}

export interface ColumnValues extends Facet {
  readonly column: FilterColumn
}

export interface FindingShare {
  /** Of the finding. */
  readonly id: string
  /** How many of its events the filter has. */
  readonly events: number
  /** The finding has more events than are kept for this: the filter may have more of them. */
  readonly isAtLeast: boolean
}
