import { cleanup, configure, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, vi } from 'vitest'
import { type FakeBridge, type FakeOptions, fakeBridge } from './fake-bridge.ts'

// happy-dom lays nothing out: a window of this size is what panels and grids are told.
vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)

// An upper bound only, for machines that are busy with something else.
configure({ asyncUtilTimeout: 20_000 })
afterEach(() => {
  cleanup()
  // Each test is a tab of its own.
  sessionStorage.clear()
})

/** Draws part of the window over synthetic events. */
export function mount(ui: ReactNode, options: FakeOptions = { events: 1_000 }): FakeBridge {
  const bridge = fakeBridge(options)
  Object.defineProperty(window, 'trailproof', { value: bridge, configurable: true })
  render(ui)
  return bridge
}
