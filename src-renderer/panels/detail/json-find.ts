import { createContext } from 'react'
import type { JsonMember, JsonNode } from './json-tree.ts'

/** What is looked for in a record, and where it was found. */
export interface Find {
  /** In lower case; never empty. */
  readonly text: string
  /** Objects and lists that hold it somewhere below: they are drawn open. */
  readonly holders: ReadonlySet<JsonNode>
  /** In how many keys and values it stands. */
  readonly hits: number
}

export const FindContext = createContext<Find | null>(null)

/** In any case of letters, in keys and values as they are written. No recursion: records may be nested deeply. */
export function findIn(root: JsonNode, text: string): Find | null {
  const sought = text.toLowerCase()
  if (sought === '') return null
  const holders = new Set<JsonNode>()
  let hits = 0
  const path: { readonly node: JsonNode; next: number }[] = [{ node: root, next: 0 }]
  const hold = () => {
    hits++
    for (const { node } of path) holders.add(node)
  }
  for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
    const member = 'members' in at.node ? at.node.members[at.next++] : undefined
    if (member === undefined) {
      path.pop()
      continue
    }
    if (member.key !== null && holds(member.key, sought)) hold()
    if (!('source' in member.node)) path.push({ node: member.node, next: 0 })
    else if (holds(member.node.source, sought)) hold()
  }
  return { text: sought, holders, hits }
}

export const holds = (text: string, sought: string): boolean => text.toLowerCase().includes(sought)

export const isHit = ({ key, node }: JsonMember, { text, holders }: Find): boolean =>
  (key !== null && holds(key, text)) || ('source' in node ? holds(node.source, text) : holders.has(node))

/** The text in pieces: those at odd places are what is looked for. */
export function piecesOf(text: string, sought: string): readonly string[] {
  const lower = text.toLowerCase()
  // Letters such as İ are longer in lower case: places would be others.
  if (lower.length !== text.length) return [text]
  const pieces: string[] = []
  let from = 0
  for (let at = lower.indexOf(sought); at !== -1; at = lower.indexOf(sought, from)) {
    pieces.push(text.slice(from, at), text.slice(at, at + sought.length))
    from = at + sought.length
  }
  return [...pieces, text.slice(from)]
}
