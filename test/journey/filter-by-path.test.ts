import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import { aTrail } from '../fixtures/trail.ts'
import { journey } from './window.ts'

journey(
  'events are filtered by a value of their records, and what could not be read is named',
  async ({ openWindow }) => {
    const trail = await aTrail().hours(6).recordsPerLog(20).write()
    const records = trail.logs.flatMap((log) => log.records)
    const wanted = records.filter(({ eventName }) => eventName === 'ListBuckets')
    expect(wanted.length).toBeGreaterThan(0)
    const { page } = await openWindow({ folder: trail.folder, width: 1000 })
    await page.getByRole('heading', { name: '120 events', exact: true }).waitFor()

    const filter = page.getByRole('combobox', { name: /^Filter:/ })
    await filter.fill('$.eventName = ListBuckets')
    await filter.press('Enter')
    await page.getByRole('heading', { name: `${wanted.length} of 120 events` }).waitFor()
    await page.getByText('$.eventName is ListBuckets').first().waitFor()

    await page.getByRole('button', { name: 'Clear the filter' }).first().click()
    await page.getByRole('heading', { name: '120 events', exact: true }).waitFor()
    rmSync(trail.logs[2]!.path!)
    await filter.fill('userIdentity.principalId=*')
    await filter.press('Enter')
    await page
      .getByText(/^“userIdentity.principalId” is not known of the records of 1 file that could not be read: /)
      .waitFor()
  },
)
