import { describe, expect, test } from 'vitest'
import {
  asFilterText,
  conditionOf,
  lastTerm,
  readDraft,
  suggestColumns,
  suggestOperators,
} from '../../../../src-renderer/panels/filter/suggest.ts'

describe('what has been typed', () => {
  test.each([
    ['', { stage: 'column', typed: '' }],
    ['event', { stage: 'column', typed: 'event' }],
    ['eventName', { stage: 'column', typed: 'eventName' }],
    ['eventName ', { stage: 'operator', column: 'eventName', typed: '' }],
    ['EVENTNAME !', { stage: 'operator', column: 'eventName', typed: '!' }],
    ['eventName = Con', { stage: 'value', column: 'eventName', operator: 'is', typed: 'Con' }],
    ['eventName!=Con', { stage: 'value', column: 'eventName', operator: 'isNot', typed: 'Con' }],
    ['errorCode=*', { stage: 'value', column: 'errorCode', operator: 'isSet', typed: '' }],
    ['errorCode !=*', { stage: 'value', column: 'errorCode', operator: 'isNotSet', typed: '' }],
    ['userAgent ~ aws cli', { stage: 'value', column: 'userAgent', operator: 'contains', typed: 'aws cli' }],
    ['two words', { stage: 'column', typed: 'two words' }],
  ])('%j is read as far as it goes', (text, draft) => expect(readDraft(text)).toEqual(draft))

  test('a sign that the column has no use for stays an operator to be chosen', () => {
    expect(readDraft('eventName >= 3')).toEqual({ stage: 'operator', column: 'eventName', typed: '>= 3' })
  })
})

test('columns that begin with the text come first', () => {
  expect(suggestColumns('error').slice(0, 2)).toEqual(['errorCode', 'errorMessage'])
  expect(suggestColumns('verdict')).toEqual(['logVerdict'])
})

test('a record is searched for what it contains; quotes around the whole text are not part of it', () => {
  expect(suggestColumns('rec')).toContain('record')
  expect(suggestOperators('record', '')).toEqual(['contains'])
  const searched = (typed: string) => conditionOf(readDraft(`record~${typed}`))?.values
  expect(searched('AKIA')).toEqual(['AKIA'])
  expect(searched('"two \\"words\\""')).toEqual(['two "words"'])
  expect(searched('"eventName":"GetUser"')).toEqual(['"eventName":"GetUser"'])
})

test('sizes offer comparisons, names do not', () => {
  expect(suggestOperators('requestParametersBytes', '')).toContain('atLeast')
  expect(suggestOperators('eventName', '')).not.toContain('atLeast')
  expect(suggestOperators('eventName', '!')).toEqual(['isNot', 'notContains', 'notLike', 'notMatches', 'isNotSet'])
})

test('a condition is whole once it has the values it needs', () => {
  expect(conditionOf(readDraft('eventName ='))).toBeNull()
  expect(conditionOf(readDraft('eventName = GetUser'))).toEqual({
    column: 'eventName',
    operator: 'is',
    values: ['GetUser'],
  })
  expect(conditionOf(readDraft('errorCode =*'))).toEqual({ column: 'errorCode', operator: 'isSet', values: [] })
  expect(conditionOf(readDraft('requestParameters.bucketName = my logs'))).toEqual({
    column: 'requestParameters.bucketName',
    operator: 'is',
    values: ['my logs'],
  })
})

describe('what is typed, as filter text', () => {
  test.each([
    ['$.eventName = ListBuckets', '$.eventName=ListBuckets'],
    ['requestParameters.tags[0].key ~ cost center', 'requestParameters.tags[0].key~"cost center"'],
    [
      'eventName=ConsoleLogin errorCode=* sourceIPAddress~203.0.113',
      'eventName=ConsoleLogin errorCode=* sourceIPAddress~203.0.113',
    ],
    ['eventName=ListUsers,GetUser', 'eventName=ListUsers,GetUser'],
    ['eventName = ListUsers,GetUser', 'eventName=ListUsers,GetUser'],
    ['NOT eventName=PutObject', 'NOT eventName=PutObject'],
    ['errorMessage = Failed authentication', 'errorMessage="Failed authentication"'],
    ['errorMessage=Failed authentication', 'errorMessage=Failed authentication'],
    ['userAgent ~ "aws cli" isError=true', 'userAgent~"aws cli" isError=true'],
    ['eventName = PutObject OR eventName = GetObject', 'eventName=PutObject OR eventName = GetObject'],
    ['errorCode =*', 'errorCode=*'],
    ['record~"eventName":"GetUser"', 'record~"\\"eventName\\":\\"GetUser\\""'],
    ['two words', 'two words'],
  ])('%j', (text, filter) => expect(asFilterText(text)).toBe(filter))
})

test.each([
  ['eventN', '', 'eventN'],
  ['eventName = Con sole', '', 'eventName = Con sole'],
  ['eventName=A error', 'eventName=A ', 'error'],
  ['eventName=A', '', 'eventName=A'],
  ['(eventName="a b" OR user', '(eventName="a b" OR ', 'user'],
  ['errorCode=* NOT (aws', 'errorCode=* NOT (', 'aws'],
  ['requestParameters.bucketName=x sourceIPAddress=10.', 'requestParameters.bucketName=x ', 'sourceIPAddress=10.'],
])('what is being typed is the last term: %s', (text, before, typed) => {
  expect(lastTerm(text)).toEqual({ before, typed })
})
