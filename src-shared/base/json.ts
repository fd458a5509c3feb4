/** Takes the white space between tokens out of valid JSON and leaves every token as it was spelled. */
export function compactJson(text: string): string {
  if (!/\s/.test(text)) return text
  let result = ''
  let kept = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (inString) {
      if (c === 0x5c) at++
      else if (c === 0x22) inString = false
    } else if (c === 0x22) inString = true
    else if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) {
      result += text.slice(kept, at)
      kept = at + 1
    }
  }
  return result + text.slice(kept)
}

/** JSON that is written as text within JSON, as the AWS CLI prints `configuration` of AWS Config; any other value as it is. */
export function innerJson(json: string): string {
  if (json[0] !== '"') return json
  const text: string = JSON.parse(json)
  return /^\s*[{[]/.test(text) && isJson(text) ? text : json
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * The value as JSON; null where it has none, is too long for a string or is nested deeper than the stack. JSON.parse
 * reads any depth, but JSON.stringify recurses: whoever writes what came from evidence writes it with this.
 */
export function jsonOrNull(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return null
  }
}

/**
 * Valid JSON with a line for each member, every token as it was spelled: numbers of any size stay what they are. No more is
 * laid out than `most` characters of the text; what follows is left out.
 */
export function indentedJson(text: string, most: number): string {
  const end = Math.min(text.length, most)
  const breakAt = (depth: number) => `\n${'  '.repeat(Math.min(depth, deepest))}`
  let result = ''
  let depth = 0
  for (let at = 0; at < end; ) {
    const c = text[at]!
    if (c === '"') {
      const from = at++
      while (at < end && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
      result += text.slice(from, Math.min(++at, end))
      continue
    }
    at++
    if (c === '{' || c === '[') {
      const close = /\S/.exec(text.slice(at, at + 100))
      const isEmpty = close !== null && (close[0] === '}' || close[0] === ']')
      if (isEmpty) at += close.index + 1
      result += isEmpty ? `${c}${close[0]}` : `${c}${breakAt(++depth)}`
    } else if (c === '}' || c === ']') result += `${breakAt(--depth)}${c}`
    else if (c === ',') result += `,${breakAt(depth)}`
    else if (c === ':') result += ': '
    else if (c > ' ') result += c
  }
  return result
}

/** Beyond so many levels lines are not set in any further. */
const deepest = 20
