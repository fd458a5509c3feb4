import { compactJson } from './json.ts'

/**
 * Finds a value inside the text of a JSON document without parsing it, so that numbers stay as they are written
 * (JSON.parse would round an integer beyond 2^53). The text must be valid JSON, as records are.
 */

/** `a.b[0]`, `$.a.b[0]`, `$."a.b".c`; null when it is none of these. */
export function parsePath(path: string): readonly (string | number)[] | null {
  const steps: (string | number)[] = []
  const step = /(?:^\$|(?:^|\.)(?:"((?:[^"\\]|\\.)*)"|([^."[\]]+))|\[(\d+)\])/y
  while (step.lastIndex < path.length) {
    const found = step.exec(path)
    if (found === null) return null
    const [all, quoted, bare, index] = found
    if (all === '$') continue
    steps.push(index === undefined ? (quoted?.replace(/\\(.)/g, '$1') ?? bare!) : Number(index))
  }
  return steps
}

/** The text of the value at `path`, null where there is none. Of keys written twice the last counts, as in JSON.parse. */
export function sliceJson(text: string, path: readonly (string | number)[]): string | null {
  if (lacksKey(text, path.at(-1))) return null
  let at = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)
  for (const step of path) {
    const inner = typeof step === 'number' ? element(text, at, step) : member(text, at, step)
    if (inner === null) return null
    at = inner
  }
  return text.slice(at, endOfValue(text, at))
}

/** What a value is in a cell: text unquoted, objects and lists as compact JSON, null as null. */
export function jsonValue(json: string): string | number | null {
  const first = json[0]
  if (first === '"') return JSON.parse(json)
  if (first === '{' || first === '[') return compactJson(json)
  if (json === 'null') return null
  if (json === 'true' || json === 'false') return json
  const value = Number(json)
  // A number that JavaScript cannot hold stays as it is written.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? json : value
}

/** Tells most records without the key apart at the speed of a text search; false only means that it is not known. */
function lacksKey(text: string, key: string | number | undefined): boolean {
  if (typeof key !== 'string' || !plainKey.test(key)) return false
  // Letters and digits have no other spelling in JSON than themselves and \uXXXX (RFC 8259, section 7).
  return !text.includes(`"${key}"`) && !text.includes('\\u')
}
const plainKey = /^[\w.:-]+$/

function member(text: string, at: number, key: string): number | null {
  if (text.charCodeAt(at) !== openBrace) return null
  let found: number | null = null
  for (let i = skipSpace(text, at + 1); text.charCodeAt(i) === quote; ) {
    const keyEnd = endOfString(text, i)
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1)
    if (isKey(text, i, keyEnd, key)) found = value
    const end = skipSpace(text, endOfValue(text, value))
    i = text.charCodeAt(end) === comma ? skipSpace(text, end + 1) : end
  }
  return found
}

function isKey(text: string, at: number, end: number, key: string): boolean {
  if (end - at - 2 < key.length) return false // escapes only make it longer
  const written = text.slice(at, end)
  return written.includes('\\') ? JSON.parse(written) === key : written.slice(1, -1) === key
}

function element(text: string, at: number, index: number): number | null {
  if (text.charCodeAt(at) !== openBracket) return null
  let i = skipSpace(text, at + 1)
  for (let k = 0; i < text.length && text.charCodeAt(i) !== closeBracket; k++) {
    if (k === index) return i
    const end = skipSpace(text, endOfValue(text, i))
    i = text.charCodeAt(end) === comma ? skipSpace(text, end + 1) : end
  }
  return null
}

/** The texts of the elements of a list. */
export function jsonElements(text: string): readonly string[] {
  const elements: string[] = []
  let i = skipSpace(text, skipSpace(text, 0) + 1)
  while (i < text.length && text.charCodeAt(i) !== closeBracket) {
    const end = endOfValue(text, i)
    elements.push(text.slice(i, end))
    const after = skipSpace(text, end)
    i = text.charCodeAt(after) === comma ? skipSpace(text, after + 1) : after
  }
  return elements
}

function skipSpace(text: string, at: number): number {
  let i = at
  while (isSpace(text.charCodeAt(i))) i++
  return i
}

function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = end
    while (text.charCodeAt(backslashes - 1) === backslash) backslashes--
    if ((end - backslashes) % 2 === 0) return end + 1
  }
  return text.length
}

/** Counts brackets instead of recursing: depth has no limit. */
function endOfValue(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; ) {
    const letter = text.charCodeAt(i)
    if (letter === quote) {
      i = endOfString(text, i)
      if (depth === 0) return i
      continue
    }
    if (letter === openBrace || letter === openBracket) depth++
    else if (letter === closeBrace || letter === closeBracket) {
      if (depth === 0) return i
      depth--
      if (depth === 0) return i + 1
    } else if (depth === 0 && (letter === comma || isSpace(letter))) return i
    i++
  }
  return text.length
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBrace = 0x7b
const openBracket = 0x5b
const closeBrace = 0x7d
const closeBracket = 0x5d

const isSpace = (letter: number): boolean => letter === 0x20 || letter === 0x0a || letter === 0x0d || letter === 0x09
