import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import { aTrail } from '../fixtures/trail.ts'
import { journey } from './window.ts'

journey(
  'records are searched for a text from the filter, with other conditions, and what could not be searched is named',
  async ({ openWindow }) => {
    const trail = await aTrail().hours(6).recordsPerLog(20).write()
    const records = trail.logs.flatMap((log) => log.records)
    const wanted = records.filter((record) => JSON.stringify(record).includes('"eventName":"ListBuckets"'))
    const { page } = await openWindow({ folder: trail.folder })
    await page.getByRole('heading', { name: '120 events', exact: true }).waitFor()

    const filter = page.getByRole('combobox', { name: /^Filter:/ })
    await filter.fill('rec')
    await page.getByRole('option', { name: /^record The original record in its log file/ }).waitFor()
    await filter.fill('record ~ "eventName":"ListBuckets"')
    await page.getByRole('option', { name: /Searches every log file/ }).waitFor()
    await filter.press('Enter')
    await page.getByRole('heading', { name: `${wanted.length} of 120 events` }).waitFor()
    await page.getByText('Searched 6 log files for “"eventName":"ListBuckets"” (case-sensitive).').waitFor()
    expect(await page.getByText('Partial', { exact: true }).count()).toBe(0)

    const reads = wanted.filter(({ readOnly }) => readOnly === true)
    await filter.fill('readOnly=true')
    await filter.press('Enter')
    await page.getByRole('heading', { name: `${reads.length} of 120 events` }).waitFor()

    await page.getByRole('button', { name: 'Clear the filter' }).first().click()
    await page.getByRole('heading', { name: '120 events', exact: true }).waitFor()
    rmSync(trail.logs[2]!.path!)
    await filter.fill('record~aws')
    await filter.press('Enter')
    await page.getByText(/^1 log file of 6 could not be searched for “aws”: .*It could not be read/).waitFor()
    await page.getByRole('heading', { name: '100 of 120 events' }).waitFor()
    await page.getByText('Partial', { exact: true }).waitFor()
  },
)
