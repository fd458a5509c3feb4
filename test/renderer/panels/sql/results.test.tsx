// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Results } from '../../../../src-renderer/panels/sql/results/results.tsx'
import { useExport } from '../../../../src-renderer/state/export.ts'
import { setFilter, useFilter } from '../../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import type { Run } from '../../../../src-renderer/state/sql.ts'
import { useTabs } from '../../../../src-renderer/state/sql-tabs.ts'
import { changeView, useViews } from '../../../../src-renderer/state/sql-views.ts'
import * as copying from '../../../../src-renderer/widgets/copy.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { Table } from '../../../../src-shared/contract/index.ts'
import { partsOf } from '../../../../src-shared/filter/asks.ts'
import { everything, filterOf } from '../../../../src-shared/filter/model.ts'
import type { NamedEvents } from '../../../../src-shared/model/named-events.ts'
import { valuesOf } from '../../fake-events.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

const events = 2_000
const done = (table: Partial<Table>, asked: Partial<Run> = {}): Run =>
  ({
    state: 'done',
    id: 'query-1',
    sql: 'SELECT 1',
    typed: 'SELECT 1',
    dialect: 'sqlite',
    caseId: 'case-7',
    shown: null,
    place: null,
    remote: null,
    table: { columns: ['a'], rows: [], engine: 'sqlite', notes: [], truncated: false, elapsedMs: 1, ...table },
    ...asked,
  }) as Run

beforeEach(() => {
  useViews.setState({ byRun: {}, topRows: {} })
  setFilter(everything)
})
afterEach(cleanup)

const show = (run: Run, answers = {}, question: string | null = null) =>
  showPanel(<Results run={run} caseId="case-7" question={question} />, { events, answers })
const column = (at: number) =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[at]!.textContent)
const menuOf = (text: string) => {
  fireEvent.contextMenu(screen.getByText(text))
  return screen.findByRole('menu')
}

test('a title orders the rows, turns them, and gives back the order of the query', () => {
  show(done({ columns: ['n', 'address'], rows: [[10, '192.0.2.31'], [9, '192.0.2.200'], [null, '10.0.0.1']] })) // biome-ignore format: data in rows
  const title = screen.getByRole('columnheader', { name: 'address' })
  fireEvent.click(title)
  expect(column(1)).toEqual(['10.0.0.1', '192.0.2.31', '192.0.2.200'])
  fireEvent.click(title)
  expect(column(1)).toEqual(['192.0.2.200', '192.0.2.31', '10.0.0.1'])
  fireEvent.click(title)
  expect(column(0)).toEqual(['10', '9', 'NULL'])
})

test('a filter that leaves no row says so, and all rows are one press away', () => {
  show(done({ rows: [['x'], ['y']] }))
  fireEvent.change(screen.getByLabelText('Filter these rows'), { target: { value: 'z' } })
  expect(screen.getByText('0 shown')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Show all rows' }))
  expect(column(0)).toEqual(['x', 'y'])
})

test('order and charts of a result that was cut say that they are of a part', () => {
  show(done({ columns: ['n'], rows: [[2], [1]], truncated: true }))
  expect(screen.queryByText(/Order and filter are of these rows alone/)).toBe(null)
  fireEvent.click(screen.getByRole('columnheader', { name: 'n' }))
  expect(screen.getByText(/Order and filter are of these rows alone/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Chart' }))
  expect(screen.getByText(/The query has more rows than are drawn/)).toBeTruthy()
})

test('a value that is left out is a condition that can be removed', async () => {
  show(done({ rows: [['x'], ['y']] }))
  within(await menuOf('x'))
    .getByText('No rows with this value')
    .click()
  await waitFor(() => expect(column(0)).toEqual(['y']))
  fireEvent.click(screen.getByRole('button', { name: 'Remove: a ≠ x' }))
  expect(column(0)).toEqual(['x', 'y'])
})

test('what is looked at stays when the panel is left', () => {
  const run = done({ rows: [['x'], ['y']] })
  show(run)
  act(() => changeView('query-1', { sort: { column: 0, descending: true }, selected: 1 }))
  cleanup()
  show(run)
  expect(column(0)).toEqual(['y', 'x'])
  expect(screen.getByText('y').closest('[role=row]')!.getAttribute('aria-selected')).toBe('true')
})

test('rows shown are copied with their names, as they are filtered and in order', async () => {
  const copied = vi.spyOn(copying, 'copyText').mockResolvedValue()
  show(done({ columns: ['a', 'n'], rows: [['x', 2], ['y', 1], ['z', 3]] })) // biome-ignore format: data in rows
  act(() => changeView('query-1', { sort: { column: 1, descending: false } }))
  fireEvent.change(screen.getByLabelText('Filter these rows'), { target: { value: '3' } })
  act(() =>
    changeView('query-1', {
      filter: { text: '', column: null, only: null, values: [{ column: 0, value: 'z', isOut: true }] },
    }),
  )
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
  fireEvent.click(await screen.findByText('Copy 2 rows as CSV'))
  await screen.findByText('Copied 2 rows as CSV')
  expect(copied).toHaveBeenCalledWith('a,n\r\ny,1\r\nx,2\r\n')
  copied.mockRestore()
})

test('the menu of a title copies its column, and leads to the events of its values', async () => {
  const copied = vi.spyOn(copying, 'copyText').mockResolvedValue()
  show(done({ columns: ['eventName', 'n'], rows: [['GetUser', 2], ['PutUser', 1], ['GetUser', 1]] })) // biome-ignore format: data in rows
  const menu = (title: string) => {
    fireEvent.contextMenu(screen.getByRole('columnheader', { name: title }))
    return screen.findByRole('menu')
  }
  within(await menu('n'))
    .getByText('Copy column')
    .click()
  expect(copied).toHaveBeenCalledWith('n\n2\n1\n1')
  within(await menu('eventName'))
    .getByText('Events where eventName is one of these 2 values')
    .click()
  expect(partsOf(useFilter.getState().filter)).toEqual([
    { column: 'eventName', operator: 'is', values: ['GetUser', 'PutUser'] },
  ])
  copied.mockRestore()
})

describe('what is proven of the events that rows name', () => {
  const id = String(valuesOf(7, events).eventID)
  const namedEvents = (named: Partial<NamedEvents>) => ({
    namedEvents: async () => ok({ events: 0, byVerdict: {}, conflicting: 0, withoutVerdict: 0, unknown: 0, ...named }),
  })
  const told = async () => (await screen.findByText(/Rows name/)).textContent

  test('each id is asked for once', async () => {
    const bridge = show(done({ columns: ['eventID'], rows: [[id], [id], [null]] }))
    expect(await told()).toMatch(/^Rows name 1 event: .*1 verified$/)
    expect(askedOf(bridge, 'namedEvents')).toEqual([{ eventIDs: [id] }])
  })

  test.each<[Partial<NamedEvents>, string, boolean]>([
    [{ events: 3, byVerdict: { verified: 3 } }, '3 verified', true],
    [{ events: 3, byVerdict: { verified: 2, uncovered: 1 } }, '2 verified, 1 uncovered', false],
    [{ events: 3, byVerdict: { verified: 2 }, conflicting: 1 }, '2 verified, 1 with copies that differ', false],
    [{ events: 3, byVerdict: { verified: 2 }, withoutVerdict: 1 }, '2 verified, 1 not judged', false],
    [{ events: 3, byVerdict: { verified: 3 }, unknown: 1 }, '3 verified, 1 eventID of no event', false],
    [{ events: 0, unknown: 1 }, '0 events: unverified 1 eventID of no event', false],
  ])('%j is %s; only where all of them are verified is it marked so', async (named, words, isVerified) => {
    show(done({ columns: ['eventID'], rows: [[id]] }), namedEvents(named))
    expect(await told()).toContain(words)
    const mark = screen.getByText(/Rows name/).querySelector('.verdict-mark, [class*=verdict]')!
    expect(mark.className.toString().includes('unverified')).toBe(!isVerified)
  })

  test('a result without a column of ids claims nothing', async () => {
    const bridge = show(done({ columns: ['count(*)'], rows: [[12]] }))
    expect(screen.getByText('No row names an event by eventID')).toBeTruthy()
    expect(askedOf(bridge, 'namedEvents')).toEqual([])
  })
})

describe('from a result to its events', () => {
  const ids = [3, 7].map((row) => String(valuesOf(row, events).eventID))

  test('all that the rows shown name', () => {
    show(done({ columns: ['eventID'], rows: ids.map((each) => [each]) }))
    fireEvent.click(screen.getByRole('button', { name: 'Show events' }))
    expect(partsOf(useFilter.getState().filter)).toEqual([{ column: 'eventID', operator: 'is', values: ids }])
    expect(useLayout.getState().section).toBe('events')
  })

  test('a thousand of more, which is said beside the filter', () => {
    show(done({ columns: ['eventID'], rows: Array.from({ length: 1_200 }, (_, i) => [`id-${i}`]) }))
    fireEvent.click(screen.getByRole('button', { name: 'Show events' }))
    expect(useFilter.getState().notes).toEqual([
      'The filter takes 1,000 of the 1,200 values of eventID in the result: the other events are not shown.',
    ])
  })

  test('those of a value, alone or among those that the filter shows', async () => {
    const inForce = { column: 'awsRegion', operator: 'is', values: ['eu-west-1'] } as const
    show(done({ columns: ['eventname', 'n'], rows: [['GetUser', 12]] }))
    act(() => setFilter(filterOf([inForce])))
    const part = { column: 'eventName', operator: 'is', values: ['GetUser'] }
    within(await menuOf('GetUser'))
      .getByText('Add this value to the filter')
      .click()
    expect(partsOf(useFilter.getState().filter)).toEqual([inForce, part])
    within(await menuOf('GetUser'))
      .getByText('Only events with this value')
      .click()
    expect(partsOf(useFilter.getState().filter)).toEqual([part])
  })
})

test('a query of what the filter showed says which filter, and when it has changed since', () => {
  const shown = filterOf([{ column: 'eventName', operator: 'is', values: ['GetUser'] }])
  show(done({ rows: [['x']] }, { shown } as Partial<Run>))
  act(() => setFilter(shown))
  expect(screen.getByText('eventName=GetUser')).toBeTruthy()
  expect(screen.queryByText(/The filter has changed since/)).toBe(null)
  act(() => setFilter(everything))
  expect(screen.getByText(/The filter has changed since/)).toBeTruthy()
})

test('behind the rows of a question stand those that the library would ask next; each opens in a tab', async () => {
  const question = (id: string, next: readonly string[]) =>
    ({ id, next, group: 'access', title: `Title ${id}`, question: `${id}?`, why: '', dialect: 'athena', parameters: [], sql: `SELECT '${id}'` }) as const // biome-ignore format: data in a row
  const questions = async () => ok([question('first', ['second', 'not-there']), question('second', [])])
  show(done({ rows: [['x']] }), { questions }, 'first')
  const next = await screen.findByRole('navigation', { name: 'What to look at next' })
  expect(
    within(next)
      .getAllByRole('button')
      .map(({ textContent }) => textContent),
  ).toEqual(['Title second'])
  fireEvent.click(within(next).getByRole('button'))
  const opened = Object.values(useTabs.getState().byCase)
    .flatMap(({ tabs }) => tabs)
    .at(-1)
  expect(opened).toMatchObject({
    name: 'Title second',
    text: "-- second?\nSELECT 'second'\n",
    question: 'second',
    dialect: 'athena',
  })
})

test('an export asks for the same query, with the filter that it saw', () => {
  const shown = filterOf([{ text: 'alice' }])
  show(done({ rows: [['x']] }, { shown, sql: 'SELECT a FROM shown' } as Partial<Run>))
  fireEvent.click(screen.getByRole('button', { name: 'Export…' }))
  expect(useExport.getState().shown).toEqual({
    kind: 'result',
    query: { sql: 'SELECT a FROM shown', dialect: 'sqlite', shown },
  })
  act(() => useExport.setState({ shown: null }))
})
