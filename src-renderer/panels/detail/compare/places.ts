import { pathBelow } from '../json-path.ts'
import type { JsonNode } from '../json-tree.ts'

/** One place of the records that are compared: what each has there, as written; null where one has nothing. */
export interface ComparedPlace {
  readonly path: string
  readonly texts: readonly (string | null)[]
  readonly differs: boolean
}

/**
 * The leaves of these records, place by place: in the order of the first, and what only others have behind the place that it
 * follows there. A record that could not be read is null, and differs in nothing. At most `most` leaves of each record.
 */
export function comparedPlaces(roots: readonly (JsonNode | null)[], most: number): readonly ComparedPlace[] {
  const order: string[] = []
  const textsOf = new Map<string, (string | null)[]>()
  for (const [at, root] of roots.entries()) {
    let behind = 0
    for (const { path, text } of root === null ? [] : leavesOf(root, most)) {
      const known = textsOf.get(path)
      if (known === undefined) {
        textsOf.set(
          path,
          roots.map((_, other) => (other === at ? text : null)),
        )
        order.splice(behind++, 0, path)
      } else {
        // Of a key that is written twice the last counts, as in JSON.parse.
        known[at] = text
        const next = order.indexOf(path, behind)
        behind = (next === -1 ? order.indexOf(path) : next) + 1
      }
    }
  }
  const isRead = (_: unknown, at: number) => roots[at] !== null
  return order.map((path) => {
    const texts = textsOf.get(path)!
    return { path, texts, differs: new Set(texts.filter(isRead)).size > 1 }
  })
}

interface Leaf {
  readonly path: string
  readonly text: string
}

/** No recursion: records may be nested as deeply as they like. An empty object or list is a leaf. */
function leavesOf(root: JsonNode, most: number): readonly Leaf[] {
  const leaves: Leaf[] = []
  const waiting: { readonly node: JsonNode; readonly path: string }[] = [{ node: root, path: '' }]
  while (waiting.length > 0 && leaves.length < most) {
    const { node, path } = waiting.pop()!
    if ('source' in node) leaves.push({ path, text: node.source })
    else if (node.members.length === 0) leaves.push({ path, text: node.kind === 'object' ? '{}' : '[]' })
    else
      for (const [at, member] of [...node.members.entries()].reverse())
        waiting.push({ node: member.node, path: pathBelow(path, member.key, at) })
  }
  return leaves
}
