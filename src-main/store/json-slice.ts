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
  let at = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)
  for (const step of path) {
    const inner = typeof step === 'number' ? element(text, at, step) : member(text, at, step)
    if (inner === null) return null
    at = inner
  }
  return text.slice(at, endOfValue(text, at))
}

function member(text: string, at: number, key: string): number | null {
  if (text[at] !== '{') return null
  let found: number | null = null
  for (let i = skipSpace(text, at + 1); text[i] === '"'; ) {
    const keyEnd = endOfString(text, i)
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const written = text.slice(i + 1, keyEnd - 1)
    if (written === key || (written.includes('\\') && JSON.parse(text.slice(i, keyEnd)) === key)) found = value
    const end = skipSpace(text, endOfValue(text, value))
    i = text[end] === ',' ? skipSpace(text, end + 1) : end
  }
  return found
}

function element(text: string, at: number, index: number): number | null {
  if (text[at] !== '[') return null
  let i = skipSpace(text, at + 1)
  for (let k = 0; text[i] !== ']'; k++) {
    if (k === index) return i
    const end = skipSpace(text, endOfValue(text, i))
    i = text[end] === ',' ? skipSpace(text, end + 1) : end
  }
  return null
}

function skipSpace(text: string, at: number): number {
  let i = at
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++
  return i
}

function endOfString(text: string, at: number): number {
  let i = at + 1
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1
  return i + 1
}

/** Counts brackets instead of recursing: depth has no limit. */
function endOfValue(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; ) {
    const letter = text[i]!
    if (letter === '"') {
      i = endOfString(text, i)
      if (depth === 0) return i
      continue
    }
    if (letter === '{' || letter === '[') depth++
    else if (letter === '}' || letter === ']') {
      if (depth === 0) return i
      depth--
      if (depth === 0) return i + 1
    } else if (
      depth === 0 &&
      (letter === ',' || letter === ' ' || letter === '\n' || letter === '\r' || letter === '\t')
    )
      return i
    i++
  }
  return text.length
}
