import { join } from 'node:path'
import { expect } from 'vitest'
import { root, sampleCase } from './built.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

const folder = join(root, 'resources', 'readme')

/** The pictures of the README, of the built window on the sample case. vitest.config.ts leaves them out unless they are asked for. */
journey('the pictures of the README', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase, width: 1440, height: 900 })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await page.getByText(/% verified$/).waitFor()
  await expect.poll(() => page.getByRole('progressbar').count(), { timeout: 30_000 }).toBe(0)
  await gridRows(page.getByRole('grid', { name: 'Events' }))
    .nth(3)
    .click()
  await page.getByRole('complementary', { name: 'Event detail' }).getByRole('heading', { level: 2 }).waitFor()
  const events = await page.screenshot({ path: join(folder, 'events.png') })

  await goTo(page, 'integrity')
  await page.getByRole('heading', { name: /log files are consistent with keys/ }).waitFor()
  await page.getByRole('heading', { name: /^Missing or invalid \(/ }).waitFor()
  const integrity = await page.screenshot({ path: join(folder, 'integrity.png') })
  expect(events.equals(integrity)).toBe(false)
})
