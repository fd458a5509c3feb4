// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FindingsPanel } from '../../../../src-renderer/panels/findings/panel.tsx'
import { useAlarms } from '../../../../src-renderer/state/alarms.ts'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { Handlers, In } from '../../../../src-shared/contract/index.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import type { AlarmRun } from '../../../../src-shared/model/alarm.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(() => {
  cleanup()
  useAlarms.setState(useAlarms.getInitialState())
})

const ten = Date.parse('2024-03-05T10:00:00Z')
const after = (minutes: number) => (ten + minutes * 60_000) as UtcMs
const run: AlarmRun = {
  events: 3,
  untimed: 0,
  span: { from: after(0), until: after(60) },
  periods: { alarm: 3, ok: 4, insufficient: 0, unknown: 5 },
  intervals: [{ from: after(10), until: after(25), since: after(5), datapoints: 2, events: 3, isOpen: true }],
  intervalsInAll: 1,
  strip: ['ok', 'alarm', 'unknown'],
}

async function opened(answers: Partial<Handlers> = {}) {
  const asked: In<'alarmPeriods'>[] = []
  const alarmPeriods: Handlers['alarmPeriods'] = async (input) => {
    asked.push(input)
    return ok(run)
  }
  showPanel(<FindingsPanel />, { events: 100, answers: { alarmPeriods, ...answers } })
  const details = (await screen.findByText(/^CloudWatch alarms: 15 metric filters/)).closest('details')!
  expect(asked).toEqual([])
  details.open = true
  fireEvent(details, new Event('toggle'))
  await screen.findByRole('article', { name: 'CIS 4.5, CloudWatch.5: CloudTrail configuration changed' })
  return asked
}
const entry = (name: RegExp) => within(screen.getByRole('article', { name }))

test('the 15 alarms of CIS are computed once the section is opened, each with its intervals, which lead to their events', async () => {
  const asked = await opened()
  expect(asked).toHaveLength(15)
  const trail = entry(/^CIS 4\.5/)
  expect(await trail.findByText('3 events match. ALARM in 1 interval: 3 of 12 periods; 5 periods not in this case.')).toBeTruthy()
  expect(trail.getByText('2 breaching datapoints. The hours that follow are not in this case: it may have lasted longer.')).toBeTruthy()
  expect(trail.getByText(/names no service/)).toBeTruthy()
  fireEvent.click(trail.getAllByRole('button', { name: 'Show 3 events' })[1]!)
  expect(formatFilter(useFilter.getState().filter)).toBe(
    'time=2024-03-05T10:05:00Z..2024-03-05T10:25:00Z eventName=CreateTrail,UpdateTrail,DeleteTrail,StartLogging,StopLogging',
  )
}) // biome-ignore format: one line a sentence

test('a stretch of the strip says its state, and leads to the events behind it where it is in ALARM', async () => {
  await opened()
  const trail = entry(/^CIS 4\.5/)
  fireEvent.click(await trail.findByRole('button', { name: /: ALARM$/ }))
  expect(formatFilter(useFilter.getState().filter)).toContain('time=2024-03-05T10:05:00Z..2024-03-05T10:25:00Z')
  expect(trail.getByTitle(/: not in this case$/)).toBeTruthy()
})

test('a condition that is changed is asked anew; one that CloudWatch does not take is refused with the reason', async () => {
  const asked = await opened()
  const trail = entry(/^CIS 4\.5/)
  fireEvent.click(trail.getByRole('button', { name: 'Condition…' }))
  fireEvent.change(trail.getByLabelText('Threshold'), { target: { value: '5' } })
  expect(await trail.findByText('Sum ≥ 5 in 300 s, 1 of 1 datapoint, missing data stays missing')).toBeTruthy()
  expect(asked.at(-1)!.settings.threshold).toBe(5)
  for (const [label, value, reason] of [['Period, seconds', '0', 'not 0: metric filters'], ['Threshold', 'NaN', 'The threshold is a number'], ['Threshold', '', 'The threshold is a number']] as const) {
    fireEvent.change(trail.getByLabelText(label), { target: { value } })
    expect(trail.getByRole('alert').textContent).toContain(reason)
    fireEvent.change(trail.getByLabelText('Period, seconds'), { target: { value: '300' } })
  }
  expect(asked).toHaveLength(16)
  fireEvent.click(trail.getByRole('button', { name: 'As it came' }))
  expect(trail.getByText(/^Sum ≥ 1 in 300 s/)).toBeTruthy()
}) // biome-ignore format: one line a case

test('a pattern of one’s own is kept and removed; a text without any says so', async () => {
  const asked = await opened()
  fireEvent.click(screen.getByRole('button', { name: 'Patterns of your own…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Metric filters of your own' }))
  const text = dialog.getByLabelText('Pattern, template of CloudFormation or Terraform code')
  const take = dialog.getByRole('button', { name: 'Take the metric filters' })
  fireEvent.change(text, { target: { value: 'ERROR' } })
  fireEvent.click(take)
  expect((await dialog.findByRole('alert')).textContent).toContain('No metric filter was found in the text')
  fireEvent.change(text, { target: { value: '{ $.eventName = StopLogging }' } })
  fireEvent.click(take)
  expect(await screen.findByText('CloudWatch alarms: 15 metric filters of CIS 4.1 to 4.15, 1 of your own')).toBeTruthy()
  expect(formatFilter(asked.at(-1)!.filter)).toBe('eventName=StopLogging')
  fireEvent.click(entry(/^Pattern$/).getByRole('button', { name: 'Remove' }))
  expect(useAlarms.getState().own).toEqual([])
})

test('an answer that failed is told, and asked again', async () => {
  await opened({ alarmPeriods: async () => fail('bug', 'It broke.') })
  const [first] = await screen.findAllByText('It broke.')
  expect(first).toBeTruthy()
})
