import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

journey('back from the events of a finding, and forward again', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  const grid = page.getByRole('grid', { name: 'Events' })
  const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: typeof name === 'string' })
  const scrolled = () => grid.evaluate((element) => element.scrollTop)
  await heading('3,813 events').waitFor()

  // Far down in the grid, with an event open.
  await grid.evaluate((element) => element.scrollTo(0, 26 * 2000))
  await gridRows(grid).and(page.locator('[data-index="2005"]')).click()
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await detail.getByRole('heading', { level: 2 }).waitFor()
  const name = await detail.getByRole('heading', { level: 2 }).innerText()
  const before = await scrolled()

  await goTo(page, 'findings')
  const findings = page.locator('.findings')
  const show = page
    .getByRole('article')
    .nth(12)
    .getByRole('button', { name: /^Show .* events?$/ })
  await show.scrollIntoViewIfNeeded()
  const read = await findings.evaluate((element) => element.scrollTop)
  expect(read).toBeGreaterThan(0)
  await show.click()
  await heading(/^[\d,]+ of 3,813 events$/).waitFor()
  const filtered = await heading(/^[\d,]+ of 3,813 events$/).innerText()

  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('main', { name: 'Findings' }).waitFor()
  await page.getByRole('article').nth(12).waitFor()
  expect(await findings.evaluate((element) => element.scrollTop)).toBe(read)

  await page.keyboard.press('Alt+ArrowLeft')
  await heading('3,813 events').waitFor()
  await detail.getByRole('heading', { name }).waitFor()
  await gridRows(grid).and(page.locator('[data-index="2005"][aria-selected="true"]')).waitFor()
  expect(await scrolled()).toBe(before)

  // The browser's own buttons walk the same places; Electron's window has none.
  const isBrowser = (await page.evaluate(() => 'trailproof' in window)) === false
  const forward = () => (isBrowser ? page.goForward() : page.keyboard.press('Alt+ArrowRight'))
  await forward()
  await page.getByRole('main', { name: 'Findings' }).waitFor()
  await forward()
  await heading(filtered).waitFor()
  // Not `:disabled`: a button of a toolbar that does nothing now can still be reached by arrow keys.
  await page.getByRole('button', { name: 'Forward', exact: true, disabled: true }).waitFor()
})
