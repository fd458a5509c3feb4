import type { Locator, Page } from 'playwright-core'
import type { Section } from '../../src-renderer/state/layout.ts'

/** Rows of a grid without its header. */
export const gridRows = (grid: Locator): Locator => grid.locator('[role="row"][data-index]')

/** The line at the foot of the window. */
export const statusOf = (page: Page): Promise<string> => page.getByRole('contentinfo').innerText()

const names: Readonly<Record<Section, string>> = {
  events: 'Events',
  integrity: 'Integrity',
  findings: 'Findings',
  sql: 'SQL',
  sources: 'Sources',
}

export const goTo = (page: Page, section: Section): Promise<void> =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: names[section] }).click()

/** From now on remembers every name of a progress bar, however short it is shown: a small folder is read in a blink. */
export async function watchProgress(page: Page): Promise<() => Promise<readonly string[]>> {
  const seen = await page.evaluateHandle(() => {
    const names = new Set<string>()
    new MutationObserver(() => {
      for (const bar of document.querySelectorAll('[role="progressbar"]'))
        names.add(bar.getAttribute('aria-label') ?? '')
    }).observe(document.body, { childList: true, subtree: true, attributes: true })
    return names
  })
  return () => seen.evaluate((names) => [...names])
}

export const whenProgressIs = (page: Page, name: string): Promise<void> =>
  page.getByRole('progressbar', { name }).first().waitFor()
