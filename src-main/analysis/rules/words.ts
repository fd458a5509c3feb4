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

/** What calls acted on. `targets`: of the first of them, null where the record names none. */
export function actedOn(calls: number, targets: readonly (string | null)[]): string {
  const named = targets.filter((target) => target !== null)
  if (named.length === 0) return ''
  return `, ${targets.length < calls ? `the first ${formatCount(targets.length)} ` : ''}on ${listed(named)}`
}

/** What calls say of themselves. `sentences`: of the first of them, without the full stop. */
export function told(calls: number, sentences: readonly (string | null)[]): string {
  const said = [...new Set(sentences.filter((sentence) => sentence !== null))]
  if (said.length === 0) return ''
  const whose = sentences.length < calls ? ` Of the first ${formatCount(sentences.length)} calls:` : ''
  return `${whose}${said.map((sentence) => ` ${sentence}.`).join('')}`
}
