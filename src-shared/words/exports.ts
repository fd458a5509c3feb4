import type { ValueColumn } from '../filter/columns.ts'

/** In which order the events of an export stand. */
export const orderSentence = ({ column, descending }: { readonly column: ValueColumn; readonly descending: boolean }) =>
  `Sorted by ${column}, ${descending ? 'descending' : 'ascending'}; events without a value come last${column === 'eventTime' ? '' : ', events with equal values in order of time'}.`
