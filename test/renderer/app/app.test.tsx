// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { App } from '../../../src-renderer/app/app.tsx'
import { sections } from '../../../src-renderer/app/sections.ts'
import { useCase } from '../../../src-renderer/state/case.ts'
import { addPart, clearFilter, useFilter } from '../../../src-renderer/state/filter.ts'
import { useJobs } from '../../../src-renderer/state/jobs.ts'
import { useLayout } from '../../../src-renderer/state/layout.ts'
import { takeDropped } from '../../../src-renderer/state/open.ts'
import { clearSelection, useSelection } from '../../../src-renderer/state/selection.ts'
import { useSingleKeys } from '../../../src-renderer/state/single-keys.ts'
import { fail, ok } from '../../../src-shared/base/result.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { everything, filterOf } from '../../../src-shared/filter/model.ts'
import { runningJob } from '../fake-bridge.ts'
import { summaryOf } from '../fake-case.ts'
import { conflictingRow } from '../fake-events.ts'
import { mount } from '../mount.tsx'

beforeEach(() => {
  useCase.setState({ hello: null, failure: null, summary: null, generation: 0, connection: 'connected' })
  useJobs.setState({ jobs: {} })
  useLayout.setState({ section: 'events', facetsShown: true })
  clearFilter()
  clearSelection()
})

const rows = async () => {
  await waitFor(() => expect(screen.getAllByRole('gridcell').length).toBeGreaterThan(0))
  return screen.getAllByRole('row').slice(1)
}
const nthRow = async (at: number) => (await rows())[at]!

describe('a case', () => {
  test('is counted in the status bar, proven share by verdict', async () => {
    mount(<App />, { events: 20_000 })
    const status = within(await screen.findByRole('contentinfo'))
    expect(await status.findByText('20,000 events')).toBeTruthy()
    expect(status.getByText('87.0% verified')).toBeTruthy()
    expect(status.getByText('Times in UTC')).toBeTruthy()
  })

  test('shows its events, and one of them whole', async () => {
    mount(<App />)
    fireEvent.click(await nthRow(3))
    const detail = within(await screen.findByRole('complementary', { name: 'Event detail' }))
    expect(await detail.findByRole('tab', { name: 'Record' })).toBeTruthy()
    expect(useSelection.getState().row).toBe(3)
    fireEvent.click(detail.getByRole('tab', { name: 'Record' }))
    fireEvent.click(detail.getByRole('button', { name: 'Raw' }))
    expect(detail.getByText(/^\{"userIdentity":/)).toBeTruthy()
  })

  test('sets conflicting copies side by side and marks what differs', async () => {
    mount(<App />)
    fireEvent.click(await nthRow(conflictingRow))
    fireEvent.click(await screen.findByRole('tab', { name: '2 copies differ' }))
    const differing = screen.getAllByRole('row').filter((row) => row.querySelector('mark') !== null)
    expect(differing.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['"errorCode": "ThrottlingException"', 'not here'],
      ['"sourceIPAddress": "192.0.2.10"', '"sourceIPAddress": "203.0.113.99"'],
    ])
  })
})

describe('the filter', () => {
  test('is typed with suggestions that carry counts', async () => {
    mount(<App />)
    const input = await screen.findByRole('combobox')
    fireEvent.focus(input)
    fireEvent.change(input, { target: { value: 'eventName = Console' } })
    const option = await screen.findByRole('option', { name: /ConsoleLogin/ })
    fireEvent.click(option)
    expect(partsOf(useFilter.getState().filter)).toEqual([
      { column: 'eventName', operator: 'is', values: ['ConsoleLogin'] },
    ])
    await waitFor(() => expect(screen.getByRole('heading', { name: /of 1,000 events$/ })).toBeTruthy())
  })

  test('takes whole filter text and free words', async () => {
    mount(<App />)
    const input = await screen.findByRole('combobox')
    fireEvent.change(input, { target: { value: 'errorCode=* awsRegion=us-east-1,eu-west-1 mallory' } })
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(useFilter.getState().filter).toMatchObject({
      where: {
        all: [
          { column: 'errorCode', operator: 'isSet' },
          { column: 'awsRegion', values: ['us-east-1', 'eu-west-1'] },
          { text: 'mallory' },
        ],
      },
    })
  })

  test('refuses what it does not understand, in a sentence', async () => {
    mount(<App />)
    const input = await screen.findByRole('combobox')
    fireEvent.change(input, { target: { value: 'nosuchcolumn=1' } })
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(await screen.findByText(/There is no column “nosuchcolumn”/)).toBeTruthy()
    expect(partsOf(useFilter.getState().filter)).toEqual([])
  })

  test('narrows by a click on a facet, excludes by an Alt-click', async () => {
    mount(<App />)
    const facets = within(await screen.findByRole('complementary', { name: 'Facets' }))
    fireEvent.click(await facets.findByRole('button', { name: /^GetObject/ }))
    fireEvent.click(await facets.findByRole('button', { name: /^AccessDenied/ }), { altKey: true })
    expect(partsOf(useFilter.getState().filter)).toEqual([
      { column: 'eventName', operator: 'is', values: ['GetObject'] },
      { column: 'errorCode', operator: 'isNot', values: ['AccessDenied'] },
    ])
  })

  test('keeps the selected event selected where the filter still shows it', async () => {
    mount(<App />)
    fireEvent.click(await nthRow(conflictingRow))
    fireEvent.click(await screen.findByRole('button', { name: 'Show' }))
    await waitFor(() => expect(screen.getByRole('heading', { name: '1 of 1,000 events' })).toBeTruthy())
  })

  test('with no match says so and offers the way back', async () => {
    mount(<App />)
    await rows()
    act(() => addPart({ column: 'eventName', operator: 'is', values: ['NothingLikeThis'] }))
    await screen.findByText('No event matches the filter.')
    fireEvent.click(screen.getByText('Clear the filter'))
    expect(useFilter.getState().filter).toEqual(everything)
  })
})

describe('opening', () => {
  test('shows stage, amounts and time left, and can be cancelled', async () => {
    const bridge = mount(<App />, { events: null, hello: { jobs: [runningJob] } })
    expect(await screen.findByRole('heading', { name: 'Opening case-7' })).toBeTruthy()
    expect(screen.getByText('Reading files', { selector: '[aria-current=step]' })).toBeTruthy()
    expect([...document.querySelectorAll('.opening-stages li')].map(({ textContent }) => textContent)).toEqual([
      'Looking for files',
      'Reading files',
      'Comparing copies and ordering events',
      'Verifying digests and log files',
      'Indexing events',
      'Following sessions',
      'Looking for findings',
      'Joining findings to incidents',
      'Comparing counts with what is usual',
    ])
    expect(screen.getAllByText('About 4 s left').length).toBeGreaterThan(0)
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(bridge.asked).toContainEqual({ name: 'cancelJob', input: { jobId: runningJob.id } })
  })

  test('ends in the case that was opened', async () => {
    const bridge = mount(<App />, { events: null, hello: { jobs: [runningJob] } })
    await screen.findByRole('heading', { name: 'Opening case-7' })
    act(() => {
      bridge.push('caseChanged', summaryOf(500))
      bridge.push('jobChanged', { ...runningJob, state: 'done' })
    })
    expect(await screen.findByText('500 events', { selector: '.status span' })).toBeTruthy()
  })

  test('a failed job says why', async () => {
    const bridge = mount(<App />, { events: 100 })
    await rows()
    act(() => bridge.push('jobChanged', { ...runningJob, state: 'failed', message: 'The folder /evidence vanished.' }))
    expect(screen.getByText('Could not open “Opening case-7”. The folder /evidence vanished.')).toBeTruthy()
  })

  test('a partial case says so above every section', async () => {
    mount(<App />, {
      events: 100,
      summary: { partial: true, partialReason: 'Opening was cancelled after 3 of 9 files.', conflicting: 0 },
    })
    const banner = await screen.findByRole('alert')
    expect(banner.textContent).toContain('Partial: Opening was cancelled after 3 of 9 files.')
    expect(within(banner).queryByRole('button', { name: 'Dismiss' })).toBeNull()
  })
})

test('another case begins without the filter of the last', async () => {
  const bridge = mount(<App />, { events: 100 })
  await rows()
  act(() => addPart({ text: 'alice' }))
  act(() => bridge.push('caseChanged', { ...summaryOf(50), id: 'another' }))
  expect(useFilter.getState().filter).toEqual(everything)
})

test('what an opening has to say is shown when it is done', async () => {
  const bridge = mount(<App />, { events: 100 })
  await rows()
  const message = '2 events are now shown from a proven file instead of an equal copy that is not proven.'
  const opened = { ...runningJob, kind: 'open', title: 'trail', state: 'done' } as const
  act(() => bridge.push('jobChanged', { ...opened, message: null }))
  expect(screen.queryByText(/^trail: /)).toBeNull()
  act(() => bridge.push('jobChanged', { ...opened, message }))
  expect(screen.getByText(`trail: ${message}`)).toBeTruthy()
})

describe('a case that grows', () => {
  const grown = { ...summaryOf(120), paths: ['/evidence/case-7', '/evidence/march'] }
  const files = { ...grown.files, log: grown.files.log + 20 }

  test('keeps the filter, and the selected event under its new number', async () => {
    const bridge = mount(<App />, { events: 100 })
    fireEvent.click(await nthRow(2))
    await waitFor(() => expect(useSelection.getState().eventID).not.toBeNull())
    const { eventID } = useSelection.getState()
    act(() => addPart({ text: 'a' }))
    act(() => bridge.push('caseChanged', { ...grown, files }))
    expect(partsOf(useFilter.getState().filter)).toEqual([{ text: 'a' }])
    await waitFor(() => expect(useSelection.getState()).toMatchObject({ row: 2, eventID }))
    const asked = bridge.asked.filter(({ name }) => name === 'events').map(({ input }) => input)
    const filter = filterOf([{ column: 'eventID', operator: 'is', values: [eventID!] }])
    expect(asked).toContainEqual(expect.objectContaining({ filter }))
  })

  test('says what came', async () => {
    const bridge = mount(<App />, { events: 100 })
    await rows()
    const message = '20 files added: 20 more records, 20 more events, 0 more duplicates.'
    act(() => bridge.push('jobChanged', { ...runningJob, kind: 'add', title: 'march', state: 'done', message }))
    expect(screen.getByText(`march: ${message}`)).toBeTruthy()
  })

  test('is asked for by what is dropped on it; without a case the drop is opened', async () => {
    const bridge = mount(<App />, { events: 100 })
    await rows()
    const drop = async () => act(async () => takeDropped(['/evidence/march']))
    await drop()
    const dialog = screen.getByRole('dialog', { name: 'Add to the open case?' })
    expect(dialog.textContent).toContain('march')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add to the case' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(bridge.asked).toContainEqual({ name: 'addToCase', input: { paths: ['/evidence/march'] } })
    await drop()
    fireEvent.click(screen.getByRole('button', { name: 'Open instead' }))
    expect(bridge.asked).toContainEqual({ name: 'openCase', input: { paths: ['/evidence/march'] } })
    await drop()
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    act(() => bridge.push('caseChanged', null))
    await drop()
    expect(bridge.asked.filter(({ name }) => name === 'openCase')).toHaveLength(2)
    expect(bridge.asked.filter(({ name }) => name === 'addToCase')).toHaveLength(1)
  })
})

test('a failed answer is a sentence with a way to try again', async () => {
  let answered = 0
  mount(<App />, {
    events: 100,
    answers: {
      events: async () => (answered++ === 0 ? fail('bug', 'The engine is gone.') : ok({ total: 0, lines: [] })),
    },
  })
  const problem = (await screen.findByText('The engine is gone.')).closest<HTMLElement>('[role=alert]')!
  fireEvent.click(within(problem).getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: '0 events' })).toBeTruthy()
})

describe('the keyboard', () => {
  test('/ goes to the filter, ? shows the shortcuts, Mod and a digit choose the section', async () => {
    mount(<App />)
    await rows()
    fireEvent.keyDown(document.body, { key: '?' })
    expect(screen.getByRole('dialog', { name: 'Shortcuts' })).toBeTruthy()
    for (const { id, digit } of [...sections].reverse()) {
      const modifier = digit % 2 === 0 && digit !== 0 ? { ctrlKey: true } : { altKey: true }
      fireEvent.keyDown(document.body, { key: `${digit}`, code: `Digit${digit}`, ...modifier })
      expect(useLayout.getState().section).toBe(id)
    }
    fireEvent.keyDown(document.body, { key: '/' })
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('combobox'))
  })

  test('keys alone are no shortcuts where they were turned off; keys with Ctrl or Alt are', async () => {
    const bridge = mount(<App />)
    fireEvent.click(await nthRow(2))
    await waitFor(() => expect(useSelection.getState().row).toBe(2))
    fireEvent.keyDown(document.body, { key: '?' })
    fireEvent.click(screen.getByRole('checkbox', { name: /^Keys alone are shortcuts/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const before = bridge.asked.length
    for (const key of ['m', 'n', 'a', 'c', '/', '?']) fireEvent.keyDown(document.body, { key })
    expect(bridge.asked.slice(before)).toEqual([])
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement?.getAttribute('role')).not.toBe('combobox')
    fireEvent.keyDown(document.body, { key: '7', code: 'Digit7', ctrlKey: true })
    expect(useLayout.getState().section).toBe('sql')
    useSingleKeys.setState(useSingleKeys.getInitialState())
  })

  test('Escape leaves the event', async () => {
    mount(<App />)
    fireEvent.click(await nthRow(2))
    await waitFor(() => expect(useSelection.getState().row).toBe(2))
    fireEvent.keyDown(screen.getByRole('grid'), { key: 'Escape' })
    expect(useSelection.getState().row).toBeNull()
  })
})
