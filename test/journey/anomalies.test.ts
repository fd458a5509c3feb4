import { expect } from 'vitest'
import { violations } from './axe.ts'
import { sampleCase } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

journey('anomalies follow the sensitivity while it is moved, and lead to their events', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'findings')
  const anomalies = page.getByRole('region', { name: 'Anomalies' })
  await anomalies.getByText(/^Found by Trailproof, not by CloudTrail Insights/).waitFor()
  const title = 'Unusually many errors by arn:aws:iam::111122223333:user/ci-deploy'
  const burst = anomalies.getByRole('article', { name: title })
  await burst.waitFor()
  const few = await anomalies.getByRole('article').count()

  const sensitivity = anomalies.getByRole('slider', { name: 'Sensitivity' })
  await sensitivity.fill('100')
  await expect.poll(() => anomalies.getByRole('article').count()).toBeGreaterThan(few)
  expect(await anomalies.getByRole('article').first().getAttribute('aria-label')).toBe(title)
  await sensitivity.fill('0')
  await anomalies.getByText('No count is told at this sensitivity. A higher one tells more.').waitFor()
  await sensitivity.fill('50')

  const chart = burst.getByRole('slider')
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/^2025-03-12 01:4\d:00Z: events \d+, usual \d+ to \d+$/)
  expect(await violations(page)).toEqual([])
  const shows = burst.getByRole('button', { name: /^Show \d+ events$/ })
  const count = (await shows.innerText()).match(/\d+/)![0]
  await shows.click()
  await page.getByRole('heading', { name: `${count} of 3,813 events`, exact: true }).waitFor()
})
