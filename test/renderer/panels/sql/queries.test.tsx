// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SqlPanel } from '../../../../src-renderer/panels/sql/panel.tsx'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { useSaved } from '../../../../src-renderer/state/saved-queries.ts'
import { useRuns } from '../../../../src-renderer/state/sql.ts'
import { useHistory } from '../../../../src-renderer/state/sql-history.ts'
import { useParameterValues } from '../../../../src-renderer/state/sql-parameters.ts'
import { useTabs } from '../../../../src-renderer/state/sql-tabs.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import { aQuestion } from '../../../fixtures/a-question.ts'
import type { FakeBridge, FakeOptions } from '../../fake-bridge.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

vi.mock('../../../../src-renderer/panels/sql/editor/editor.tsx', async () => await import('./plain-editor.tsx'))
vi.mock('../../../../src-renderer/panels/sql/editor/models.ts', () => ({ forgetText: () => {} }))

beforeEach(() => {
  useTabs.setState({ byCase: {} })
  useHistory.setState({ queries: [] })
  useRuns.setState({ byTab: {} })
  useParameterValues.setState({ values: {} })
  useSaved.setState({ queries: [], failure: null })
})
afterEach(cleanup)

const show = (answers: FakeOptions['answers'] = {}) => showPanel(<SqlPanel />, { events: 2_000, answers })
const area = () => screen.getByLabelText<HTMLTextAreaElement>('SQL query')
const type = (text: string) => fireEvent.change(area(), { target: { value: text } })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const run = () => press(/^Run/)
const queryTabs = () => within(screen.getByRole('tablist', { name: 'Queries' })).getAllByRole('tab')
const namesOfTabs = () => queryTabs().map(({ textContent }) => textContent)
const side = (name: string) => fireEvent.click(screen.getByRole('tab', { name }))

/** Answers with the text that was run. */
const echo = {
  runSql: async ({ sql }: { readonly sql: string }) =>
    ok({ columns: ['sql'], rows: [[sql]], engine: 'sqlite', notes: [], truncated: false, elapsedMs: 1 } as const),
}

describe('tabs', () => {
  test('each has its text and its rows', async () => {
    show(echo)
    type('SELECT 1')
    run()
    expect(await screen.findByText('SELECT 1', { selector: '[role=gridcell] *' })).toBeTruthy()
    press('New query')
    expect(namesOfTabs()).toEqual(['Query 1 (not saved)', 'Query 2'])
    expect(screen.getByText(/Run a query to see results/)).toBeTruthy()
    type('SELECT 2')
    run()
    expect(await screen.findByText('SELECT 2', { selector: '[role=gridcell] *' })).toBeTruthy()
    fireEvent.click(queryTabs()[0]!)
    expect(area().value).toBe('SELECT 1')
    expect(screen.getByText('SELECT 1', { selector: '[role=gridcell] *' })).toBeTruthy()
  })

  test('what is written is there again after a look elsewhere, and not in another case', () => {
    show()
    type('SELECT 1')
    cleanup()
    show()
    expect(area().value).toBe('SELECT 1')
    showPanel(<SqlPanel />, { events: 2_000, summary: { paths: ['/evidence/another'] } })
    expect(area().value).toContain('SELECT eventSource')
  })

  test('one that is closed can be had again', () => {
    show()
    press('New query')
    type('SELECT 2')
    fireEvent.keyDown(queryTabs()[1]!, { key: 'Delete' })
    expect(namesOfTabs()).toEqual(['Query 1'])
    press('More about this query')
    fireEvent.click(screen.getByRole('menuitem', { name: 'Open the last closed again' }))
    expect(area().value).toBe('SELECT 2')
  })

  test('closing one ends its query; the last one leaves an empty one', async () => {
    const bridge = show({ runSql: () => new Promise(() => {}) })
    run()
    fireEvent.keyDown(queryTabs()[0]!, { key: 'Delete' })
    expect(askedOf(bridge, 'cancelSql')).toHaveLength(1)
    expect(area().value).toBe('')
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
  })

  test('F2 renames', async () => {
    show()
    fireEvent.keyDown(queryTabs()[0]!, { key: 'F2' })
    fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Denied calls' } })
    press('Rename')
    expect(namesOfTabs()).toEqual(['Denied calls'])
  })
})

describe('the dialect', () => {
  const dialectRun = (bridge: FakeBridge) =>
    askedOf(bridge, 'runSql').map((input) => (input as { dialect: string }).dialect)

  test('is told by the text, shown, and chosen otherwise by hand', async () => {
    const bridge = show(echo)
    type('SELECT eventName FROM $EDS_ID')
    const menu = await screen.findByRole('button', { name: 'Lake' })
    expect(menu.getAttribute('aria-description')).toContain('told by the text')
    run()
    await waitFor(() => expect(dialectRun(bridge)).toEqual(['lake']))
    fireEvent.click(menu)
    fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Athena' }))
    expect(screen.getByRole('button', { name: 'Athena' })).toBeTruthy()
    run()
    await waitFor(() => expect(dialectRun(bridge)).toEqual(['lake', 'athena']))
    side('History')
    expect(await screen.findByText(/· Athena$/)).toBeTruthy()
  })
})

describe('a text that is no query', () => {
  const typed = 'SELECT eventName eventSource FROM FROM events'

  test('is answered by a proposal whose changes are visible, and which is applied and not run', async () => {
    const bridge = show({ runSql: async () => fail('sql-invalid', 'near "FROM": syntax error') })
    type(typed)
    run()
    const proposal = await screen.findByRole('region', { name: 'Proposed repair' })
    expect(proposal.querySelectorAll('del, ins').length).toBeGreaterThan(0)
    press('Apply')
    expect(area().value).toContain('FROM events')
    expect(area().value).not.toContain('FROM FROM')
    expect(askedOf(bridge, 'runSql')).toHaveLength(1)
  })

  test('nothing is proposed where nothing is found', async () => {
    show({ runSql: async () => fail('sql-invalid', 'no such column: x') })
    type('SELECT 1')
    run()
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Proposed repair' })).toBeNull()
  })
})

test('Explain shows the steps of the plan in words, until the query runs', async () => {
  const rows = [
    [3, 0, 0, 'SCAN event'],
    [9, 0, 0, 'USE TEMP B-TREE FOR GROUP BY'],
  ]
  const bridge = show({
    runSql: async ({ sql }) =>
      ok({
        columns: ['id', 'parent', 'notused', 'detail'],
        rows: sql.startsWith('EXPLAIN') ? rows : [],
        engine: 'sqlite',
        notes: [],
        truncated: false,
        elapsedMs: 1,
      }),
  })
  type('SELECT 1 FROM events')
  press('Explain')
  const plan = await screen.findByRole('region', { name: 'Query plan' })
  expect(await within(plan).findByText('Sorts rows for GROUP BY.')).toBeTruthy()
  expect(askedOf(bridge, 'runSql')[0]).toMatchObject({ sql: 'EXPLAIN QUERY PLAN SELECT 1 FROM events' })
  run()
  expect(await screen.findByText('The query ran and gave no rows.')).toBeTruthy()
  expect(screen.queryByRole('region', { name: 'Query plan' })).toBeNull()
})

test('Format sets the text out in lines', () => {
  show()
  type('select 1 from events where a=2')
  press('Format')
  expect(area().value).toBe('SELECT 1\nFROM events\nWHERE a = 2\n')
})

describe('parameters', () => {
  const query = 'SELECT 1 FROM events WHERE eventName = :api LIMIT :n'

  test('are asked for, one that is missing is named, and they are remembered', async () => {
    const bridge = show(echo)
    type(query)
    const fields = await screen.findByRole('group', { name: 'Parameters' })
    run()
    expect(screen.getByRole('alert').textContent).toBe('The parameter api has no value.')
    expect(document.activeElement).toBe(screen.getByLabelText('Value of api'))
    expect(askedOf(bridge, 'runSql')).toEqual([])
    fireEvent.change(screen.getByLabelText('Value of api'), { target: { value: "it's" } })
    fireEvent.change(screen.getByLabelText('Value of n'), { target: { value: '5' } })
    expect(within(fields).getByLabelText<HTMLSelectElement>('Type of n').value).toBe('number')
    run()
    await waitFor(() => expect(askedOf(bridge, 'runSql')).toHaveLength(1))
    expect(askedOf(bridge, 'runSql')[0]).toMatchObject({
      sql: "SELECT 1 FROM events WHERE eventName = 'it''s' LIMIT 5",
    })
    await waitFor(() => expect(useHistory.getState().queries).toMatchObject([{ sql: query }]))
    press('New query')
    type('SELECT :api')
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Value of api').value).toBe("it's"))
  })

  test('values of the column are suggested as the case holds them', async () => {
    show()
    type(query)
    fireEvent.change(await screen.findByLabelText('Value of api'), { target: { value: 'assume' } })
    fireEvent.click(within(await screen.findByRole('listbox', { name: 'Suggestions' })).getAllByRole('option')[0]!)
    expect(useParameterValues.getState().values.api!.text).toMatch(/^Assume/)
  })

  test('a name that every object has is one like any other', async () => {
    show(echo)
    type('SELECT :constructor')
    expect(await screen.findByLabelText<HTMLInputElement>('Value of constructor')).toMatchObject({ value: '' })
    run()
    expect(screen.getByRole('alert').textContent).toBe('The parameter constructor has no value.')
  })
})

describe('saved queries', () => {
  const save = async (name: string) => {
    press('Save…')
    fireEvent.change(await screen.findByLabelText('Name'), { target: { value: name } })
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  }

  test('a query is saved by name; changed, it says so, and opens again as it was saved', async () => {
    show()
    type('SELECT 1')
    await save('One')
    await waitFor(() => expect(namesOfTabs()).toEqual(['One']))
    type('SELECT 1, 2')
    expect(namesOfTabs()).toEqual(['One (not saved)'])
    fireEvent.keyDown(queryTabs()[0]!, { key: 'Delete' })
    side('Saved')
    fireEvent.click(await screen.findByText('One'))
    expect(area().value).toBe('SELECT 1')
  })

  test('picked twice, it has one tab; deleted, it is gone', async () => {
    show({ savedQueries: async () => ok([{ name: 'One', sql: 'SELECT 1', values: {}, savedAt: 0 as never }]) })
    side('Saved')
    const entry = await screen.findByText('One')
    fireEvent.click(entry)
    fireEvent.click(entry)
    expect(namesOfTabs()).toEqual(['Query 1', 'One'])
    press('Delete One')
    expect(await screen.findByText(/No query was saved for this case yet/)).toBeTruthy()
  })

  test('what could not be saved is said, and stays unsaved', async () => {
    show({ saveQuery: async () => fail('not-written', 'The query was not saved.') })
    type('SELECT 1')
    await save('One')
    expect((await screen.findByRole('alert')).textContent).toBe('The query was not saved.')
    expect(namesOfTabs()).toEqual(['Query 1 (not saved)'])
  })
})

test('the history tells what became of each query, is searched, and opens one again', async () => {
  show(echo)
  type('SELECT 1 FROM events')
  run()
  await waitFor(() => expect(useHistory.getState().queries).toHaveLength(1))
  type('SELECT 2 FROM files')
  run()
  await waitFor(() => expect(useHistory.getState().queries).toHaveLength(2))
  side('History')
  const list = screen.getByRole('region', { name: 'History' })
  expect(within(list).getAllByRole('listitem')).toHaveLength(2)
  expect(within(list).getAllByText(/· 1 row ·/)).toHaveLength(2)
  fireEvent.change(screen.getByLabelText('Search the history'), { target: { value: 'EVENTS' } })
  fireEvent.click(within(list).getByText('SELECT 1 FROM events'))
  expect(queryTabs()).toHaveLength(2)
  expect(area().value).toBe('SELECT 1 FROM events')
})

describe('the library', () => {
  const questions = async () =>
    ok([
      { ...aQuestion, id: 'keys', group: 'access', title: 'Keys', question: 'Which keys were used?' } as const,
      {
        ...aQuestion,
        id: 'uses',
        group: 'identity',
        title: 'Uses of a key',
        question: 'What did a key do?',
        parameters: [{ name: 'key', column: 'accessKeyId', example: 'AKIAIOSFODNN7EXAMPLE' }],
        why: 'A key that was stolen is used elsewhere.',
        sql: '-- group: identity\n-- title: Uses of a key\nSELECT 1 FROM events WHERE :key = lower(accessKeyId)\n',
      } as const,
    ])

  test('lists questions by group, finds them by words, and opens one in a tab of its own', async () => {
    show({ questions })
    expect(await screen.findByRole('region', { name: 'Access' })).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Search the library, or ask in words'), { target: { value: 'did key' } })
    expect(screen.queryByRole('region', { name: 'Access' })).toBeNull()
    fireEvent.click(screen.getByText('What did a key do?'))
    expect(namesOfTabs()).toEqual(['Query 1', 'Uses of a key (not saved)'])
    expect(area().value).toBe(
      '-- What did a key do?\n-- A key that was stolen is used elsewhere.\nSELECT 1 FROM events WHERE :key = lower(accessKeyId)\n',
    )
    const field = await screen.findByLabelText<HTMLInputElement>('Value of key')
    await waitFor(() => expect(field.placeholder).toBe('such as AKIAIOSFODNN7EXAMPLE'))
  })

  test('writes a query for what is asked in words, says what it did not understand, and does not run it', async () => {
    const queryInWords = async () =>
      ok({ sql: 'SELECT 7', dialect: 'sqlite', notUnderstood: ['perhaps'], said: [], related: [] } as const)
    const bridge = show({ queryInWords })
    fireEvent.change(await screen.findByLabelText('Search the library, or ask in words'), {
      target: { value: 'who perhaps' },
    })
    expect(await screen.findByText('Shown before it runs. Not understood: perhaps.')).toBeTruthy()
    fireEvent.click(screen.getByText('Write a query: who perhaps'))
    expect(area().value).toBe('SELECT 7\n')
    expect(askedOf(bridge, 'runSql')).toEqual([])
  })
})

test('the side pane can be closed', () => {
  show()
  press('Side pane')
  expect(useLayout.getState().sqlSideShown).toBe(false)
  expect(screen.queryByRole('complementary', { name: 'Side pane' })).toBeNull()
})
