import { compactJson } from '../../../src-shared/base/json.ts'
import type { SigmaWhy } from '../../../src-shared/contract/sigma.ts'
import { type ColumnLeaves, isColumnLeaf } from './match/column-leaves.ts'
import { valuesAt } from './match/record-values.ts'
import { holdsFor } from './match/truth.ts'
import type { Leaf, Part } from './tree.ts'

const longestValue = 500
const mostValues = 20

/** Of each part of a rule whether it holds for an event, and of each leaf the values that it was held against. */
export function whyOf(part: Part, row: number, record: string, leaves: ColumnLeaves): SigmaWhy {
  const holds = holdsFor(part, row, record, leaves)
  switch (part.kind) {
    case 'leaf':
      return {
        kind: 'leaf',
        holds,
        written: part.written,
        values: valuesOf(part, row, record, leaves).slice(0, mostValues).map(cut),
      }
    case 'not':
      return { kind: 'not', holds, name: null, parts: [whyOf(part.part, row, record, leaves)] }
    default:
      return {
        kind: part.kind,
        holds,
        name: part.name ?? null,
        parts: part.parts.map((each) => whyOf(each, row, record, leaves)),
      }
  }
}

function valuesOf(leaf: Leaf, row: number, record: string, leaves: ColumnLeaves): readonly string[] {
  if (isColumnLeaf(leaf)) {
    const { codes, dictionary } = leaves.coded(leaf.field.column)
    return codes[row] === 0 ? [] : [dictionary[codes[row]!]!]
  }
  if (leaf.field.kind === 'record') return [compactJson(record)]
  return leaf.field.kind === 'path' ? valuesAt(record, leaf.field.steps) : []
}

const cut = (text: string): string => (text.length > longestValue ? `${text.slice(0, longestValue)}…` : text)
