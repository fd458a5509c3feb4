import type { Page } from 'playwright-core'
import type { SectionId } from '../../src-renderer/app/sections.ts'

/** The window of the built app as a person has it before them. Whoever opens one ends it by `close`. */
export interface AppWindow {
  readonly page: Page
  /** What the page complained of so far: its console's errors, uncaught ones, refusals of its content policy. */
  readonly faults: readonly string[]
  /** Chooses a folder in the dialog that “Open folders or files” leads to. */
  chooseFolder(path: string): Promise<void>
  /** Chooses a folder in the dialog that “Add folders” of the sources leads to. */
  addFolder(path: string): Promise<void>
  /** Keeps the verdicts of the next case from the window, until the function it gives is called. */
  holdVerdicts(): Promise<() => Promise<void>>
  close(): Promise<void>
}

export interface WindowOptions {
  /** Opened by the command line, as by `trailproof serve FOLDER`. */
  readonly folder?: string
  readonly theme?: 'light' | 'dark'
  /** Shown when a case is opened, as if left there the last time; `first` as in the very first start. */
  readonly section?: SectionId | 'first'
  /** The user's home, where another window finds what this one left. */
  readonly home?: string
  readonly width?: number
  readonly height?: number
}

/** Long enough for a busy machine, short enough to say which step of a journey failed. */
const patience = 60_000

export async function watchFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = []
  page.setDefaultTimeout(patience)
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`)
  })
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} refused ${blockedURI}`),
    ),
  )
  return faults
}

/** Where the last start left the window, which the page keeps; nothing where it keeps something already. */
export const keptLayout = ({ section = 'events' }: WindowOptions) =>
  section === 'first' ? null : JSON.stringify({ state: { section }, version: 1 })
export const leaveAt = (layout: string | null) => {
  // The frame of a preview has no storage.
  if (window !== window.top) return
  if (layout !== null && localStorage.getItem('trailproof-layout') === null)
    localStorage.setItem('trailproof-layout', layout)
}
