// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { EventsPanel } from '../../../../src-renderer/panels/events/panel.tsx'
import { FilterPanel } from '../../../../src-renderer/panels/filter/panel.tsx'
import { addPart, clearFilter } from '../../../../src-renderer/state/filter.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { RecordSearch } from '../../../../src-shared/contract/index.ts'
import type { JobId } from '../../../../src-shared/model/job.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(cleanup)

const search: RecordSearch = {
  text: 'AKIA',
  state: 'done',
  jobId: 'job-7' as JobId,
  filesSearched: 412,
  filesTotal: 2000,
  events: 12,
  outside: 0,
  problems: [],
  filesNotSearched: 0,
}

function show(part: Partial<RecordSearch>) {
  const panels = (
    <>
      <FilterPanel />
      <EventsPanel />
    </>
  )
  const bridge = showPanel(panels, {
    events: 40,
    answers: { recordSearches: async () => ok([{ ...search, ...part }]) },
  })
  act(() => addPart({ column: 'record', operator: 'contains', values: ['AKIA'] }))
  return bridge
}

test('while it runs it says how far it is and can be cancelled; the events are marked as a part', async () => {
  const bridge = show({ state: 'running' })
  await screen.findByText('Searching records for “AKIA”: 412 of 2,000 log files, 12 events so far')
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('20')
  expect(screen.getByText('Partial')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Cancel the search' }))
  expect(askedOf(bridge, 'cancelJob')).toEqual([{ jobId: 'job-7' }])
})

test('a cancelled one says that a part is shown and can be made again', async () => {
  const bridge = show({ state: 'cancelled' })
  await screen.findByText(/was cancelled after 412 of 2,000 log files: the events shown are a part\./)
  expect(screen.getByText('Partial')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Search again' }))
  expect(askedOf(bridge, 'searchAgain')).toEqual([{ text: 'AKIA' }])
})

test('files that could not be searched are named', async () => {
  show({ filesNotSearched: 2, problems: ['/logs/a.json.gz has changed since it was opened.'] })
  await screen.findByText(
    '2 log files of 2,000 could not be searched for “AKIA”: /logs/a.json.gz has changed since it was opened.',
  )
  expect(screen.getByText('Partial')).toBeTruthy()
})

test('a whole one says what was searched, and what was found where no event is', async () => {
  show({ outside: 3 })
  await screen.findByText(/^Searched 2,000 log files for “AKIA” \(case-sensitive\)\. It is also found 3 times outside/)
  expect(screen.queryByText('Partial')).toBeNull()
})

const asks = () => act(() => addPart({ column: 'record', operator: 'contains', values: ['AKIA'] }))
const leaves = () => act(() => clearFilter())

test('one that ended as its text left the filter begins anew when the text is back', async () => {
  let state: RecordSearch['state'] = 'running'
  const bridge = showPanel(<FilterPanel />, {
    events: 40,
    answers: {
      recordSearches: async () => ok([{ ...search, state }]),
      cancelJob: async () => {
        state = 'cancelled'
        return ok(undefined)
      },
    },
  })
  asks()
  await screen.findByRole('button', { name: 'Cancel the search' })
  leaves()
  await waitFor(() => expect(askedOf(bridge, 'cancelJob')).toEqual([{ jobId: 'job-7' }]))
  expect(askedOf(bridge, 'searchAgain')).toEqual([])
  asks()
  await waitFor(() => expect(askedOf(bridge, 'searchAgain')).toEqual([{ text: 'AKIA' }]))
})

test('one that a user cancelled stays so when the text is back', async () => {
  const bridge = show({ state: 'cancelled' })
  await screen.findByRole('button', { name: 'Search again' })
  leaves()
  asks()
  await screen.findByRole('button', { name: 'Search again' })
  expect(askedOf(bridge, 'searchAgain')).toEqual([])
})
