// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DetailPanel } from '../../../../src-renderer/panels/detail/panel.tsx'
import { useCompare } from '../../../../src-renderer/state/compare.ts'
import { selectEvent, useSelection } from '../../../../src-renderer/state/selection.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import { isChosen } from '../../../../src-shared/filter/asks.ts'
import type { EventLine, Row } from '../../../../src-shared/model/event.ts'
import { detailOf } from '../../fake-events.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

const late: EventLine['values'] = { eventID: 'late', addendumReason: 'UPDATED_DATA', addendumOriginalEventID: 'first' }
const first: EventLine['values'] = { eventID: 'first', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }

/** Events by their rows, of which the filter takes those that have the value. */
function show(byRow: Readonly<Record<Row, EventLine['values']>>, row: Row) {
  const rows = Object.entries(byRow).map(([key, values]) => ({ row: Number(key), values }))
  showPanel(<DetailPanel />, {
    events: 100,
    answers: {
      eventDetail: async ({ row: of }) =>
        ok({ ...detailOf(of, 100), values: { eventName: 'GetObject', ...byRow[of] } }),
      events: async ({ filter }) => {
        const lines = rows.filter(({ values }) =>
          (['eventID', 'addendumOriginalEventID'] as const).some(
            (column) => values[column] != null && isChosen(filter, { column, value: String(values[column]) }, 'is'),
          ),
        )
        return ok({ total: lines.length, lines })
      },
    },
  })
  selectEvent(row)
}

test('an event that was written again is marked, leads to its original and back, and is compared with it', async () => {
  show({ 7: first, 9: late }, 9)
  expect((await screen.findByText('updated')).title).toMatch(/missing or incorrect/)
  const original = await screen.findByRole('region', { name: 'The original of this event' })
  fireEvent.click(within(original).getByRole('button', { name: 'Compare the versions' }))
  expect(useCompare.getState().rows).toEqual([7, 9])
  fireEvent.click(within(original).getAllByRole('button')[0]!)
  expect(useSelection.getState().row).toBe(7)

  const later = await screen.findByRole('region', { name: '1 later version of this event (addendum)' })
  fireEvent.click(within(later).getAllByRole('button')[0]!)
  expect(useSelection.getState().row).toBe(9)
})

test('an original that is not in the case is said not to be there', async () => {
  show({ 9: late }, 9)
  await screen.findByText('The original of this event, first, is not in this case.')
})

test('a name that CloudTrail hides is explained', async () => {
  show({ 7: first }, 7)
  await screen.findByText('HIDDEN_DUE_TO_SECURITY_REASONS')
  await screen.findByText(/it may be a password typed in the wrong field/)
})
