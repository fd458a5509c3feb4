import type { Steps } from '../runtime/steps.ts'

/**
 * Hours that every place holds of those that lie between its first and its last. Each place has one hour at least; hours
 * are those since 1970, ascending.
 */
export function* heldByAllSteps(places: readonly Int32Array[]): Steps<Int32Array> {
  const first = Math.min(...places.map((hours) => hours[0]!))
  const length = Math.max(...places.map((hours) => hours.at(-1)!)) - first + 1
  const holders = new Uint32Array(length)
  /** By how many more places have begun and not ended. */
  const begun = new Int32Array(length + 1)
  for (const hours of places) {
    begun[hours[0]! - first]!++
    begun[hours.at(-1)! + 1 - first]!--
    for (const hour of hours) holders[hour - first]!++
    yield
  }
  let running = 0
  const held: number[] = []
  for (let at = 0; at < length; at++) {
    running += begun[at]!
    if (running > 0 && holders[at] === running) held.push(first + at)
  }
  return Int32Array.from(held)
}
