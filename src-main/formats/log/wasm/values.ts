// Values in the forms that CloudTrail writes them. What has another form is left to JavaScript.

@inline function hexValues(digits: v128): v128 {
  const decimal = i8x16.sub(digits, i8x16.splat(0x30))
  const letter = i8x16.sub(digits, i8x16.splat(0x61))
  const isDecimal = i8x16.lt_u(decimal, i8x16.splat(10))
  const isLetter = i8x16.lt_u(letter, i8x16.splat(6))
  if (!i8x16.all_true(v128.or(isDecimal, isLetter))) allHex = false
  return v128.bitselect(decimal, i8x16.add(letter, i8x16.splat(10)), isDecimal)
}
let allHex: bool = true

/** The high digit of each pair comes first, which is the low byte of a lane. */
@inline function joined(digits: v128): v128 {
  return v128.and(v128.or(i16x8.shl(digits, 4), i16x8.shr_u(digits, 8)), i16x8.splat(0xff))
}

/** Packs the 36 characters of a lower-case UUID into 16 bytes; false when they are no such thing. */
export function packUuid(at: usize, into: usize): bool {
  if (load<u8>(at, 8) != 0x2d || load<u8>(at, 13) != 0x2d || load<u8>(at, 18) != 0x2d || load<u8>(at, 23) != 0x2d)
    return false
  const head = v128.load(at)
  const middle = v128.load(at, 16)
  const tail = v128.load(at, 20)
  allHex = true
  const first = hexValues(i8x16.shuffle(head, middle, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17))
  const second = hexValues(i8x16.shuffle(middle, tail, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 28, 29, 30, 31))
  v128.store(into, i8x16.narrow_i16x8_u(joined(first), joined(second)))
  return allHex
}

/** Packs 1 to 16 characters of plain ASCII, padded with NUL; false when they are no such thing. */
export function packShortId(at: usize, length: u32, into: usize): bool {
  if (length - 1 >= 16) return false
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  const text = v128.and(v128.load(at), i8x16.lt_u(lanes, i8x16.splat(<i8>length)))
  v128.store(into, text)
  return i8x16.bitmask(text) == 0
}

/** Milliseconds of `YYYY-MM-DDTHH:MM:SSZ`; NaN for any other form. */
export function timeOf(at: usize): f64 {
  if (load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d || load<u8>(at, 10) != 0x54) return NaN
  if (load<u8>(at, 13) != 0x3a || load<u8>(at, 16) != 0x3a || load<u8>(at, 19) != 0x5a) return NaN
  const century = two(at)
  const yearOfCentury = two(at + 2)
  if (century > 99 || yearOfCentury > 99) return NaN
  const year = century * 100 + yearOfCentury
  const month = two(at + 5)
  const day = two(at + 8)
  const hour = two(at + 11)
  const minute = two(at + 14)
  const second = two(at + 17)
  // Anything that is no two digits is larger than any of these.
  if (year < 1 || month - 1 >= 12 || day - 1 >= daysIn(year, month)) return NaN
  if (hour > 23 || minute > 59 || second > 59) return NaN
  const seconds = (hour * 60 + minute) * 60 + second
  return <f64>(daysUntil(year, month, day) * 86_400 + seconds) * 1000
}

@inline function two(at: usize): u32 {
  const tens = <u32>load<u8>(at) - 0x30
  const ones = <u32>load<u8>(at, 1) - 0x30
  return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones
}

@inline function daysIn(year: u32, month: u32): u32 {
  if (month == 2) return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  return 30 + ((month ^ (month >>> 3)) & 1)
}

/** Days since 1970-01-01 in the Gregorian calendar, counting years from March on so that the leap day comes last. */
@inline function daysUntil(year: u32, month: u32, day: u32): i64 {
  const y: u32 = month > 2 ? year : year - 1
  const m: u32 = month > 2 ? month - 3 : month + 9
  const days = y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1
  return <i64>days - 719_468
}
