import { formatCount } from '../../../src-shared/base/count.ts'

/** Lists in the sentences of findings. */

export const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort()

const mostListed = 5

/** `A, B and C`; beyond five, `A, B, C, D, E and 3 more`. */
export function listed(values: readonly string[]): string {
  const found = distinct(values)
  const shown = found.length <= mostListed ? found.slice(0, -1) : found.slice(0, mostListed)
  const last = found.length <= mostListed ? found.at(-1) : `${formatCount(found.length - mostListed)} more`
  return shown.length === 0 ? (last ?? 'none') : `${shown.join(', ')} and ${last}`
}
