/** Copies what stands between `from` and `to` to there, over and over where that is less. Writes up to 31 bytes more. */
@inline export function copyMatch(from: usize, to: usize, end: usize): void {
  const distance = to - from
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(from))
      v128.store(to, v128.load(from, 16), 16)
      from += 32
      to += 32
    } while (to < end)
  } else if (distance >= 8) {
    do {
      store<u64>(to, load<u64>(from))
      from += 8
      to += 8
    } while (to < end)
  } else if (distance == 1) {
    const bytes = i8x16.splat(load<u8>(from))
    do {
      v128.store(to, bytes)
      to += 16
    } while (to < end)
  } else {
    // Eight bytes are written for each few that are right: what is wrong of them is written again.
    do {
      store<u64>(to, load<u64>(from))
      from += distance
      to += distance
    } while (to < end)
  }
}
