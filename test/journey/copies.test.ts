import { expect } from 'vitest'
import { aRecord } from '../fixtures/records.ts'
import { aTrail } from '../fixtures/trail.ts'
import { goTo, gridRows, statusOf } from './sight.ts'
import { journey } from './window.ts'

const twice = aRecord({ eventID: '11111111-1111-4111-8111-111111111111', eventName: 'DeleteTrail' })
const changed = aRecord({ eventID: '22222222-2222-4222-8222-222222222222', eventName: 'StopLogging' })
const otherAddress = { ...changed, sourceIPAddress: '203.0.113.99' }

journey('copies of an event are counted, and those that differ stand side by side', async ({ openWindow }) => {
  const { folder } = await aTrail().records(twice, changed).extraLog(0, [twice, otherAddress]).write()
  const { page } = await openWindow({ folder })
  await page.getByRole('heading', { name: '2 events', exact: true }).waitFor()
  expect(await statusOf(page)).toContain('2 duplicates')

  await page
    .getByRole('alert')
    .filter({ hasText: '1 event has copies that differ in content. Its detail shows them side by side.' })
    .getByRole('button', { name: 'Show' })
    .click()
  await page.getByRole('heading', { name: '1 of 2 events' }).waitFor()
  const rows = gridRows(page.getByRole('grid', { name: 'Events' }))
  await rows.first().click()
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await detail.getByRole('tab', { name: '2 copies differ' }).click()
  await detail
    .getByRole('note')
    .filter({ hasText: 'Nothing was merged: the columns show copy 1, the best proven.' })
    .waitFor()
  const comparison = detail.getByRole('region', { name: 'Comparison' })
  await comparison.getByRole('heading', { name: '1 line differs' }).waitFor()
  const differing = comparison.getByRole('row').filter({ has: page.locator('mark') })
  expect((await differing.getByRole('cell').allInnerTexts()).join(' ')).toMatch(/192\.0\.2\.10.*203\.0\.113\.99/s)

  // A copy that says the same is a duplicate and no conflict.
  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await page.getByRole('heading', { name: '2 events', exact: true }).waitFor()
  await rows.filter({ hasText: 'DeleteTrail' }).click()
  await detail.getByRole('heading', { name: 'DeleteTrail' }).waitFor()
  await detail.getByRole('tab', { name: '2 copies', exact: true }).click()
  await detail.getByRole('heading', { name: /^Copy 2/ }).waitFor()
  expect(await comparison.count()).toBe(0)

  await goTo(page, 'sources')
  await page.getByText('4 records read = 2 events + 2 duplicates + 0 unparsed').waitFor()
  await page.getByText('1 event with copies that differ').waitFor()
})
