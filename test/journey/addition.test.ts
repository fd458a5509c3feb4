import { join } from 'node:path'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

const trail = aTrail().hours(6).recordsPerLog(5)

journey.for([{ theme: 'light' }, { theme: 'dark' }] as const)(
  'the other half of a trail is added: counts add up, and the newest digest is proven ($theme)',
  async ({ theme }, { openWindow }) => {
    const folder = temporaryFolder()
    const [first, second] = [join(folder, 'first half'), join(folder, 'second half')]
    await trail.sidecars('none').dropTail(3).write(first)
    await trail.dropHead(3).write(second)
    const window = await openWindow({ folder: first, theme })
    const { page } = window
    await page.getByRole('heading', { name: '15 events', exact: true }).waitFor()
    await page.getByText('66.7% verified').waitFor()

    // An event is selected and stays so.
    await gridRows(page.getByRole('grid', { name: 'Events' }))
      .first()
      .click()
    const detail = page.getByRole('complementary', { name: 'Event detail' })
    const eventName = await detail.getByRole('heading', { level: 2 }).innerText()

    await goTo(page, 'sources')
    await page.getByText('15 records read = 15 events + 0 duplicates + 0 unparsed').waitFor()
    expect(await page.getByRole('columnheader', { name: 'Opened folder' }).count()).toBe(0)
    await window.addFolder(second)
    await page
      .getByText(/^second half: \d+ files added: 15 more records, 15 more events, 0 more duplicates\.$/)
      .waitFor()
    await page.getByText('30 records read = 30 events + 0 duplicates + 0 unparsed').waitFor()
    await page.getByRole('columnheader', { name: 'Opened folder' }).waitFor()
    await page.getByText('100% verified').waitFor()

    await goTo(page, 'events')
    await page.getByRole('heading', { name: '30 events', exact: true }).waitFor()
    expect(await detail.getByRole('heading', { level: 2 }).innerText()).toBe(eventName)
    await goTo(page, 'integrity')
    await page.getByRole('heading', { name: /log files are consistent with keys/ }).waitFor()

    // The same folder again brings nothing, and says so.
    await goTo(page, 'sources')
    await window.addFolder(second)
    await page.getByText(/All \d+ files under .*second half are in the case already\. Nothing was added\./).waitFor()
    await page.getByText('30 records read = 30 events + 0 duplicates + 0 unparsed').waitFor()
  },
)
