import { renameSync } from 'node:fs'
import { aTrail } from '../fixtures/trail.ts'
import { sampleCase } from './built.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

journey('events and findings are kept with notes, and are there again', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  const grid = page.getByRole('grid', { name: 'Events' })
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await page.getByRole('heading', { name: '3,813 events' }).waitFor()
  for (const index of [20, 12]) {
    await gridRows(grid)
      .and(page.locator(`[data-index="${index}"]`))
      .click()
    await detail.getByText(`${index + 1} of 3,813`).waitFor()
    await page.keyboard.press('m')
    await detail.getByRole('button', { name: 'Remove the bookmark on this event' }).waitFor()
  }
  await detail.getByRole('button', { name: 'Add a note' }).click()
  await page.keyboard.type('seen before the key was stolen')
  await page.keyboard.press('Control+Enter')
  await detail.getByText('seen before the key was stolen').waitFor()

  await goTo(page, 'findings')
  await page.getByRole('button', { name: 'Bookmark this finding' }).first().click()

  // What is kept outlives the page, and the filter knows it.
  await page.reload()
  await goTo(page, 'bookmarks')
  await page.getByRole('heading', { name: '2 events and 1 finding are bookmarked' }).waitFor()
  await page.getByText('seen before the key was stolen').waitFor()
  await page.getByRole('button', { name: 'Show the events' }).click()
  await page.getByRole('heading', { name: '2 of 3,813 events' }).waitFor()

  // A bookmark that is removed is gone from the grid at once.
  await gridRows(grid).first().click()
  await detail.getByText('1 of 2').waitFor()
  await page.keyboard.press('m')
  await page.getByRole('heading', { name: '1 of 3,813 events' }).waitFor()
  await detail.getByText('The filter does not show this event.').waitFor()
})

journey(
  'bookmarks are found again in a folder that was renamed, and not by another case in its place',
  async ({ openWindow }) => {
    const { folder } = await aTrail().write()
    const { page, chooseFolder } = await openWindow({ folder })
    const opens = async (path: string) => {
      await goTo(page, 'sources')
      await page.getByRole('button', { name: 'Close the case' }).click()
      await chooseFolder(path)
      await goTo(page, 'events')
      await page.getByRole('heading', { name: /\d events/ }).waitFor()
      await goTo(page, 'bookmarks')
    }
    await goTo(page, 'events')
    await gridRows(page.getByRole('grid', { name: 'Events' }))
      .first()
      .click()
    await page.keyboard.press('m')
    await page.getByRole('button', { name: 'Remove the bookmark on this event' }).waitFor()
    await page.getByRole('button', { name: 'Add a note' }).click()
    await page.keyboard.type('the first of all')
    await page.keyboard.press('Control+Enter')
    await page.getByText('the first of all').waitFor()

    renameSync(folder, `${folder}-renamed`)
    renameSync((await aTrail().seed('another').accounts('444455556666').write()).folder, folder)
    await opens(folder)
    await page.getByText('Nothing is bookmarked.').waitFor()
    await opens(`${folder}-renamed`)
    await page.getByRole('heading', { name: '1 event is bookmarked' }).waitFor()
    await page.getByText('the first of all').waitFor()
  },
)
