// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EventsPanel } from '../../../../src-renderer/panels/events/panel.tsx'
import { addPart, clearFilter, useFilter } from '../../../../src-renderer/state/filter.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { In, RecordSearch } from '../../../../src-shared/contract/index.ts'
import { recordTexts } from '../../../../src-shared/filter/asks.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import type { JobId } from '../../../../src-shared/model/job.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

beforeEach(clearFilter)
afterEach(cleanup)

const found: RecordSearch = {
  text: 'roles/Deploy',
  state: 'done',
  jobId: 'job-7' as JobId,
  filesSearched: 9,
  filesTotal: 9,
  events: 179,
  outside: 0,
  problems: [],
  filesNotSearched: 0,
}

/** So many events have the text in columns, and so many in columns or records. */
function show(inColumns: number, inAll: number, part: Partial<RecordSearch> = {}, events = 1_000) {
  const total = ({ filter }: In<'events'>) => (recordTexts(filter).length > 0 ? inAll : inColumns)
  const bridge = showPanel(<EventsPanel />, {
    events,
    answers: {
      events: async (asked) => {
        const row = { row: 0, values: {} }
        return ok({ total: total(asked), lines: total(asked) > 0 && asked.limit > 0 ? [row] : [] })
      },
      recordSearches: async () => ok([{ ...found, ...part }]),
    },
  })
  act(() => addPart({ text: 'roles/Deploy' }))
  return bridge
}
const filterText = () => formatFilter(useFilter.getState().filter)

test('beside the events with a text in columns stands how many more have it in their records', async () => {
  show(12, 179)
  await screen.findByText('12 in columns · 167 more in records')
  fireEvent.click(screen.getByText('Show them'))
  expect(filterText()).toBe('("roles/Deploy" OR record~roles/Deploy)')
})

test('that there are no more is said, and nothing is offered', async () => {
  show(12, 12)
  await screen.findByText('12 in columns · no more in records')
  expect(screen.queryByText('Show them')).toBeNull()
})

test('a search that runs, or did not reach every file, claims nothing', async () => {
  show(12, 12, { state: 'running' })
  await screen.findByText('12 in columns · searching records…')
  cleanup()
  clearFilter()
  show(12, 12, { filesNotSearched: 2 })
  await screen.findByText('12 in columns · records not all searched')
})

test('where columns have it nowhere, the records are said to have it', async () => {
  show(0, 1)
  await screen.findByText('No event has “roles/Deploy” in any column. 1 event has it in the original record.')
  fireEvent.click(screen.getByText('Show them'))
  expect(filterText()).toContain('OR record~')
})

test('that no event has it is said only of records that were searched', async () => {
  show(0, 0)
  await screen.findByText('No event has “roles/Deploy” in any column, nor in its original record (case-sensitive).')
})

test('the records of a large case are searched when asked to', async () => {
  const bridge = show(0, 0, {}, 5_000_000)
  await screen.findByText('No event has “roles/Deploy” in any column. The original records were not searched.')
  expect(askedOf(bridge, 'recordSearches')).toEqual([])
  fireEvent.click(screen.getByText('Search the original records'))
  expect(filterText()).toContain('OR record~')
})
