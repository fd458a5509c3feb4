// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CoverageLine } from '../../../../src-renderer/panels/sql/coverage-line.tsx'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import { everything } from '../../../../src-shared/filter/filter.ts'
import { coverage } from '../../fake-ledger.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(cleanup)

test('a result says how much of the case is proven, and leads to what is absent', async () => {
  const bridge = showPanel(<CoverageLine />, { events: 10 })
  expect(await screen.findByText(/707 of its 720 hours of delivery are proven \(98.2%\)/)).toBeTruthy()
  expect(askedOf(bridge, 'coverage')).toEqual([{ filter: everything }])
  fireEvent.click(screen.getByRole('button', { name: '9 spans absent' }))
  expect(useLayout.getState().section).toBe('integrity')
})

test('without an hour no share is claimed', async () => {
  const none = { ...coverage, hours: 0, provenHours: 0, provenShare: null, absent: [], absentTotal: 0 }
  showPanel(<CoverageLine />, { events: 10, answers: { coverage: async () => ok(none) } })
  expect(await screen.findByText(/No digest and no log file tells of an hour of it/)).toBeTruthy()
  expect(screen.queryByRole('button')).toBe(null)
})
