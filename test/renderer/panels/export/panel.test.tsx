// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DirectoryDialog } from '../../../../src-renderer/panels/directory/panel.tsx'
import { fileNameFor, withEnding, withFormat } from '../../../../src-renderer/panels/export/formats.ts'
import { ExportDialog } from '../../../../src-renderer/panels/export/panel.tsx'
import {
  hideExport,
  showExport,
  showExportOf,
  showExportOfRows,
  useExport,
} from '../../../../src-renderer/state/export.ts'
import { setFilter, sortBy } from '../../../../src-renderer/state/filter.ts'
import { takeJob } from '../../../../src-renderer/state/jobs.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import { everything, filterOf } from '../../../../src-shared/filter/model.ts'
import type { Job, JobId } from '../../../../src-shared/model/job.ts'
import { type FakeOptions, runningJob } from '../../fake-bridge.ts'
import { panelStates } from '../../harness/panel-states.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

beforeEach(hideExport)
afterEach(cleanup)

function show(options: FakeOptions) {
  const bridge = showPanel(
    <>
      <ExportDialog />
      <DirectoryDialog />
    </>,
    options,
  )
  act(showExport)
  return bridge
}
const typeFile = (file: string) => fireEvent.change(screen.getByLabelText('File to write'), { target: { value: file } })
const job = (part: Partial<Job>): Job => ({
  ...runningJob,
  id: 'job-2' as JobId,
  kind: 'export',
  stage: 'exporting',
  ...part,
})

test('what the filter shows is counted and described before anything is written', async () => {
  show({ events: 2_000 })
  act(() => setFilter(filterOf([{ column: 'eventName', operator: 'is', values: ['StopLogging'] }])))
  expect(await screen.findByText('eventName=StopLogging')).toBeTruthy()
  expect((await screen.findByRole('button', { name: /^Export [\d,]+ events?$/ })).hasAttribute('disabled')).toBe(false)
})

test('the file has a place from the start, a relative name goes there, and a dead button says why', async () => {
  show({ events: 40 })
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLInputElement>('File to write').value).toMatch(
      /^\/home\/case-7-events-\d{8}T\d{6}Z\.csv$/,
    ),
  )
  typeFile('mine')
  expect(screen.getByText('/home/mine.csv')).toBeTruthy()
  typeFile('')
  expect(screen.getByText('Choose a file to write first.')).toBeTruthy()
  expect((await screen.findByRole('button', { name: 'Export 40 events' })).hasAttribute('disabled')).toBe(true)
})

test('while files are judged an export can be begun, and says that it waits for verdicts', async () => {
  const bridge = show({ events: 40, isBeingJudged: true })
  expect(
    screen.getByText(/^Files are still being verified\. The export waits for that: its manifest tells/),
  ).toBeTruthy()
  typeFile('/out/events.csv')
  fireEvent.click(await screen.findByRole('button', { name: 'Export 40 events' }))
  act(() => bridge.judge())
  await screen.findByRole('dialog', { name: 'Exporting events' })
  act(() => takeJob(job({ filesTotal: 0, events: 0 })))
  expect(screen.getByText('Files are still being verified. Events are written when that is done.')).toBeTruthy()
})

test.each([
  ['running', 'The log files are still being searched. The export waits for that and holds every event found.', false],
  ['cancelled', /^Not every log file was searched for what the filter looks for in records/, true],
] as const)('while a search of records is %s, no number of events is promised', async (state, words, isRefused) => {
  const search = {
    text: 'AKIA', state, jobId: 'job-7' as JobId, filesSearched: 1, filesTotal: 9, events: 0, outside: 0, problems: [],
    filesNotSearched: 0,
  } // biome-ignore format: facts in rows
  show({ events: 40, answers: { recordSearches: async () => ok([search]) } })
  act(() => setFilter(filterOf([{ column: 'record', operator: 'contains', values: ['AKIA'] }])))
  typeFile('/out/events.csv')
  await screen.findByText(words)
  expect(screen.queryByText(/nothing to export/)).toBeNull()
  expect(screen.getByRole('button', { name: 'Export' }).hasAttribute('disabled')).toBe(isRefused)
})

test('the query goes out as chosen, in the order of the grid', async () => {
  const bridge = show(panelStates['export-done']!)
  act(() => sortBy('eventName'))
  expect(screen.getByText(/^Sorted by eventName, ascending/)).toBeTruthy()
  fireEvent.click(screen.getByLabelText('NDJSON'))
  typeFile('/out/events')
  fireEvent.click(await screen.findByRole('button', { name: 'Export 20,000 events' }))
  await screen.findByRole('progressbar')
  expect(askedOf(bridge, 'exportEvents')).toMatchObject([
    {
      filter: everything,
      sort: { column: 'eventName', descending: false },
      format: 'ndjson',
      file: '/out/events.ndjson',
    },
  ])
})

test('all columns may be asked for in a CSV, and only there', async () => {
  const bridge = show(panelStates['export-done']!)
  fireEvent.click(screen.getByLabelText(/^All \d+ columns/))
  fireEvent.click(screen.getByLabelText(/^Also what was asked and answered/))
  typeFile('/out/a.csv')
  fireEvent.click(await screen.findByRole('button', { name: 'Export 20,000 events' }))
  await screen.findByRole('progressbar')
  const [{ columns }] = askedOf(bridge, 'exportEvents') as [{ columns: readonly string[] }]
  expect(columns).toContain('sourceFile')
  expect(columns).toContain('responseElements')
  expect(columns.length).toBeGreaterThan(50)
})

test('a refusal is said in the dialog, which stays as it was', async () => {
  show(panelStates['export-refused']!)
  typeFile('/out/events.csv')
  fireEvent.click(await screen.findByRole('button', { name: 'Export 20,000 events' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Another export is running')
  expect(screen.getByLabelText<HTMLInputElement>('File to write').value).toBe('/out/events.csv')
})

test('selected events and those of a finding are exported as such', async () => {
  const bridge = show(panelStates['export-done']!)
  const byKey = filterOf([{ column: 'eventName', operator: 'is', values: ['StopLogging'] }])
  act(() => showExportOf(byKey, 'the finding “Keys”'))
  expect(screen.getByText('The events of the finding “Keys”, in the order of time.')).toBeTruthy()
  fireEvent.click(await screen.findByRole('button', { name: /^Export [\d,]+ events?$/ }))
  await screen.findByRole('progressbar')
  act(hideExport)
  act(() => showExportOfRows([3, 5]))
  fireEvent.click(await screen.findByRole('button', { name: 'Export 2 events' }))
  await screen.findByRole('progressbar')
  expect(askedOf(bridge, 'exportEvents')).toMatchObject([
    { filter: byKey, sort: { column: 'eventTime' } },
    { filter: everything, onlyRows: [3, 5] },
  ])
})

test('a name that is taken asks, and is replaced when that is said', async () => {
  const asked: boolean[] = []
  show({
    events: 20_000,
    answers: {
      exportEvents: async ({ replaces }) => {
        asked.push(replaces ?? false)
        return replaces ? ok('job-2' as JobId) : fail('exists', '/out/a.csv exists already.')
      },
    },
  })
  typeFile('/out/a.csv')
  fireEvent.click(await screen.findByRole('button', { name: 'Export 20,000 events' }))
  expect((await screen.findByRole('alert')).textContent).toContain('/out/a.csv exists already. Replace it')
  fireEvent.click(screen.getByRole('button', { name: 'Replace it' }))
  await screen.findByRole('progressbar')
  expect(asked).toEqual([false, true])
})

test('a redaction has a key apart from the export, which may lie elsewhere', async () => {
  const bridge = show(panelStates['export-done']!)
  const start = await screen.findByRole('button', { name: 'Export 20,000 events' })
  fireEvent.click(screen.getByLabelText(/^Replace identifiers with pseudonyms/))
  const keyFile = screen.getByLabelText<HTMLInputElement>('File of the redaction key')
  expect(keyFile.value).toBe('/home/trailproof-redaction-keys/case-7.key')
  fireEvent.change(keyFile, { target: { value: ' ' } })
  expect(start.hasAttribute('disabled')).toBe(true)
  fireEvent.change(keyFile, { target: { value: '/safe/my.key' } })
  fireEvent.click(start)
  await screen.findByRole('progressbar')
  expect(askedOf(bridge, 'exportEvents')).toMatchObject([{ redactionKey: '/safe/my.key' }])
})

test('it ends with where the files lie', async () => {
  show(panelStates['export-done']!)
  typeFile('/out/events.csv')
  fireEvent.click(await screen.findByRole('button', { name: 'Export 20,000 events' }))
  await screen.findByRole('progressbar')
  act(() => takeJob(job({ state: 'running', events: 512 })))
  expect(screen.getByText('512 events written')).toBeTruthy()
  act(() => takeJob(job({ state: 'done', events: 20_000, message: '/out/events.csv' })))
  expect(screen.getByText('20,000 events were written.')).toBeTruthy()
  expect(screen.getByText('/out/events.csv')).toBeTruthy()
  fireEvent.click(screen.getAllByRole('button', { name: 'Close' }).at(-1)!)
  expect(useExport.getState().shown).toBe(null)
})

test('a cancelled export leaves nothing, and says so', async () => {
  const bridge = show(panelStates['export-done']!)
  typeFile('/out/events.csv')
  fireEvent.click(await screen.findByRole('button', { name: 'Export 20,000 events' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel the export' }))
  expect(askedOf(bridge, 'cancelJob')).toEqual([{ jobId: 'job-2' }])
  act(() => takeJob(job({ state: 'cancelled' })))
  expect(screen.getByText(/Nothing was kept/)).toBeTruthy()
})

test('the place is chosen with the system’s dialog, or with the directory browser', async () => {
  show({ events: 100, answers: { pickPaths: async () => ok(['/home/ana/march']) } })
  fireEvent.click(screen.getByRole('button', { name: 'Choose…' }))
  const file = () => screen.getByLabelText<HTMLInputElement>('File to write').value
  await waitFor(() => expect(file()).toBe('/home/ana/march.csv'))
  show(panelStates.browser!)
  fireEvent.click(screen.getByRole('button', { name: 'Choose…' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Choose “home”' }))
  expect(file()).toMatch(/^\/home\/case-7-events-\d{8}T\d{6}Z\.csv$/)
})

test('names of files', () => {
  const time = Date.UTC(2024, 2, 5, 10, 15) as UtcMs
  expect(fileNameFor('2024-03 incident/α', 'events', time, 'csv')).toBe(
    '2024-03-incident-α-events-20240305T101500Z.csv',
  )
  expect(fileNameFor('///', 'result', time, 'json')).toBe('case-result-20240305T101500Z.json')
  expect(withFormat('/out/a.csv', 'csv', 'json')).toBe('/out/a.json')
  expect(withFormat('/out/a.txt', 'csv', 'json')).toBe('/out/a.txt')
  expect(withEnding('/out.d/a', 'csv')).toBe('/out.d/a.csv')
})
