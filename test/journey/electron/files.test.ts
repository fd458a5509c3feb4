import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'
import { shell } from './shell.ts'

/** What Chromium is told by the desktop: files have a path then, which only Electron tells (webUtils). */
async function dropper(page: Page) {
  const session = await page.context().newCDPSession(page)
  return async (...files: readonly string[]) => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 400,
        y: 300,
        data: { items: [], files: [...files], dragOperationsMask: 1 },
      })
  }
}

shell('a dropped folder opens; another one is asked about, and added', async ({ start }) => {
  const { page } = await start()
  const [first, second] = [(await aTrail().write()).folder, (await aTrail().seed('second').write()).folder]
  await page.getByRole('button', { name: 'Open folders or files' }).waitFor()
  const drop = await dropper(page)
  await drop(first)
  const status = page.getByRole('contentinfo')
  await status.getByText('9 events', { exact: true }).waitFor()
  expect(page.url()).toBe('app://trailproof/')
  // The overlay that says where to drop comes between the pointer and the page.
  await drop(second)
  const asked = page.getByRole('dialog', { name: 'Add to the open case?' })
  await asked.getByRole('listitem').waitFor()
  expect(await asked.getByRole('listitem').innerText()).toContain(basename(second))
  await asked.getByRole('button', { name: 'Add to the case' }).click()
  await status.getByText('18 events', { exact: true }).waitFor()
})

shell('the dialogs of the system ask for what is wanted', async ({ start }) => {
  const { app, page } = await start()
  const answers = await page.evaluate(async () => {
    const { trailproof } = window as unknown as {
      trailproof: { invoke(name: string, input: object): Promise<unknown> }
    }
    return Promise.resolve(trailproof.invoke('pickPaths', { purpose: 'nothing' }))
  })
  expect(answers).toMatchObject({ ok: false, code: 'bad-input' })
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showOpenDialog = async (...given: unknown[]) => {
      asked.push((given.at(-1) as { properties: unknown }).properties)
      return { canceled: true, filePaths: [] }
    }
  })
  await page.getByRole('button', { name: 'Open folders or files' }).click()
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: unknown }).asked))
    .toEqual([['openDirectory', 'multiSelections']])
})

shell('a report is printed to PDF by Electron itself, with its outline and tags', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] })
  await page.getByRole('contentinfo').getByText('3,813 events', { exact: true }).waitFor()
  const file = join(temporaryFolder(), 'certificate.pdf')
  await page.getByRole('button', { name: 'Integrity', exact: true }).click()
  await page.getByRole('button', { name: 'Integrity certificate…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Write a report' })
  await dialog.getByRole('radio', { name: 'PDF' }).check()
  await dialog.getByLabel('File to write').fill(file)
  await dialog.getByRole('button', { name: 'Write the report' }).click()
  await page.getByRole('dialog', { name: 'Report written' }).waitFor()
  const pdf = readFileSync(file, 'latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toMatch(/\/StructTreeRoot\b/)
})
