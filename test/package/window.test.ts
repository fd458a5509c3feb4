import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { Answer, CallName, In, Out } from '../../src-shared/contract/index.ts'
import { exportFormatFacts } from '../../src-shared/words/export-formats.ts'
import { endAll, ownFolder, runPacked, startPacked } from './started.ts'

afterAll(endAll)

const patience = { timeout: 120_000 }

/** A call of the contract by the bridge of the page, and what it answers. */
async function ask<N extends CallName>(page: Page, name: N, input?: In<N>): Promise<Out<N>> {
  const answer = await page.evaluate(
    ([name, input]) =>
      (window as unknown as { trailproof: { invoke(...asked: unknown[]): Promise<unknown> } }).trailproof.invoke(
        name,
        input,
      ),
    [name, input] as const,
  )
  const { ok, ...told } = answer as Answer<N>
  if (!ok) throw new Error(`${name}: ${JSON.stringify(told)}`)
  return (told as unknown as { value: Out<N> }).value
}
const openCase = async (page: Page) => (await ask(page, 'hello')).case
/** Counts of its log files, once they are judged. */
const openLogs = async (page: Page) => {
  const opened = await openCase(page)
  return opened === null || opened.isBeingJudged ? null : opened.integrity.logs
}
const openFile = async (page: Page) => (await openCase(page))?.caseFile?.path

/** In a file that lies under its name once it is whole. */
async function saveCase(page: Page, file: string): Promise<void> {
  await ask(page, 'saveCase', { file })
  await expect.poll(() => existsSync(file), patience).toBe(true)
}

test('the sample case is verified, asked by each engine, exported and saved; a second start hands over a case file', async () => {
  const home = ownFolder()
  const { page, faults, end } = await startPacked(['--sample'], home)
  // Workers from within the archive read, inflate, hash and judge folders that lie beside it.
  const logs = { verified: 220, unverified: 0, invalid: 1, missing: 1, uncovered: 1 }
  await expect.poll(() => openLogs(page), patience).toEqual(logs)

  // SQLite is WebAssembly in the archive, DuckDB native code beside it.
  const logins =
    "SELECT eventName, length(max(eventID)) AS n FROM events WHERE eventName LIKE 'ConsoleL%' GROUP BY eventName"
  for (const dialect of ['sqlite', 'athena'] as const) {
    const { rows, engine } = await ask(page, 'runSql', { sql: logins, limit: 10, dialect })
    expect({ rows, engine }).toEqual({
      rows: [['ConsoleLogin', 36]],
      engine: dialect === 'sqlite' ? 'sqlite' : 'duckdb',
    })
  }

  await page
    .getByRole('button', { name: /^Events/ })
    .first()
    .click()
  const filter = page.getByRole('combobox', { name: /^Filter:/ })
  await filter.fill('eventName=ConsoleLogin')
  await filter.press('Enter')
  await page.getByRole('heading', { name: /^\d+ of 3,813 events$/ }).waitFor()
  const file = join(home, 'logins.csv')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export events' })
  await dialog.getByRole('radio', { name: exportFormatFacts.csv.name, exact: true }).check()
  await dialog.getByRole('textbox', { name: 'File to write' }).fill(file)
  await dialog.getByRole('button', { name: /^Export \d+ events$/ }).click()
  const done = page.getByRole('dialog', { name: 'Exported' })
  await done.getByText(/events were written/).waitFor()
  await done.getByRole('button', { name: 'Close' }).last().click()
  const manifest = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')) as { export: { sha256: string } }
  expect(manifest.export.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'))

  // As a file manager starts it, with the name of the file alone (Desktop Entry Specification, `Exec`).
  const saved = join(home, 'of the sample.trailproof')
  await saveCase(page, saved)
  await ask(page, 'closeCase')
  expect(await once(runPacked([saved], home), 'exit')).toEqual([0, null])
  await expect.poll(() => openFile(page), patience).toBe(saved)
  expect(faults).toEqual([])
  expect(await end()).toBe(0)

  // The same where nothing runs yet.
  const again = await startPacked([saved], home)
  await expect.poll(() => openFile(again.page), patience).toBe(saved)
  expect(await again.end()).toBe(0)
})
