import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runAlarms } from '../../../../src-main/hosts/cli/alarms.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import { filterOf } from '../../../../src-shared/filter/model.ts'
import { type AlarmRun, defaultAlarm } from '../../../../src-shared/model/alarm.ts'
import { aSummary, createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { aTerminal } from './a-terminal.ts'

const ten = Date.parse('2024-03-05T10:00:00Z')
const after = (minutes: number) => (ten + minutes * 60_000) as UtcMs
const run: AlarmRun = {
  events: 3,
  untimed: 1,
  span: { from: after(0), until: after(120) },
  periods: { alarm: 3, ok: 0, insufficient: 9, unknown: 12 },
  intervals: [{ from: after(0), until: after(15), since: after(0), datapoints: 1, events: 2, isOpen: false }],
  intervalsInAll: 1,
  strip: ['alarm'],
}
const stopped = filterOf([{ column: 'eventName', operator: 'is', values: ['StopLogging'] }])
const asRead = {
  title: '=stop',
  pattern: '{ … }',
  filter: stopped,
  settings: { ...defaultAlarm, threshold: 2 },
  notes: ['Assumed.'],
}
const refused = { title: 'cpu', reason: 'The alarm watches a percentile, which is not computed.' }

const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function alarms(args: readonly string[], answers: Parameters<typeof createFakeEngine>[0] = {}) {
  const { io, kept } = aTerminal()
  const asked: unknown[] = []
  const engine = createFakeEngine(
    {
      alarmPeriods: async (input) => {
        asked.push(input)
        return ok(run)
      },
      readAlarms: async ({ text }) => (text === 'none' ? fail('no-alarms', 'No metric filter was found.') : ok({ alarms: [asRead], refused: [refused] })),
      ...answers,
    },
    aSummary(),
  )
  const code = await runAlarms(['trail', ...args], io, async () => engine)
  return { code, asked, ...kept }
} // biome-ignore format: one line an answer

test('without a text the 15 metric filters of CIS are computed', async () => {
  const { code, out, asked } = await alarms([])
  expect([code, asked.length]).toEqual([0, 15])
  expect(out).toContain(`
CIS 4.5, CloudWatch.5: CloudTrail configuration changed
       Sum ≥ 1 in 300 s, 1 of 1 datapoint, missing data stays missing
       3 events match. 1 of them has no time and counts in no period. ALARM in 1 interval: 3 of 24 periods; 12 periods not in this case.
       2024-03-05T10:00:00Z to 2024-03-05T10:15:00Z: 1 breaching datapoint, 2 events
       The rule looks at calls to cloudtrail.amazonaws.com only; the pattern names no service.
`)
  expect(out).toContain('here it counts by eventTime')
})

test('alarms of a file are computed, and what is not is told with its reason and by the exit code', async () => {
  writeFileSync(join(folder, 'template.yaml'), 'Resources: …')
  const { code, out, asked } = await alarms(['--file', join(folder, 'template.yaml'), '--period', '60'])
  expect(code).toBe(2)
  expect(asked).toEqual([{ filter: stopped, settings: { ...defaultAlarm, threshold: 2, period: 60 } }])
  expect(out).toContain('       Assumed.\n')
  expect(out).toContain(`\ncpu\n       ${refused.reason}\n`)
})

test('CSV has a row for each interval, safe for spreadsheets; JSON has all', async () => {
  const csv = await alarms(['--pattern', '{ $.eventName = StopLogging }', '--format', 'csv'])
  expect(csv.out.split('\r\n')[1]).toBe(
    `"'=stop",2024-03-05T10:00:00Z,2024-03-05T10:15:00Z,0,2024-03-05T10:00:00Z,1,2,"Sum ≥ 2 in 300 s, 1 of 1 datapoint, missing data stays missing",eventName=StopLogging`,
  )
  expect(csv.err).toContain(`cpu: ${refused.reason}`)
  const json = JSON.parse((await alarms(['--pattern', 'x', '--json'])).out)
  expect(json).toMatchObject({ alarms: [{ title: '=stop', filter: 'eventName=StopLogging', periods: run.periods, intervals: [{ from: '2024-03-05T10:00:00Z', datapoints: 1 }] }], refused: [refused] })
}) // biome-ignore format: one line an expectation

test.each([
  [['--pattern', 'none'], 66, 'No metric filter was found.'],
  [['--pattern', 'x', '--file', 'y'], 64, '--file and --pattern exclude each other'],
  [['--file', '/absent/template.yaml'], 64, '--file cannot be read'],
  [['--threshold', 'NaN'], 64, '--threshold takes a number, not “NaN”'],
  [['--period', 'an hour'], 64, '--period takes a number'],
  [['--statistic', 'Median'], 64, '--statistic takes Sum'],
  [['--missing-data', 'no'], 64, '--missing-data takes missing'],
  [['--format', 'xml'], 64, '--format takes table, csv, json'],
] as const)('what cannot be asked is told: %s', async (args, code, message) => {
  const told = await alarms(args)
  expect([told.code, told.err]).toEqual([code, expect.stringContaining(message)])
}) // biome-ignore format: a table

test('a period that CloudWatch does not take is refused for each alarm', async () => {
  const { code, out, asked } = await alarms(['--period', '0'])
  expect([code, asked]).toEqual([2, []])
  expect(out.split('The period is a multiple of 60 seconds').length).toBe(16)
})
