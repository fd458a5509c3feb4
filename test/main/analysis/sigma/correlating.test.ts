import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CloudTrailRecord } from '../../../fixtures/records.ts'
import { anna, at, ben, call } from '../rules/rule-case.ts'
import { rulesOf, ruleText, runOver } from './a-run.ts'

const rule = (name: string, eventName: string) =>
  ruleText({ one: { eventName }, condition: 'one' }, { name, title: `Title of ${name}` })
const correlation = (more: Readonly<Record<string, unknown>>, about: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ title: 'Together', level: 'high', ...about, correlation: { 'group-by': ['sourceIPAddress'], timespan: '10m', ...more } }) // biome-ignore format: a line
const denied = rule('denied', 'Denied')
const allowed = rule('allowed', 'Allowed')

let made = 0
const event = (eventName: string, minute: number, more: CloudTrailRecord = {}) =>
  call('iam', eventName, {
    ...at(minute),
    eventID: `00000000-0000-4000-8000-${String(made++).padStart(12, '0')}`,
    sourceIPAddress: '203.0.113.7',
    userIdentity: anna,
    ...more,
  })

/** Of each finding: the minutes of the events that its filter shows, which must be those that it counts. */
async function minutesOf(texts: readonly string[], records: readonly CloudTrailRecord[]) {
  const read = await rulesOf({ 'a.yml': texts })
  return runOver(read, records, ({ runs, refused, query, records: inOrder }) => {
    expect(refused).toEqual([])
    const findings = runs.flatMap(({ findings }) => findings)
    return findings.map(({ finding: { filter, events, title }, rows: known }) => {
      const rows = [...query.select(filter)!]
      expect([...known]).toEqual(rows)
      expect(rows).toHaveLength(events)
      const minutes = rows.map((row) => (Date.parse(inOrder[row]!.eventTime!) - Date.parse(at(0).eventTime)) / 60_000)
      return [title, minutes] as const
    })
  })
}

describe('event_count', () => {
  const three = correlation({ type: 'event_count', rules: ['denied'], condition: { gte: 3 } })

  test('counts events of a group within any window as long as the timespan', async () => {
    const records = [
      ...[0, 9, 10, 19].map((minute) => event('Denied', minute)),
      ...[40, 46, 51].map((minute) => event('Denied', minute)),
      event('Denied', 45, { sourceIPAddress: '198.51.100.7' }),
      event('Other', 46),
      ...[70, 70, 80].map((minute) => event('Denied', minute)),
    ]
    expect(await minutesOf([three, denied], records)).toEqual([['Together', [0, 9, 10, 19, 70, 70, 80]]])
  })

  test('tells the rule that it names on its own only where it says generate', async () => {
    const records = [0, 1, 2].map((minute) => event('Denied', minute))
    const generating = correlation({ type: 'event_count', rules: ['denied'], condition: { gte: 3 }, generate: true })
    expect((await minutesOf([generating, denied], records)).map(([title]) => title)).toEqual([
      'Title of denied',
      'Together',
    ])
  })

  test('finds what counting in every window finds', async () => {
    const minutes = fc.array(fc.nat(60), { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(minutes, fc.integer({ min: 1, max: 5 }), async (minutes, least) => {
        const text = correlation({ type: 'event_count', rules: ['denied'], condition: { gte: least } })
        const sorted = minutes.toSorted((a, b) => a - b)
        const isIn = (minute: number) =>
          sorted.some((from) => {
            const within = sorted.filter((each) => from <= each && each <= from + 10)
            return within.length >= least && within.includes(minute)
          })
        const found = await minutesOf(
          [text, denied],
          sorted.map((minute) => event('Denied', minute)),
        )
        expect(found.flatMap(([, minutes]) => minutes)).toEqual(sorted.filter(isIn))
      }),
      { numRuns: 25 },
    )
  }, 30_000)
})

test('value_count counts different values of a field', async () => {
  const text = correlation({ type: 'value_count', rules: ['denied'], condition: { field: 'userAgent', gt: 2 } })
  const agents = (minutes: readonly number[], names: string) =>
    minutes.map((minute, n) => event('Denied', minute, { userAgent: names[n]! }))
  expect(await minutesOf([text, denied], agents([0, 1, 2, 3, 30, 31, 32, 33], 'aabbabca'))).toEqual([
    ['Together', [30, 31, 32, 33]],
  ])
})

test('value_count reads a field that is no column from records', async () => {
  const text = correlation({ type: 'value_count', rules: ['denied'], 'group-by': ['requestParameters.host'], condition: { field: 'requestParameters.user', gte: 2 } }) // biome-ignore format: a line
  const records = ['a', 'a', 'b'].map((user, minute) =>
    event('Denied', minute, { requestParameters: { host: 'h', user } }),
  )
  expect(await minutesOf([text, denied], records)).toEqual([['Together', [0, 1, 2]]])
})

test('temporal finds events of all rules in any order, temporal_ordered in theirs', async () => {
  const of = (type: string) => correlation({ type, rules: ['denied', 'allowed'] })
  const records = [
    event('Allowed', 0),
    event('Denied', 5),
    event('Allowed', 40),
    event('Denied', 60),
    event('Allowed', 70),
  ]
  expect(await minutesOf([of('temporal'), denied, allowed], records)).toEqual([['Together', [0, 5, 60, 70]]])
  expect(await minutesOf([of('temporal_ordered'), denied, allowed], records)).toEqual([['Together', [60, 70]]])
})

test('events of one second are in any order, as CloudTrail tells times no closer', async () => {
  const text = correlation({ type: 'temporal_ordered', rules: ['denied', 'allowed'] })
  expect(await minutesOf([text, denied, allowed], [event('Allowed', 3), event('Denied', 3)])).toEqual([
    ['Together', [3, 3]],
  ])
})

test('an alias is another field for each rule', async () => {
  const aliased = correlation({
    type: 'temporal',
    rules: ['denied', 'allowed'],
    'group-by': ['who'],
    aliases: { who: { denied: 'userIdentity.userName', allowed: 'requestParameters.userName' } },
  })
  const records = [
    event('Denied', 0),
    event('Denied', 1, { userIdentity: ben }),
    event('Allowed', 2, { requestParameters: { userName: 'ben' } }),
  ]
  expect(await minutesOf([aliased, denied, allowed], records)).toEqual([['Together', [1, 2]]])
})

test('a correlation of correlations takes the event with which each was complete', async () => {
  const many = correlation(
    { type: 'event_count', rules: ['denied'], condition: { gte: 2 } },
    { name: 'many', title: 'Many' },
  )
  const both = correlation({ type: 'temporal_ordered', rules: ['many', 'allowed'] })
  const records = [
    event('Denied', 0),
    event('Allowed', 2),
    event('Denied', 30),
    event('Denied', 33),
    event('Allowed', 40),
  ]
  expect(await minutesOf([both, many, denied, allowed], records)).toEqual([['Together', [33, 40]]])
})

test.each([
  [[correlation({ type: 'temporal', rules: ['nowhere'] })], 'it names “nowhere”, and no such rule was read'],
  [
    [correlation({ type: 'temporal', rules: ['b'] }, { name: 'a' }), correlation({ type: 'temporal', rules: ['a'] }, { name: 'b', title: 'B' })],
    'it names itself by way of other correlations',
  ],
  [[correlation({ type: 'value_sum', rules: ['denied'] })], 'correlations of the type “value_sum” are not supported'],
  [[correlation({ type: 'event_count', rules: ['denied'], condition: { lt: 3 } })], '“lt” of a correlation is not supported: only gt and gte hold wherever a window begins'],
  [[correlation({ type: 'value_count', rules: ['denied'], condition: { gte: 3 } })], 'value_count needs a field'],
  [[correlation({ type: 'event_count', rules: ['denied'], timespan: '1 hour' })], 'its timespan is such as 10m, not “1 hour”'],
])('a correlation that cannot run is refused: %s', async (texts, reason) => {
  const read = await rulesOf({ 'a.yml': [...texts, denied] })
  await runOver(read, [event('Denied', 0)], ({ refused }) => expect(refused.map(({ reason }) => reason)).toContain(reason))
}) // biome-ignore format: a table
