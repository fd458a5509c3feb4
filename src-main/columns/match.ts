import { parseIsoTime } from '../../src-shared/base/time.ts'
import { type Condition, type FilterColumn, type Operator, searchedColumns } from '../../src-shared/filter/filter.ts'
import { type ColumnName, columns } from '../../src-shared/model/columns.ts'
import { idText } from './id-column.ts'
import type { Snapshot, TextData } from './snapshot.ts'

export type ColumnCondition = Condition & { readonly column: FilterColumn }

/** Sets `mask[i]` to 0 for every row of `from` ≤ row < `until` that does not satisfy the condition. */
export function narrow(
  snapshot: Snapshot,
  condition: ColumnCondition,
  mask: Uint8Array,
  from: number,
  until: number,
): void {
  const { codes, allowed } = codedTest(snapshot, condition)
  if (codes !== null) {
    for (let i = from; i < until; i++) mask[i]! &= allowed[codes[i]!]!
    return
  }
  const test = rowTest(snapshot, condition)
  for (let i = from; i < until; i++) if (mask[i] === 1 && !test(i)) mask[i] = 0
}

/** Clears the rows that have the text in none of the searched columns, nor as their eventID or requestID. */
export function narrowByText(snapshot: Snapshot, text: string, mask: Uint8Array, from: number, until: number): void {
  const found = new Uint8Array(until - from)
  const matches = textTest.contains([text])
  for (const name of searchedColumns) {
    const { codes, dictionary } = snapshot.columns[name] as TextData
    const allowed = testDictionary(dictionary, matches)
    if (allowed.includes(1)) for (let i = from; i < until; i++) found[i - from]! |= allowed[codes[i]!]!
  }
  for (const name of ['eventID', 'requestID'] as const) {
    const test = idTest(snapshot, name, [text])
    for (let i = from; i < until; i++) if (found[i - from] === 0 && mask[i] === 1 && test(i)) found[i - from] = 1
  }
  for (let i = from; i < until; i++) mask[i]! &= found[i - from]!
}

/** Tests on text; null is an absent value. `is` is exact, the others ignore case. */
const textTest: Record<Operator, (values: readonly string[]) => (text: string | null) => boolean> = {
  is: (values) => (text) => text !== null && values.includes(text),
  isNot: (values) => (text) => text === null || !values.includes(text),
  contains: (values) => anyOf(values, (text, value) => text.includes(value)),
  notContains: (values) => {
    const contains = anyOf(values, (text, value) => text.includes(value))
    return (text) => !contains(text)
  },
  startsWith: (values) => anyOf(values, (text, value) => text.startsWith(value)),
  atLeast: () => () => false,
  atMost: () => () => false,
  isSet: () => (text) => text !== null,
  isNotSet: () => (text) => text === null,
}

function anyOf(values: readonly string[], test: (text: string, value: string) => boolean) {
  const lower = values.map((value) => value.toLowerCase())
  return (text: string | null) => {
    if (text === null) return false
    const folded = text.toLowerCase()
    return lower.some((value) => test(folded, value))
  }
}

function testDictionary(dictionary: readonly string[], matches: (text: string | null) => boolean): Uint8Array {
  const allowed = new Uint8Array(dictionary.length)
  allowed[0] = matches(null) ? 1 : 0
  for (let code = 1; code < dictionary.length; code++) if (matches(dictionary[code]!)) allowed[code] = 1
  return allowed
}

type Coded = { codes: Uint8Array | Uint16Array | Uint32Array; allowed: Uint8Array } | { codes: null; allowed: null }

/** Columns with few distinct values are tested once per value. */
function codedTest(snapshot: Snapshot, { column, operator, values }: ColumnCondition): Coded {
  const matches = textTest[operator](values)
  const coded = codedColumn(snapshot, column)
  return coded === null
    ? { codes: null, allowed: null }
    : { codes: coded.codes, allowed: testDictionary(coded.dictionary, matches) }
}

/** The column as codes into a list of texts, code 0 being null; null for columns of another kind. */
export function codedColumn(snapshot: Snapshot, column: FilterColumn): Pick<TextData, 'codes' | 'dictionary'> | null {
  switch (column) {
    case 'logVerdict':
      return { codes: fileCodes(snapshot), dictionary: ['', ...snapshot.files.map(({ verdict }) => verdict ?? 'none')] }
    case 'sourceFile':
      return { codes: fileCodes(snapshot), dictionary: ['', ...snapshot.files.map(({ name }) => name)] }
    case 'conflicting':
      return { codes: snapshot.conflicting, dictionary: ['false', 'true'] }
  }
  const data = snapshot.columns[column]
  if (data.type === 'flag') return { codes: data.values, dictionary: ['', 'false', 'true'] }
  return data.type === 'text' ? data : null
}

const fileCodesOf = new WeakMap<Snapshot, Uint32Array>()

/** The file of each row, counted from 1: code 0 stands for null, and no event is without a file. */
function fileCodes(snapshot: Snapshot): Uint32Array {
  const known = fileCodesOf.get(snapshot)
  if (known !== undefined) return known
  const codes = snapshot.locator.file.map((file) => file + 1)
  fileCodesOf.set(snapshot, codes)
  return codes
}

function rowTest(snapshot: Snapshot, { column, operator, values }: ColumnCondition): (row: number) => boolean {
  const name = column as ColumnName
  const data = snapshot.columns[name]
  if (data.type === 'id') {
    if (operator === 'is') return idTest(snapshot, name, values)
    if (operator === 'isNot') {
      const is = idTest(snapshot, name, values)
      return (row) => !is(row)
    }
    const matches = textTest[operator](values)
    return (row) => matches(idText(data, row))
  }
  if (data.type !== 'time' && data.type !== 'integer') throw new Error(`${column} is coded`)
  const cells = data.values
  const absent = (row: number) => (data.type === 'time' ? Number.isNaN(cells[row]!) : cells[row] === -1)
  const numbers = values.map((value) => numberOf(value, columns[name].type))
  switch (operator) {
    case 'is':
      return (row) => !absent(row) && numbers.includes(cells[row]!)
    case 'isNot':
      return (row) => absent(row) || !numbers.includes(cells[row]!)
    case 'atLeast':
      return (row) => !absent(row) && cells[row]! >= numbers[0]!
    case 'atMost':
      return (row) => !absent(row) && cells[row]! <= numbers[0]!
    case 'isSet':
      return (row) => !absent(row)
    case 'isNotSet':
      return absent
    case 'contains':
    case 'startsWith':
      return () => false
    case 'notContains':
      return () => true
  }
}

const numberOf = (text: string, type: string): number =>
  type === 'time' ? (parseIsoTime(text) ?? Number(text)) : Number(text)

/** Compares packed ids: making a text of each would take a hundred times as long. */
function idTest(
  snapshot: Snapshot,
  name: 'eventID' | 'requestID' | ColumnName,
  values: readonly string[],
): (row: number) => boolean {
  const data = snapshot.columns[name]
  if (data.type !== 'id') throw new Error(`${name} is no id`)
  const hashes = values.flatMap((value) => firstBytes(value))
  return (row) => {
    const at = row * 16
    const first = (data.bytes[at]! << 8) | data.bytes[at + 1]!
    if (data.kinds[row] !== 3 && !hashes.includes(first)) return false
    const text = idText(data, row)
    return text !== null && values.includes(text)
  }
}

/** The first two packed bytes that an id with this text may have: as UUID and as ASCII. */
function firstBytes(text: string): number[] {
  return [Number.parseInt(text.slice(0, 4), 16) || 0, ((text.charCodeAt(0) || 0) << 8) | (text.charCodeAt(1) || 0)]
}
