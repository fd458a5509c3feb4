import type { Where } from '../../../src-shared/filter/model.ts'
import { literal } from '../../../src-shared/sql/ddl/text.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import { textColumn } from '../columns.ts'

/** Operations of one service, by eventName. A name that ends with `*` stands for all that begin so. */
export interface Calls {
  readonly source: string
  readonly names: readonly string[]
}

/**
 * Reads the field `calls` of a rule: `lambda.amazonaws.com: AddPermission*, CreateFunction*; iam.amazonaws.com: CreateUser`.
 * The star is for services that put the date of their API behind the operation: Lambda writes AddPermission20150331v2.
 */
export function readCalls(text: string): readonly Calls[] {
  return text.split(';').map((part) => {
    const [source = '', names = ''] = part.split(':').map((half) => half.trim())
    const list = names.split(',').map((name) => name.trim())
    if (!/^[a-z0-9.-]+\.amazonaws\.com$/.test(source) || !list.every((name) => /^\w+\*?$/.test(name)))
      throw new Error(`“${part.trim()}” is no service and its operations`)
    return { source, names: list }
  })
}

/** The condition on events, as SQL. */
export const callsCondition = (calls: readonly Calls[]): string => {
  const each = calls.map(({ source, names }) => {
    const plain = names.filter((name) => !name.endsWith('*'))
    const begun = names.filter((name) => name.endsWith('*'))
    const either = [
      ...(plain.length === 0 ? [] : [`eventName IN (${plain.map(literal).join(', ')})`]),
      ...begun.map((name) => `eventName GLOB ${literal(name)}`),
    ].join(' OR ')
    return `eventSource = ${literal(source)} AND ${begun.length === 0 ? either : `(${either})`}`
  })
  return each.length === 1 ? each[0]! : `(${each.join('\n  OR ')})`
}

/** Finds the events of operations without reading all events for each rule. */
export class CallIndex {
  readonly #snapshot: Snapshot
  #rows: { readonly order: Uint32Array; readonly starts: Uint32Array } | null = null

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
  }

  /** The same condition as parts of a filter, with the operations that occur in the case. */
  filterOf(calls: readonly Calls[]): readonly Where[] {
    const { dictionary } = textColumn(this.#snapshot, 'eventName')
    const each = calls.flatMap(({ source, names }): (readonly Where[])[] => {
      const found = names.flatMap((name) => codesOf(dictionary, name)).map((code) => dictionary[code]!)
      if (found.length === 0) return []
      return [
        [
          { column: 'eventSource', operator: 'is', values: [source] },
          { column: 'eventName', operator: 'is', values: found },
        ],
      ]
    })
    return each.length === 1 ? each[0]! : [{ any: each.map((all) => ({ all })) }]
  }

  /** Ids of the events, ascending. */
  idsOf(calls: readonly Calls[]): readonly number[] {
    const sources = textColumn(this.#snapshot, 'eventSource')
    const names = textColumn(this.#snapshot, 'eventName')
    const ids = calls.flatMap(({ source, names: wanted }) => {
      const codes = wanted.flatMap((name) => codesOf(names.dictionary, name))
      const sourceCode = codes.length === 0 ? -1 : sources.dictionary.indexOf(source)
      if (sourceCode === -1) return []
      this.#rows ??= rowsByCode(names.codes, names.dictionary.length)
      const { order, starts } = this.#rows
      const found: number[] = []
      for (const code of codes)
        for (let at = starts[code]!; at < starts[code + 1]!; at++)
          if (sources.codes[order[at]!] === sourceCode) found.push(order[at]! + 1)
      return found
    })
    return ids.sort((a, b) => a - b)
  }
}

function codesOf(dictionary: readonly string[], name: string): readonly number[] {
  if (!name.endsWith('*')) {
    const code = dictionary.indexOf(name, 1)
    return code === -1 ? [] : [code]
  }
  const start = name.slice(0, -1)
  return dictionary.flatMap((known, code) => (code > 0 && known.startsWith(start) ? [code] : []))
}

/** Rows in the order of their codes: those of `code` are `order[starts[code]]` up to `order[starts[code + 1]]`. A counting sort. */
function rowsByCode(codes: ArrayLike<number>, count: number) {
  const starts = new Uint32Array(count + 1)
  for (let row = 0; row < codes.length; row++) starts[codes[row]! + 1]!++
  for (let code = 0; code < count; code++) starts[code + 1]! += starts[code]!
  const next = starts.slice()
  const order = new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) order[next[codes[row]!]!++] = row
  return { order, starts }
}
