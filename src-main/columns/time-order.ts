/**
 * The order of `count` times, earliest first, NaN last. Equal times keep their order. Null when they are in order
 * already. A radix sort over the time since the earliest, in seconds where all times are whole seconds, as CloudTrail's
 * are.
 */
export function timeOrder(times: Float64Array, count: number): Uint32Array | null {
  let earliest = Number.POSITIVE_INFINITY
  let latest = Number.NEGATIVE_INFINITY
  let ordered = true
  for (let i = 0; i < count; i++) {
    const time = times[i]!
    if (time < earliest) earliest = time
    if (time > latest) latest = time
    if (i > 0 && !(times[i - 1]! <= time) && !Number.isNaN(time)) ordered = false
  }
  if (ordered) return null
  const unit = areWholeSeconds(times, count, earliest) ? 1000 : 1
  const last = (latest - earliest) / unit + 1
  const low = new Uint32Array(count)
  const high = new Uint32Array(last < wordRange ? 0 : count)
  for (let i = 0; i < count; i++) {
    const time = times[i]!
    const rank = Number.isNaN(time) ? last : (time - earliest) / unit
    // Stored modulo 2^32, without the fraction.
    low[i] = rank
    if (high.length > 0) high[i] = rank / wordRange
  }
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  if (high.length === 0) return sortedBy(low, order, last)
  return sortedBy(high, sortedBy(low, order, wordRange - 1), last / wordRange)
}

const wordRange = 2 ** 32

function areWholeSeconds(times: Float64Array, count: number, earliest: number): boolean {
  for (let i = 0; i < count; i++) {
    const seconds = (times[i]! - earliest) / 1000
    if (seconds !== Math.floor(seconds) && !Number.isNaN(seconds)) return false
  }
  return true
}

/** Sorts by `keys`, none of which is above `largest`; may use the room of `order`. */
function sortedBy(keys: Uint32Array, order: Uint32Array, largest: number): Uint32Array {
  const bits = 32 - Math.clz32(largest)
  const passes = Math.ceil(bits / 16)
  const digitBits = Math.ceil(bits / passes)
  let from = order
  let to: Uint32Array = new Uint32Array(order.length)
  for (let pass = 0; pass < passes; pass++) {
    sortByDigit(keys, pass * digitBits, digitBits, from, to)
    ;[from, to] = [to, from]
  }
  return from
}

function sortByDigit(keys: Uint32Array, shift: number, digitBits: number, from: Uint32Array, to: Uint32Array): void {
  const mask = (1 << digitBits) - 1
  const starts = new Uint32Array(mask + 2)
  for (let k = 0; k < keys.length; k++) starts[((keys[k]! >>> shift) & mask) + 1]!++
  for (let d = 1; d < starts.length; d++) starts[d]! += starts[d - 1]!
  for (let k = 0; k < from.length; k++) {
    const i = from[k]!
    to[starts[(keys[i]! >>> shift) & mask]!++] = i
  }
}
