import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { journey } from './window.ts'

/** Types into the palette when it is there to be typed into. */
async function ask(page: Page, text: string) {
  await page.keyboard.press('Control+K')
  const dialog = page.getByRole('dialog', { name: 'Go to' })
  await dialog.getByRole('combobox').waitFor()
  await page.keyboard.type(text)
  return dialog
}

async function go(page: Page, text: string, to: string) {
  const dialog = await ask(page, text)
  const marked = dialog.locator('[role="option"][data-highlighted]')
  await expect.poll(() => marked.innerText()).toContain(to)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

journey('Ctrl+K leads to sections, entities, questions and commands by their names', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await go(page, 'sources', 'Sources')
  await page.getByRole('main', { name: 'Sources' }).waitFor()

  const dialog = await ask(page, 'anna')
  await dialog.getByRole('option', { name: /user\/anna/ }).waitFor()
  await dialog.getByRole('option', { name: /user\/anna/ }).click()
  await page.getByRole('article', { name: 'Actor user/anna' }).waitFor()

  await go(page, 'theme: dark', 'Theme: dark')
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')

  await ask(page, 'root user')
  await dialog
    .getByRole('option', { name: /root user.*\?/i })
    .first()
    .click()
  await page.getByRole('main', { name: 'SQL' }).waitFor()
  await page.getByRole('tab', { name: /root/i }).waitFor()

  await ask(page, 'zzzz')
  await dialog.getByRole('option', { name: 'Events with “zzzz”' }).click()
  await page.getByRole('heading', { name: '0 of 3,813 events' }).waitFor()
})
