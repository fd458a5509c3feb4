// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TakeOutDialog } from '../../../../src-renderer/panels/take-out/panel.tsx'
import { hideTakeOut, showTakeOut } from '../../../../src-renderer/state/take-out.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { SeenPlace, SeenPlaces } from '../../../../src-shared/model/trail-place.ts'
import { showPanel } from '../show-panel.tsx'

beforeEach(hideTakeOut)
afterEach(cleanup)

const place: SeenPlace = {
  location: null,
  organization: null,
  accounts: ['111122223333'],
  families: ['CloudTrail'],
  regions: ['us-east-1'],
  days: { first: '2024-03-05', last: '2024-03-07' },
  files: 12,
}

async function show(places: SeenPlaces) {
  showPanel(<TakeOutDialog />, { events: 9, answers: { trailPlaces: async () => ok(places) } })
  act(showTakeOut)
  await screen.findByRole('dialog', { name: 'Take this case to Athena or Trino' })
}
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const statements = () => screen.queryByLabelText('Statements')?.textContent ?? null

test('a case whose digests tell the bucket has its statements at once, for either engine', async () => {
  await show({ places: [{ ...place, location: 's3://trail-logs/AWSLogs/' }], unplaced: 0 })
  await screen.findByLabelText('Statements')
  expect(screen.queryByLabelText('Bucket and prefix')).toBeNull()
  expect(statements()).toContain("LOCATION 's3://trail-logs/AWSLogs/'")
  expect(screen.getByText(/^Below s3:\/\/trail-logs\/AWSLogs\/ only 1 account/)).toBeTruthy()
  fireEvent.click(screen.getByRole('tab', { name: 'Trino' }))
  expect(statements()).toContain("format = 'OPENX_JSON'")
})

test('a bucket that nothing tells is asked for, and days may be changed', async () => {
  await show({ places: [place], unplaced: 2 })
  await screen.findByText(/No digest and no acquisition manifest tells the bucket/)
  expect(statements()).toBeNull()
  type('Bucket and prefix', 's3://trail-logs')
  type('Last day (UTC)', '2024-03-31')
  expect(statements()).toContain("'projection.day.range' = '2024/03/05,2024/03/31'")
  expect(screen.getByText(/^2 log files have neither a path nor a name/)).toBeTruthy()
  type('Last day (UTC)', '2024-02-30')
  expect(screen.getByRole('status').textContent).toBe('“2024-02-30” is no day such as 2024-03-05.')
})

test('a case without log files of a trail says so', async () => {
  await show({ places: [], unplaced: 0 })
  expect(await screen.findByText(/has no log files of a trail/)).toBeTruthy()
})
