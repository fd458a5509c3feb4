import { afterAll, describe, expect, test } from 'vitest'
import { meantBy } from '../../../src-shared/sql/meaning.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const times = [
  '1969-12-31T23:59:59Z', '2023-07-10T11:59:59Z', '2023-07-10T12:00:00Z', '2023-07-10T12:00:00.250Z', '2023-07-10T12:00:01Z',
  '2023-07-10T12:05:00Z', '2023-07-11T00:00:00Z', null,
] // biome-ignore format: a list
const store = aStore(
  aSnapshot(
    times.map((eventTime, i) => ({
      eventName: `E${i}`,
      sourceIPAddress: `192.0.2.${i}`,
      ...(eventTime === null ? {} : { eventTime }),
      ...(i % 3 === 2 ? {} : { readOnly: i % 3 === 0 }),
    })),
  ),
)
afterAll(() => store.close())

const ms = (text: string) => Date.parse(text)
const count = (where: string) => store.rows(`SELECT count(*) FROM events WHERE ${where}`)[0]![0]
const signs = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const
const forms = [
  ['2023-07-10 12:00:00', '2023-07-10T12:00:00Z'], ['2023-07-10T12:00:00', '2023-07-10T12:00:00Z'],
  ['2023-07-10T12:00:00Z', '2023-07-10T12:00:00Z'], ['2023-07-10T14:00:00+02:00', '2023-07-10T12:00:00Z'],
  ['2023-07-10 12:00', '2023-07-10T12:00:00Z'], ['2023-07-11', '2023-07-11T00:00:00Z'],
  ['2023-07-10 12:00:00.250', '2023-07-10T12:00:00.250Z'], ['2023-07-10T12:00:00.100Z', '2023-07-10T12:00:00.100Z'],
  ['1970-01-01', '1970-01-01T00:00:00Z'],
] as const // biome-ignore format: data in rows

describe('eventTime compares as time, whatever the form of the literal', () => {
  for (const [text, utc] of forms)
    for (const [sign, holds] of Object.entries(signs)) {
      const expected = times.filter((time) => time !== null && holds(ms(time), ms(utc))).length
      test(`${sign} ${text}`, () => {
        expect(count(`eventTime ${sign} '${text}'`)).toBe(expected)
        expect(count(`events."eventTime" ${sign} '${text}'`)).toBe(expected)
        expect(count(`eventTimeMs ${sign} '${text}'`)).toBe(expected)
        const turned = sign.replace(/[<>]/, (s) => (s === '<' ? '>' : '<'))
        expect(count(`'${text}' ${turned} eventTime`)).toBe(expected)
        expect(count(`NOT eventTime ${sign} '${text}'`)).toBe(7 - expected)
      })
    }

  test.each([
    ["eventTime BETWEEN '2023-07-10 12:00:00' AND '2023-07-10 12:05:00'", 4],
    ["eventTime NOT BETWEEN '2023-07-10 12:00:00' AND '2023-07-10 12:05:00'", 3],
    ["eventTime IN ('2023-07-10 12:00:00', '2023-07-10T12:05:00')", 2],
    ["eventTime NOT IN ('2023-07-10 12:00:00')", 6],
    ["eventTime = '2023-07-10 12:00:00'", 1],
    ["eventTime != '2023-07-10 14:00:00+02:00'", 6],
    ["eventTime IS '2023-07-10 12:00:00.250'", 1],
    ['eventTime IS NULL', 1],
    ["eventTime LIKE '2023-07-10 12:%'", 4],
    ["eventTime >= '2023' AND eventTime < '2024'", 6],
    ["eventTime < '2023'", 1],
    ["eventTime >= datetime('2023-07-10T12:00:00Z', '-1 second')", 6],
    ["eventTime > datetime('2023-07-10 12:00:00')", 4],
    ["eventTime >= date('2023-07-11')", 1],
    ["datetime(eventTime) >= '2023-07-10T12:05:00Z'", 2],
    ["id IN (SELECT id FROM events GROUP BY id HAVING max(eventTime) >= '2023-07-10 12:05:00')", 2],
    ["substr(eventTime, 1, 10) = '2023-07-11'", 1],
  ])('%s', (where, events) => expect(count(where)).toBe(events))

  test('in a query within a query, and under another name', () => {
    const sql =
      "WITH t AS (SELECT e.eventTime FROM events e) SELECT count(*) FROM t WHERE t.eventTime >= '2023-07-10 12:05:00'"
    expect(store.rows(sql)).toEqual([[2]])
    const day = 'SELECT substr(eventTime, 1, 10) AS eventTime FROM events'
    expect(store.rows(`SELECT count(*) FROM (${day}) WHERE eventTime = '2023-07-11'`)).toEqual([[1]])
  })
})

test.each([
  ["readOnly = 'false'", 3],
  ["readOnly = 'TRUE'", 3],
  ["'true' = readOnly", 3],
  ["readOnly <> 'true'", 3],
  ["readOnly IN ('true', 'false')", 6],
  ['readOnly = true', 3],
  ['readOnly IS TRUE', 3],
  ["readOnly IS NOT 'true'", 5],
  ['readOnly IS NULL', 2],
  ["isError = 'false'", 8],
  ["in_cidr(sourceIPAddress, '192.0.2.0/30')", 4],
  ["NOT in_cidr(sourceIPAddress, '192.0.2.0/30')", 4],
])('flags and addresses: %s', (where, events) => expect(count(where)).toBe(events))

test.each([
  ["eventTime >= 'yesterday'", 'is no time'],
  ['eventTime >= 1689000000', 'is no time'],
  ["eventTime IN ('2023-07-10 12:00:00', 'x')", 'is no time'],
  ["eventTime = '2023-07-10'", 'names no second'],
  ["eventTime BETWEEN '' AND '2023-07-10'", 'is no time'],
  ["readOnly = 'maybe'", 'is 1, 0 or NULL'],
  ["sourceIPAddress = '10.0.0.0/8'", "in_cidr(sourceIPAddress, '10.0.0.0/8')"],
  ["in_cidr(sourceIPAddress, '10.0.0.0/33')", 'prefix length'],
  [`"evenname" = 'x'`, 'no such column: evenname (did you mean'],
  [`"evenname" = 'x'`, 'the column eventName'],
  [`eventName = "GetUser"`, "the text 'GetUser'"],
  ["evenName = 'x'", 'the column eventName'],
])('%s is refused with a reason', (where, why) => {
  const answer = store.run(`SELECT count(*) FROM events WHERE ${where}`)
  expect(answer.ok ? 'an answer' : answer.message).toContain(why)
})

test('names in double quotes stay names', () => {
  expect(
    store.run(`SELECT "eventName" AS "my ""name", 'it''s' AS "b\`c" FROM "events" AS "e" WHERE "e"."id" = 1`),
  ).toMatchObject({
    value: { columns: ['my "name', 'b`c'], rows: [['E0', "it's"]] },
  })
})

test('what is read otherwise is said, and what is written in full is not', () => {
  const notesOf = (where: string) => {
    const meant = meantBy(`SELECT * FROM events WHERE ${where}`)
    return meant.ok ? meant.value.notes : [meant.message]
  }
  expect(notesOf("eventTime >= '2023-07-10T12:00:00Z' AND readOnly = 1 AND eventName = '2023-07-10'")).toEqual([])
  expect(notesOf("eventTime >= '2023-07-10 12:00:00'")).toEqual([
    '“2023-07-10 12:00:00” is read as 2023-07-10T12:00:00Z: it names no zone, and UTC is taken.',
  ])
  expect(notesOf("readOnly = 'false'")).toEqual(["'false' is read as 0: readOnly is 1, 0 or NULL."])
})
