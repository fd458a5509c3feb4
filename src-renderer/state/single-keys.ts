import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { keepForNextStart, keptInBrowser } from './kept.ts'

interface SingleKeys {
  readonly areOn: boolean
}

/**
 * Whether keys without Ctrl, Alt or Cmd are shortcuts wherever the focus is (WCAG 2.2, 2.1.4: they can be turned off). Lives
 * longer than the window.
 */
export const useSingleKeys = create<SingleKeys>()(
  persist<SingleKeys>(() => ({ areOn: true }), {
    name: 'trailproof-single-keys',
    version: 1,
    storage: keptInBrowser(),
  }),
)
keepForNextStart(useSingleKeys)

export const turnSingleKeys = (areOn: boolean) => useSingleKeys.setState({ areOn })
