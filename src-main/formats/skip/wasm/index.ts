// Looks for the end of a JSON value, piece by piece. It knows texts and brackets alone: what a parser would refuse is
// passed over.

/** Bytes of a piece. */
export const most: u32 = 1 << 16
/** A step reads 16 bytes, however few are left. */
const piece = memory.data(65536 + 16, 16)

export function pieceAt(): usize {
  return piece
}

/** Containers that are open. */
let depth: i32 = 0
let inText: bool = false
/** A backslash ended the last piece. */
let isEscaped: bool = false

/** In a text, or in so many containers; where both are none, the value itself comes first. */
export function begin(open: i32, text: bool): void {
  depth = open
  inText = text
  isEscaped = false
}

/** Goes on in the piece, `length` bytes. Gives how many bytes of it belong to the value, or -1 where it goes on behind. */
export function endIn(length: u32): i32 {
  const end = piece + length
  let at = isEscaped ? piece + 1 : piece
  isEscaped = false
  while (at < end) {
    const bytes = v128.load(at)
    const marks = i8x16.bitmask(inText ? textMarks(bytes) : valueMarks(bytes))
    if (marks == 0) {
      at += 16
      continue
    }
    at += ctz(marks)
    if (at >= end) break
    const byte = load<u8>(at++)
    if (inText) {
      if (byte == 0x5c) {
        isEscaped = at == end
        at++
      } else inText = false
    } else if (byte == 0x22) inText = true
    else depth += (byte | 0x20) == 0x7b ? 1 : -1
    if (!inText && depth == 0) return <i32>(at - piece)
  }
  return -1
}

/** Quotes and backslashes. */
@inline function textMarks(bytes: v128): v128 {
  return v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)))
}

/** Quotes, and brackets and braces, which a bit tells apart. */
@inline function valueMarks(bytes: v128): v128 {
  const either = v128.or(bytes, i8x16.splat(0x20))
  const brackets = v128.or(i8x16.eq(either, i8x16.splat(0x7b)), i8x16.eq(either, i8x16.splat(0x7d)))
  return v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), brackets)
}
