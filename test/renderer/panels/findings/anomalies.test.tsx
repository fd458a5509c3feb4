// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Anomalies, useAnomalies } from '../../../../src-renderer/panels/findings/anomalies/anomalies.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useFindings } from '../../../../src-renderer/state/findings.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import { hourMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { AnomalyPoint } from '../../../../src-shared/contract/anomalies.ts'
import { anAnomaly, noAnomalies, someAnomalies } from '../../../fixtures/anomalies.ts'
import type { FakeOptions } from '../../fake-bridge.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(() => {
  cleanup()
  useFindings.setState(useFindings.getInitialState())
})

const Shown = () => <Anomalies query={useAnomalies()} />
const anomaly = anAnomaly()
const pointAt = (hour: number, more: Partial<AnomalyPoint> = {}): AnomalyPoint => ({
  time: (anomaly.from + hour * hourMs) as UtcMs,
  events: 0,
  band: { low: 0, expected: 0.2, high: 17 },
  isHeld: true,
  isAnomaly: false,
  ...more,
})
const answers: FakeOptions['answers'] = {
  anomalies: async ({ sensitivity }) => ok(someAnomalies(sensitivity, sensitivity < 50 ? [] : [anomaly])),
  anomalyChart: async () =>
    ok([pointAt(-2, { band: null }), pointAt(-1, { isHeld: false }), pointAt(0, { events: 60, isAnomaly: true })]),
}

test('the chart of the first is there, begins at what stands out, and each bucket leads to its events', async () => {
  showPanel(<Shown />, { events: 100, answers })
  const article = await screen.findByRole('article', { name: 'Unusually many calls: CreateUser of iam.amazonaws.com' })
  const chart = await within(article).findByRole('slider')
  const said = () => chart.getAttribute('aria-valuetext')!.replace(/^.*?: /, '')
  expect(said()).toBe('events 60, usual 0 to 17')
  fireEvent.keyDown(chart, { key: 'ArrowLeft' })
  expect(said()).toBe('events not known, usual 0 to 17')
  fireEvent.keyDown(chart, { key: 'Home' })
  expect(said()).toBe('events 0, usual not known')
  fireEvent.keyDown(chart, { key: 'End' })
  fireEvent.keyDown(chart, { key: 'Enter' })
  expect(useFilter.getState().filter).toEqual({ ...anomaly.filter, range: { from: anomaly.from, until: anomaly.until } })
}) // biome-ignore format: one line an expectation

test('the sensitivity is moved, and the answer follows', async () => {
  showPanel(<Shown />, { events: 100, answers })
  const slider = await screen.findByRole('slider', { name: 'Sensitivity' })
  expect(slider.getAttribute('aria-valuetext')).toBe('50. Counts of at least 10 events with a chance of at most 1 in 1,000,000 are told.')
  fireEvent.change(slider, { target: { value: '20' } })
  await screen.findByText('No count is told at this sensitivity. A higher one tells more.')
  expect(screen.queryByRole('article')).toBeNull()
}) // biome-ignore format: one line an expectation

test('of a case that is too short, that is said, and there is nothing to move', async () => {
  const short = async () => ok({ ...noAnomalies(50), unjudged: 327 })
  showPanel(<Shown />, { events: 100, answers: { anomalies: short } })
  await screen.findByText(/^The case is too short for a judgement: of none of its 327 counts/)
  expect(screen.queryByRole('slider')).toBeNull()
})

test('where opening was cancelled before, that is said in their place', async () => {
  const missing = async () => fail('layer-missing' as const, 'There are no anomalies: opening was cancelled before they were complete.')
  showPanel(<Shown />, { events: 100, answers: { anomalies: missing } })
  await screen.findByText(/opening was cancelled before they were complete/)
}) // biome-ignore format: one line a fixture
