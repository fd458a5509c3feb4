import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { trailproof } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

async function openLog(page: Page): Promise<Locator> {
  await page.getByRole('contentinfo').getByRole('button', { name: 'Examiner log' }).click()
  return page.getByRole('dialog', { name: 'Examiner log' })
}

/** What the window puts on the clipboard next. */
async function copied(page: Page, click: () => Promise<void>): Promise<string> {
  const text = page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        addEventListener('copy', (event) => resolve(event.clipboardData?.getData('text/plain') ?? ''), { once: true }),
      ),
  )
  await click()
  return text
}

journey('the examiner log names who did what, is handed on, and tells a line that was edited', async ({ openWindow }) => {
  const { folder } = await aTrail().write()
  const { page } = await openWindow({ folder })
  await page.getByRole('heading', { name: '9 events', exact: true }).waitFor()
  let log = await openLog(page)
  await log.getByLabel('Your name').fill('Ana Example')
  await log.getByRole('button', { name: 'Use this name' }).click()
  await log.getByRole('button', { name: 'Close' }).last().click()

  const filter = page.getByRole('combobox', { name: /^Filter:/ })
  await filter.fill('eventName=ListBuckets')
  await filter.press('Enter')
  await page.getByRole('heading', { name: /^\d of 9 events$/ }).waitFor()
  log = await openLog(page)
  const line = log.getByRole('row').filter({ hasText: 'eventName=ListBuckets' })
  await line.filter({ hasText: 'Ana Example' }).first().waitFor()

  const text = await copied(page, () => log.getByRole('button', { name: 'Copy as JSON lines' }).click())
  const exported = join(temporaryFolder(), 'log.jsonl')
  writeFileSync(exported, text)
  const told = await trailproof('log', exported)
  expect([told.code, told.out]).toEqual([0, expect.stringContaining('eventName=ListBuckets')])
  const kept = await log.locator('.mono').last().innerText()
  expect(readFileSync(kept, 'utf8')).toContain(text)
  await log.getByRole('button', { name: 'Close' }).last().click()

  await goTo(page, 'sources')
  await page.getByRole('button', { name: 'Close the case' }).click()
  const recent = page.getByRole('main').getByRole('button').filter({ hasText: folder }).first()
  await recent.waitFor()
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('ListBuckets', 'ListBucketz'))
  await recent.click()
  await page.getByRole('navigation', { name: 'Sections' }).waitFor()
  log = await openLog(page)
  await log.getByText(/Line \d+ was edited/).first().waitFor()
  expect((await trailproof('log', kept)).code).toBe(1)
}) // biome-ignore format: one line a thing
