import { hash } from 'node:crypto'

/**
 * A name of the content of a JSON text: equal for two texts when they hold the same tokens but for white space, escapes
 * in strings, and the order of keys in objects that repeat none. Null for a text that is not JSON (RFC 8259).
 *
 * Each object and array gets a name when it closes, of the names of its members: nothing recurses, however deep it is nested.
 */
export function contentOf(text: string): string | null {
  const open: Container[] = []
  let at = 0
  for (;;) {
    at = behindSpace(text, at)
    const c = text[at]
    let value: string | null
    if (c === '{' || c === '[') {
      at = behindSpace(text, at + 1)
      const container: Container = { closes: c === '{' ? '}' : ']', keys: [], values: [] }
      if (text[at] !== container.closes) {
        open.push(container)
        at = c === '{' ? readKey(text, at, container) : at
        if (at < 0) return null
        continue
      }
      at++
      value = nameOf(container)
    } else {
      const end = c === '"' ? stringEnd(text, at) : wordEnd(text, at)
      value = end < 0 ? null : scalarName(text.slice(at, end))
      at = end
    }
    if (value === null) return null
    for (;;) {
      const within = open.at(-1)
      at = behindSpace(text, at)
      if (within === undefined) return at === text.length ? value : null
      within.values.push(value)
      const next = text[at++]
      if (next === ',') {
        at = within.closes === '}' ? readKey(text, at, within) : at
        if (at < 0) return null
        break
      }
      if (next !== within.closes) return null
      open.pop()
      value = nameOf(within)
    }
  }
}

interface Container {
  readonly closes: '}' | ']'
  /** Of an object, as their characters. */
  readonly keys: string[]
  /** Names of what it holds. */
  readonly values: string[]
}

/** Takes a key and its colon; gives where its value begins, or -1. */
function readKey(text: string, from: number, { keys }: Container): number {
  const at = behindSpace(text, from)
  const end = text[at] === '"' ? stringEnd(text, at) : -1
  const key = end < 0 ? null : charactersOf(text.slice(at, end))
  const colon = key === null ? -1 : behindSpace(text, end)
  if (key === null || text[colon] !== ':') return -1
  keys.push(key)
  return colon + 1
}

/** Names of containers begin with { or [, of strings with ", and all else is named by its own text. */
function nameOf({ closes, keys, values }: Container): string {
  if (closes === ']') return `[${hashOf(values)}`
  if (new Set(keys).size < keys.length) return `{repeated ${hashOf([...keys, ...values])}`
  const order = [...keys.keys()].sort((a, b) => (keys[a]! < keys[b]! ? -1 : 1))
  return `{${hashOf([...order.map((k) => keys[k]!), ...order.map((k) => values[k]!)])}`
}

/** JSON.stringify writes no two lists of texts alike, lone surrogates included. It begins with [, and no hash does. */
function hashOf(names: readonly string[]): string {
  const list = JSON.stringify(names)
  return list.length <= longestList ? list : hash('sha256', list)
}

/** Shorter lists stand for themselves: hashing them takes longer. */
const longestList = 100

function scalarName(token: string): string | null {
  if (!token.startsWith('"')) return isWord.test(token) ? token : null
  const characters = charactersOf(token)
  return characters === null ? null : `"${characters}`
}

const isWord = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/

/** The characters that a string with its quotes stands for; null where it is none. */
function charactersOf(string: string): string | null {
  try {
    return JSON.parse(string)
  } catch {
    return null
  }
}

/** Behind the closing quote of the string that begins at `at`; -1 without one. */
function stringEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const c = text.charCodeAt(end)
    if (c === 0x5c) end++
    else if (c === 0x22) return end + 1
  }
  return -1
}

/** Behind a number or a literal. */
function wordEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && !',]} \t\n\r'.includes(text[end]!)) end++
  return end
}

function behindSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++
  return at
}
