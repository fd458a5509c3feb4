import type { Locator, Page } from 'playwright-core'
import type { SectionId } from '../../src-renderer/app/sections.ts'

/** Rows of a grid without its header. */
export const gridRows = (grid: Locator): Locator => grid.locator('[role="row"][data-index]')

/** The line at the foot of the window. */
export const statusOf = (page: Page): Promise<string> => page.getByRole('contentinfo').innerText()

/** A section's name is its id, written with capitals. */
export const goTo = (page: Page, section: SectionId): Promise<void> =>
  page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: new RegExp(`^${section}$`, 'i') })
    .click()

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

/** A time of a record, as the window writes it. */
export const inWindow = (time: string) => time.replace('T', ' ')
