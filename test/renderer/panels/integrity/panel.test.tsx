// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { IntegrityPanel } from '../../../../src-renderer/panels/integrity/panel.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { fail } from '../../../../src-shared/base/result.ts'
import { partsOf } from '../../../../src-shared/filter/asks.ts'
import { panelStates } from '../../harness/panel-states.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(cleanup)
const show = (state: string) => showPanel(<IntegrityPanel hours={<p>every hour</p>} />, panelStates[state]!)
const tab = (name: RegExp) => fireEvent.click(screen.getByRole('tab', { name }))

test('the verdict comes first, as a sentence and a mark', async () => {
  show('integrity-mixed')
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(
    '1,804 of 2,004 log files are consistent with keys that came with the evidence; 12 are invalid; 4 are missing; 51 cannot be proven; 133 are in no digest. Of 337 digests, 1 is invalid; 3 are missing. Time that no digest covers: 1 gap, 1 hole.',
  )
  expect(within(screen.getByRole('banner')).getByRole('img').getAttribute('aria-label')).toBe('invalid')
})

test('a folder without digests says that no log file can be proven, and lists its log files', async () => {
  show('integrity-no-digests')
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toContain('no log file can be proven')
  expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Log files (2,000)')
})

test('a count lists its objects', async () => {
  const bridge = show('integrity-mixed')
  fireEvent.click(within(await screen.findByRole('region', { name: 'Log files by status' })).getByText('invalid'))
  await screen.findByRole('grid', { name: 'Log files' })
  expect(askedOf(bridge, 'integrityObjects').at(-1)).toMatchObject({ kind: 'logs', status: 'invalid', offset: 0 })
})

test('every verdict has its reason in words, and a log file opens its events', async () => {
  show('integrity-mixed')
  await screen.findByRole('tab', { name: 'Coverage' })
  tab(/Log files/)
  expect(await screen.findByText('Its content has another hash than the digest states.')).toBeTruthy()
  expect(screen.getByText(/more data follows what the digest covers/i)).toBeTruthy()
  expect(screen.getByText(/Not listed in any digest./)).toBeTruthy()
  fireEvent.click(screen.getByText('Its content has another hash than the digest states.'))
  fireEvent.click(screen.getByRole('button', { name: 'Show its 313 events' }))
  expect(useLayout.getState().section).toBe('events')
  expect(partsOf(useFilter.getState().filter)).toMatchObject([
    { column: 'sourceFile', operator: 'is', values: [expect.stringMatching(/^AWSLogs\/.*T1015Z/)] },
  ])
})

test('a missing file has no events to show and says that it is not there', async () => {
  show('integrity-mixed')
  await screen.findByRole('tab', { name: 'Coverage' })
  tab(/Log files/)
  fireEvent.click(await screen.findByText('A proven digest lists it, but it is not in the folder.'))
  expect(screen.getByText('not in the folder')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Show its/ })).toBe(null)
})

test('a chain shows the times of what is proven, gaps and holes', async () => {
  show('integrity-mixed')
  await screen.findByRole('tab', { name: 'Coverage' })
  tab(/Chains/)
  await screen.findByRole('grid', { name: 'Chains' })
  fireEvent.click(screen.getByText('us-east-1'))
  const rows = within(within(screen.getByRole('region', { name: 'Chain' })).getByRole('table')).getAllByRole('row')
  expect(rows.slice(1).map((row) => row.textContent)).toEqual([
    'Proven by digests2024-01-01 00:00:00Z2024-01-30 04:00:00Z700 h',
    'Gap2024-01-30 04:00:00Z2024-01-31 10:00:00Z30 h',
    'Proven by digests2024-01-31 10:00:00Z2024-03-31 00:00:00Z1,430 h',
  ])
})

test('the trust root names each key, where it came from and what it proved', async () => {
  show('integrity-mixed')
  await screen.findByRole('tab', { name: 'Coverage' })
  tab(/Public keys/)
  expect(screen.getByText(/Whoever can forge the key list can forge the trail/)).toBeTruthy()
  const key = screen.getByText('0f1e2d3c4b5a69788796a5b4c3d2e1f0').closest('tr')!
  expect(key.textContent).toContain('322')
  expect(within(key).getByTitle('/evidence/case-7/keys/us-east-1.json')).toBeTruthy()
  expect(key.nextElementSibling!.textContent).toMatch(
    /^us-east-1 · organization-trail · 111122223333: 322 digests, 2024-.* to 2024-/,
  )
  expect(screen.getByText(/fingerprint of the second key does not match/)).toBeTruthy()
})

test('a key that signed when it is not listed as valid is told first of all', async () => {
  show('integrity-key-out-of-time')
  expect(within(await screen.findByRole('banner')).getByText(/compare it with AWS first/)).toBeTruthy()
  expect(within(screen.getByRole('banner')).getByRole('img').getAttribute('aria-label')).toBe('unverified')
  tab(/Public keys/)
  const told = screen.getByRole('region', { name: /out of time$/ })
  expect(told.textContent).toContain('verifies 12 digests made when it is not listed as valid')
  expect(within(told).getAllByRole('listitem')).toHaveLength(6)
  expect(within(told).getByText('and 7 more')).toBeTruthy()
})

test('without keys the trust root says that no signature was checked', async () => {
  show('integrity-no-keys')
  await screen.findByRole('tab', { name: 'Coverage' })
  tab(/Public keys/)
  expect(screen.getByText('No public key was found, so no signature was checked.')).toBeTruthy()
})

test('what is missing comes as commands to copy', async () => {
  show('integrity-mixed')
  await screen.findByRole('tab', { name: 'Coverage' })
  tab(/What to download/)
  expect(screen.getByText(/aws s3api head-object/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Copy command' })).toBeTruthy()
})

test('a failure is a sentence', async () => {
  showPanel(<IntegrityPanel hours={<p>every hour</p>} />, {
    events: 10,
    answers: { integrity: async () => fail('bug', 'The engine ended.') },
  })
  expect((await screen.findByRole('alert')).textContent).toContain('The engine ended.')
})

test('query results of CloudTrail Lake are listed by sign file, with what a signature does not show', async () => {
  show('integrity-mixed')
  await screen.findByRole('tab', { name: 'Coverage' })
  expect(
    screen.getByText(/^1 of 2 query results of CloudTrail Lake is what its sign file states, consistent with keys/),
  ).toBeTruthy()
  tab(/Query results \(1\)/)
  expect(screen.getByText(/does not show that the query asked for every event/)).toBeTruthy()
  expect(screen.getByText('proven: it has the hash that is signed')).toBeTruthy()
  expect(screen.getByText('invalid: it has another hash than the one that is signed')).toBeTruthy()
})
