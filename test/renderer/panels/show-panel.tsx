import { cleanup, configure, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { useBrowse } from '../../../src-renderer/state/browse.ts'
import { useCase } from '../../../src-renderer/state/case.ts'
import { useFilter } from '../../../src-renderer/state/filter.ts'
import { useJobs } from '../../../src-renderer/state/jobs.ts'
import { useLayout } from '../../../src-renderer/state/layout.ts'
import { useOpen } from '../../../src-renderer/state/open.ts'
import { clearSelection } from '../../../src-renderer/state/selection.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { type FakeBridge, type FakeOptions, fakeBridge } from '../fake-bridge.ts'
import { summaryOf } from '../fake-case.ts'

// A busy machine takes long to draw; what never comes fails all the same.
configure({ asyncUtilTimeout: 20_000 })

// Nothing is laid out in this document: without a height a grid would draw no rows.
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(548)

/** One panel over synthetic events, as the app would show it once the case is open. */
export function showPanel(panel: ReactNode, options: FakeOptions): FakeBridge {
  cleanup()
  const bridge = fakeBridge(options)
  Object.defineProperty(window, 'trailproof', { value: bridge, configurable: true })
  const { events, summary, isBeingJudged = false, hello } = options
  const judged = events === null ? null : { ...summaryOf(events), ...summary }
  useCase.setState({
    hello: { host: hello?.host ?? 'electron', version: '0.1.0', platform: 'linux' },
    summary: judged !== null && isBeingJudged ? { ...judged, isBeingJudged } : judged,
    recent: hello?.recent ?? [],
  })
  useLayout.setState(useLayout.getInitialState())
  useFilter.setState({ filter: everything, setAside: [], notes: [] })
  useJobs.setState({ jobs: {} })
  useOpen.setState(useOpen.getInitialState())
  useBrowse.setState({ wish: null })
  clearSelection()
  render(panel)
  return bridge
}

/** What was asked of one call, in order. */
export const askedOf = (bridge: FakeBridge, call: string): readonly unknown[] =>
  bridge.asked.filter(({ name }) => name === call).map(({ input }) => input)
