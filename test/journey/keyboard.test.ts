import { expect } from 'vitest'
import { gridRows } from './sight.ts'
import { journey } from './window.ts'

journey('the sample case without a mouse', async ({ openWindow }) => {
  const { page } = await openWindow()
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  await page.getByRole('heading', { name: 'Trailproof' }).waitFor()
  for (let tabs = 0; tabs < 20 && (await focused()) !== 'Open the sample case'; tabs++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()

  // A filter, typed.
  await page.keyboard.press('/')
  await page.keyboard.type('eventName=ConsoleLogin')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^\d+ of 3,813 events$/ }).waitFor()
  await page.keyboard.press('Escape')

  // Into the grid, and down in it.
  const grid = page.getByRole('grid', { name: 'Events' })
  const inGrid = () => grid.evaluate((element) => element === document.activeElement)
  for (let tabs = 0; tabs < 80 && !(await inGrid()); tabs++) await page.keyboard.press('Tab')
  expect(await inGrid()).toBe(true)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const selected = grid.getByRole('row', { selected: true })
  await selected.waitFor()
  expect(await selected.getAttribute('aria-rowindex')).toBe('3')
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await detail.getByRole('heading', { name: 'ConsoleLogin' }).waitFor()
  await page.keyboard.press('End')
  await expect.poll(() => selected.getAttribute('aria-rowindex')).toBe(await grid.getAttribute('aria-rowcount'))
  await page.keyboard.press('Escape')
  await detail.waitFor({ state: 'detached' })
  expect(await gridRows(grid).count()).toBeGreaterThan(0)

  // Help, sections, and back.
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Shortcuts' })
  await help.getByText('Go to the filter').waitFor()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  const names = ['Overview', 'Events', 'Sessions', 'Entities', 'Integrity', 'Findings', 'SQL', 'Sources', 'Bookmarks']
  for (const [index, section] of names.entries()) {
    await page.keyboard.press(`Alt+${index + 1}`)
    await page.getByRole('main', { name: section }).waitFor()
  }
})
