/** Text that is not JSON (RFC 8259): `at` is the byte where it stops being so. */
export class JsonFault extends Error {
  constructor(
    readonly at: number,
    what: string,
  ) {
    super(what)
  }
}

/** Steps over white space (RFC 8259 section 2). Beyond the end every byte reads as undefined. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  let c = bytes[at]!
  while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = bytes[++at]!
  return at
}

/** `at` is behind the opening quote; gives the place of the closing one. Refuses what JSON.parse refuses. */
export function stringEnd(bytes: Uint8Array, at: number): number {
  for (;;) {
    let c = bytes[at]!
    while (c !== 0x22 && c !== 0x5c && c >= 0x20) c = bytes[++at]!
    if (c === 0x22) return at
    if (c !== 0x5c)
      throw new JsonFault(at, c === undefined ? 'text ends inside a string' : 'control character in a string')
    at = escapeEnd(bytes, at)
  }
}

/** Like `stringEnd`, but gives the complement (`~place`) when the string holds an escape. */
export function stringEndOrEscaped(bytes: Uint8Array, at: number): number {
  let c = bytes[at]!
  while (c !== 0x22 && c !== 0x5c && c >= 0x20) c = bytes[++at]!
  if (c === 0x22) return at
  if (c === 0x5c) return ~stringEnd(bytes, at)
  throw new JsonFault(at, c === undefined ? 'text ends inside a string' : 'control character in a string')
}

function escapeEnd(bytes: Uint8Array, at: number): number {
  switch (bytes[at + 1]) {
    case 0x22: case 0x5c: case 0x2f: case 0x62: case 0x66: case 0x6e: case 0x72: case 0x74:
      return at + 2
    case 0x75:
      for (let k = at + 2; k < at + 6; k++) if (!isHexDigit(bytes[k])) throw new JsonFault(k, 'bad \\u escape')
      return at + 6
    default:
      throw new JsonFault(at + 1, 'bad escape')
  } // biome-ignore format: one line of escapes
}

const isHexDigit = (c: number | undefined) =>
  c !== undefined && ((c >= 0x30 && c <= 0x39) || (c >= 0x61 && c <= 0x66) || (c >= 0x41 && c <= 0x46))
const isDigit = (c: number | undefined) => c !== undefined && c >= 0x30 && c <= 0x39

function numberEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x2d) at++
  if (!isDigit(bytes[at])) throw new JsonFault(at, 'no value')
  if (bytes[at] === 0x30) at++
  else while (isDigit(bytes[at])) at++
  if (bytes[at] === 0x2e) {
    if (!isDigit(bytes[++at])) throw new JsonFault(at, 'bad number')
    while (isDigit(bytes[at])) at++
  }
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    at++
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++
    if (!isDigit(bytes[at])) throw new JsonFault(at, 'bad number')
    while (isDigit(bytes[at])) at++
  }
  return at
}

const literals = ['true', 'false', 'null'].map((text) => new TextEncoder().encode(text))

function literalEnd(bytes: Uint8Array, at: number): number {
  for (const literal of literals) {
    if (literal[0] !== bytes[at]) continue
    for (let k = 1; k < literal.length; k++)
      if (bytes[at + k] !== literal[k]) throw new JsonFault(at + k, 'bad literal')
    return at + literal.length
  }
  return numberEnd(bytes, at)
}

// One entry per open container; grows with the nesting, so that depth is bounded by memory alone.
let open = new Uint8Array(1 << 10)

/** Steps over one value of any kind and depth, without recursion; `at` is its first byte. */
export function valueEnd(bytes: Uint8Array, at: number): number {
  const first = bytes[at]
  if (first === 0x22) return stringEnd(bytes, at + 1) + 1
  if (first !== 0x7b && first !== 0x5b) return literalEnd(bytes, at)
  let depth = 0
  for (;;) {
    // Here a value begins at `at`.
    const c = bytes[at]
    if (c === 0x7b || c === 0x5b) {
      if (depth === open.length) {
        const larger = new Uint8Array(depth * 4)
        larger.set(open)
        open = larger
      }
      open[depth++] = c
      at = skipSpace(bytes, at + 1)
      if (bytes[at] === (c === 0x7b ? 0x7d : 0x5d)) {
        at++
        depth--
      } else {
        if (c === 0x7b) at = keyEnd(bytes, at)
        continue
      }
    } else if (c === 0x22) {
      at = stringEnd(bytes, at + 1) + 1
    } else {
      at = literalEnd(bytes, at)
    }
    // Here a value has ended: close containers until one goes on.
    for (;;) {
      if (depth === 0) return at
      at = skipSpace(bytes, at)
      const inObject = open[depth - 1] === 0x7b
      const next = bytes[at]
      if (next === 0x2c) {
        at = skipSpace(bytes, at + 1)
        if (inObject) at = keyEnd(bytes, at)
        break
      }
      if (next !== (inObject ? 0x7d : 0x5d))
        throw new JsonFault(at, next === undefined ? 'text ends inside a value' : 'expected a comma or the end')
      at++
      depth--
    }
  }
}

/** Steps over `"key" :` and the space behind it. */
function keyEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x22) throw new JsonFault(at, 'expected a key')
  return colonEnd(bytes, stringEnd(bytes, at + 1) + 1)
}

/** Steps over `:` with the space around it. */
export function colonEnd(bytes: Uint8Array, at: number): number {
  at = skipSpace(bytes, at)
  if (bytes[at] !== 0x3a) throw new JsonFault(at, 'expected a colon')
  return skipSpace(bytes, at + 1)
}
