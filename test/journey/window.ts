import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { test } from 'vitest'
import type { AppWindow, WindowOptions } from './app-window.ts'
import { root } from './built.ts'
import { endHosts, openInBrowser, startBrowser } from './in-browser.ts'
import { endElectrons, isInElectron, openInElectron } from './in-electron.ts'

export type { AppWindow, WindowOptions } from './app-window.ts'

interface JourneyFixtures {
  readonly browser: Browser | null
  readonly openWindow: (options?: WindowOptions) => Promise<AppWindow>
}

/**
 * A test that opens windows: those of Electron where `TRAILPROOF_ELECTRON` names one, as `npm run journeys:electron` does, else
 * those of the browser host in a headless Chromium. They are closed behind it, and none may have complained.
 */
export const journey = test.extend<JourneyFixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of other fixtures from here
    async ({}, use) => {
      if (isInElectron) return use(null)
      const browser = await startBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  openWindow: async ({ browser, task }, use) => {
    const opened: AppWindow[] = []
    let isOver = false
    await use(async (options = {}) => {
      if (isOver) throw new Error('The test is over')
      const made = await (browser === null ? openInElectron(options) : openInBrowser(browser, options))
      // A journey of two starts closes the first window itself.
      let closing: Promise<void> | null = null
      const window = { ...made, close: () => (closing ??= made.close()) }
      opened.push(window)
      return window
    })
    isOver = true
    if (task.result?.state === 'fail')
      for (const { page } of opened) if (!page.isClosed()) await page.screenshot({ path: pictureOf(task) })
    for (const window of opened) await window.close()
    endHosts()
    endElectrons()
    const faults = opened.flatMap((window) => window.faults)
    if (faults.length > 0) throw new Error(`The window complained:\n${faults.join('\n')}`)
  },
})

/** A journey about what only the browser host has: its directory browser, its own window for what went wrong. */
export const ofBrowserHost: typeof journey = isInElectron ? (journey.skip as typeof journey) : journey

/** What was to be seen when a journey failed: `npm test` leaves it for whoever looks into it. */
const pictureOf = ({ name }: { readonly name: string }) =>
  join(root, 'test', '.output', `${name.replace(/\W+/g, '-').slice(0, 80)}.png`)
