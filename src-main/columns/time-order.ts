/**
 * The order of `count` times, earliest first, NaN last; equal times keep their order. Null when they are in order
 * already. A radix sort over the milliseconds since the earliest, 16 bits a pass.
 */
export function timeOrder(times: Float64Array, count: number): Uint32Array | null {
  let earliest = Number.POSITIVE_INFINITY
  let latest = Number.NEGATIVE_INFINITY
  let ordered = true
  for (let i = 0; i < count; i++) {
    const time = times[i]!
    if (time < earliest) earliest = time
    if (time > latest) latest = time
    if (i > 0 && !(times[i - 1]! <= time) && !(Number.isNaN(time) && i > 0)) ordered = false
  }
  if (ordered) return null
  const last = latest - earliest + 1
  let order: Uint32Array = new Uint32Array(count)
  let other: Uint32Array = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  const starts = new Uint32Array(0x10001)
  for (let unit = 1; unit <= last; unit *= 0x10000) {
    starts.fill(0)
    const digit = (i: number) => {
      const time = times[i]!
      return Math.floor((Number.isNaN(time) ? last : time - earliest) / unit) % 0x10000
    }
    for (let k = 0; k < count; k++) starts[digit(order[k]!) + 1]!++
    for (let d = 1; d < starts.length; d++) starts[d]! += starts[d - 1]!
    for (let k = 0; k < count; k++) other[starts[digit(order[k]!)]!++] = order[k]!
    ;[order, other] = [other, order]
  }
  return order
}
