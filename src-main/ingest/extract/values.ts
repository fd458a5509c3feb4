const digitOf = new Int8Array(256).fill(-1)
for (let d = 0; d < 10; d++) digitOf[0x30 + d] = d
for (let d = 10; d < 16; d++) digitOf[0x57 + d] = d

/** Packs the 36 characters of a lower-case UUID into 16 bytes; false when they are no such thing. */
export function packUuid(bytes: Uint8Array, at: number, into: Uint8Array, to: number): boolean {
  if (bytes[at + 8] !== 0x2d || bytes[at + 13] !== 0x2d || bytes[at + 18] !== 0x2d || bytes[at + 23] !== 0x2d)
    return false
  let ored = 0
  let from = at
  for (let k = 0; k < 16; k++) {
    if (k === 4 || k === 6 || k === 8 || k === 10) from++
    const value = (digitOf[bytes[from]!]! << 4) | digitOf[bytes[from + 1]!]!
    ored |= value
    into[to + k] = value
    from += 2
  }
  return ored >= 0
}

/** Packs 1 to 16 characters of plain ASCII, padded with NUL; false when they are no such thing. */
export function packShortId(bytes: Uint8Array, from: number, end: number, into: Uint8Array, to: number): boolean {
  const length = end - from
  if (length === 0 || length > 16) return false
  for (let k = 0; k < 16; k++) {
    const c = k < length ? bytes[from + k]! : 0
    if (c > 0x7f) return false
    into[to + k] = c
  }
  return true
}

/** Milliseconds of `YYYY-MM-DDTHH:MM:SSZ`, the form CloudTrail writes; NaN for any other. */
export function timeOf(bytes: Uint8Array, at: number): number {
  if (
    bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d || bytes[at + 10] !== 0x54 ||
    bytes[at + 13] !== 0x3a || bytes[at + 16] !== 0x3a || bytes[at + 19] !== 0x5a
  ) return Number.NaN // biome-ignore format: the form in rows
  const year = two(bytes, at) * 100 + two(bytes, at + 2)
  const month = two(bytes, at + 5)
  const day = two(bytes, at + 8)
  const hour = two(bytes, at + 11)
  const minute = two(bytes, at + 14)
  const second = two(bytes, at + 17)
  // two() is NaN where there are no digits, and no comparison with NaN holds.
  if (!(year >= 1 && month >= 1 && month <= 12 && hour >= 0 && hour <= 23)) return Number.NaN
  if (!(minute >= 0 && minute <= 59 && second >= 0 && second <= 59)) return Number.NaN
  chooseMonth(year, month)
  if (!(day >= 1 && day <= monthLength)) return Number.NaN
  return monthStart + (day - 1) * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000
}

/** NaN where there are no two digits. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30
  const ones = bytes[at + 1]! - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

// Consecutive events share their month.
let chosen = 0
let monthStart = 0
let monthLength = 0

function chooseMonth(year: number, month: number): void {
  if (chosen === year * 12 + month) return
  chosen = year * 12 + month
  monthStart = new Date(0).setUTCFullYear(year, month - 1, 1)
  monthLength = (new Date(0).setUTCFullYear(year, month, 1) - monthStart) / 86_400_000
}

/** `true` or `false`, just so. */
export function isFlagText(bytes: Uint8Array, from: number, end: number): boolean {
  const text = bytes[from] === 0x74 ? trueText : falseText
  if (end - from !== text.length) return false
  for (let k = 0; k < text.length; k++) if (bytes[from + k] !== text[k]) return false
  return true
}
const trueText = new TextEncoder().encode('true')
const falseText = new TextEncoder().encode('false')

/** What a JSON value is that begins with this byte, in words. */
export function kindOf(first: number): string {
  switch (first) {
    case 0x22:
      return 'text'
    case 0x5b:
      return 'a list'
    case 0x74:
    case 0x66:
      return 'true or false'
    case 0x6e:
      return 'null'
    default:
      return 'a number'
  }
}
