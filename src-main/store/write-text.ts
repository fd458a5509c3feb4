/** Writes texts as ASCII bytes without an intermediate string: a case may have millions of each. */
import { dayMs } from '../../src-shared/base/time.ts'

const [zero, colon, dot, letterZ, dash] = [0x30, 0x3a, 0x2e, 0x5a, 0x2d] as const

let dayStart = Number.NaN
/** `2024-03-05T`; longer outside of the years 0 to 9999. */
let dayText = new Uint8Array(0)

/** Writes `2024-03-05T10:15:00Z`, or `…00.123Z` where there are milliseconds (as formatUtc does); returns its length. */
export function writeIso(into: Uint8Array, at: number, time: number): number {
  const inDay = ((time % dayMs) + dayMs) % dayMs
  if (time - inDay !== dayStart) {
    dayStart = time - inDay
    const text = new Date(time).toISOString()
    dayText = Uint8Array.from(text.slice(0, text.indexOf('T') + 1), (letter) => letter.charCodeAt(0))
  }
  let to = at
  for (const letter of dayText) into[to++] = letter
  const second = Math.floor(inDay / 1000)
  to = writeTwo(into, to, Math.floor(second / 3600))
  into[to++] = colon
  to = writeTwo(into, to, Math.floor(second / 60) % 60)
  into[to++] = colon
  to = writeTwo(into, to, second % 60)
  const ms = inDay % 1000
  if (ms > 0) {
    into[to++] = dot
    into[to++] = zero + Math.floor(ms / 100)
    to = writeTwo(into, to, ms % 100)
  }
  into[to++] = letterZ
  return to - at
}

function writeTwo(into: Uint8Array, at: number, value: number): number {
  const tens = Math.floor(value / 10)
  into[at] = zero + tens
  into[at + 1] = zero + value - 10 * tens
  return at + 2
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hexHigh = Uint8Array.from(hex, (text) => text.charCodeAt(0))
const hexLow = Uint8Array.from(hex, (text) => text.charCodeAt(1))

/** Writes the 36 characters of the UUID whose 16 bytes begin at `from`. */
export function writeUuid(into: Uint8Array, at: number, bytes: Uint8Array, from: number): void {
  let to = at
  for (let k = 0; k < 16; k++) {
    if (k === 4 || k === 6 || k === 8 || k === 10) into[to++] = dash
    const byte = bytes[from + k]!
    into[to++] = hexHigh[byte]!
    into[to++] = hexLow[byte]!
  }
}
