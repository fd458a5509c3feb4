import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { formatCount } from '../../src-renderer/widgets/format.ts'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { goTo, gridRows, statusOf, watchProgress } from './sight.ts'
import { journey, ofBrowserHost } from './window.ts'

journey('a newcomer opens a folder and follows one event to its record and back', async ({ openWindow }) => {
  const trail = await aTrail().hours(30).logsPerHour(10).recordsPerLog(20).write()
  const all = 30 * 10 * 20
  const { page, chooseFolder } = await openWindow()

  // What to do is said before anything is open.
  await page.getByRole('heading', { name: 'Trailproof' }).waitFor()
  await page.getByText('Everything stays on this computer: files are only read').waitFor()
  await page.getByText('No case is open').waitFor()

  // Progress is seen while it reads, then the events.
  const progress = await watchProgress(page)
  await chooseFolder(trail.folder)
  const grid = page.getByRole('grid', { name: 'Events' })
  await page.getByRole('heading', { name: `${formatCount(all)} events`, exact: true }).waitFor()
  expect(await progress()).toContain('Reading files')
  expect(await statusOf(page)).toContain(`${formatCount(all)} events`)

  // An hour of the timeline is brushed.
  const timeline = page.getByRole('group', { name: /^Timeline\./ })
  const box = (await timeline.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * (0.5 + 1 / 30), box.y + box.height / 2, { steps: 4 })
  await page.getByRole('tooltip').getByText('until').waitFor()
  await page.mouse.up()
  const range = page.getByRole('button', { name: /^Remove: eventTime from/ })
  await range.waitFor()
  await page.getByRole('region', { name: 'Events' }).and(page.locator('[aria-busy="false"]')).waitFor()
  const brushed = await shownOf(page.getByRole('heading', { name: / of 6,000 events$/ }))
  expect(brushed).toBeGreaterThan(0)
  expect(brushed).toBeLessThan(all / 10)
  await range.click()

  // A principal, by what the filter offers.
  const principal = 'arn:aws:iam::111122223333:user/carla'
  const carla = trail.logs
    .flatMap(({ records }) => records)
    .filter(({ userIdentity }) => (userIdentity as { arn: string }).arn === principal)
  const filter = page.getByRole('combobox', { name: /^Filter:/ })
  await filter.fill('userIdentityA')
  await page.getByRole('option', { name: /^userIdentityArn/ }).click()
  await page.getByRole('option', { name: /^is\b/ }).first().click()
  await page.getByRole('option', { name: new RegExp(`^${principal}`) }).click()
  await page.getByRole('heading', { name: `${formatCount(carla.length)} of ${formatCount(all)} events` }).waitFor()

  // An event's record is the one in the file, to the character.
  await gridRows(grid).first().click()
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await detail.getByRole('tab', { name: 'Record' }).click()
  await detail.getByRole('button', { name: 'Raw' }).click()
  const shown = await detail.locator('pre').innerText()
  const { eventID } = JSON.parse(shown) as { eventID: string }
  const log = trail.logs.find(({ records }) => records.some((record) => record.eventID === eventID))!
  expect(gunzipSync(readFileSync(log.path!)).toString()).toContain(shown)
  expect(JSON.parse(shown)).toEqual(carla.find((record) => record.eventID === eventID))

  // SQL, and from a result back to the event.
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'SQL' }).click()
  const editor = page.getByRole('textbox', { name: 'SQL query' })
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('SELECT eventID, eventName FROM events ORDER BY eventTime, eventID LIMIT 3')
  await page.getByRole('button', { name: /^Run/ }).click()
  const result = page.getByRole('region', { name: 'Result' })
  await result.getByText(/^3 rows in /).waitFor()
  const link = result.getByRole('gridcell').first().getByRole('button')
  const chosen = await link.innerText()
  await link.click()
  await page.getByRole('heading', { name: `1 of ${formatCount(all)} events` }).waitFor()
  await detail.getByText(chosen).first().waitFor()
  expect(await gridRows(grid).count()).toBe(1)
})

const shownOf = async (heading: { innerText(): Promise<string> }) =>
  Number((await heading.innerText()).split(' ')[0]!.replaceAll(',', ''))

ofBrowserHost('a path that is typed is what the button opens, and not the folder listed', async ({ openWindow }) => {
  const { folder } = await aTrail().write()
  const { page } = await openWindow()
  await page.getByRole('button', { name: 'Open folders or files' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open folders or files' })
  await dialog.getByRole('listbox').waitFor()
  await dialog.getByRole('textbox', { name: 'Path of a folder' }).fill(`${folder}/`)
  await dialog.getByRole('button', { name: `Open “${basename(folder)}”` }).click()
  await page.getByRole('heading', { name: '9 events', exact: true }).waitFor()
})

/** What the host keeps of settings: whether one of its files holds this text. */
const isKept = (home: string, text: string): boolean =>
  readdirSync(home, { recursive: true, encoding: 'utf8' }).some(
    (name) => name.endsWith('.json') && readFileSync(join(home, name), 'utf8').includes(text),
  )

journey('the next start has theme, query and history as the last one left them', async ({ openWindow }) => {
  const home = temporaryFolder()
  const { folder } = await aTrail().write()
  const query = 'SELECT count(*) AS kept FROM events'
  const { page, close } = await openWindow({ folder, home, section: 'first' })
  await page.getByRole('button', { name: 'Theme: system' }).click()
  const theme = (await page.getByRole('button', { name: /^Theme: / }).getAttribute('aria-label'))!
  expect(theme).not.toBe('Theme: system')
  await goTo(page, 'sql')
  const editor = page.getByRole('textbox', { name: 'SQL query' })
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(query)
  await page.getByRole('button', { name: /^Run/ }).click()
  await page
    .getByRole('region', { name: 'Result' })
    .getByText(/^1 row in /)
    .waitFor()
  await expect.poll(() => isKept(home, query)).toBe(true)
  await close()

  // In the browser this is another address, and a browser that never saw the first.
  const { page: next } = await openWindow({ folder, home, section: 'first' })
  await next.getByRole('button', { name: theme }).waitFor()
  await goTo(next, 'sql')
  await next.locator('.view-lines').getByText('kept').first().waitFor()
  await next.getByRole('tab', { name: 'History' }).click()
  await next.getByRole('region', { name: 'History' }).getByText(query).waitFor()
})
