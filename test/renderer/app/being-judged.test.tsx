// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { App } from '../../../src-renderer/app/app.tsx'
import type { SectionId } from '../../../src-renderer/app/sections.ts'
import { useCase } from '../../../src-renderer/state/case.ts'
import { clearFilter, setFilter } from '../../../src-renderer/state/filter.ts'
import { useJobs } from '../../../src-renderer/state/jobs.ts'
import { chooseSection, useLayout } from '../../../src-renderer/state/layout.ts'
import { clearSelection, useSelection } from '../../../src-renderer/state/selection.ts'
import { layersNeeded } from '../../../src-shared/contract/needs.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { comesLater } from '../../../src-shared/model/layer.ts'
import { mount } from '../mount.tsx'

beforeEach(() => {
  useCase.setState({ hello: null, failure: null, summary: null, generation: 0, connection: 'connected' })
  useJobs.setState({ jobs: {} })
  useLayout.setState({ section: 'events', facetsShown: true })
  clearFilter()
  clearSelection()
})

const openBeingJudged = () => mount(<App />, { events: 20_000, isBeingJudged: true })
const status = () => within(screen.getByRole('contentinfo'))
const eventRows = async () => {
  const grid = await screen.findByRole('grid', { name: 'Events' })
  await waitFor(() => expect(within(grid).getAllByRole('gridcell').length).toBeGreaterThan(0))
  return within(grid).getAllByRole('row').slice(1)
}
const verdictsSaid = () => screen.queryAllByText(/^(verified|unverified|invalid|uncovered|missing)$/)

describe('a case whose files are still being judged', () => {
  test('shows its events over time, by value and one by one, and says of none whether it is proven', async () => {
    const bridge = openBeingJudged()
    expect((await eventRows()).length).toBeGreaterThan(10)
    expect(await screen.findByRole('region', { name: 'Timeline' })).toBeTruthy()
    expect(await screen.findByText('GetObject', { selector: '.facet-text' })).toBeTruthy()
    fireEvent.click((await eventRows())[3]!)
    const detail = within(await screen.findByRole('complementary', { name: 'Event detail' }))
    expect(await detail.findByText('Its log file is being verified')).toBeTruthy()
    fireEvent.click(detail.getByRole('tab', { name: 'Proof' }))
    expect(detail.getByText(/^Files are still being verified\. What proves or disproves this event/)).toBeTruthy()
    fireEvent.click(detail.getByRole('tab', { name: 'Source' }))
    expect(detail.getByText('being verified')).toBeTruthy()
    expect(status().getByText('Files are being verified')).toBeTruthy()
    expect(screen.getByText('Coverage: verifying…')).toBeTruthy()
    expect(verdictsSaid()).toEqual([])
    expect(screen.queryAllByRole('img', { name: 'verified' })).toEqual([])
    expect(bridge.asked.filter(({ name, input }) => layersNeeded(name, input as never).some(comesLater))).toEqual([])
  })

  test('fills in when they are judged, and what was selected and looked at stays', async () => {
    const bridge = openBeingJudged()
    fireEvent.click((await eventRows())[3]!)
    const detail = within(await screen.findByRole('complementary', { name: 'Event detail' }))
    fireEvent.click(await detail.findByRole('tab', { name: 'Proof' }))
    act(() => bridge.judge())
    expect(await detail.findByText('proven')).toBeTruthy()
    expect(detail.getByRole('tab', { name: 'Proof' }).getAttribute('aria-selected')).toBe('true')
    expect(useSelection.getState().row).toBe(3)
    expect(await status().findByText('87.0% verified')).toBeTruthy()
    await waitFor(() => expect(screen.getAllByRole('img', { name: 'verified' }).length).toBeGreaterThan(10))
    expect(screen.queryByText(/being verified/)).toBeNull()
  })

  test('shows which events a filter by verdict leaves only when there are verdicts', async () => {
    const bridge = openBeingJudged()
    await eventRows()
    act(() => setFilter(filterOf([{ column: 'logVerdict', operator: 'is', values: ['verified'] }])))
    expect(await screen.findByText(/The bars are known when that is done/)).toBeTruthy()
    expect(screen.getByText(/Which events are to be shown is known when that is done/)).toBeTruthy()
    expect(screen.queryByText('No event matches the filter.')).toBeNull()
    expect(screen.getAllByText('Files are still being verified.').length).toBeGreaterThan(1)
    act(() => bridge.judge())
    expect(await screen.findByRole('heading', { name: '17,400 of 20,000 events' })).toBeTruthy()
  })

  test.each<[SectionId, RegExp, string]>([
    ['integrity', /^Files are still being verified\. Verdicts, coverage and chains are shown/, 'Chains (2)'],
    [
      'findings',
      /^Files are still being verified\. The rules run when that is done\./,
      'A trail was changed or stopped',
    ],
  ])('%s says that it waits, then shows what there is', async (section, waiting, then) => {
    const bridge = openBeingJudged()
    await eventRows()
    act(() => chooseSection(section))
    expect(await screen.findByText(waiting)).toBeTruthy()
    act(() => bridge.judge())
    expect((await screen.findAllByText(then)).length).toBeGreaterThan(0)
    expect(screen.queryByText(waiting)).toBeNull()
  })

  test('sources says of every file that may get a verdict that it is being verified', async () => {
    const bridge = openBeingJudged()
    await eventRows()
    act(() => chooseSection('sources'))
    const files = within(await screen.findByRole('grid', { name: 'Files' }))
    expect((await files.findAllByText('being verified')).length).toBeGreaterThan(10)
    act(() => bridge.judge())
    expect((await files.findAllByText('verified')).length).toBeGreaterThan(5)
    expect(files.queryByText('being verified')).toBeNull()
  })
})
