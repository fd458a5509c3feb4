import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { insightTitle, rateWords, reconciled } from '../../../src-shared/words/insights.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord, type CloudTrailRecord, idOf } from '../../fixtures/records.ts'

let folder = ''
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The insights of a case of these records. */
async function insightsOf(records: readonly CloudTrailRecord[]) {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  const Records = records.map((record, at) => ({ ...record, eventID: idOf(`record ${at}`) }))
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records }))
  const engine = startEngine()
  try {
    await open(engine, folder)
    return valueIn(await engine.insights())
  } finally {
    await engine.dispose()
  }
}

const start = Date.parse('2024-03-05T16:52:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString().replace('.000Z', 'Z')
const policy = (minutes: number, more: CloudTrailRecord = {}) =>
  aRecord({
    eventTime: at(minutes),
    eventSource: 's3.amazonaws.com',
    eventName: 'GetBucketPolicy',
    errorCode: 'NoSuchBucketPolicy',
    ...more,
  })
const baselineDuration = 7 * 1440 + 16 * 60 + 52
const insight = (state: 'Start' | 'End', statistics: object, more: object = {}): CloudTrailRecord => {
  const { userIdentity: _, sourceIPAddress: __, eventSource: ___, eventName: ____, ...plain } = aRecord({ eventTime: at(state === 'Start' ? 0 : 3) })
  return {
    ...plain,
    eventType: 'AwsCloudTrailInsight',
    eventCategory: 'Insight',
    sharedEventID: idOf('the pair'),
    insightDetails: {
      state,
      eventSource: 's3.amazonaws.com',
      eventName: 'GetBucketPolicy',
      insightType: 'ApiErrorRateInsight',
      errorCode: 'NoSuchBucketPolicy',
      insightContext: { statistics, ...more },
    },
  }
} // biome-ignore format: one line a fixture
const ended = insight('End', {
  baseline: { average: 23 / baselineDuration },
  insight: { average: 4 / 3 },
  insightDuration: 3,
  baselineDuration,
})
const began = insight('Start', {
  baseline: { average: 23 / baselineDuration },
  insight: { average: 0.8 },
  insightDuration: 5,
  baselineDuration,
})
const four = [0, 1, 1.5, 2.9].map((minutes) => policy(minutes))

test('a pair is one insight; the case gives the rate that was recorded', async () => {
  const [found, ...others] = await insightsOf([began, ended, ...four, policy(3), policy(1, { errorCode: undefined })])
  expect(others).toEqual([])
  expect(insightTitle(found!)).toBe('Unusual rate of errors: GetBucketPolicy of s3.amazonaws.com, NoSuchBucketPolicy')
  expect([found!.start, found!.end]).toEqual([start, Date.parse(at(3))])
  expect(rateWords(found!.activity)).toBe('recorded 1.333 a minute, found 1.333 (4 events in 3 minutes)')
  expect(reconciled(found!)).toBe('The case holds the events behind it. The case holds 0 of the 11,092 minutes of the baseline: what it lacks is not known.')
}) // biome-ignore format: one line an expectation

test('what the case lacks of the activity is told, and of the baseline only the minutes that it has', async () => {
  const before = Array.from({ length: 23 }, (_, k) => policy(-60 * (k + 1)))
  const [found] = await insightsOf([began, ended, ...four.slice(1), ...before])
  expect(reconciled(found!)).toBe('1 event behind it is not in the case. The case holds 1,380 of the 11,092 minutes of the baseline: what it lacks is not known.')
  expect(rateWords(found!.baseline)).toBe('recorded 0.002074 a minute, found 0.002074 (23 events in 11,092 minutes)')
}) // biome-ignore format: one line an expectation

test('only an end: the activity began its duration before; only a start: five minutes', async () => {
  expect((await insightsOf([ended, ...four]))[0]).toMatchObject({ start, activity: { found: { events: 4, minutes: 3 } } })
  expect((await insightsOf([began, ...four, policy(4)]))[0]).toMatchObject({ end: null, activity: { found: { events: 5, minutes: 5 } } })
}) // biome-ignore format: one line an expectation

test('attributions name who took part; the text “null” is nobody', async () => {
  const attributions = [{ attribute: 'errorCode', insight: [{ value: 'null', average: 1.2 }], baseline: [{ value: 'x', average: 'many' }] }]
  const [found] = await insightsOf([insight('Start', {}, { attributions })])
  expect(found!.attributions).toEqual([{ attribute: 'errorCode', insight: [{ value: null, rate: 1.2 }], baseline: [] }])
}) // biome-ignore format: one line a fixture

test('a record that tells nothing of its rates claims nothing', async () => {
  const bare = { ...ended, insightDetails: null }
  const [found] = await insightsOf([bare, ...four])
  expect(found!).toMatchObject({ activity: { recorded: null, found: null }, baselineHeld: null, activityFilter: null })
  expect(reconciled(found!)).toBe('')
  expect(rateWords(found!.activity)).toBe('not recorded; over how many minutes is not told')
})

test('a case without insights has none', async () => {
  expect(await insightsOf(four)).toEqual([])
})
