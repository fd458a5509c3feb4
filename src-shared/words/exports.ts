import { formatCount, formatCounted } from '../base/count.ts'
import type { ValueColumn } from '../filter/columns.ts'

/** In which order the events of an export stand. */
export const orderSentence = ({ column, descending }: { readonly column: ValueColumn; readonly descending: boolean }) =>
  `Sorted by ${column}, ${descending ? 'descending' : 'ascending'}; events without a value come last${column === 'eventTime' ? '' : ', events with equal values in order of time'}.`

/** Why an event is not in an export, each a sentence. */
export const exportReasons = {
  withoutTime: 'The event has no time, and the format needs one.',
  noObject: 'The record is no JSON object.',
  tooDeep: 'The record is nested too deep to be written again.',
} as const

/** Of events that were to be exported and are not. `first`: why the first one is not. */
export const refusedSentence = (refused: number, first: string): string =>
  `${formatCounted(refused, 'event')} ${refused === 1 ? 'is' : 'are'} not in it: ${first} The manifest lists each reason.`

/** Of an export in which no event could be written. */
export const allRefused = (refused: number, first: string): string =>
  `none of ${formatCounted(refused, 'event')} can be written. ${first}`

/** Which events an export was asked for, beside its filter. */
export const onlyRowsSentence = (rows: number): string =>
  `Only ${formatCount(rows)} selected ${rows === 1 ? 'event' : 'events'}, whatever the filter shows.`
