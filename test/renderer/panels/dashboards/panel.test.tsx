// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DashboardsPanel } from '../../../../src-renderer/panels/dashboards/panel.tsx'
import { useDashboards } from '../../../../src-renderer/state/dashboards.ts'
import { setFilter, useFilter } from '../../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { caseTabs, selectedTab } from '../../../../src-renderer/state/sql-tabs.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { In, Table } from '../../../../src-shared/contract/index.ts'
import { conditionsOf } from '../../../../src-shared/filter/asks.ts'
import { filterOf } from '../../../../src-shared/filter/model.ts'
import { dashboardWords } from '../../../../src-shared/words/dashboards.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(() => {
  cleanup()
  useDashboards.setState(useDashboards.getInitialState())
})

const table = (columns: readonly string[], rows: Table['rows']) =>
  ok({ columns, rows, engine: 'columns' as const, notes: [], truncated: false, elapsedMs: 1 })
const byHour = table(['time', 'events'], [['2024-03-01 00:00:00.000', 2], ['2024-03-01 02:00:00.000', 40]]) // biome-ignore format: rows
const byName = table(['eventName', 'events'], [['GetObject', 12], [null, 3]]) // biome-ignore format: rows
const summary = {
  firstEventTime: Date.parse('2024-03-01T00:10:00Z') as UtcMs,
  lastEventTime: Date.parse('2024-03-01T09:10:00Z') as UtcMs,
}
const answers = { runSql: async ({ sql }: In<'runSql'>) => (sql.includes('date_trunc') ? byHour : byName) }
const show = (more = {}) => showPanel(<DashboardsPanel />, { events: 100, summary, answers: { ...answers, ...more } })
const card = (name: string) => screen.findByRole('region', { name })

test('the widgets of a dashboard ask for the events that the filter shows, by a unit that fits their span', async () => {
  const bridge = show()
  await within(await card('APIs')).findByText('GetObject')
  const shown = filterOf([{ column: 'awsRegion', operator: 'is', values: ['us-east-1'] }])
  act(() => setFilter(shown))
  await screen.findByText('awsRegion=us-east-1')
  await waitFor(() => expect(askedOf(bridge, 'runSql').length).toBe(4))
  const asked = askedOf(bridge, 'runSql') as readonly In<'runSql'>[]
  expect(asked[0]!.sql).toContain("date_trunc('hour', eventTime)")
  expect(asked.slice(2).map((each) => each.shown)).toEqual([shown, shown])
})

test('a count leads to its events', async () => {
  show()
  fireEvent.click(await within(await card('APIs')).findByRole('button', { name: 'Show 3 events: no value' }))
  expect(conditionsOf(useFilter.getState().filter)).toEqual([{ column: 'eventName', operator: 'isNotSet', values: [] }])
  expect(useLayout.getState().section).toBe('events')
})

test('arrow keys go along time, hours without events included, and Enter leads to the events of one', async () => {
  show()
  const chart = await within(await card('Errors over time')).findByRole('slider')
  expect(chart.getAttribute('aria-valuemax')).toBe('10')
  fireEvent.keyDown(chart, { key: 'ArrowRight' })
  expect(chart.getAttribute('aria-valuetext')).toBe('2024-03-01 01:00:00Z: events 0')
  fireEvent.keyDown(chart, { key: 'ArrowRight' })
  expect(chart.getAttribute('aria-valuetext')).toBe('2024-03-01 02:00:00Z: events 40')
  fireEvent.keyDown(chart, { key: 'Enter' })
  const { range, where } = useFilter.getState().filter
  expect(range).toEqual({ from: Date.parse('2024-03-01T02:00:00Z'), until: Date.parse('2024-03-01T03:00:00Z') })
  expect(where).toEqual({ all: [{ column: 'isError', operator: 'is', values: ['true'] }] })
})

test('the same as a table, and as a query in SQL', async () => {
  show()
  const errors = within(await card('Errors over time'))
  fireEvent.click(await errors.findByRole('button', { name: 'As a table' }))
  expect(errors.getByRole('button', { name: /^Show 40 events/ })).toBeTruthy()
  fireEvent.click(errors.getByRole('button', { name: 'Open in SQL' }))
  const tab = selectedTab(caseTabs())
  expect(tab.name).toBe('Errors over time')
  expect(tab.text).toContain("SELECT date_trunc('hour', eventTime) AS time")
  expect(tab.text).not.toContain('place:')
  expect(useLayout.getState().section).toBe('sql')
})

test('each widget says for itself that nothing matches, that it failed, or that it was stopped', async () => {
  let names = 0
  show({
    runSql: async ({ sql }: In<'runSql'>) => {
      if (sql.includes('date_trunc')) return table(['time', 'events'], [])
      return [fail('sql-invalid', 'No such column.'), fail('cancelled', 'Cancelled.'), byName][names++]!
    },
  })
  expect(await within(await card('Errors over time')).findByText(dashboardWords.noEvents)).toBeTruthy()
  const apis = within(await card('APIs'))
  expect(await apis.findByText('No such column.')).toBeTruthy()
  fireEvent.click(apis.getByRole('button', { name: 'Try again' }))
  expect(await apis.findByText(dashboardWords.stopped)).toBeTruthy()
  fireEvent.click(apis.getByRole('button', { name: 'Run it again' }))
  expect(await apis.findByText('GetObject')).toBeTruthy()
})

test('an answer along time that is cut off is no drawing: what lies behind its end would look like no events', async () => {
  const rows = Array.from({ length: 600 }, (_, at) => ['2024-03-01 00:00:00.000', `name-${at}`, 1])
  const cut = { ...table(['time', 'eventName', 'events'], rows).value, truncated: true }
  show({ runSql: async ({ sql }: In<'runSql'>) => (sql.includes('date_trunc') ? ok(cut) : byName) })
  const errors = within(await card('Errors over time'))
  expect(await errors.findByText(dashboardWords.cut('600 rows'))).toBeTruthy()
  expect(errors.getByText(dashboardWords.shownOf(500, 600))).toBeTruthy()
  expect(errors.getAllByRole('row').length).toBe(501)
  expect(errors.queryByRole('slider')).toBe(null)
})

test('steps of time are chosen by hand, too', async () => {
  const bridge = show()
  await card('APIs')
  fireEvent.change(screen.getByRole('combobox', { name: 'Steps of time' }), { target: { value: 'day' } })
  const sql = () => (askedOf(bridge, 'runSql') as readonly In<'runSql'>[]).map((asked) => asked.sql).join()
  await waitFor(() => expect(sql()).toContain("date_trunc('day', eventTime)"))
})

test('a filter by verdict waits until files are verified; Stop ends a query that runs', async () => {
  const bridge = showPanel(<DashboardsPanel />, { events: 100, isBeingJudged: true, summary, answers: { runSql: () => new Promise(() => {}) } }) // biome-ignore format: one line
  const apis = within(await card('APIs'))
  fireEvent.click(await apis.findByRole('button', { name: 'Stop' }))
  const [first] = askedOf(bridge, 'cancelSql') as readonly In<'cancelSql'>[]
  expect((askedOf(bridge, 'runSql') as readonly In<'runSql'>[]).map(({ id }) => id)).toContain(first!.id)
  act(() => setFilter(filterOf([{ column: 'logVerdict', operator: 'is', values: ['verified'] }])))
  expect(await apis.findByText(`Files are still being verified. ${dashboardWords.later}`)).toBeTruthy()
})

test('a dashboard of saved queries is made, changed and removed; one that is no longer saved is named', async () => {
  const saved = [{ name: 'All names', sql: 'SELECT eventName, count(*) AS n FROM events GROUP BY 1', values: {}, savedAt: 0 as UtcMs }] // biome-ignore format: one line
  show({ savedQueries: async () => ok(saved), runSql: async () => table(['eventName', 'n'], [['GetObject', 12]]) })
  await card('APIs')
  fireEvent.click(screen.getByRole('button', { name: 'Of saved queries…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Dashboard of saved queries' }))
  fireEvent.change(dialog.getByRole('textbox', { name: 'Name' }), { target: { value: 'Mine' } })
  fireEvent.click(await dialog.findByRole('checkbox', { name: 'All names' }))
  fireEvent.click(dialog.getByRole('button', { name: 'Keep' }))
  expect(await within(await card('All names')).findByText('GetObject')).toBeTruthy()
  const [key, [own]] = Object.entries(useDashboards.getState().own)[0]!
  act(() => useDashboards.setState({ own: { [key]: [{ ...own!, queries: ['Gone'] }] } }))
  expect(await within(await card('Gone')).findByText('No query is saved as Gone.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect(await card('APIs')).toBeTruthy()
  expect(screen.queryByRole('option', { name: 'Mine' })).toBe(null)
})
