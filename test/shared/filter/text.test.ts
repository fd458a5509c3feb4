import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import {
  deepestGroup,
  everything,
  type Filter,
  filterOf,
  normalized,
  type Where,
} from '../../../src-shared/filter/model.ts'
import { formatFilter, parseFilter, readFilter } from '../../../src-shared/filter/text.ts'
import { filters } from './arbitrary.ts'

function parsed(text: string): Filter {
  const result = parseFilter(text)
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const problem = (text: string): string | null => {
  const result = parseFilter(text)
  return result.ok ? null : result.message
}
const is = (column: 'eventName' | 'userName' | 'awsRegion', ...values: string[]): Where => ({
  column,
  operator: 'is',
  values,
})
const [a, b, c] = [is('eventName', 'A'), is('eventName', 'B'), is('userName', 'c')]

test('every filter is read as it was written', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(parsed(formatFilter(filter))).toEqual(normalized(filter))
    }),
    { numRuns: 2000 },
  )
})

test('any text is read or refused in a sentence, and never throws', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'eventName',
      '=',
      '!=*',
      '~',
      '"',
      ',',
      '(',
      ')',
      ' ',
      'AND',
      'OR',
      'NOT',
      'time=',
      '..',
      '\\',
      'a',
    ),
    fc.string({ maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const result = parseFilter(pieces.join(''))
      if (result.ok) expect(parsed(formatFilter(result.value))).toEqual(result.value)
      else expect(result.message).toMatch(/ at character \d+, from “.+”$| at the end$/s)
    }),
    { numRuns: 3000 },
  )
})

describe('filter text', () => {
  const at = (iso: string) => Date.parse(iso) as UtcMs
  test.each<[string, Filter]>([
    ['', everything],
    ['  ', everything],
    ['eventName=A', filterOf([a])],
    ['EVENTNAME=A', filterOf([a])],
    ['eventName=A,B', filterOf([is('eventName', 'A', 'B')])],
    ['eventName="a b","c,d",e', filterOf([is('eventName', 'a b', 'c,d', 'e')])],
    ['eventName="say \\"yes\\" \\\\"', filterOf([is('eventName', 'say "yes" \\')])],
    ['eventName=Mozilla/5.0(X11)', filterOf([is('eventName', 'Mozilla/5.0(X11)')])],
    ['errorCode=* userName!=*', filterOf([
      { column: 'errorCode', operator: 'isSet', values: [] }, { column: 'userName', operator: 'isNotSet', values: [] },
    ])],
    ['eventName IN (A, "b c",\'d\')', filterOf([is('eventName', 'A', 'b c', 'd')])],
    ['eventname not in (A) userName=c', filterOf([{ column: 'eventName', operator: 'isNot', values: ['A'] }, c])],
    ['eventName IN (Get*)', filterOf([{ column: 'eventName', operator: 'like', values: ['Get*'] }])],
    ['failures in (x)', filterOf([{ text: 'failures in' }, { text: 'x' }])],
    ['eventName=*x', filterOf([{ column: 'eventName', operator: 'like', values: ['*x'] }])],
    ['eventName!=Get*,"a*b"', filterOf([{ column: 'eventName', operator: 'notLike', values: ['Get*', 'a\\*b'] }])],
    ['eventName="Get*"', filterOf([is('eventName', 'Get*')])],
    ['userAgent*="aws-cli/* Linux*"', filterOf([{ column: 'userAgent', operator: 'like', values: ['aws-cli/* Linux*'] }])],
    ['eventName=~^(Get|List)', filterOf([{ column: 'eventName', operator: 'matches', values: ['^(Get|List)'] }])],
    ['userAgent!=~"aws-cli/\\d, x"', filterOf([{ column: 'userAgent', operator: 'notMatches', values: ['aws-cli/\\d, x'] }])],
    ['requestParametersBytes=10..20', filterOf([
      { column: 'requestParametersBytes', operator: 'atLeast', values: ['10'] },
      { column: 'requestParametersBytes', operator: 'atMost', values: ['20'] },
    ])],
    ['requestParametersBytes!=..20', filterOf([{ not: { column: 'requestParametersBytes', operator: 'atMost', values: ['20'] } }])],
    ['(eventTime=2024-03-05T10:00:00Z..2024-03-05T11:00:00Z)', filterOf([
      { column: 'eventTime', operator: 'atLeast', values: ['2024-03-05T10:00:00Z'] },
      { not: { column: 'eventTime', operator: 'atLeast', values: ['2024-03-05T11:00:00Z'] } },
    ])],
    ['eventName=a..b', filterOf([is('eventName', 'a..b')])],
    ['time=2024-03-05', filterOf([], { from: at('2024-03-05T00:00:00Z'), until: at('2024-03-06T00:00:00Z') })],
    ['time=2024-12', filterOf([], { from: at('2024-12-01T00:00:00Z'), until: at('2025-01-01T00:00:00Z') })],
    ['time="2024-03-05 10:07"', filterOf([], { from: at('2024-03-05T10:07:00Z'), until: at('2024-03-05T10:08:00Z') })],
    ['eventName="*"', filterOf([is('eventName', '*')])],
    ['requestParametersBytes>=10', filterOf([{ column: 'requestParametersBytes', operator: 'atLeast', values: ['10'] }])],
    ['record~"AKIA x"', filterOf([{ column: 'record', operator: 'contains', values: ['AKIA x'] }])],
    ['time=2024-03-05T10:00:00Z..', filterOf([], { from: at('2024-03-05T10:00:00Z'), until: null })],
    ['time=..2024-03-05T10:00:00Z', filterOf([], { from: null, until: at('2024-03-05T10:00:00Z') })],
    ['time=.. eventName=A', filterOf([a], { from: null, until: null })],
    ['time=..2024-03-05T10:00:00Z (eventName=A OR userName=c)', filterOf([{ any: [a, c] }], { from: null, until: at('2024-03-05T10:00:00Z') })],
    ['alice', filterOf([{ text: 'alice' }])],
    ['alice bob', filterOf([{ text: 'alice bob' }])],
    ['alice eventName=A bob', filterOf([{ text: 'alice bob' }, a])],
    ['"alice" "bob"', filterOf([{ text: 'alice bob' }])],
    ['alice AND bob', filterOf([{ text: 'alice' }, { text: 'bob' }])],
    ['a,b', filterOf([{ text: 'a,b' }])],
    [',a', filterOf([{ text: ',a' }])],
    ['and or not', filterOf([{ text: 'and or not' }])],
    ['"AND"', filterOf([{ text: 'AND' }])],
    ['https://x/?y=z', filterOf([{ text: 'https://x/?y=z' }])],
    ['eventName=A OR eventName=B', filterOf([{ any: [a, b] }])],
    ['eventName=A userName=c OR eventName=B', filterOf([{ any: [{ all: [a, c] }, b] }])],
    ['eventName=A (eventName=B OR userName=c)', filterOf([a, { any: [b, c] }])],
    ['eventName=A AND (eventName=B AND userName=c)', filterOf([a, b, c])],
    ['NOT eventName=A', filterOf([{ not: a }])],
    ['NOT NOT eventName=A', filterOf([{ not: { not: a } }])],
    ['NOT (eventName=A userName=c)', filterOf([{ not: { all: [a, c] } }])],
    ['NOT alice bob', filterOf([{ not: { text: 'alice' } }, { text: 'bob' }])],
    ['(eventName=A OR ())', filterOf([{ any: [a, { all: [] }] }])],
  ])('«%s» is read', (text, filter) => expect(parsed(text)).toEqual(filter)) // biome-ignore format: a table

  test.each([
    ['nosuch=1', 'There is no column “nosuch” to filter by, at character 1, from “nosuch=1”'],
    ['eventName=A nosuch=1', 'There is no column “nosuch” to filter by, at character 13, from “nosuch=1”'],
    ['eventName=', '“eventName=” needs a value, at character 1, from “eventName=”'],
    ['eventName=A,', 'A value is missing after the comma at the end'],
    ['eventName=A,,B', 'A value is missing after the comma at character 13, from “,B”'],
    ['eventName="A', 'This quote is not closed, at character 11, from “"A”'],
    ['eventName="A"B', 'A space is missing at character 14, from “B”'],
    ['eventName>=A', '“eventName” has no order: is at least needs a size or a time, at character 1, from “eventName>=A”'],
    ['requestParametersBytes>=1,2', '“requestParametersBytes>=” takes one value, at character 1, from “requestParametersBytes>=1,2”'],
    ['record=A', '“record” is searched for what it contains: record~text, at character 1, from “record=A”'],
    ['record~""', '“record~” needs a text to look for, at character 1, from “record~""”'],
    [',', 'A comma stands between values; in quotes it is looked for, at character 1, from “,”'],
    ['alice ,, bob', 'A comma stands between values; in quotes it is looked for, at character 7, from “,, bob”'],
    ['""', 'There is no text to look for in these quotes, at character 1, from “""”'],
    ['eventName=A OR', 'A condition is missing at the end'],
    ['OR eventName=A', 'A condition is missing at character 1, from “OR eventName=A”'],
    ['eventName=A AND OR userName=c', 'A condition is missing at character 17, from “OR userName=c”'],
    ['NOT', 'NOT needs a condition at the end'],
    ['(eventName=A', 'This group is not closed, at character 1, from “(eventName=A”'],
    ['eventName=A)', 'This parenthesis closes no group, at character 12, from “)”'],
    ['time=yesterday', 'This is not time=FROM..UNTIL with times such as 2024-03-05T10:00:00Z, nor a whole day such as time=2024-03-05, at character 1, from “time=yesterday”'],
    ['eventName=~"(a"', '“(a” is no regular expression: at its character 1, this group is not closed, at character 1, from “eventName=~"(a"”'],
    ['eventName IN (A', 'A comma or a closing parenthesis is missing at the end'],
    ['eventName IN ()', 'A value is missing in this list at character 15, from “)”'],
    ['eventTime=2*', '“eventTime” needs a time such as 2024-03-05T10:00:00Z, not “2*”, at character 1, from “eventTime=2*”'],
    ['requestParametersBytes*=1', '“requestParametersBytes” is no text: use = >= or <=, at character 1, from “requestParametersBytes*=1”'],
    ['sourceIPAddress=10.0.0.0/8,192.*', 'A CIDR block such as “10.0.0.0/8” goes with = or !=, at character 1, from “sourceIPAddress=10.0.0.0/8,192.*”'],
    ['time=.. time=..', 'The time is given twice, at character 9, from “time=..”'],
    ['NOT time=..', /^time=FROM\.\.UNTIL holds for the whole filter .* at character 5, from “time=..”$/],
    ['eventName=A OR time=..', /^time=FROM\.\.UNTIL holds for the whole filter .* at character 16, from “time=..”$/],
  ])('«%s» is refused, and the place is told', (text, sentence) => expect(problem(text)).toMatch(sentence)) // biome-ignore format: a table

  test('of very deep groups is refused', () => {
    const deep = (groups: number) => `${'('.repeat(groups)}eventName=A${')'.repeat(groups)}`
    expect(parsed(deep(deepestGroup))).toEqual(filterOf([a]))
    expect(problem(deep(100_000))).toMatch(/^Groups lie more than 50 deep at character 52/)
    expect(problem('NOT '.repeat(100_000))).toMatch(/^Groups lie more than 50 deep/)
  })
})

test('a filter is written as people write it', () => {
  const range = { from: Date.parse('2024-03-05T10:00:00Z') as UtcMs, until: null }
  expect(
    formatFilter(
      filterOf([is('eventName', 'A', 'b c'), { any: [c, { not: b }] }, { text: 'x' }, { text: 'y' }], range),
    ),
  ).toBe('time=2024-03-05T10:00:00Z.. eventName=A,"b c" (userName=c OR NOT eventName=B) "x" AND "y"')
})

describe('values that a column cannot have are refused, not looked for in vain', () => {
  test.each([
    ['sourceIPAddress=10.0.0.0/33', 'prefix length'],
    ['sourceIPAddress!=192.0.2.1,10.0.0/8', 'no CIDR block'],
    ['sourceIPAddress~10.0.0.0/8', 'goes with = or !='],
    ['eventTime>=yesterday', 'needs a time'],
    ['eventTime=2024-03-05', 'names no second'],
    ['eventTime~2024-03-05', 'is no text'],
    ['isError=maybe', 'true or false'],
    ['requestParametersBytes>=big', 'a whole number'],
    ['time=2024-03-05..2024-03-05', 'the whole day ends with the next date'],
    ['time=2024-03-06..2024-03-05', 'ends before it begins'],
    ['time=2024-02-30', 'FROM..UNTIL'],
    ['time=2024-02-30..', 'FROM..UNTIL'],
  ])('%s', (text, why) => {
    const read = parseFilter(text)
    expect(read.ok ? '' : read.message).toContain(why)
    expect(read.ok ? '' : read.message).toContain('at character')
  })
})

test.each([
  ['eventName="Create*"', ['“Create*” stands in quotes and is compared as it is written; eventName*="Create*" takes it for a pattern.']],
  ['Create*', [expect.stringContaining('“Create*” is looked for as it is written')]],
  ['"Create*" eventName=Create* eventName*="a*"', []],
])('what a wildcard is not taken for is said: %s', (text, notes) => {
  const read = readFilter(text)
  expect(read.ok ? read.value.notes : read.message).toEqual(notes)
}) // biome-ignore format: a table

describe('times in filter text are UTC, and what is not written is said', () => {
  test.each([
    ['time=2024-03-05T10:00:00Z..2024-03-05T11:00:00.5Z', 'time=2024-03-05T10:00:00Z..2024-03-05T11:00:00.500Z', []],
    [
      'time=2024-03-05..2024-03-06',
      'time=2024-03-05T00:00:00Z..2024-03-06T00:00:00Z',
      ['start of that day', 'not in the range'],
    ],
    ['time=2024-03-05T10:00..', 'time=2024-03-05T10:00:00Z..', ['names no zone']],
    ['time=2024-02', 'time=2024-02-01T00:00:00Z..2024-03-01T00:00:00Z', ['that whole month in UTC']],
    ['time="2024-03-05 10:00:00".."2024-03-05 11:00"', null, []],
    [
      'time="2024-03-05 10:00:00..2024-03-05 11:00"',
      'time=2024-03-05T10:00:00Z..2024-03-05T11:00:00Z',
      ['names no zone', 'names no zone'],
    ],
    ['time=..2024-03-05T10:00:00+02:00', 'time=..2024-03-05T08:00:00Z', ['same moment']],
    [
      'eventTime>=2024-03-05 eventTime<=1709629953',
      'eventTime>=2024-03-05T00:00:00Z eventTime<=2024-03-05T09:12:33Z',
      ['start of that day', 'seconds since 1970'],
    ],
    ['isError=TRUE readOnly=0', 'isError=true readOnly=false', []],
  ])('%s', (text, written, notes) => {
    const read = readFilter(text)
    expect(read.ok ? formatFilter(read.value.filter) : null).toBe(written)
    if (read.ok) expect(read.value.notes).toEqual(notes.map((note) => expect.stringContaining(note)))
  })
})
