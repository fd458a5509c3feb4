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
  const shows = await findings.getByRole('button', { name: /^Show .* events?$/ }).allInnerTexts()
  expect(shows.length).toBeGreaterThan(5)
  for (const [at, words] of shows.entries()) {
    await findings
      .nth(at)
      .getByRole('button', { name: /^Show .* events?$/ })
      .click()
    const count = words.match(/[\d,]+/)![0]
    await page.getByRole('heading', { name: `${count} of 3,813 events`, exact: true }).waitFor()
    await gridRows(page.getByRole('grid', { name: 'Events' }))
      .first()
      .waitFor()
    await goTo(page, 'findings')
  }
})

journey('the story of the case comes first, and its steps lead to findings and events', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'findings')
  const incident = page.getByRole('region', { name: 'Incidents' }).getByRole('article').first()
  await incident.getByText(/^user\/ci-deploy is behind/).waitFor()
  const steps = await incident.getByRole('listitem').allInnerTexts()
  const told = ['denied to one principal', 'assumed a role in another account', 'Administrator access granted', 'Logging stopped']
  const places = told.map((words) => steps.findIndex((step) => step.includes(words)))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  await incident.getByRole('button', { name: 'Logging stopped or narrowed' }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Logging stopped or narrowed')
  const shows = await incident.getByRole('button', { name: /^Show .* events$/ }).innerText()
  await incident.getByRole('button', { name: /^Show .* events$/ }).click()
  await page.getByRole('heading', { name: `${shows.match(/[\d,]+/)![0]} of 3,813 events`, exact: true }).waitFor()
}) // biome-ignore format: one line a step

journey(
  'a finding is dismissed with its reason, and stays so when the case is opened again',
  async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase })
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'findings')
    const finding = page.getByRole('article', { name: 'Root user used (CIS 4.3)' })
    await finding.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByLabel('Note').fill('closing the old support plan')
    await page.keyboard.press('Enter')
    await page.getByText('1 dismissed finding').waitFor()
    await page.reload()
    await goTo(page, 'findings')
    await page.getByText('1 dismissed finding').click()
    await finding.getByText('closing the old support plan').waitFor()
  },
)
