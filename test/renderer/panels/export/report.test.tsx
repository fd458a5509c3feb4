// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ExportDialog } from '../../../../src-renderer/panels/export/panel.tsx'
import { formOf, usualFindings } from '../../../../src-renderer/panels/export/report/form-of.ts'
import { hideExport, showReport } from '../../../../src-renderer/state/export.ts'
import { takeJob } from '../../../../src-renderer/state/jobs.ts'
import { nothingSaid, useReports } from '../../../../src-renderer/state/reports.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import type { CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import type { JobId } from '../../../../src-shared/model/job.ts'
import { type FakeOptions, runningJob } from '../../fake-bridge.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

beforeEach(() => {
  hideExport()
  useReports.setState({ organization: '', said: {} })
})
afterEach(cleanup)

const show = (options: Partial<FakeOptions> = {}) => {
  const bridge = showPanel(<ExportDialog />, { events: 40, ...options })
  act(() => showReport('integrity'))
  return bridge
}
const noLog = {
  total: 0,
  lines: [],
  state: { lines: 0, problems: [], head: null, anchor: null, afterAnchor: 0 },
  notKept: null,
  file: '',
}
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

test('what is written on the cover is asked for, and kept for this case and the next report', async () => {
  const bridge = show()
  type('Title', 'Trail of March')
  type('Examiner', 'E. Example')
  type('From', '2024-03-05')
  type('File to write', '/out/certificate.html')
  fireEvent.click(screen.getByRole('button', { name: 'Write the report' }))
  await waitFor(() => expect(askedOf(bridge, 'writeReport')).toHaveLength(1))
  // One name for the report and for the log, which has it before the report is written.
  expect(askedOf(bridge, 'nameExaminer')).toContainEqual({ name: 'E. Example' })
  expect(askedOf(bridge, 'writeReport')[0]).toMatchObject({
    form: { kind: 'integrity', title: 'Trail of March', examiner: 'E. Example', range: { from: Date.UTC(2024, 2, 5), until: null } },
    format: 'html',
    file: '/out/certificate.html',
  }) // biome-ignore format: a form
  act(() =>
    takeJob({ ...runningJob, id: 'job-4' as JobId, kind: 'export', state: 'done', message: 'The report is in /out' }),
  )
  const done = await screen.findByRole('dialog', { name: 'Report written' })
  expect(within(done).getByText('The report is in /out')).toBeTruthy()
  act(hideExport)
  act(() => showReport('integrity'))
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Trail of March')
  fireEvent.click(screen.getByRole('tab', { name: 'Incident report' }))
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('')
})

test('the examiner is who works on the case by its log', async () => {
  show({ answers: { examinerLog: async () => ok({ ...noLog, examiner: { name: 'Ana', is: 'given' } }) } })
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Examiner').value).toBe('Ana'))
})

test('sections are moved, renamed and left out', async () => {
  const bridge = show()
  fireEvent.click(screen.getByRole('button', { name: 'Move Public keys up' }))
  type('Title of Method', 'How it was done')
  fireEvent.click(screen.getByLabelText('Tell Limits'))
  type('File to write', '/out/certificate.html')
  fireEvent.click(screen.getByRole('button', { name: 'Write the report' }))
  await waitFor(() => expect(askedOf(bridge, 'writeReport')).toHaveLength(1))
  expect(askedOf(bridge, 'writeReport')[0]).toMatchObject({
    form: {
      order: ['scope', 'trails', 'absences', 'files', 'keys', 'doubts', 'method', 'limits', 'sources'],
      titles: { method: 'How it was done' },
      leftOut: ['limits'],
    },
  })
})

test('the preview is a frame that may do nothing, and a failure of it is told', async () => {
  show()
  const frame = await screen.findByTitle<HTMLIFrameElement>('Preview')
  expect(frame.getAttribute('sandbox')).toBe('')
  expect(frame.srcdoc).toContain('<title>Report</title>')
  cleanup()
  act(hideExport)
  show({ answers: { report: async () => fail('layer-missing', 'Opening was cancelled.') } })
  expect(await screen.findByText('Opening was cancelled.')).toBeTruthy()
})

test('a time that is none, and a range that ends before it begins, are named before anything is written', async () => {
  show()
  type('File to write', '/out/certificate.html')
  type('From', 'yesterday')
  expect(screen.getByRole('alert').textContent).toContain('“yesterday” is no time')
  expect(screen.getByRole('button', { name: 'Write the report' }).hasAttribute('disabled')).toBe(true)
  type('From', '2024-03-06')
  type('Up to, not including', '2024-03-05')
  expect(screen.getByRole('alert').textContent).toBe('The range ends before it begins.')
})

describe('what is chosen of the case', () => {
  const who = { examiner: '', organization: '' }
  const incidents = [{ id: 'one' }, { id: 'two' }] as unknown as readonly Incident[]
  const bookmark = (id: string, decision?: CaseBookmark['decision']) =>
    ({ of: { kind: 'finding', id }, note: '', keptAt: 0, event: null, decision }) as unknown as CaseBookmark
  const bookmarks = [bookmark('a', 'confirmed'), bookmark('b', 'dismissed'), bookmark('c')]
  const read = (said: Partial<typeof nothingSaid>) => formOf('incident', { ...nothingSaid, ...said }, who, { incidents, bookmarks, findings: null }, { sensitivity: 50, alarms: null })

  test('is all of it at first', () => {
    expect(read({})).toMatchObject({ form: { incidents: null, findings: null, kept: [{}, {}, {}], range: null } })
  })

  test('is what was not taken out', () => {
    expect(read({ withoutIncidents: ['one'], withoutBookmarks: ['finding c'], findingsOf: 'confirmed' })).toMatchObject({
      form: { incidents: ['two'], findings: ['a'], kept: [{ of: { id: 'a' } }, { of: { id: 'b' } }] },
    })
  })

  test('is what was chosen one by one, which begins with what is told without a choice', () => {
    expect(read({ findingsOf: 'chosen', withFindings: ['b'] })).toMatchObject({ form: { findings: ['b'] } })
    const told = [{ id: 'one', steps: [{ finding: 'b' }, { finding: 'd' }] }] as unknown as readonly Incident[]
    expect(usualFindings(nothingSaid, { incidents: told, bookmarks, findings: null })).toEqual(['d', 'a'])
  })
}) // biome-ignore format: a table
