import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { goTo, gridRows, whenProgressIs } from './sight.ts'
import { journey, ofBrowserHost } from './window.ts'

/** Another folder opens after every trouble: the window stays usable. */
async function opensAnother(page: Page, chooseFolder: (path: string) => Promise<void>): Promise<void> {
  const { folder } = await aTrail().write()
  // While a case is still being indexed no other may be opened.
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  await chooseFolder(folder)
  await page.getByRole('contentinfo').getByText('9 events', { exact: true }).waitFor()
}

journey('an empty folder says so and what to choose', async ({ openWindow }) => {
  const { page, chooseFolder } = await openWindow()
  const folder = temporaryFolder()
  await chooseFolder(folder)
  await page
    .getByRole('alert')
    .filter({ hasText: `There are no files under ${folder}.` })
    .waitFor()
  await opensAnother(page, chooseFolder)
  await page.getByRole('alert').filter({ hasText: 'There are no files' }).waitFor({ state: 'detached' })
})

ofBrowserHost('a folder that is not there is told in the window that was to show it', async ({ openWindow }) => {
  const folder = join(temporaryFolder(), 'moved-away')
  const { page } = await openWindow({ folder })
  await page
    .getByRole('alert')
    .filter({ hasText: `${folder} does not exist` })
    .waitFor()
})

journey('a folder without logs says what it holds instead', async ({ openWindow }) => {
  const { page, chooseFolder } = await openWindow()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'notes.txt'), 'Call the owner of the account.\n')
  writeFileSync(join(folder, 'numbers.json'), '[1, 2, 3]')
  await chooseFolder(folder)
  const said = page.getByRole('alert').filter({ hasText: `None of the 2 files under ${folder} is a CloudTrail log` })
  await said.waitFor()
  expect(await said.innerText()).toMatch(/Found: .+\./)
  await opensAnother(page, chooseFolder)
})

journey('a file that is no log is listed with its reason beside those that are', async ({ openWindow }) => {
  const { folder, logs } = await aTrail().flipByte(1).write()
  writeFileSync(join(folder, 'notes.txt'), 'Call the owner of the account.\n')
  const { page } = await openWindow({ folder })
  await page.getByRole('heading', { name: '6 events', exact: true }).waitFor()
  await goTo(page, 'sources')
  await page.getByText('6 records read = 6 events + 0 duplicates + 0 unparsed').waitFor()
  await page.getByText(/^Not read \(unsupported or not CloudTrail\): /).waitFor()
  await page.getByRole('button', { name: /files? with problems$/ }).click()
  const files = gridRows(page.getByRole('grid', { name: 'Files' }))
  const broken = files.filter({ hasText: logs[1]!.path!.slice(-20) })
  await broken.getByRole('gridcell').nth(1).click()
  const detail = page.getByRole('region', { name: 'File' })
  await detail.getByText(logs[1]!.path!).first().waitFor()
  expect(await detail.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/\.$/)])
})

journey('a folder that is gone is missed by name in the list of cases', async ({ openWindow }) => {
  const { folder } = await aTrail().write()
  const { page, chooseFolder } = await openWindow({ folder })
  await goTo(page, 'sources')
  await page.getByRole('button', { name: 'Close the case' }).click()
  rmSync(folder, { recursive: true })
  await page
    .getByRole('region', { name: 'Opened before' })
    .getByRole('button', { name: /9 events/ })
    .click()
  await page
    .getByRole('alert')
    .filter({ hasText: `${folder} does not exist.` })
    .waitFor()
  await opensAnother(page, chooseFolder)
})

ofBrowserHost('a folder that is gone is missed by name when it is typed', async ({ openWindow }) => {
  const folder = join(temporaryFolder(), 'gone')
  const { page, chooseFolder } = await openWindow()
  await page.getByRole('button', { name: 'Open folders or files' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open folders or files' })
  await dialog.getByRole('listbox').waitFor()
  const path = dialog.getByRole('textbox', { name: 'Path of a folder' })
  await path.fill(folder)
  await path.press('Enter')
  await dialog
    .getByRole('alert')
    .filter({ hasText: `${folder} cannot be listed: there is no such folder` })
    .waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await opensAnother(page, chooseFolder)
})

/** So many names for one log file that reading cannot end before a hand moves. */
async function aLongRead(): Promise<{ readonly folder: string; readonly files: number }> {
  const { folder, logs } = await aTrail().recordsPerLog(200).hours(1).write()
  const many = join(folder, 'copies')
  mkdirSync(many)
  for (let copy = 0; copy < files; copy++) linkSync(logs[0]!.path!, join(many, `${copy}.json.gz`))
  return { folder, files }
}
const files = 8_000

journey('cancelled while reading: what was read is shown and called partial', async ({ openWindow }) => {
  const { folder } = await aLongRead()
  const { page, chooseFolder } = await openWindow()
  await chooseFolder(folder)
  await whenProgressIs(page, 'Reading files')
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: /^Partial: Opening was cancelled after [\d,]+ of [\d,]+ files; nothing was verified/ })
    .waitFor()
  await goTo(page, 'integrity')
  await page.getByRole('heading', { name: 'The case was only partly read, so nothing was verified.' }).waitFor()
  await goTo(page, 'sources')
  await page.getByText(/records read = .* unparsed$/).waitFor()
  await opensAnother(page, chooseFolder)
  await page.getByRole('alert').filter({ hasText: 'Partial' }).waitFor({ state: 'detached' })
})

journey(
  'a folder that vanishes while it is read: every file that could not be read is listed',
  async ({ openWindow }) => {
    const { folder } = await aLongRead()
    const { page, chooseFolder } = await openWindow()
    await chooseFolder(folder)
    await whenProgressIs(page, 'Reading files')
    renameSync(folder, `${folder}-gone`)
    try {
      await page.getByRole('heading', { name: /events$/ }).waitFor()
      await goTo(page, 'sources')
      await page.getByText(/records read = .* unparsed$/).waitFor()
      await page.getByRole('button', { name: /files with problems$/ }).click()
      await gridRows(page.getByRole('grid', { name: 'Files' }))
        .first()
        .click()
      await page.getByRole('region', { name: 'File' }).getByText('It could not be read: it vanished').waitFor()
      await page.getByText(/^Not read .* × unreadable file$/).waitFor()
    } finally {
      renameSync(`${folder}-gone`, folder)
    }
    await opensAnother(page, chooseFolder)
  },
)
