import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import type { RecordFields } from '../../../src-main/columns/record-fields.ts'
import type { RecordHits } from '../../../src-main/columns/record-hits.ts'
import { isEverything } from '../../../src-shared/filter/asks.ts'
import { type FilterColumn, isRecordPath, searchedColumns } from '../../../src-shared/filter/columns.ts'
import { type Condition, type Filter, isCondition, isFreeText, type Where } from '../../../src-shared/filter/model.ts'
import { type Operator, operators } from '../../../src-shared/filter/operators.ts'
import type { RecordPath } from '../../../src-shared/filter/record-path.ts'
import type { Value } from '../../../src-shared/model/event.ts'
import { randomFrom } from '../../fixtures/random.ts'
import { snapshotOf, type Values } from '../../fixtures/snapshot.ts'
import { treesOf } from '../../shared/filter/arbitrary.ts'

const { pick, int } = randomFrom('evaluate')
const start = Date.UTC(2024, 2, 5)
const texts = ['alice', 'Bob', 'ALICE-2', '', 'a b', null]
const timed = 240
const events: readonly Values[] = Array.from({ length: 300 }, (_, row) => ({
  eventTime: row < timed ? start + row * 60_000 : null,
  eventID: pick(['id-1', 'id-2', '00000000-0000-4000-8000-000000000001', null]),
  eventName: pick(['GetObject', 'PutObject', 'ConsoleLogin']),
  userName: pick(texts),
  errorCode: pick([null, null, 'AccessDenied']),
  readOnly: pick([true, false, null]),
  requestParametersBytes: pick([null, 0, 7, 100, int(1000)]),
  logVerdict: pick(['verified', 'invalid', null]),
  sourceFile: pick(['one.json', 'two.json']),
  conflicting: pick([true, false]),
}))
const records = events.map((values) => JSON.stringify(values))
const hits: RecordHits = {
  found: (text) => Uint8Array.from(records, (record) => (record.includes(text) ? 1 : 0)),
  version: () => 0,
}
/** Of a path into records. */
const path = '$.size' as RecordPath
const sizes = events.map(() => pick([null, 'a', 'Ab', '7', '70', '1e3', '-5', '']))
const dictionary = ['', ...new Set(sizes.filter((size) => size !== null))]
const codes = Uint8Array.from(sizes, (size) => (size === null ? 0 : dictionary.lastIndexOf(size)))
const fields: RecordFields = { coded: (asked) => (asked === path ? { codes, dictionary } : null) }
const query = new ColumnQuery(snapshotOf(events), hits, fields)

/** What a filter means, in the slow and obvious way. */
function holds(where: Where, row: number): boolean {
  if (isCondition(where)) return conditionHolds(where, row)
  if (isFreeText(where)) return textHolds(where.text, events[row]!)
  if ('all' in where) return where.all.every((part) => holds(part, row))
  if ('any' in where) return where.any.some((part) => holds(part, row))
  return !holds(where.not, row)
}

function conditionHolds({ column, operator, values }: Condition, row: number): boolean {
  if (column === 'record') return values.some((text) => records[row]!.includes(text))
  if (isRecordPath(column)) return pathHolds({ column, operator, values }, row)
  const value = events[row]![column] ?? null
  const isNumber = column === 'eventTime' || column === 'requestParametersBytes'
  const asked = isNumber ? values.map(numberText) : values
  return meanings[operator](value, asked, isNumber)
}

/** A text that is a number has its order, any other has none. */
function pathHolds({ operator, values }: Condition, row: number): boolean {
  const size = sizes[row]!
  if (!operators[operator].isOrder) return meanings[operator](size, values, false)
  return size !== null && size !== '' && !Number.isNaN(Number(size)) && meanings[operator](Number(size), values, true)
}

/** Times may be written in ISO 8601 or in milliseconds. */
const numberText = (text: string) =>
  String(text.includes('T') ? Date.parse(text) : text === '' ? Number.NaN : Number(text))

const folded = (value: Value) => String(value).toLowerCase()
const meanings: Record<Operator, (value: Value, asked: readonly string[], isNumber: boolean) => boolean> = {
  is: (value, asked) => value !== null && asked.includes(String(value)),
  isNot: (value, asked) => value === null || !asked.includes(String(value)),
  contains: (value, asked, isNumber) =>
    value !== null && !isNumber && asked.some((part) => folded(value).includes(folded(part))),
  notContains: (value, asked, isNumber) => !meanings.contains(value, asked, isNumber),
  startsWith: (value, asked, isNumber) =>
    value !== null && !isNumber && asked.some((part) => folded(value).startsWith(folded(part))),
  like: (value, asked, isNumber) =>
    value !== null &&
    !isNumber &&
    asked.some((part) => new RegExp(`^${part.replaceAll('*', '.*')}$`, 'is').test(String(value))),
  notLike: (value, asked, isNumber) => !meanings.like(value, asked, isNumber),
  matches: (value, asked, isNumber) =>
    value !== null && !isNumber && asked.some((part) => new RegExp(part, 'i').test(String(value))),
  notMatches: (value, asked, isNumber) => !meanings.matches(value, asked, isNumber),
  atLeast: (value, [least]) => value !== null && Number(value) >= Number(least),
  atMost: (value, [most]) => value !== null && Number(value) <= Number(most),
  isSet: (value) => value !== null,
  isNotSet: (value) => value === null,
}

const textHolds = (text: string, values: Values) =>
  searchedColumns.some((column) => values[column] != null && folded(values[column]).includes(folded(text))) ||
  values.eventID === text ||
  values.requestID === text

function shown({ range, where }: Filter): number[] {
  const isInside = ({ eventTime }: Values) => {
    if (range === null) return true
    const time = eventTime ?? null
    const { from, until } = range
    return time !== null && (from === null || Number(time) >= from) && (until === null || Number(time) < until)
  }
  return events.flatMap((values, row) => (isInside(values) && holds(where, row) ? [row] : []))
}

const columns: readonly FilterColumn[] = [
  'eventID', 'eventName', 'userName', 'errorCode', 'readOnly', 'logVerdict', 'sourceFile', 'conflicting', 'tlsVersion',
] // biome-ignore format: a list
const numbers = ['eventTime', 'requestParametersBytes'] as const
const time = fc.integer({ min: -5, max: 250 }).map((minute) => new Date(start + minute * 60_000).toISOString())
const value = fc.constantFrom(
  'alice', 'ALICE', 'b', '', 'Object', 'GetObject', 'true', 'false', 'id-1', '00000000-0000-4000-8000-000000000001',
  'verified', 'one', 'AccessDenied', '7', '100',
) // biome-ignore format: a list
const anyOperator = fc.constantFrom<Operator>(
  'is', 'isNot', 'contains', 'notContains', 'startsWith', 'isSet', 'isNotSet',
) // biome-ignore format: a list
const values = fc.array(value, { minLength: 1, maxLength: 3 })
const part: fc.Arbitrary<Where> = fc.oneof(
  fc.record({ column: fc.constantFrom(...columns), operator: anyOperator, values }),
  fc.record({ column: fc.constantFrom(...numbers), operator: anyOperator, values }),
  fc.record({
    column: fc.constant('eventTime' as const),
    operator: fc.constantFrom<Operator>('atLeast', 'atMost', 'is'),
    values: fc.tuple(time),
  }),
  fc.record({
    column: fc.constant('requestParametersBytes' as const),
    operator: fc.constantFrom<Operator>('atLeast', 'atMost'),
    values: fc.tuple(fc.constantFrom('7', '99')),
  }),
  fc.record({
    column: fc.constantFrom(...columns),
    operator: fc.constantFrom<Operator>('like', 'notLike'),
    values: fc.array(fc.constantFrom('A*', '*object', '*i*e*', 'alice', '*', 't*e', 'id-*'), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    column: fc.constantFrom(...columns, path),
    operator: fc.constantFrom<Operator>('matches', 'notMatches'),
    values: fc.array(fc.constantFrom('^a', 'object$', '^(get|put)O', '[abi]{2}', '', '-\\d$', '^\\d+$'), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    column: fc.constant('record' as const),
    operator: fc.constant<Operator>('contains'),
    values: fc.array(fc.constantFrom('alice', 'invalid', 'Login'), { minLength: 1 }),
  }),
  fc.record({ column: fc.constant(path), operator: anyOperator, values: fc.tuple(fc.constantFrom('a', 'b', '7', '')) }),
  fc.record({
    column: fc.constant(path),
    operator: fc.constantFrom<Operator>('atLeast', 'atMost'),
    values: fc.tuple(fc.constantFrom('7', '99.5', '-10')),
  }),
  fc.record({ text: fc.constantFrom('alice', 'OBJECT', 'denied', 'id-1', 'nothing like this') }),
)
const end = fc.option(
  time.map((text) => Date.parse(text) as never),
  { nil: null },
)
const range = fc.option(fc.record({ from: end, until: end }), { nil: null })

test('every filter shows the events that a slow and obvious reading shows', () => {
  fc.assert(
    fc.property(fc.record({ range, where: treesOf(part) }), (filter) => {
      const rows = query.select(filter)
      expect(rows === null ? events.map((_, row) => row) : [...rows]).toEqual(shown(filter))
      expect(rows === null).toBe(isEverything(filter))
    }),
    { numRuns: 500 },
  )
})

test('a file without a verdict has none: in conditions, facets and cells', () => {
  const without = events.filter(({ logVerdict }) => logVerdict === null).length
  const absent: Where = { column: 'logVerdict', operator: 'isNotSet', values: [] }
  expect(query.count({ range: null, where: absent })).toBe(without)
  const facet = query.facet({ filter: { range: null, where: { all: [] } }, column: 'logVerdict', search: '', limit: 9 })
  expect(facet.absent).toBe(without)
  expect(facet.values.map(({ value }) => value).sort()).toEqual(['invalid', 'verified'])
  const row = events.findIndex(({ logVerdict }) => logVerdict === null)
  expect(query.value('logVerdict', row)).toBeNull()
})
