import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

journey('sources: what was read, as what, and that the counts balance', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'sources')
  await page.getByText('3,819 records read = 3,813 events + 6 duplicates + 0 unparsed').waitFor()
  const kinds = page.getByRole('group', { name: 'Kind of file' }).getByRole('button')
  const [all, ...each] = await kinds.allInnerTexts()
  const count = (text: string) => Number(text.replaceAll(',', '').match(/\d+/)![0])
  expect(each.reduce((sum, text) => sum + count(text), 0)).toBe(count(all!))
  const files = page.getByRole('grid', { name: 'Files' })
  for (const [at, text] of each.entries()) {
    await kinds.nth(at + 1).click()
    await expect.poll(() => files.getAttribute('aria-rowcount')).toBe(String(count(text) + 1))
  }
  await page.getByRole('button', { name: 'No problems' }).waitFor()
})

journey('every finding shows the events it counts', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'findings')
  const findings = page.getByRole('article')
  await findings.first().waitFor()
  const shows = await findings.getByRole('button', { name: /^Show / }).allInnerTexts()
  expect(shows.length).toBeGreaterThan(5)
  for (const [at, words] of shows.entries()) {
    await findings
      .nth(at)
      .getByRole('button', { name: /^Show / })
      .click()
    const count = words.match(/[\d,]+/)![0]
    await page.getByRole('heading', { name: `${count} of 3,813 events`, exact: true }).waitFor()
    await gridRows(page.getByRole('grid', { name: 'Events' }))
      .first()
      .waitFor()
    await goTo(page, 'findings')
  }
})
