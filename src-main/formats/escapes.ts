/**
 * JSON text within a JSON string, as bytes (RFC 8259, section 7). Bytes that are no escapes stay what they are, valid
 * UTF-8 or not. The same rules as in log/wasm/escapes.ts, by which records are extracted.
 */

/**
 * The text of an object that lies within a string, or within a string within a string: `{\"a\"`, `{\\\"a\"`. Its
 * beginning tells how often it is escaped: no JSON begins with a backslash or has one behind the first brace. What is
 * escaped wrongly is left as it is.
 */
export function innermostText(bytes: Buffer): Buffer {
  let text = bytes
  while (isEscaped(text)) {
    const inner = unescaped(text)
    if (inner === null) break
    text = inner
  }
  return text
}

function isEscaped(text: Buffer): boolean {
  let at = text[0] === openBrace ? 1 : 0
  while (isSpace(text[at])) at++
  return text[at] === backslash
}

/** What stands between the quotes of a JSON string, its escapes resolved; null where that is no text of a string. */
export function unescaped(bytes: Buffer): Buffer | null {
  const out = Buffer.allocUnsafe(bytes.length)
  let to = 0
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!
    if (byte === backslash && isItself(bytes[at + 1])) {
      out[to++] = bytes[at + 1]!
      at += 2
    } else if (byte === backslash) {
      const step = escapeAt(bytes, at)
      if (step === null) return null
      to = writeCharacter(out, to, step.character)
      at += step.length
    } else {
      if (byte === quote || byte < 0x20) return null
      out[to++] = byte
      at++
    }
  }
  return out.subarray(0, to)
}

/** A quote or a backslash, by far the most of what is escaped. */
export const isItself = (letter: number | undefined): boolean => letter === quote || letter === backslash

interface Escape {
  readonly character: number
  /** Bytes that it takes: a pair of surrogates is one escape. */
  readonly length: number
}

/** The escape whose backslash is at `at`; null for a faulty one. */
export function escapeAt(bytes: Buffer, at: number): Escape | null {
  const letter = bytes[at + 1] ?? 0
  if (letter !== letterU) {
    const character = shortEscapes[letter]
    return character === undefined ? null : { character, length: 2 }
  }
  const unit = hexUnit(bytes, at + 2)
  if (unit === null) return null
  if (unit < 0xd800 || unit > 0xdfff) return { character: unit, length: 6 }
  const isHigh = unit < 0xdc00 && bytes[at + 6] === backslash && bytes[at + 7] === letterU
  const low = isHigh ? (hexUnit(bytes, at + 8) ?? 0) : 0
  if (low < 0xdc00 || low > 0xdfff) return { character: replacement, length: 6 }
  return { character: 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), length: 12 }
}

/** Of four hexadecimal digits; null where there are none. */
function hexUnit(bytes: Buffer, from: number): number | null {
  let unit = 0
  for (let at = from; at < from + 4; at++) {
    const digit = Number.parseInt(String.fromCharCode(bytes[at] ?? 0), 16)
    if (Number.isNaN(digit)) return null
    unit = unit * 16 + digit
  }
  return unit
}

/** Writes it in UTF-8; gives the place behind it. */
function writeCharacter(out: Buffer, at: number, character: number): number {
  if (character >= 0x80) return at + out.write(String.fromCodePoint(character), at)
  out[at] = character
  return at + 1
}

const backslash = 0x5c
const quote = 0x22
const openBrace = 0x7b
const letterU = 0x75
/** What a surrogate alone becomes in UTF-8. */
const replacement = 0xfffd
const shortEscapes: Readonly<Record<number, number>> = {
  34: 0x22, 92: 0x5c, 47: 0x2f, 98: 0x08, 102: 0x0c, 110: 0x0a, 114: 0x0d, 116: 0x09,
} // biome-ignore format: a list

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
