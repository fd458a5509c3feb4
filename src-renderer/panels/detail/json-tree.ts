/**
 * A record's text as a tree that keeps what it read: numbers with all digits, strings with their escapes, keys in their
 * order and as often as they are written. JSON.parse would round, decode and merge, and evidence is shown as it is.
 */
export type JsonNode =
  | { readonly kind: 'object' | 'array'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'string' | 'number' | 'word'; readonly source: string }

export interface JsonMember {
  /** As written, in quotes; null in arrays. */
  readonly key: string | null
  readonly node: JsonNode
}

interface Open {
  readonly kind: 'object' | 'array'
  readonly members: JsonMember[]
  key: string | null
  /** A member has been read: a comma or the end comes next. */
  wantsComma: boolean
}

/** Null for text that is not JSON. No recursion: records may be nested as deeply as they like. */
export function readJsonTree(text: string): JsonNode | null {
  const open: Open[] = []
  let root: JsonNode | null = null
  const place = (node: JsonNode): boolean => {
    const parent = open.at(-1)
    if (parent === undefined) {
      if (root !== null) return false
      root = node
      return true
    }
    if (parent.wantsComma || (parent.kind === 'object' && parent.key === null)) return false
    parent.members.push({ key: parent.key, node })
    parent.key = null
    parent.wantsComma = true
    return true
  }
  let at = 0
  while (at < text.length) {
    const char = text[at]!
    if (char === '{' || char === '[') {
      const opened: Open = { kind: char === '{' ? 'object' : 'array', members: [], key: null, wantsComma: false }
      if (!place(opened)) return null
      open.push(opened)
      at++
    } else if (char === '}' || char === ']') {
      const closed = open.pop()
      if (closed === undefined || closed.key !== null || (closed.kind === 'object') !== (char === '}')) return null
      if (!closed.wantsComma && closed.members.length > 0) return null
      at++
    } else if (char === ',') {
      const parent = open.at(-1)
      if (parent?.wantsComma !== true) return null
      parent.wantsComma = false
      at++
    } else if (char === '"') {
      const end = endOfString(text, at)
      if (end === -1) return null
      const source = text.slice(at, end)
      const parent = open.at(-1)
      const colon = parent?.kind === 'object' && parent.key === null ? skipSpace(text, end) : -1
      if (parent !== undefined && colon !== -1) {
        if (text[colon] !== ':' || parent.wantsComma) return null
        parent.key = source
        at = colon + 1
      } else {
        if (!place({ kind: 'string', source })) return null
        at = end
      }
    } else if (isSpace(char)) {
      at++
    } else {
      let end = at
      while (end < text.length && /[\w.+-]/.test(text[end]!)) end++
      const source = text.slice(at, end)
      const isWord = source === 'true' || source === 'false' || source === 'null'
      if (!isWord && !/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(source)) return null
      if (!place({ kind: isWord ? 'word' : 'number', source })) return null
      at = end
    }
  }
  return open.length === 0 ? root : null
}

const isSpace = (char: string) => char === ' ' || char === '\n' || char === '\r' || char === '\t' || char === '\ufeff'

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text[at]!)) at++
  return at
}

/** Just past the closing quote, -1 when there is none. By hand: a pattern would overflow its stack on megabytes. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (char === '"') return at + 1
  }
  return -1
}

export interface JsonLine {
  readonly depth: number
  readonly text: string
  /** Where in the record: names what the line is compared with in another copy. */
  readonly path: string
}

/** The tree a leaf a line, at most `most` lines. */
export function jsonLines(root: JsonNode, most: number): readonly JsonLine[] {
  const lines: JsonLine[] = []
  const waiting: { node: JsonNode; key: string; depth: number; path: string }[] = [
    { node: root, key: '', depth: 0, path: '' },
  ]
  while (waiting.length > 0 && lines.length < most) {
    const { node, key, depth, path } = waiting.pop()!
    if ('source' in node) {
      lines.push({ depth, text: `${key}${node.source}`, path })
      continue
    }
    const isObject = node.kind === 'object'
    const marks = node.members.length === 0 ? (isObject ? '{}' : '[]') : isObject ? '{' : '['
    lines.push({ depth, text: `${key}${marks}`, path })
    for (let at = node.members.length - 1; at >= 0; at--) {
      const member = node.members[at]!
      const name = member.key ?? String(at)
      waiting.push({
        node: member.node,
        key: member.key === null ? '' : `${member.key}: `,
        depth: depth + 1,
        path: `${path}/${name}`,
      })
    }
  }
  return lines
}
