import { expect, test } from 'vitest'
import {
  columnsAsked,
  excludesByRecord,
  isChosen,
  isEverything,
  layersAsked,
  narrowedBy,
  partsOf,
  recordTexts,
  sizeOf,
  textsShownFor,
  valuesAsked,
  withoutChoices,
  withoutPart,
  withoutValue,
  withPart,
  withValue,
  withValueToggled,
} from '../../../src-shared/filter/asks.ts'
import { everything, type Filter } from '../../../src-shared/filter/model.ts'
import { formatFilter, parseFilter } from '../../../src-shared/filter/text.ts'

function read(text: string): Filter {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}

test('columns are found in groups and under NOT', () => {
  const filter = read('eventName=A (userName=b OR NOT logVerdict=verified) NOT record~x "text"')
  expect([...columnsAsked(filter)]).toEqual(['eventName', 'userName', 'logVerdict', 'record'])
  expect(layersAsked(columnsAsked(filter))).toEqual(['events', 'verdicts'])
  expect(layersAsked(columnsAsked(read('sourceFile=a')))).toEqual(['events'])
  expect(sizeOf(filter.where)).toBe(5)
})

test.each([
  ['record~a', ['a'], false],
  ['record~a,b record~a', ['a', 'b'], false],
  ['NOT record~a', ['a'], true],
  ['NOT (NOT record~a OR eventName=B)', ['a'], false],
  ['eventName=A OR NOT (userName=b record~c)', ['c'], true],
  ['eventName=A', [], false],
])('records of «%s» are searched for %j', (text, texts, excludes) => {
  expect(recordTexts(read(text))).toEqual(texts)
  expect(excludesByRecord(read(text))).toBe(excludes)
})

test.each([
  ['', null],
  ['awsRegion=a', ['a']],
  ['awsRegion=a,b awsRegion=b,c', ['b']],
  ['awsRegion=a OR awsRegion=b', ['a', 'b']],
  ['awsRegion=a OR eventName=X', null],
  ['NOT awsRegion=a', null],
  ['awsRegion!=a', null],
  ['eventName=X (awsRegion=a OR awsRegion=b userName=c)', ['a', 'b']],
])('the Regions that «%s» leaves are %j', (text, regions) => {
  expect(valuesAsked(read(text), 'awsRegion')).toEqual(regions)
})

test('parts come and go one by one, and a group is a part', () => {
  const group = partsOf(read('eventName=A OR eventName=B'))[0]!
  const filter = withPart(read('userName=c'), group)
  expect(formatFilter(filter)).toBe('userName=c (eventName=A OR eventName=B)')
  expect(withPart(filter, { any: [...(group as { any: [] }).any] })).toBe(filter)
  expect(formatFilter(withoutPart(filter, group))).toBe('userName=c')
  expect(isEverything(withoutPart(read('userName=c'), partsOf(read('userName=c'))[0]!))).toBe(true)
})

test('what is typed narrows what is there; its time and its text take the place of the others', () => {
  const before = read('time=..2024-03-05T00:00:00Z eventName=A "old"')
  expect(formatFilter(narrowedBy(before, read('userName=c')))).toBe(
    'time=..2024-03-05T00:00:00Z eventName=A "old" userName=c',
  )
  expect(formatFilter(narrowedBy(before, read('time=2024-03-01T00:00:00Z.. new')))).toBe(
    'time=2024-03-01T00:00:00Z.. eventName=A "new"',
  )
})

test('values are chosen and left again; a choice within a group is none', () => {
  const of = (value: string) => ({ column: 'eventName', value }) as const
  const one = withValueToggled(everything, of('A'), 'is')
  const two = withValueToggled(one, of('B'), 'is')
  expect(formatFilter(two)).toBe('eventName=A,B')
  expect(isChosen(two, of('B'), 'is')).toBe(true)
  expect(formatFilter(withValueToggled(two, of('A'), 'is'))).toBe('eventName=B')
  expect(withValueToggled(one, of('A'), 'is')).toEqual(everything)
  expect(isChosen(read('eventName=A OR userName=b'), of('A'), 'is')).toBe(false)
  expect(formatFilter(withoutChoices(read('eventName=A eventName!=B eventName~c userName=d'), 'eventName'))).toBe(
    'eventName~c userName=d',
  )
})

test('a value that is left out is no longer chosen, and the other way round', () => {
  const of = { column: 'eventName', value: 'A' } as const
  expect(formatFilter(withValue(read('eventName=A,B userName=c'), of, 'isNot'))).toBe(
    'eventName=B userName=c eventName!=A',
  )
  expect(formatFilter(withValue(read('eventName=A'), of, 'isNot'))).toBe('eventName!=A')
  expect(formatFilter(withValue(read('eventName!=A,B'), of, 'is'))).toBe('eventName!=B eventName=A')
  expect(formatFilter(withValue(read('eventName=A'), of, 'is'))).toBe('eventName=A')
  expect(formatFilter(withoutValue(read('eventName!=A,B'), of, 'isNot'))).toBe('eventName!=B')
})

test('an absent value is chosen and left out as any other', () => {
  const of = { column: 'errorCode', value: null } as const
  const without = withValue(everything, of, 'is')
  expect(formatFilter(without)).toBe('errorCode!=*')
  expect(isChosen(without, of, 'is')).toBe(true)
  expect(formatFilter(withValue(without, of, 'isNot'))).toBe('errorCode=*')
  expect(withValueToggled(without, of, 'is')).toEqual(everything)
})

test('texts that events are shown for are those that no NOT takes away', () => {
  const texts = (text: string) => textsShownFor(read(text))
  expect(texts('Alice eventName~Get,PUT (userAgent^=aws OR NOT userName~bob) record~AKIA')).toEqual([
    'alice',
    'get',
    'put',
    'aws',
    'akia',
  ])
  expect(texts('eventName=A errorCode!~x')).toEqual([])
})
