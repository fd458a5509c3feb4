// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { useEffect } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EditorProps } from '../../../../src-renderer/panels/sql/editor.tsx'
import { SqlPanel } from '../../../../src-renderer/panels/sql/panel.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { useSelection } from '../../../../src-renderer/state/selection.ts'
import { useDraft, useRun } from '../../../../src-renderer/state/sql.ts'
import type { Answer, Table } from '../../../../src-shared/contract.ts'
import { fail, ok } from '../../../../src-shared/result.ts'
import { valuesOf } from '../../fake-events.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

// Monaco needs a real layout; a text area stands for it, and shows what the editor was told of the error.
vi.mock('../../../../src-renderer/panels/sql/editor.tsx', () => ({ SqlEditor: PlainEditor }))

function PlainEditor({ initialText, error, onChange, onRun, onReady }: EditorProps) {
  useEffect(() => {
    const area = () => screen.getByLabelText<HTMLTextAreaElement>('SQL query')
    const set = (text: string) => fireEvent.change(area(), { target: { value: text } })
    onReady({
      chosenText: () => area().value,
      insert: (text) => set(area().value + text),
      replaceAll: set,
      focus: () => area().focus(),
    })
  }, [onReady])
  return (
    <textarea
      aria-label="SQL query"
      title={error?.message}
      defaultValue={initialText}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => event.ctrlKey && event.key === 'Enter' && onRun()}
    />
  )
}

const events = 2_000
const table = (part: Partial<Table>): Answer<'runSql'> =>
  ok({ columns: ['eventName'], rows: [], truncated: false, elapsedMs: 12, ...part })

beforeEach(() => {
  useDraft.setState({ text: '', history: [] })
  useRun.setState({ run: { state: 'none' } })
})
afterEach(cleanup)

const run = () => fireEvent.click(screen.getByRole('button', { name: /^Run/ }))
const type = (text: string) => fireEvent.change(screen.getByLabelText('SQL query'), { target: { value: text } })

test('before a query it says what to do', () => {
  showPanel(<SqlPanel />, { events })
  expect(screen.getByText(/No query was run on this case yet/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLTextAreaElement>('SQL query').value).toContain('SELECT eventSource')
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
  expect(askedOf(bridge, 'runSql')).toEqual([{ sql: 'SELECT a, n FROM events', limit: 10_000 }])
  expect(screen.getByText('NULL')).toBeTruthy()
  expect(screen.getByText('empty text')).toBeTruthy()
  expect(screen.getByText('4021').closest('[role=gridcell]')!.className).toContain('grid-end')
  expect(useDraft.getState().history).toMatchObject([{ sql: 'SELECT a, n FROM events', rows: 3 }])
})

test('a cut result says that it is one', async () => {
  showPanel(<SqlPanel />, {
    events,
    answers: { runSql: async () => table({ rows: [['a'], ['b']], truncated: true }) },
  })
  run()
  expect(await screen.findByText('Only the first 2 rows: the query has more')).toBeTruthy()
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
  expect(useDraft.getState().history[0]!.rows).toBe(null)
})

test('a running query shows its time, can be cancelled, and its part is not shown as an answer', async () => {
  let end = (_: Answer<'runSql'>) => {}
  const bridge = showPanel(<SqlPanel />, {
    events,
    answers: {
      runSql: () =>
        new Promise((resolve) => {
          end = resolve
        }),
    },
  })
  run()
  expect(await screen.findByRole('timer')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(askedOf(bridge, 'cancelSql')).toHaveLength(1)
  await act(async () => end(fail('cancelled', 'The query was cancelled')))
  expect(screen.getByText(/The query was cancelled. No rows are shown/)).toBeTruthy()
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
  expect(useFilter.getState().filter.conditions).toEqual([{ column: 'eventID', operator: 'is', values: [id] }])
})

test('rows of another case are not shown as if they were of this one', () => {
  showPanel(<SqlPanel />, { events, summary: { id: 'another' } })
  act(() =>
    useRun.setState({
      run: {
        state: 'done',
        sql: 'SELECT 1',
        caseId: 'case-7',
        table: { columns: ['a'], rows: [['of-case-7']], truncated: false, elapsedMs: 1 },
      },
    }),
  )
  expect(screen.queryByText('of-case-7')).toBe(null)
  expect(screen.getByText(/No query was run on this case yet/)).toBeTruthy()
})

test('the schema list finds columns by meaning and puts their names into the query', async () => {
  showPanel(<SqlPanel />, { events })
  type('SELECT ')
  fireEvent.change(await screen.findByLabelText('Search the schema'), { target: { value: 'whether mfa' } })
  fireEvent.click(screen.getByText('mfaAuthenticated'))
  expect(screen.getByLabelText<HTMLTextAreaElement>('SQL query').value).toBe('SELECT mfaAuthenticated')
})
