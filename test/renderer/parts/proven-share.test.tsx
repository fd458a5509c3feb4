// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ProvenShare } from '../../../src-renderer/parts/proven-share.tsx'
import { useFilter, zoomTo } from '../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../src-renderer/state/layout.ts'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import type { Coverage as CoverageOf } from '../../../src-shared/model/ledger.ts'
import { coverage } from '../fake-ledger.ts'
import { askedOf, showPanel } from '../panels/show-panel.tsx'

afterEach(cleanup)
const ShownShare = () => <ProvenShare filter={useFilter((state) => state.filter)} of="the shown time" />
const show = (part: Partial<CoverageOf> = {}) =>
  showPanel(<ShownShare />, { events: 100, answers: { coverage: async () => ok({ ...coverage, ...part }) } })
const chip = () => screen.findByRole('button', { name: /proven|coverage/i })

test('the chip says the proven share and how much is not proven', async () => {
  show()
  expect((await chip()).textContent).toBe('unverified98.2% of hours proven9 spans not proven')
  expect((await chip()).getAttribute('aria-description')).toContain(
    '707 of 720 hours of delivery in the shown time are proven.',
  )
})

test('what is not proven is listed with its state, time and place', async () => {
  show()
  fireEvent.click(await chip())
  const list = within(screen.getByRole('dialog', { name: 'Coverage of the shown time' }))
  const [, gap, missing] = list.getAllByRole('row')
  expect(gap!.textContent).toBe(
    'gap2024-03-09 04:00:00Z2024-03-09 07:00:00Z3us-east-1 · management-events · 111122223333',
  )
  expect(missing!.textContent).toMatch(/^log missing/)
  expect(list.getByText('The 2 longest of 9 are listed.')).toBeTruthy()
  fireEvent.click(list.getByRole('button', { name: 'Show the coverage map' }))
  expect(useLayout.getState().section).toBe('integrity')
})

test('all proven is said only when every hour is', async () => {
  show({ provenHours: 719_999, hours: 720_000, unproven: [], unprovenTotal: 0 })
  expect((await chip()).textContent).toBe('unverified>99.9% of hours proven')
  show({ provenHours: 720, unproven: [], unprovenTotal: 0 })
  expect((await chip()).textContent).toBe('verified100% of hours proven')
})

test('an event of a log file that is not proven keeps the mark from being that of a proof', async () => {
  show({ provenHours: 720, unproven: [], unprovenTotal: 0, unprovenEvents: 1 })
  expect((await chip()).textContent).toBe('unverified100% of hours proven1 event not proven')
})

test('without an hour no share is claimed', async () => {
  show({ hours: 0, provenHours: 0, provenShare: null, unproven: [], unprovenTotal: 0 })
  expect((await chip()).textContent).toBe('uncoveredNo coverage')
})

test('it is asked for the shown time range', async () => {
  const bridge = show()
  await chip()
  const range = { from: 0 as UtcMs, until: 10 as UtcMs }
  act(() => zoomTo(range))
  expect(askedOf(bridge, 'coverage')).toEqual([{ filter: everything }, { filter: { ...everything, range } }])
})

test('a failure claims nothing', async () => {
  showPanel(<ShownShare />, { events: 100, answers: { coverage: async () => fail('bug', 'The engine ended.') } })
  expect((await chip()).textContent).toBe('Coverage unknown')
  expect((await chip()).getAttribute('aria-description')).toBe('The engine ended.')
})

test('of the whole case it says so', async () => {
  const bridge = showPanel(<ProvenShare filter={everything} of="the case" />, { events: 10 })
  expect((await chip()).getAttribute('aria-description')).toContain(
    '707 of 720 hours of delivery in the case are proven.',
  )
  expect(askedOf(bridge, 'coverage')).toEqual([{ filter: everything }])
})
