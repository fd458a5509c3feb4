import { expect } from 'vitest'
import { aTrail } from '../fixtures/trail.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

/** Seven seconds of a core: much longer on a busy machine. */
const longQuery = { timeout: 180_000 }
const story = 'the rows of a long query are there while it runs; cancelled, they stay as a part'

journey(story, { timeout: 240_000 }, async ({ openWindow }) => {
  const trail = await aTrail().hours(6).recordsPerLog(50).write()
  const { page } = await openWindow({ folder: trail.folder })
  await page.getByRole('heading', { name: '300 events', exact: true }).waitFor()
  await goTo(page, 'sql')

  const editor = page.getByRole('textbox', { name: 'SQL query' })
  const result = page.getByRole('region', { name: 'Result' })
  const grid = result.getByRole('grid', { name: 'Result rows' })
  const run = async (sql: string) => {
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(sql)
    await page.keyboard.press('ControlOrMeta+Enter')
  }

  const endless = 'SELECT count(*), NULL FROM events a, events b, events c, events d, events e'
  await run(`SELECT id, 'of the first' AS query FROM events UNION ALL ${endless}`)
  await result.getByText('300 rows so far').waitFor()
  await gridRows(grid).first().getByText('of the first').waitFor()
  const toFile = result.getByRole('button', { name: 'Export…' })
  expect(await toFile.count()).toBe(0)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await result.getByText('Cancelled after 300 rows: not the whole answer').waitFor()
  await toFile.waitFor()
  await gridRows(grid).first().getByText('of the first').waitFor()

  // Its last row takes millions of others to find: seconds, in which its first rows can be read.
  const long = "SELECT count(*), 'of the second' FROM events a, events b, events c, events d WHERE a.id <= 2"
  await run(`SELECT id, 'of the second' AS query FROM events UNION ALL ${long}`)
  await result.getByText('300 rows so far').waitFor()
  expect(await grid.getByText('of the first').count()).toBe(0)
  await grid.evaluate((scroller) => (scroller.scrollTop = 2600))
  await grid.getByText('101', { exact: true }).waitFor()
  await result.getByText(/^301 rows in /).waitFor(longQuery)
  expect(await grid.evaluate(({ scrollTop }) => scrollTop)).toBe(2600)
  expect(await grid.getByText('101', { exact: true }).isVisible()).toBe(true)
})
