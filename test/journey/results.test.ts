import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

async function run(page: Page, sql: string): Promise<Locator> {
  await page.getByRole('textbox', { name: 'SQL query' }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(sql)
  await page.keyboard.press('ControlOrMeta+Enter')
  const result = page.getByRole('region', { name: 'Result' })
  await result.getByText(/ rows? in /).waitFor()
  return result
}
/** The texts of a column, from the rows in view. */
const columnOf = async (result: Locator, at: number): Promise<readonly string[]> => {
  const rows = gridRows(result.getByRole('grid', { name: 'Result rows' }))
  return Promise.all((await rows.all()).map((row) => row.getByRole('gridcell').nth(at).innerText()))
}

journey(
  'rows are put in order, filtered and drawn; a look at their events leaves the result and the filter as they were',
  async ({ openWindow }) => {
    const trail = await aTrail().hours(6).recordsPerLog(20).editRecord(2).write()
    const { page } = await openWindow({ folder: trail.folder })
    await page.getByRole('heading', { name: '120 events', exact: true }).waitFor()
    const filter = page.getByRole('combobox', { name: /^Filter:/ })
    await filter.fill('eventName!=ListBuckets')
    await filter.press('Enter')
    const heading = page.getByRole('heading', { name: /^\d+ of 120 events$/ })
    await heading.waitFor()
    const shown = Number((await heading.innerText()).split(' ')[0])

    // What the filter shows is a view.
    await goTo(page, 'sql')
    const counted = await run(page, 'SELECT eventName, count(*) AS n FROM shown GROUP BY 1 ORDER BY 1')
    await counted.getByText('eventName!=ListBuckets').waitFor()
    const names = await columnOf(counted, 0)
    const counts = (await columnOf(counted, 1)).map(Number)
    expect(names).not.toContain('ListBuckets')
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shown)

    // Numbers are ordered as numbers, by a title, and back.
    const title = counted.getByRole('columnheader', { name: 'n', exact: true })
    await title.click()
    expect((await columnOf(counted, 1)).map(Number)).toEqual(counts.toSorted((a, b) => a - b))
    await title.click()
    expect((await columnOf(counted, 1)).map(Number)).toEqual(counts.toSorted((a, b) => b - a))
    await title.click()
    expect(await columnOf(counted, 0)).toEqual(names)

    // Rows are filtered by text and by a value.
    const name = names.at(-1)!
    await counted.getByRole('textbox', { name: 'Filter these rows' }).fill(name.toLowerCase())
    expect(await columnOf(counted, 0)).toEqual(names.filter((each) => each.includes(name)))
    await counted.getByRole('textbox', { name: 'Filter these rows' }).fill('')
    await gridRows(counted).first().getByRole('gridcell').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'No rows with this value' }).click()
    expect(await columnOf(counted, 0)).toEqual(names.slice(1))

    // One click draws them.
    await counted.getByRole('button', { name: 'Chart' }).click()
    await counted
      .getByRole('figure', { name: 'n by eventName' })
      .locator('text', { hasText: names[1]! })
      .first()
      .waitFor()
    await counted.getByRole('combobox', { name: 'Chart', exact: true }).selectOption('Single value')
    await counted.getByRole('figure', { name: 'n', exact: true }).getByText(`${counts[1]}`).waitFor()
    await counted.getByRole('button', { name: 'Chart' }).click()

    // The events of a value, and back to the same rows; the filter is as it was.
    await gridRows(counted).first().getByRole('gridcell').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Only events with this value' }).click()
    await page.getByRole('heading', { name: /^\d+ of 120 events$/ }).waitFor()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    expect(await columnOf(counted, 0)).toEqual(names.slice(1))
    await goTo(page, 'events')
    await page.getByRole('heading', { name: `${shown} of 120 events` }).waitFor()

    // All events that rows name, and what is proven of them.
    await goTo(page, 'sql')
    const ids = await run(page, "SELECT eventID FROM events WHERE logVerdict = 'invalid' LIMIT 12")
    await ids.getByText('Rows name 12 events:').waitFor()
    await ids.getByText('12 invalid').waitFor()
    await ids.getByRole('button', { name: 'Show events' }).click()
    await page.getByRole('heading', { name: '12 of 120 events' }).waitFor()
    await page.keyboard.press('Alt+ArrowLeft')
    await ids.getByText('Rows name 12 events:').waitFor()
  },
)

journey('all rows of a query are written, beyond those on screen, by keys alone', async ({ openWindow }) => {
  const trail = await aTrail().hours(6).recordsPerLog(20).write()
  const { page } = await openWindow({ folder: trail.folder })
  await page.getByRole('heading', { name: '120 events', exact: true }).waitFor()
  await goTo(page, 'sql')
  const sql = 'SELECT a.id AS a, b.id AS b FROM events a, events b'
  const result = await run(page, sql)
  await result.getByText('Only the first 10,000 rows: the query has more').waitFor()
  await result.getByRole('button', { name: 'Export…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Export the result' })
  const folder = temporaryFolder()
  const file = join(folder, 'pairs.ndjson')
  await dialog.getByRole('radio', { name: /^NDJSON/ }).focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('textbox', { name: 'File to write' }).fill(file)
  await dialog.getByRole('button', { name: 'Export all rows' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Exported' }).getByText('14,400 rows were written.').waitFor()

  expect(readdirSync(folder).sort()).toEqual(['pairs.ndjson', 'pairs.ndjson.manifest.json'])
  const bytes = readFileSync(file)
  const rows = bytes.toString().trimEnd().split('\n')
  expect(rows).toHaveLength(120 * 120)
  expect(JSON.parse(rows.at(-1)!)).toEqual({ a: 120, b: 120 })
  const { export: written, query } = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
  expect(written).toMatchObject({ rows: 14_400, sha256: createHash('sha256').update(bytes).digest('hex') })
  expect(query).toMatchObject({ sql, dialect: 'sqlite' })
})
