import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

journey('a case is taken to another engine: its tables are shown for Athena and Trino', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
  await goTo(page, 'sources')
  await page.getByRole('button', { name: 'Athena or Trino…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take this case to Athena or Trino' })
  const statements = dialog.getByLabel('Statements')
  await expect.poll(() => statements.innerText()).toContain('CREATE EXTERNAL TABLE cloudtrail_files')
  expect(await statements.innerText()).toContain("LOCATION 's3://example-audit-logs/AWSLogs/'")
  await dialog.getByLabel('First day (UTC)').fill('2020-01-01')
  await expect.poll(() => statements.innerText()).toContain("'projection.day.range' = '2020/01/01,")
  await dialog.getByRole('tab', { name: 'Trino' }).click()
  await expect.poll(() => statements.innerText()).toContain('SECURITY INVOKER')
  await dialog.getByRole('button', { name: 'Copy all statements' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})
