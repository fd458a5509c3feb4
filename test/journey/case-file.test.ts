import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

journey('a case is saved, and opened without its sources, with what was noted', async ({ openWindow }) => {
  const folder = temporaryFolder()
  const trail = join(folder, 'trail')
  renameSync((await aTrail().editRecord(1).write()).folder, trail)
  const file = join(folder, 'case.trailproof')

  const { page } = await openWindow({ folder: trail })
  await page.getByRole('heading', { name: '9 events', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Save case…' }).click()
  await page.getByRole('textbox', { name: 'Case file to write' }).fill(join(trail, 'case'))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('alert').getByText('Evidence is never written').waitFor()
  await page.getByRole('textbox', { name: 'Case file to write' }).fill(file)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const saved = page.getByRole('dialog', { name: 'Case saved' })
  await saved.getByText(`Saved as ${file}.`).waitFor()
  await saved.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Autosaved' }).waitFor()
  await gridRows(page.getByRole('grid', { name: 'Events' }))
    .first()
    .click()
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await detail.getByText('1 of 9').waitFor()
  await page.keyboard.press('m')
  await detail.getByRole('button', { name: 'Add a note' }).click()
  await page.keyboard.type('first of all')
  await page.keyboard.press('Control+Enter')
  await detail.getByText('first of all').waitFor()

  await goTo(page, 'sources')
  await page.getByRole('button', { name: 'Close the case' }).click()
  renameSync(trail, join(folder, 'put away'))
  await page
    .getByRole('button', { name: /case\.trailproof/ })
    .first()
    .click()
  await page.getByRole('alert').getByText('the sources are not here').waitFor()
  await page.getByRole('button', { name: 'Read-only' }).waitFor()
  await goTo(page, 'bookmarks')
  await page.getByText('first of all').waitFor()
  await goTo(page, 'integrity')
  await page
    .getByRole('main')
    .getByText(/^as saved on \d{4}-\d\d-\d\d \d\d:\d\d UTC$/)
    .waitFor()
})

journey(
  'a window that never saw the case has it as it was left: filter, order, query, note and tags',
  async ({ openWindow }) => {
    const { folder } = await aTrail().hours(4).recordsPerLog(10).write()
    const file = join(temporaryFolder(), 'case.trailproof')
    const query = 'SELECT count(*) AS kept FROM events'

    const first = await openWindow({ folder })
    const { page } = first
    await page.getByRole('heading', { name: '40 events', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Save case…' }).click()
    await page.getByRole('textbox', { name: 'Case file to write' }).fill(file)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const saved = page.getByRole('dialog', { name: 'Case saved' })
    await saved.getByRole('button', { name: 'Close' }).last().click()

    const filter = page.getByRole('combobox', { name: /^Filter:/ })
    await filter.fill('eventName!=ListBuckets')
    await filter.press('Enter')
    const heading = page.getByRole('heading', { name: /^\d+ of 40 events$/ })
    const counted = await heading.innerText()
    const grid = page.getByRole('grid', { name: 'Events' })
    await grid.getByRole('columnheader', { name: 'eventName' }).click()
    await expect
      .poll(() => grid.getByRole('columnheader', { name: 'eventName' }).getAttribute('aria-sort'))
      .toBe('ascending')
    await gridRows(grid).first().click()
    const detail = page.getByRole('complementary', { name: 'Event detail' })
    await detail.getByText(/^1 of \d+$/).waitFor()
    await page.keyboard.press('m')
    await detail.getByRole('button', { name: 'Add a note' }).click()
    await page.keyboard.type('first of all')
    await page.keyboard.press('Control+Enter')
    await detail.getByText('first of all').waitFor()
    await detail.getByRole('button', { name: 'Add tags' }).click()
    await page.keyboard.type('c2')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await detail.getByRole('list', { name: 'Tags' }).getByText('c2', { exact: true }).waitFor()
    await goTo(page, 'sql')
    await page.getByRole('textbox', { name: 'SQL query' }).focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(query)
    await goTo(page, 'sources')
    await page.getByRole('button', { name: 'Close the case' }).click()
    await page
      .getByRole('button', { name: /case\.trailproof/ })
      .first()
      .waitFor()

    const { page: fresh } = await openWindow({ folder: file })
    await goTo(fresh, 'events')
    await fresh.getByRole('heading', { name: counted, exact: true }).waitFor()
    const title = fresh.getByRole('grid', { name: 'Events' }).getByRole('columnheader', { name: 'eventName' })
    await expect.poll(() => title.getAttribute('aria-sort')).toBe('ascending')
    await goTo(fresh, 'sql')
    await fresh.locator('.view-lines').getByText('kept').first().waitFor()
    await goTo(fresh, 'bookmarks')
    await fresh.getByText('first of all').waitFor()
    await fresh.getByRole('list', { name: 'Tags' }).getByText('c2', { exact: true }).waitFor()
  },
  120_000,
)
