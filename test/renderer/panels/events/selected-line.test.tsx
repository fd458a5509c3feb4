// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { EventsPanel } from '../../../../src-renderer/panels/events/panel.tsx'
import { useCase } from '../../../../src-renderer/state/case.ts'
import { sortBy } from '../../../../src-renderer/state/filter.ts'
import { useSelection } from '../../../../src-renderer/state/selection.ts'
import { fakeBridge } from '../../fake-bridge.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

test('a line reached before its event is here is selected, also when the case gains a layer meanwhile', async () => {
  const { invoke } = fakeBridge({ events: 50 })
  const held: (() => void)[] = []
  let isHeld = false
  const { asked } = showPanel(<EventsPanel />, {
    events: 50,
    answers: {
      events: async (input) => {
        if (isHeld) await new Promise<void>((release) => held.push(release))
        return invoke('events', input)
      },
    },
  })
  const grid = await screen.findByRole('grid', { name: 'Events' })
  const pages = () => asked.filter(({ name }) => name === 'events').length
  await waitFor(() => expect(grid.querySelectorAll('[data-index]').length).toBeGreaterThan(5))

  isHeld = true
  act(() => sortBy('eventName'))
  await waitFor(() => expect(held.length).toBe(1))
  fireEvent.keyDown(grid, { key: 'ArrowDown' })
  const before = pages()
  act(() => useCase.setState(({ generation }) => ({ generation: generation + 1 })))
  await waitFor(() => expect(pages()).toBe(before + 1))
  for (const release of held) release()

  await waitFor(() => expect(useSelection.getState().row).not.toBeNull())
  expect(grid.querySelector('[aria-selected="true"]')?.getAttribute('data-index')).toBe('0')
})
