// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { SourcesPanel } from '../../../../src-renderer/panels/sources/panel.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { forgetAskedFiles } from '../../../../src-renderer/state/sources.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import { partsOf } from '../../../../src-shared/filter/asks.ts'
import { sourceAt } from '../../fake-case.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(cleanup)
afterEach(forgetAskedFiles)

test('the counts are shown to balance', async () => {
  showPanel(<SourcesPanel />, { events: 20_000 })
  await screen.findByRole('grid')
  expect(screen.getByText('20,322 records read = 20,000 events + 318 duplicates + 4 unparsed')).toBeTruthy()
})

test('counts that do not balance are an alarm', async () => {
  showPanel(<SourcesPanel />, { events: 20_000, summary: { records: 30_000 } })
  await screen.findByRole('grid')
  expect(screen.getByRole('alert').textContent).toContain('They differ by 9,678')
})

test('events that no eventID identifies are told, and why', async () => {
  showPanel(<SourcesPanel />, { events: 20_000, summary: { withoutEventId: 3 } })
  await screen.findByRole('grid')
  expect(
    screen.getByText(/3 events, each without an eventID that identifies it \(empty, absent or no UUID\)/),
  ).toBeTruthy()
})

test('kind, problems and search narrow the list', async () => {
  const bridge = showPanel(<SourcesPanel />, { events: 20_000 })
  await screen.findByRole('grid')
  fireEvent.click(screen.getByRole('button', { name: '334 digests' }))
  fireEvent.click(screen.getByRole('button', { name: '5 files with problems' }))
  fireEvent.change(screen.getByLabelText('Search names and forms'), { target: { value: 'eu-west' } })
  await screen.findByRole('grid')
  expect(askedOf(bridge, 'sources').at(-1)).toMatchObject({ kind: 'digest', problemsOnly: true, text: 'eu-west' })
})

test('the menu of a file leads to its events, and away from them', async () => {
  showPanel(<SourcesPanel />, { events: 20_000 })
  const grid = await screen.findByRole('grid')
  const whole = Array.from({ length: 40 }, (_, index) => sourceAt(index)).findIndex(({ events }) => events > 0)
  const row = await waitFor(() => grid.querySelector(`[data-index="${whole}"] [data-column]`)!)
  fireEvent.contextMenu(row)
  fireEvent.click(await screen.findByText('Exclude this value'))
  expect(partsOf(useFilter.getState().filter)).toEqual([
    { column: 'sourceFile', operator: 'isNot', values: [sourceAt(whole).name] },
  ])
})

test('what was skipped is counted by form', async () => {
  showPanel(<SourcesPanel />, { events: 20_000 })
  expect(await screen.findByText(/Not read \(unsupported or not CloudTrail\).*7 × zip archive/)).toBeTruthy()
})

test('a file shows its problems and whole hash, and opens its events', async () => {
  showPanel(<SourcesPanel />, { events: 20_000 })
  await screen.findByRole('grid')
  const troubled = sourceAt(5)
  fireEvent.click(screen.getByTitle(troubled.name))
  expect(screen.getByRole('region', { name: 'File' }).textContent).toContain('The gzip stream ends before its end.')
  const whole = sourceAt(1)
  fireEvent.click(screen.getByTitle(whole.name))
  expect(screen.getAllByTitle(whole.sha256!).length).toBe(2)
  fireEvent.click(screen.getByRole('button', { name: 'Show its 40 events' }))
  expect(partsOf(useFilter.getState().filter)).toEqual([{ column: 'sourceFile', operator: 'is', values: [whole.name] }])
})

test('of a case of several folders each file says under which it was found', async () => {
  showPanel(<SourcesPanel />, { events: 20_000 })
  await screen.findByRole('grid')
  expect(screen.queryByRole('columnheader', { name: /Opened folder/ })).toBeNull()
  showPanel(<SourcesPanel />, { events: 20_000, summary: { paths: ['/evidence/case-7', '/evidence/case-7, march'] } })
  await screen.findByRole('grid')
  expect(screen.getByRole('columnheader', { name: /Opened folder/ })).toBeTruthy()
  expect(screen.getAllByTitle('/evidence/case-7, march').length).toBeGreaterThan(1)
})

test('folders are added to the case, or opened in its place', async () => {
  const bridge = showPanel(<SourcesPanel />, { events: 100, answers: { pickPaths: async () => ok(['/evidence/b']) } })
  fireEvent.click(screen.getByRole('button', { name: 'Add folders' }))
  await waitFor(() => expect(askedOf(bridge, 'addToCase')).toEqual([{ paths: ['/evidence/b'] }]))
  expect(askedOf(bridge, 'openCase')).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: 'Open another' }))
  await waitFor(() => expect(askedOf(bridge, 'openCase')).toEqual([{ paths: ['/evidence/b'] }]))
})

test('unparsed records are listed with their place and why', async () => {
  showPanel(<SourcesPanel />, { events: 100 })
  fireEvent.click(await screen.findByRole('tab', { name: 'Unparsed records (4)' }))
  expect(await screen.findByText('It is not an object.')).toBeTruthy()
  expect(screen.getByText('4,200')).toBeTruthy()
})
