// The module's own memory: blocks of powers of two, reused when released. There is no garbage collector.

/** Blocks are read in steps of 16 bytes: this much behind what is asked for belongs to nobody else. */
export const slack: usize = 16

const free = memory.data(33 * 4, 16)
let top: usize = __heap_base

export function alloc(size: usize): usize {
  const kind = kindOf(size)
  const head = free + (<usize>kind << 2)
  const block = load<usize>(head)
  if (block == 0) return allocExactly(<usize>1 << kind)
  store<usize>(head, load<usize>(block))
  return block
}

/** `size`: as it was asked for. */
export function release(block: usize, size: usize): void {
  const head = free + (<usize>kindOf(size) << 2)
  store<usize>(block, load<usize>(head))
  store<usize>(head, block)
}

/** Without rounding up: for the one block that may be half of all memory. */
export function allocExactly(size: usize): usize {
  const block = (top + 15) & ~15
  const end = <u64>block + size + slack
  const pages = <i32>((end + 0xffff) >>> 16) - memory.size()
  if (pages > 0 && (end > 0xffff0000 || memory.grow(max(pages, min(16, 65535 - memory.size()))) < 0)) unreachable()
  top = <usize>(end)
  return block
}

/** Moves the first `used` bytes into a block of `size`. */
export function enlarge(block: usize, used: usize, oldSize: usize, size: usize): usize {
  const larger = alloc(size)
  memory.copy(larger, block, used)
  release(block, oldSize)
  return larger
}

/** What a block that is to hold `size` can hold. */
export function roomFor(size: usize): usize {
  return <usize>1 << kindOf(size)
}

function kindOf(size: usize): u32 {
  if (size > 1 << 31) unreachable()
  return size <= 16 ? 4 : 32 - clz<u32>(<u32>size - 1)
}

/** Whether `length` bytes are equal. Looks at up to 15 bytes behind them. */
@inline export function same(a: usize, b: usize, length: u32): bool {
  while (length > 16) {
    if (i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b))) != 0xffff) return false
    a += 16
    b += 16
    length -= 16
  }
  return (~i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b))) & ((1 << length) - 1)) == 0
}
