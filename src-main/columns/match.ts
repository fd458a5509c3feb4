import { type Block, ipv4Number, isInBlock, looksLikeBlock, readAddress, readBlock } from '../../src-shared/base/ip.ts'
import { readAnyTime } from '../../src-shared/base/read-time.ts'
import { readRegex, readWildcards, type TextTest } from '../../src-shared/base/regex/regex.ts'
import type { Result } from '../../src-shared/base/result.ts'
import { type FilterColumn, isAddedColumn, searchedColumns } from '../../src-shared/filter/columns.ts'
import type { Condition } from '../../src-shared/filter/model.ts'
import { type Operator, operators } from '../../src-shared/filter/operators.ts'
import { type Coded, codedColumn } from './coded-column.ts'
import { idTest, idText } from './id-column.ts'
import type { RowRange } from './row-range.ts'
import type { IdData, IntegerData, Snapshot, TimeData } from './snapshot.ts'

/** A condition on anything but the original record. */
export type ColumnCondition = Omit<Condition, 'column'> & { readonly column: FilterColumn }

/** Clears the rows that do not satisfy the condition. Columns with few distinct values are tested once for each value. */
export function narrow(snapshot: Snapshot, condition: ColumnCondition, mask: Uint8Array, rows: RowRange): void {
  const { from, until } = rows
  const coded = codedColumn(snapshot, condition.column)
  if (coded !== null) {
    narrowCoded(coded, textTest(condition), mask, rows)
    return
  }
  const test = rowTest(snapshot, condition)
  for (let row = from; row < until; row++) if (mask[row] === 1 && !test(row)) mask[row] = 0
}

/** The same for a value of the record. Numbers are compared as they are written, but for those that have an order. */
export function narrowByPath(
  coded: Coded,
  { operator, values }: Pick<Condition, 'operator' | 'values'>,
  mask: Uint8Array,
  rows: RowRange,
): void {
  const ordered = operators[operator].isOrder ? numberTests[operator](values.map(numberOf)) : null
  narrowCoded(
    coded,
    ordered === null ? textTests[operator](values) : (text) => ordered(text === null ? null : numberOf(text)),
    mask,
    rows,
  )
}

function narrowCoded({ codes, dictionary }: Coded, passes: Test<string>, mask: Uint8Array, rows: RowRange): void {
  const allowed = allowedCodes(dictionary, passes)
  for (let row = rows.from; row < rows.until; row++) mask[row]! &= allowed[codes[row]!]!
}

function textTest({ column, operator, values }: ColumnCondition): Test<string> {
  const passes = textTests[operator](values)
  const blocks = column === 'sourceIPAddress' ? values.filter(looksLikeBlock) : []
  if (blocks.length === 0) return passes
  const isInOne = inAnyBlock(blocks)
  return operator === 'isNot' ? (text) => passes(text) && !isInOne(text) : (text) => passes(text) || isInOne(text)
}

function inAnyBlock(texts: readonly string[]): Test<string> {
  const blocks = texts.map(readBlock).flatMap((block) => (block.ok ? block.value : []))
  // A case has hundreds of thousands of addresses, nearly all of IPv4: these are compared as numbers.
  const spans = blocks.filter(({ base }) => base.width === 32).map(spanOfIpv4)
  return (text) => {
    if (text === null) return false
    const number = ipv4Number(text)
    if (number !== null) return spans.some(({ first, last }) => first <= number && number <= last)
    const address = readAddress(text)
    return address !== null && blocks.some((block) => isInBlock(address, block))
  }
}

function spanOfIpv4({ base, length }: Block) {
  const size = 2 ** (32 - length)
  const first = Math.floor(Number(base.bits) / size) * size
  return { first, last: first + size - 1 }
}

/** Clears the rows that have the text in none of the searched columns, nor as their eventID or requestID. */
export function narrowByText(snapshot: Snapshot, text: string, mask: Uint8Array, { from, until }: RowRange): void {
  const found = new Uint8Array(until - from)
  const matches = textTests.contains([text])
  for (const name of searchedColumns) {
    const { codes, dictionary } = codedColumn(snapshot, name)!
    const allowed = allowedCodes(dictionary, matches)
    if (allowed.includes(1)) for (let row = from; row < until; row++) found[row - from]! |= allowed[codes[row]!]!
  }
  for (const name of ['eventID', 'requestID'] as const) {
    const test = idTest(snapshot.columns[name] as IdData, new Set([text]))
    for (let row = from; row < until; row++)
      if (found[row - from] === 0 && mask[row] === 1 && test(row) !== null) found[row - from] = 1
  }
  for (let row = from; row < until; row++) mask[row]! &= found[row - from]!
}

/** A value passes; null is an absent one. */
type Test<Value> = (value: Value | null) => boolean
type Tests<Value> = Readonly<Record<Operator, (values: readonly Value[]) => Test<Value>>>

/** What the operators mean for text. `is` and `isNot` are exact, the others ignore case. */
const textTests: Tests<string> = {
  is: (values) => anyOfThem(new Set(values)),
  isNot: (values) => not(anyOfThem(new Set(values))),
  contains: (values) => anyOf(values, (text, value) => text.includes(value)),
  notContains: (values) => not(anyOf(values, (text, value) => text.includes(value))),
  startsWith: (values) => anyOf(values, (text, value) => text.startsWith(value)),
  like: (patterns) => anyTest(patterns, readWildcards),
  notLike: (patterns) => not(anyTest(patterns, readWildcards)),
  matches: (patterns) => anyTest(patterns, readRegex),
  notMatches: (patterns) => not(anyTest(patterns, readRegex)),
  atLeast: () => never,
  atMost: () => never,
  isSet: () => (text) => text !== null,
  isNotSet: () => (text) => text === null,
}

/** What the operators mean for integers and times, which have an order and no text. */
const numberTests: Tests<number> = {
  is: (values) => (number) => number !== null && values.includes(number),
  isNot: (values) => (number) => number === null || !values.includes(number),
  contains: () => never,
  notContains: () => not(never),
  startsWith: () => never,
  like: () => never,
  notLike: () => not(never),
  matches: () => never,
  notMatches: () => not(never),
  atLeast:
    ([least]) =>
    (number) =>
      number !== null && number >= least!,
  atMost:
    ([most]) =>
    (number) =>
      number !== null && number <= most!,
  isSet: () => (number) => number !== null,
  isNotSet: () => (number) => number === null,
}

const never = () => false
const not =
  <Value>(test: Test<Value>): Test<Value> =>
  (value) =>
    !test(value)

const anyOfThem =
  (values: ReadonlySet<string>): Test<string> =>
  (text) =>
    text !== null && values.has(text)

function anyOf(values: readonly string[], test: (text: string, value: string) => boolean): Test<string> {
  const lower = values.map((value) => value.toLowerCase())
  return (text) => {
    if (text === null) return false
    const folded = text.toLowerCase()
    return lower.some((value) => test(folded, value))
  }
}

function anyTest(patterns: readonly string[], read: (pattern: string) => Result<TextTest>): Test<string> {
  const tests = patterns.map((pattern) => {
    const test = read(pattern)
    // To answer as if nothing matched would be wrong.
    if (!test.ok) throw new Error(`${test.message}: it was checked`)
    return test.value
  })
  return (text) => text !== null && tests.some((test) => test(text))
}

/** 1 for the codes whose text passes; code 0 is null. */
function allowedCodes(dictionary: readonly string[], passes: Test<string>): Uint8Array {
  const allowed = new Uint8Array(dictionary.length)
  allowed[0] = passes(null) ? 1 : 0
  for (let code = 1; code < dictionary.length; code++) if (passes(dictionary[code]!)) allowed[code] = 1
  return allowed
}

function rowTest(snapshot: Snapshot, { column, operator, values }: ColumnCondition): (row: number) => boolean {
  if (isAddedColumn(column)) throw new Error(`${column} is coded`)
  const data = snapshot.columns[column]
  switch (data.type) {
    case 'id':
      return idsTest(data, operator, values)
    case 'time':
      return numbersTest(data, numberTests[operator](values.map((text) => readAnyTime(text)?.time ?? Number.NaN)))
    case 'integer':
      return numbersTest(data, numberTests[operator](values.map(numberOf)))
    default:
      throw new Error(`${column} is coded`)
  }
}

/** NaN, which nothing equals, for an empty text: `Number` takes that for 0. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

function numbersTest({ type, values }: TimeData | IntegerData, passes: Test<number>): (row: number) => boolean {
  const isAbsent = type === 'time' ? Number.isNaN : (value: number) => value === -1
  return (row) => passes(isAbsent(values[row]!) ? null : values[row]!)
}

function idsTest(data: IdData, operator: Operator, values: readonly string[]): (row: number) => boolean {
  const idOf = idTest(data, new Set(values))
  if (operator === 'is') return (row) => idOf(row) !== null
  if (operator === 'isNot') return (row) => idOf(row) === null
  const passes = textTests[operator](values)
  return (row) => passes(idText(data, row))
}
