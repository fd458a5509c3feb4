import type { Node as YamlNode } from 'yaml'
import { formatCount } from '../../../../src-shared/base/count.ts'
import { OnDemand } from '../../../runtime/on-demand.ts'
import { Refused } from './refused.ts'

/** A document of YAML as plain data. `line` counts the lines of the file from 1. */
export type Yaml = YamlText | YamlNull | YamlList | YamlMap
/** A scalar as it is written: `0123` and `1.0` stay what they are, and `true` is a text. */
export interface YamlText {
  readonly kind: 'text'
  readonly line: number
  readonly text: string
  /** Where one is written, such as `!Ref`. */
  readonly tag?: string
}
export interface YamlNull {
  readonly kind: 'null'
  readonly line: number
}
export interface YamlList {
  readonly kind: 'list'
  readonly line: number
  readonly parts: readonly Yaml[]
}
export interface YamlMap {
  readonly kind: 'map'
  readonly line: number
  readonly entries: readonly YamlEntry[]
}
export interface YamlEntry {
  readonly key: string
  readonly line: number
  readonly value: Yaml
}

/** UTF-16 code units. The longest rule of SigmaHQ has 60,000; parsing this many takes about a tenth of a second. */
export const longestDocument = 1 << 18
/** With those that aliases repeat: a few lines of aliases of aliases would otherwise be billions (a “YAML bomb”). */
export const mostNodes = 20_000
export const deepestNode = 32

const library = new OnDemand(() => import('yaml'))
/** To be waited for before the first document is read. */
export const loadYaml = (): Promise<void> => library.load()

export interface DocumentText {
  readonly text: string
  /** Lines of the file before it. */
  readonly before: number
}

/** The documents of a file. `---` at the beginning of a line stands in no scalar (YAML 1.2.2, section 9.1.4). */
export function documentsOf(file: string): readonly DocumentText[] {
  const texts = file.replace(/^\ufeff/, '').split(/^---(?=\s|$)/m)
  let before = 0
  return texts.flatMap((text) => {
    const document = { text, before }
    before += text.split('\n').length - 1
    return /^\s*(#.*\s*)*$/.test(text) ? [] : [document]
  })
}

/** Throws `Refused`. */
export function readYaml({ text, before }: DocumentText): Yaml {
  if (text.length > longestDocument)
    throw new Refused(before + 1, `it has more than ${formatCount(longestDocument)} characters`)
  const { LineCounter, parseDocument, isAlias, isMap, isScalar, isSeq } = library.loaded
  const lines = new LineCounter()
  const lineOf = (at: number | undefined) => before + lines.linePos(at ?? 0).line
  // Keys are held against each other below: the library's own check takes the square of their number.
  const document = orTooDeep(before + 1, () =>
    parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, merge: false }),
  )
  const [error] = document.errors
  if (error !== undefined) throw new Refused(lineOf(error.pos[0]), `it is no YAML: ${error.message}`)

  let nodes = 0
  function plain(node: unknown, depth: number): Yaml {
    const line = lineOf((node as YamlNode | null)?.range?.[0])
    if (++nodes > mostNodes)
      throw new Refused(line, `it has more than ${formatCount(mostNodes)} values, aliases written out`)
    if (depth > deepestNode) throw new Refused(line, `it is nested more than ${deepestNode} deep`)
    if (isAlias(node)) {
      const named = node.resolve(document)
      if (named === undefined) throw new Refused(line, `nothing is named &${node.source}`)
      return plain(named, depth + 1)
    }
    if (isSeq(node)) return { kind: 'list', line, parts: node.items.map((part) => plain(part, depth + 1)) }
    if (isMap(node)) return { kind: 'map', line, entries: entriesOf(node.items, depth) }
    if (!isScalar(node) || node.value === null) return { kind: 'null', line }
    return {
      kind: 'text',
      line,
      text: typeof node.value === 'string' ? node.value : (node.source ?? String(node.value)),
      ...(node.tag !== undefined && { tag: node.tag }),
    }
  }
  function entriesOf(pairs: readonly { readonly key: unknown; readonly value: unknown }[], depth: number): YamlEntry[] {
    const keys = new Set<string>()
    return pairs.map(({ key: node, value }) => {
      const key = plain(node, depth + 1)
      if (key.kind !== 'text') throw new Refused(key.line, 'a key is no text')
      if (keys.has(key.text)) throw new Refused(key.line, `“${key.text}” stands there twice`)
      keys.add(key.text)
      return { key: key.text, line: key.line, value: plain(value, depth + 1) }
    })
  }
  return plain(document.contents, 0)
}

/** The library goes down into nested collections by calls. */
function orTooDeep<T>(line: number, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refused(line, `it is nested more than ${deepestNode} deep`)
  }
}

/** The value of a key; undefined where the map does not have it. */
export const memberOf = ({ entries }: YamlMap, key: string): Yaml | undefined =>
  entries.find((entry) => entry.key === key)?.value

/** The text of a key; null where it has none. */
export function textOf(map: YamlMap, key: string): string | null {
  const value = memberOf(map, key)
  return value?.kind === 'text' ? value.text : null
}

/** The texts of a list, or the one text. Anything else in it is passed over: it is told to people only. */
export function textsOf(map: YamlMap, key: string): readonly string[] {
  const value = memberOf(map, key)
  const parts = value?.kind === 'list' ? value.parts : value === undefined ? [] : [value]
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
}
