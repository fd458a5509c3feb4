import { describe, expect, test } from 'vitest'
import { formatOf } from '../../../../src-main/formats/registry.ts'
import { exampleRecord, newReader } from '../../../fixtures/read-text.ts'

const extract = newReader()

type Spell = (key: string) => string
/** Keys at any depth, but for those within what a call took and gave. */
const everyKey =
  (spell: Spell) =>
  (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(everyKey(spell))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [spell(key), everyKey(spell)(member)]))
  }

const words = (key: string) => key.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
const flattened =
  (separator: string, spell: Spell = (key) => key) =>
  (value: unknown): unknown => {
    const flat: Record<string, unknown> = {}
    const add = (member: unknown, path: string) => {
      if (typeof member !== 'object' || member === null || Array.isArray(member)) flat[path] = member
      else
        for (const [key, inner] of Object.entries(member))
          add(inner, path === '' ? spell(key) : `${path}${separator}${spell(key)}`)
    }
    add(value, '')
    return flat
  }

const spellings: Readonly<Record<string, (record: unknown) => unknown>> = {
  'lower case': everyKey((key) => key.toLowerCase()),
  'snake case': everyKey(words),
  'capital letters': everyKey((key) => key.toUpperCase()),
  'Pascal case': everyKey((key) => key[0]!.toUpperCase() + key.slice(1)),
  'Id and Ip': everyKey((key) => key.replace(/ID$/, 'Id').replace('IP', 'Ip')),
  'a leading @': everyKey((key) => `@${key}`),
  'a leading _': everyKey((key) => `_${key}`),
  'flat with dots': flattened('.'),
  'flat with underscores': flattened('_', words),
}

/** All but where it lies and how long it is. */
const fieldsOf = ({
  offset: _,
  length: __,
  index: ___,
  requestParametersBytes: ____,
  responseElementsBytes: _____,
  ...fields
}: Record<string, unknown>) => fields

const second = { ...exampleRecord, errorCode: 'AccessDenied', eventName: 'ListRoles' }
const expected = extract(JSON.stringify({ Records: [exampleRecord, second] })).lines.map(fieldsOf)

describe.each(Object.keys(spellings))('fields in %s', (name) => {
  const spell = spellings[name]!
  const records = [exampleRecord, second].map(spell)

  test.each([
    ['in a list', JSON.stringify(records)],
    ['in the wrapper', JSON.stringify({ Records: records })],
    ['one a line', records.map((record) => JSON.stringify(record)).join('\n')],
  ])('%s are read as CloudTrail’s, and told', (_, text) => {
    expect(formatOf(Buffer.from(text), 'x.json').kind).toBe('log')
    const { lines, found } = extract(text)
    expect(lines.map(fieldsOf)).toEqual(expected)
    expect(found.respelled.size).toBeGreaterThan(0)
  })
})

test('fields in CloudTrail’s own spelling come first, and null is no value', () => {
  const both = { ...exampleRecord, eventid: 'other', eventName: null, event_name: 'Other' }
  const [line] = extract(JSON.stringify([both])).lines
  expect(line).toMatchObject({ eventID: exampleRecord.eventID, eventName: 'Other' })
})

test('a file in CloudTrail’s spelling has nothing to tell', () => {
  const texts = Array.from({ length: 300 }, () => ({ ...exampleRecord, annotation: { text: 1 } }))
  const { found } = extract(JSON.stringify({ Records: texts }))
  expect([found.respelled.size, found.byJsonParse]).toEqual([0, 0])
})

test.each([
  ['another product', { event_id: '1', event_time: '2024-03-05T10:00:00Z', event_name: 'login', event_source: 'web' }],
  ['an inventory', { EventID: 4624, Region: 'x', EventTime: '2024-03-05T10:00:00Z' }],
])('events of %s with such keys are no records', (_, other) => {
  const text = `${JSON.stringify(exampleRecord)}\n${JSON.stringify(other)}`
  const { lines, found } = extract(text)
  expect([lines.length, found.unparsed.length]).toEqual([1, 1])
  expect(formatOf(Buffer.from(JSON.stringify(other)), 'x.json').kind).toBe('other')
})

test('a record of Alibaba Cloud is named', () => {
  const text = JSON.stringify([
    { eventId: '7', eventVersion: '1', acsRegion: 'cn-hangzhou', eventSource: 'ecs.cn-hangzhou.aliyuncs.com' },
  ])
  expect(formatOf(Buffer.from(text), 'actiontrail.json')).toMatchObject({
    kind: 'other',
    form: 'Alibaba Cloud ActionTrail log, not CloudTrail',
  })
})

test('an aggregated event has its window’s beginning as time, and its own spelling of eventID', () => {
  // AWS CloudTrail user guide, "CloudTrail record contents for aggregated events".
  const aggregated = {
    eventVersion: '1.0',
    accountId: '111122223333',
    eventId: '5f0b2c1e-7d5a-4d0e-9f5b-2c1e7d5a4d0e',
    eventCategory: 'Aggregated',
    eventType: 'AwsAggregatedEvent',
    awsRegion: 'us-east-1',
    eventSource: 's3.amazonaws.com',
    timeWindow: { windowStart: '2026-01-05T10:00:00Z', windowEnd: '2026-01-05T10:05:00Z', windowSize: 'PT5M' },
    summary: { primaryDimension: { dimension: 'eventName', statistics: [{ name: 'GetObject', value: 12 }] } },
  }
  const text = JSON.stringify({ Records: [aggregated] })
  expect(formatOf(Buffer.from(text), 'x.json')).toMatchObject({ kind: 'aggregated-log' })
  const { lines, found } = extract(text)
  expect(lines).toMatchObject([
    {
      eventID: aggregated.eventId,
      eventTime: Date.UTC(2026, 0, 5, 10),
      eventTimeWritten: null,
      recipientAccountId: '111122223333',
      eventCategory: 'Aggregated',
    },
  ])
  expect([found.respelled.size, found.byJsonParse]).toEqual([0, 0])
})
