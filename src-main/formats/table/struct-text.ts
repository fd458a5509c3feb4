/**
 * Athena and CloudTrail Lake write a ROW, MAP or ARRAY of a result file as `{type=IAMUser, sessioncontext={…}}` and
 * `[{arn=…}]`: keys and texts have no quotes, and a missing value is `null`. Gives JSON with the same keys and values,
 * or null for a text that is not of this form as a whole.
 *
 * Nothing is escaped in it. A text ends where `, key=` or a brace follows, so that one with these inside is told wrong;
 * most often the braces do not come out even then, and the whole is none.
 */
export function jsonOfStructText(text: string): string | null {
  const reader = new StructReader(text)
  const json = reader.value(0)
  return json !== null && reader.at === text.length ? json : null
}

/** Structures that AWS documents are 4 deep. */
const mostDepth = 32

class StructReader {
  at = 0
  private hasBrokenJson = false

  constructor(readonly text: string) {}

  /** JSON of the structure that comes next. */
  value(depth: number): string | null {
    if (depth > mostDepth) return null
    const embedded = this.embeddedJson()
    if (embedded !== null) return embedded
    if (this.take('{')) return this.struct(depth)
    return this.take('[') ? this.list(depth) : null
  }

  /** Values of a MAP may be JSON text themselves. Looking for the end of one that is none is done once. */
  private embeddedJson(): string | null {
    if (this.hasBrokenJson || !jsonBegins.test(this.text.slice(this.at, this.at + 20))) return null
    const end = endOfJson(this.text, this.at)
    const json = this.text.slice(this.at, end)
    this.hasBrokenJson = !isJson(json)
    if (this.hasBrokenJson) return null
    this.at = end
    return json
  }

  private struct(depth: number): string | null {
    const members: string[] = []
    while (!this.take('}')) {
      if (members.length > 0 && !this.take(', ')) return null
      const key = this.key()
      const value = key === null ? null : this.member(depth, memberEnd)
      if (value === null) return null
      members.push(`${JSON.stringify(key)}:${value}`)
    }
    return `{${members.join(',')}}`
  }

  private list(depth: number): string | null {
    const elements: string[] = []
    while (!this.take(']')) {
      if (elements.length > 0 && !this.take(', ')) return null
      const value = this.member(depth, elementEnd)
      if (value === null) return null
      elements.push(value)
    }
    return `[${elements.join(',')}]`
  }

  /** `end`: where a text ends. */
  private member(depth: number, end: RegExp): string | null {
    const first = this.text[this.at]
    if (first === '{' || first === '[') return this.value(depth + 1)
    end.lastIndex = this.at
    const ends = end.exec(this.text)
    if (ends === null) return null
    const text = this.text.slice(this.at, ends.index)
    this.at = ends.index
    return text === 'null' ? text : JSON.stringify(text)
  }

  private key(): string | null {
    keyForm.lastIndex = this.at
    const key = keyForm.exec(this.text)?.[1]
    if (key === undefined) return null
    this.at += key.length + 1
    return key
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }
}

/** Struct text has no quote there, unless a text begins with one. */
const jsonBegins = /^(?:\{\s*"|\[[\s[]*(?:"|\{\s*"))/
const keyForm = /([\w.:/@-]{1,200})=/y
const memberEnd = /, (?=[\w.:/@-]{1,200}=)|\}/g
const elementEnd = /, |\]/g

/** Behind the JSON object or array that begins at `from`, if it is one. */
function endOfJson(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') {
      at = endOfString(text, at)
      continue
    }
    if (letter === '{' || letter === '[') depth++
    else if ((letter === '}' || letter === ']') && --depth === 0) return at + 1
  }
  return text.length
}

/** The closing quote of the string that begins at `from`. */
function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
