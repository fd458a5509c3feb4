// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { HoursPanel } from '../../../../src-renderer/panels/hours/panel.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { useSelection } from '../../../../src-renderer/state/selection.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import { partsOf } from '../../../../src-shared/filter/asks.ts'
import { ledgerStates } from '../../../../src-shared/model/ledger.ts'
import type { FakeOptions } from '../../fake-bridge.ts'
import { explanations as fakeExplanations, ledger as fakeLedger } from '../../fake-ledger.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(cleanup)
// Wide enough that ten days of hours are drawn apart.
vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
const show = (answers: FakeOptions['answers'] = {}) => showPanel(<HoursPanel />, { events: 1000, answers })
const map = () => screen.findByRole('group', { name: /^Coverage map/ })
const press = async (...keys: readonly string[]) => {
  const focused = await map()
  for (const key of keys) fireEvent.keyDown(focused, { key })
}

test('every state has its name in the legend', async () => {
  show()
  const legend = within(await screen.findByRole('list', { name: 'Legend' }))
  expect(legend.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'proven complete', 'proven empty', 'log missing', 'log invalid', 'digest invalid', 'digest missing', 'digest unproven', 'gap',
    'gap or hole', 'log uncovered', 'no evidence',
  ]) // biome-ignore format: a list
  expect(legend.getAllByRole('listitem')).toHaveLength(ledgerStates.length)
})

test('the keyboard chooses an hour, and its row, times and state are said', async () => {
  show()
  await press('ArrowDown', 'ArrowDown', 'Home', 'ArrowRight')
  expect(screen.getByRole('status').textContent).toBe(
    '111122223333 · us-east-1 · management-events. Delivery 2024-03-05 01:00:00Z to 2024-03-05 02:00:00Z. ' +
      'State: proven complete. 2 log files with 77 events. ' +
      'Event times 2024-03-05 00:50:00Z to 2024-03-05 01:55:00Z',
  )
})

test('Enter shows the digests, log files, hashes and keys behind the hour, a log file its events', async () => {
  const bridge = show()
  await press('ArrowDown', 'Enter')
  const cell = within(await screen.findByRole('complementary', { name: 'Hour' }))
  expect(await cell.findByText(/Proven digests cover the whole hour/)).toBeTruthy()
  expect(askedOf(bridge, 'ledgerCell')).toEqual([{ row: 0, hour: Date.UTC(2024, 2, 5) }])
  expect(cell.getByText('1 digest')).toBeTruthy()
  expect(cell.getByText('1 public key')).toBeTruthy()
  expect(cell.getAllByTitle('a'.repeat(64))).toHaveLength(3)
  expect(cell.getAllByTitle('ab'.repeat(16))).toHaveLength(2)
  fireEvent.click(cell.getByRole('button', { name: 'Show its 42 events' }))
  expect(useLayout.getState().section).toBe('events')
  expect(partsOf(useFilter.getState().filter)).toEqual([
    { column: 'sourceFile', operator: 'is', values: ['7.json.gz'] },
  ])
})

test('a ledger without rows says why nothing is shown', async () => {
  show({ ledger: async () => ok({ from: 0 as never, until: 0 as never, rows: [] }) })
  expect(await screen.findByText(/no digest and no log file with a delivery time/)).toBeTruthy()
})

test('failures of the ledger and of a cell are sentences', async () => {
  show({ ledger: async () => fail('bug', 'The engine ended.') })
  expect((await screen.findByRole('alert')).textContent).toContain('The engine ended.')
  show({ ledgerCell: async () => fail('no-such-row', 'The ledger has no row 1.') })
  await press('ArrowDown', 'Enter')
  expect((await screen.findByRole('alert')).textContent).toContain('The ledger has no row 1.')
})

const absences = async () =>
  within(await screen.findByRole('region', { name: 'Missing or invalid' })).findAllByRole('listitem')

test('an explained gap names the actor and the time, and opens the event', async () => {
  show()
  const [gap] = await absences()
  expect(gap!.textContent).toMatch(/^Gap explained/)
  expect(gap!.textContent).toContain('arn:aws:iam::111122223333:user/svc-backup')
  fireEvent.click(within(gap!).getByRole('button', { name: /^StopLogging/ }))
  expect(useLayout.getState().section).toBe('events')
  expect(useSelection.getState().row).toBe(7)
})

test('what no event explains is marked unexplained, and its time shows it on the map', async () => {
  const bridge = show()
  const [, missing] = await absences()
  expect(missing!.textContent).toContain('Missing log file')
  expect(within(missing!).getByText('unexplained').className).toContain('explanation-unexplained')
  expect(missing!.textContent).toContain('No event in this case explains it.')
  fireEvent.click(within(missing!).getByTitle('Show on the map'))
  await screen.findByRole('complementary', { name: 'Hour' })
  expect(askedOf(bridge, 'ledgerCell')).toEqual([{ row: 1, hour: Date.UTC(2024, 2, 11, 19) }])
})

test('what is missing from a backfill chain is shown in its own row, not in that of the trail', async () => {
  const [, missing] = fakeExplanations.explanations
  const { row: name } = missing!.absence
  const backfill = { ...fakeLedger.rows[1]!, kind: 'backfill' as const }
  const bridge = show({
    ledger: async () => ok({ ...fakeLedger, rows: [...fakeLedger.rows, backfill] }),
    explanations: async () =>
      ok({
        explanations: [{ ...missing!, absence: { ...missing!.absence, row: { ...name, kind: 'backfill' } } }],
        total: 1,
        notLookedAt: 0,
      }),
  })
  const [absence] = await absences()
  fireEvent.click(within(absence!).getByTitle('Show on the map'))
  await screen.findByRole('complementary', { name: 'Hour' })
  expect(askedOf(bridge, 'ledgerCell')).toMatchObject([{ row: fakeLedger.rows.length }])
})

test('a file has a moment, not a span, and what stands above is not said twice', async () => {
  const [gap, missing] = fakeExplanations.explanations
  const { absence } = missing!
  show({
    explanations: async () =>
      ok({
        explanations: [
          { ...gap!, sentence: `${gap!.sentence} StartLogging followed.` },
          { ...missing!, absence: { ...absence, until: (absence.from + 1) as UtcMs } },
        ],
        total: 2,
        notLookedAt: 0,
      }),
  })
  const [first, second] = await absences()
  expect(first!.textContent!.split('it stops the delivery')).toHaveLength(2)
  expect(within(second!).getByTitle('Show on the map').textContent).toBe('2024-03-11 19:00:00Z')
})

test('events that only might explain are said to, and what was not looked at is counted', async () => {
  const { explanations } = fakeExplanations
  show({
    explanations: async () =>
      ok({ explanations: [{ ...explanations[0]!, status: 'perhaps' }], total: 40, notLookedAt: 3 }),
  })
  expect((await absences())[0]!.textContent).toContain('perhaps explained')
  expect(screen.getByText('Missing or invalid (40)')).toBeTruthy()
  expect(screen.getByText('The first 1 are listed.')).toBeTruthy()
  expect(screen.getByText(/3 events on objects of the trails’ buckets were not looked at/)).toBeTruthy()
})

test('when nothing is missing, that is said', async () => {
  show({ explanations: async () => ok({ explanations: [], total: 0, notLookedAt: 0 }) })
  expect(await screen.findByText(/report nothing missing or invalid/)).toBeTruthy()
})

const typeDay = async (day: string) => {
  const field = await screen.findByLabelText('Go to day (UTC)')
  fireEvent.change(field, { target: { value: day } })
  return field
}

test('a day that is typed fills the map, tells how much of it is proven, and Enter goes on to its hours', async () => {
  show()
  const field = await typeDay('2024-03-09')
  // Three rows of 24 hours; of us-east-1, three hours are a gap.
  expect(await screen.findByText('69 of 72 hours shown are proven')).toBeTruthy()
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(document.activeElement).toBe(await map())
  await press('ArrowDown')
  expect(screen.getByRole('status').textContent).toMatch(
    /^111122223333 · us-east-1 .* Delivery 2024-03-09 00:00:00Z to 2024-03-09 01:00:00Z\./,
  )
  await press('PageDown')
  expect(screen.getByRole('status').textContent).toContain('Delivery 2024-03-10 00:00:00Z to')
})

test('a day that the map does not have is refused in a sentence, and the map stays', async () => {
  show()
  const field = await typeDay('2024-05-01')
  expect(screen.queryByText(/hours shown/)).toBeNull()
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(screen.getByRole('alert').textContent).toBe(
    'The map has no hour of 2024-05-01: it goes from 2024-03-05 to 2024-03-14.',
  )
})
