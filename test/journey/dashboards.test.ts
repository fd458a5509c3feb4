import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { counted, plainEvents } from './plain-events.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const events = plainEvents(sampleCase)

journey('a dashboard counts the events of the case, and every count leads to them', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'dashboards')
  const regions = page.getByRole('region', { name: 'Regions' }).getByRole('row')
  await regions.nth(1).waitFor()
  const byRegion = counted(events, ({ awsRegion }) => awsRegion)
  expect((await regions.allInnerTexts()).slice(1).map((text) => text.split(/\s+/).reverse())).toEqual(
    byRegion.map(([region, count]) => [region, count.toLocaleString('en-US')]),
  )

  const time = page.getByRole('slider', { name: 'Reads and writes, by hour' })
  await time.locator('canvas').waitFor()
  await time.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const hour = events.map(({ eventTime }) => eventTime.slice(0, 13)).toSorted().at(-1)! // biome-ignore format: a chain
  const inHour = events.filter(({ eventTime }) => eventTime.startsWith(hour)).length
  await page.getByRole('heading', { name: `${inHour} of 3,813 events` }).waitFor()

  await goTo(page, 'dashboards')
  await page.getByText('Only events that the filter shows:').waitFor()
  await page.keyboard.press('Control+K')
  await page.keyboard.type('security monit')
  await page.getByRole('option', { name: 'Dashboard: Security monitoring' }).waitFor()
  await page.keyboard.press('Enter')
  const logging = page.getByRole('region', { name: 'Calls that may have disabled CloudTrail' })
  await logging.getByText('No event that the filter shows matches.').waitFor()
  await page.getByRole('button', { name: 'Show all events' }).click()
  await logging.getByRole('button', { name: /^Show 1 event:/ }).click()
  await page.getByRole('heading', { name: '1 of 3,813 events' }).waitFor()
})
