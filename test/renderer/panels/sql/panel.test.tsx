// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SqlPanel } from '../../../../src-renderer/panels/sql/panel.tsx'
import { useCase } from '../../../../src-renderer/state/case.ts'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { useSelection } from '../../../../src-renderer/state/selection.ts'
import { useRuns } from '../../../../src-renderer/state/sql.ts'
import { useHistory } from '../../../../src-renderer/state/sql-history.ts'
import { useTabs } from '../../../../src-renderer/state/sql-tabs.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { Answer, Table } from '../../../../src-shared/contract/index.ts'
import { partsOf } from '../../../../src-shared/filter/asks.ts'
import { valuesOf } from '../../fake-events.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

vi.mock('../../../../src-renderer/panels/sql/editor/editor.tsx', async () => await import('./plain-editor.tsx'))
vi.mock('../../../../src-renderer/panels/sql/editor/models.ts', () => ({ forgetText: () => {} }))

const events = 2_000
const table = (part: Partial<Table>): Answer<'runSql'> =>
  ok({ columns: ['eventName'], rows: [], engine: 'sqlite', notes: [], truncated: false, elapsedMs: 12, ...part })

beforeEach(() => {
  useTabs.setState({ byCase: {} })
  useHistory.setState({ queries: [] })
  useRuns.setState({ byTab: {} })
})
afterEach(cleanup)

const run = () => fireEvent.click(screen.getByRole('button', { name: /^Run/ }))
const type = (text: string) => fireEvent.change(screen.getByLabelText('SQL query'), { target: { value: text } })

test('before a query it says what to do', () => {
  showPanel(<SqlPanel />, { events })
  expect(screen.getByText(/Run a query to see results/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLTextAreaElement>('SQL query').value).toContain('SELECT eventSource')
})

test('while files are judged, tables are listed, and a query that waits says for what', async () => {
  let giveVerdicts = () => {}
  const verdicts = new Promise<void>((resolve) => {
    giveVerdicts = resolve
  })
  const runSql = async () => {
    await verdicts
    return table({ rows: [['AssumeRole']] })
  }
  showPanel(<SqlPanel />, { events, isBeingJudged: true, answers: { runSql } })
  fireEvent.click(screen.getByRole('tab', { name: 'Schema' }))
  expect(await screen.findByRole('region', { name: 'Schema' })).toBeTruthy()
  run()
  expect(screen.getByText(/^Files are still being verified\. A query about files, verdicts or original/)).toBeTruthy()
  giveVerdicts()
  expect(await screen.findByText('AssumeRole')).toBeTruthy()
  expect(screen.queryByText(/Files are still being verified/)).toBeNull()
})

test('Ctrl+Enter runs what stands in the editor; rows, NULL and empty text are told apart', async () => {
  const bridge = showPanel(<SqlPanel />, {
    events,
    answers: {
      runSql: async () =>
        table({
          columns: ['a', 'n'],
          rows: [
            ['x', 4021],
            [null, 1],
            ['', 2],
          ],
        }),
    },
  })
  type('SELECT a, n FROM events')
  fireEvent.keyDown(screen.getByLabelText('SQL query'), { key: 'Enter', ctrlKey: true })
  expect(await screen.findByText('3 rows in 12 ms')).toBeTruthy()
  expect(askedOf(bridge, 'runSql')).toEqual([
    { sql: 'SELECT a, n FROM events', limit: 10_000, id: expect.any(String), dialect: 'sqlite' },
  ])
  expect(screen.getByText('NULL')).toBeTruthy()
  expect(screen.getByText('empty text')).toBeTruthy()
  expect(screen.getByText('4021').closest('[role=gridcell]')!.className).toContain('grid-end')
  expect(useHistory.getState().queries).toMatchObject([{ sql: 'SELECT a, n FROM events', rows: 3 }])
})

test.each([
  [10_000, 'Only the first 10,000 rows: the query has more'],
  [2, 'Only the first 2 rows, with as much text as a result may hold: the query has more'],
])('a result that is cut after %i rows says that it is, and why', async (rows, sentence) => {
  const cut = { rows: Array.from({ length: rows }, (_, i) => [`${i}`]), truncated: true }
  showPanel(<SqlPanel />, { events, answers: { runSql: async () => table(cut) } })
  run()
  expect(await screen.findByText(sentence)).toBeTruthy()
})

test('no rows is an answer, not a failure', async () => {
  showPanel(<SqlPanel />, { events, answers: { runSql: async () => table({}) } })
  run()
  expect(await screen.findByText('The query ran and gave no rows.')).toBeTruthy()
})

test('SQLite’s sentence is shown, at the place and below', async () => {
  const sentence = 'no such column: eventNane'
  showPanel(<SqlPanel />, { events, answers: { runSql: async () => fail('sql-invalid', sentence) } })
  run()
  expect((await screen.findByRole('alert')).textContent).toContain(sentence)
  expect(screen.getByLabelText('SQL query').title).toBe(sentence)
  expect(useHistory.getState().queries[0]!.rows).toBe(null)
})

describe('a query that runs on', () => {
  /** A query under way, whose rows and end the test hands out. */
  const start = () => {
    const ends: ((answer: Answer<'runSql'>) => void)[] = []
    const runSql = () => new Promise<Answer<'runSql'>>((resolve) => ends.push(resolve))
    const bridge = showPanel(<SqlPanel />, { events, answers: { runSql } })
    run()
    const id = () => (askedOf(bridge, 'runSql').at(-1) as { id: string }).id
    const names = (from: number, count: number) => Array.from({ length: count }, (_, i) => [`Name ${from + i}`])
    return {
      bridge,
      id,
      names,
      tell: (from: number, count: number, of = id()) =>
        act(() => bridge.push('sqlRows', { id: of, columns: ['eventName'], from, rows: names(from, count) })),
      end: (answer: Answer<'runSql'>) => act(async () => ends.at(-1)!(answer)),
      cancel: () => fireEvent.click(screen.getByRole('button', { name: 'Cancel' })),
    }
  }
  const cancelled = fail('cancelled', 'The query was cancelled.')

  test('shows its time and can be cancelled; before its first row there is nothing to keep', async () => {
    const { bridge, cancel, end } = start()
    expect(await screen.findByRole('timer')).toBeTruthy()
    cancel()
    expect(askedOf(bridge, 'cancelSql')).toHaveLength(1)
    await end(cancelled)
    expect(screen.getByText('The query was cancelled before it gave a row.')).toBeTruthy()
  })

  test('shows its rows so far, in order, and each once', () => {
    const { tell } = start()
    expect(screen.getByText('The query is running.')).toBeTruthy()
    tell(0, 2)
    expect(screen.getByText('2 rows so far')).toBeTruthy()
    tell(2, 1)
    tell(2, 1)
    expect(screen.getByText('3 rows so far')).toBeTruthy()
    expect(screen.getAllByText(/^Name /).map(({ textContent }) => textContent)).toEqual(['Name 0', 'Name 1', 'Name 2'])
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy()
  })

  test('its answer takes the place of the rows so far in the same grid, with what was selected', async () => {
    const { tell, end, names } = start()
    tell(0, 3)
    const grid = screen.getByRole('grid')
    fireEvent.click(screen.getByText('Name 1'))
    await end(table({ rows: names(0, 5) }))
    expect(screen.getByRole('grid')).toBe(grid)
    expect(screen.getByText('Name 1').closest('[role=row]')!.getAttribute('aria-selected')).toBe('true')
    expect(screen.getByText('5 rows in 12 ms')).toBeTruthy()
    expect(screen.getAllByText(/^Name /)).toHaveLength(5)
  })

  test('cancelled, it keeps the rows that came and says that they are a part', async () => {
    const { tell, cancel, end } = start()
    tell(0, 2)
    cancel()
    await end(cancelled)
    expect(screen.getByRole('status').textContent).toBe('Cancelled after 2 rows: not the whole answer')
    expect(screen.getAllByText(/^Name /)).toHaveLength(2)
    const takes = screen.getByRole('button', { name: 'Export…' })
    expect(takes.getAttribute('aria-description')).toContain('Runs the query again')
    expect(useHistory.getState().queries[0]!.rows).toBe(null)
    tell(2, 1)
    expect(screen.getAllByText(/^Name /)).toHaveLength(2)
  })

  test('failed, it shows its error and no rows', async () => {
    const { tell, end } = start()
    tell(0, 2)
    await end(fail('sql-invalid', 'The record cannot be read.'))
    expect(screen.getByRole('alert').textContent).toContain('The record cannot be read.')
    expect(screen.queryByText(/^Name /)).toBe(null)
  })

  test('shows no rows of an earlier query, nor of another window’s', async () => {
    const { tell, id, cancel, end } = start()
    const earlier = id()
    tell(0, 2)
    cancel()
    await end(cancelled)
    run()
    expect(id()).not.toBe(earlier)
    expect(screen.getByText('The query is running.')).toBeTruthy()
    tell(0, 2, earlier)
    tell(0, 2, 'of another window')
    expect(screen.queryByText(/^Name /)).toBe(null)
    tell(0, 1)
    expect(screen.getByText('1 row so far')).toBeTruthy()
  })

  test('shows no rows in another case than its own', () => {
    const { tell } = start()
    tell(0, 2)
    act(() => useCase.setState(({ summary }) => ({ summary: summary && { ...summary, id: 'another' } })))
    expect(screen.queryByText(/^Name /)).toBe(null)
    expect(screen.getByText('The query is running.')).toBeTruthy()
  })
})

test('an event id opens its event', async () => {
  const id = String(valuesOf(7, events).eventID)
  showPanel(<SqlPanel />, {
    events,
    answers: { runSql: async () => table({ columns: ['eventID'], rows: [[id], ['no-such-id']] }) },
  })
  run()
  fireEvent.click(await screen.findByText('no-such-id'))
  expect(await screen.findByText('No event of this case has the id no-such-id.')).toBeTruthy()
  fireEvent.click(screen.getByText(id))
  await waitFor(() => expect(useSelection.getState().row).toBe(7))
  expect(useLayout.getState().section).toBe('events')
  expect(partsOf(useFilter.getState().filter)).toEqual([{ column: 'eventID', operator: 'is', values: [id] }])
})

test('rows of another case are not shown as if they were of this one', () => {
  showPanel(<SqlPanel />, { events, summary: { id: 'another' } })
  act(() =>
    useRuns.setState({
      byTab: {
        first: {
          state: 'done',
          id: 'query-1',
          sql: 'SELECT 1',
          typed: 'SELECT 1',
          dialect: 'sqlite',
          caseId: 'case-7',
          shown: null,
          place: null,
          remote: null,
          table: { columns: ['a'], rows: [['of-case-7']], engine: 'sqlite', notes: [], truncated: false, elapsedMs: 1 },
        },
      },
    }),
  )
  expect(screen.queryByText('of-case-7')).toBe(null)
  expect(screen.getByText(/Run a query to see results/)).toBeTruthy()
})

test('the schema list finds columns by meaning and puts their names into the query', async () => {
  showPanel(<SqlPanel />, { events })
  type('SELECT ')
  fireEvent.click(screen.getByRole('tab', { name: 'Schema' }))
  fireEvent.change(await screen.findByLabelText('Search the schema'), { target: { value: 'whether mfa' } })
  fireEvent.click(screen.getByText('mfaAuthenticated'))
  expect(screen.getByLabelText<HTMLTextAreaElement>('SQL query').value).toBe('SELECT mfaAuthenticated')
})

test.each([
  ['SELECT id FROM events WHERE isError = 1', 'events', 'sessionIssuerUserName'],
  ['SELECT eventJson FROM $EDS_ID', '$EDS_ID', 'useridentity.sessioncontext.sessionissuer.username'],
  [
    "SELECT json_extract_scalar(requestparameters, '$.key') FROM cloudtrail_logs",
    'cloudtrail_logs',
    'useridentity.sessioncontext.sessionissuer.username',
  ],
])('the schema list has the tables of the dialect that is written: %s', async (text, table, column) => {
  showPanel(<SqlPanel />, { events })
  type(text)
  fireEvent.click(screen.getByRole('tab', { name: 'Schema' }))
  const list = within(await screen.findByRole('region', { name: 'Schema' }))
  expect(
    await list.findByRole('button', { name: new RegExp(`^${table.replace('$', '\\$')}`), expanded: true }),
  ).toBeTruthy()
  expect(list.getByText(column)).toBeTruthy()
})
