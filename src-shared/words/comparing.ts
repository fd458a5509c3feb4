import { formatCount } from '../base/count.ts'

/** Above events that stand side by side. `places`: of their records, in all. */
export function comparedWords(events: number, differing: number, places: number): string {
  if (events < 2) return 'One event has nothing to be compared with: take others from the detail.'
  if (differing === 0) return `The records are equal in all of their ${formatCount(places)} places.`
  return `${formatCount(differing)} of ${formatCount(places)} places of the records differ.`
}

/** Of an event whose record is not there whole. */
export const notCompared = 'Its record cannot be read whole here, so that nothing of it is compared.'
