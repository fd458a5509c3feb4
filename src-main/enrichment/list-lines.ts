import type { ListKind } from '../../src-shared/model/enrichment.ts'
import { listWords } from '../../src-shared/words/enrichment.ts'
import { rowsOf, type Separator, separators } from '../formats/table/rows.ts'

/** One line of a list that says something. */
export interface ListLine {
  /** Of the file, from 1. */
  readonly number: number
  /** Null where neither the line nor a header says it. */
  readonly kind: ListKind | null
  readonly value: string
  /** Empty where there is none. */
  readonly name: string
  /** Why its cells cannot be told apart; null where they can. */
  readonly fault: string | null
}

/** Which cell is what. */
interface Columns {
  readonly kind: number | ListKind | null
  readonly value: number
  readonly name: number
}

/**
 * The lines of a list (RFC 4180, also with semicolons or tabs), in any of these forms:
 *
 *     203.0.113.0/24,Office           the form of the value tells what it is about: a network or an account
 *     vpn,198.51.100.0/24,Corporate   the kind stands before it
 *     kind,value,name                 a header names the columns, in any order
 *     account,name                    a header of the value's kind: the whole file is about that
 *
 * Empty lines and lines that begin with `#` are comments.
 */
export function* linesOf(bytes: Buffer): Generator<ListLine> {
  const from = bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0
  let columns: Columns | null = null
  let isFirst = true
  let [number, counted] = [1, 0]
  for (const { offset, cells, fault } of rowsOf(bytes, separatorOf(bytes), from)) {
    for (let at = bytes.indexOf(lineFeed, counted); at !== -1 && at < offset; at = bytes.indexOf(lineFeed, counted)) {
      number++
      counted = at + 1
    }
    if (fault !== null) {
      yield { number, kind: null, value: '', name: '', fault }
      continue
    }
    const texts = cells.map((cell) => cell.trim())
    if (texts.every((text) => text === '') || texts[0]!.startsWith('#')) continue
    if (isFirst) {
      isFirst = false
      columns = headerIn(texts)
      if (columns !== null) continue
    }
    yield { number, ...lineIn(texts, columns) }
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
const lineFeed = 0x0a

function lineIn(cells: readonly string[], columns: Columns | null): Omit<ListLine, 'number'> {
  const at = (column: number) => cells[column] ?? ''
  if (columns === null) {
    const kind = kindNamed(at(0))
    const [value, name] = kind === null ? [at(0), at(1)] : [at(1), at(2)]
    return { kind, value, name, fault: null }
  }
  const value = at(columns.value)
  const name = at(columns.name)
  if (typeof columns.kind !== 'number') return { kind: columns.kind, value, name, fault: null }
  const written = at(columns.kind)
  const kind = kindNamed(written)
  return { kind, value, name, fault: kind === null && written !== '' ? listWords.unknownKind(written) : null }
}

/** What people call the kinds. */
const kindNames: Readonly<Record<string, ListKind>> = {
  network: 'network', 'trusted-network': 'network', trusted: 'network', cidr: 'network', block: 'network', prefix: 'network', address: 'network', ip: 'network',
  vpn: 'vpn', proxy: 'vpn', 'vpn-network': 'vpn',
  'test-agent': 'test-agent', 'pentest-agent': 'test-agent', pentest: 'test-agent', agent: 'test-agent', 'user-agent': 'test-agent', useragent: 'test-agent',
  'known-agent': 'known-agent', 'good-agent': 'known-agent',
  account: 'account', 'account-id': 'account', accountid: 'account', id: 'account',
} // biome-ignore format: a table

const named = (text: string): string => text.toLowerCase().replace(/[ _]+/g, '-')

function kindNamed(text: string): ListKind | null {
  const name = named(text)
  return Object.hasOwn(kindNames, name) ? kindNames[name]! : null
}

/** Null where the first line is an entry: a header has a column of names and no value. */
function headerIn(cells: readonly string[]): Columns | null {
  const names = cells.map(named)
  const name = names.findIndex((text) => text === 'name' || text === 'account-name' || text === 'label')
  const kind = names.indexOf('kind')
  const value = names.findIndex((text) => text === 'value' || text === 'pattern' || kindNamed(text) !== null)
  if (name === -1 || value === -1) return null
  return { kind: kind === -1 ? kindNamed(cells[value]!) : kind, value, name }
}

/** The one that the first line of content has. */
function separatorOf(bytes: Buffer): Separator {
  const head = bytes.toString('utf8', 0, headBytes)
  const first = head.split(/[\r\n]+/).find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? ''
  return separators.find((separator) => first.includes(separator)) ?? ','
}

const headBytes = 64 << 10
