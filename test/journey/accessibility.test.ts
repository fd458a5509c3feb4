import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { ATrino, page as answer } from '../fixtures/a-trino.ts'
import { settled, violations } from './axe.ts'
import { sampleCase } from './built.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

const opened = (page: Page) => page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
const eventsGrid = (page: Page) => page.getByRole('grid', { name: 'Events' })
const inFocus = (page: Page) =>
  page.evaluate(() => {
    const held = document.activeElement
    return `${held?.getAttribute('role') ?? held?.tagName.toLowerCase()} ${held?.getAttribute('aria-label') ?? held?.textContent}`
  })

/** As in a window too busy to draw, until the function it gives is called. */
async function holdFrames(page: Page): Promise<() => Promise<void>> {
  const give = await page.evaluateHandle(() => {
    const request = window.requestAnimationFrame
    const held: FrameRequestCallback[] = []
    window.requestAnimationFrame = (callback) => -held.push(callback)
    return () => {
      window.requestAnimationFrame = request
      for (const callback of held) request(callback)
    }
  })
  return () => give.evaluate((giveFrames) => giveFrames())
}

describe.for(['light', 'dark'] as const)('axe finds nothing, %s', (theme) => {
  journey('in every section', { timeout: 240_000 }, async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase, theme })
    await opened(page)
    expect.soft(await violations(page), 'events').toEqual([])
    await gridRows(eventsGrid(page)).first().click()
    const detail = page.getByRole('complementary', { name: 'Event detail' })
    for (const tab of ['Fields', 'Record', 'Proof', 'Source']) {
      await detail.getByRole('tab', { name: tab }).click()
      await detail.getByRole('tabpanel', { name: tab }).waitFor()
      expect.soft(await violations(page), `detail: ${tab}`).toEqual([])
    }
    await page.keyboard.press('m')
    await detail.getByRole('button', { name: 'Add a note' }).click()
    expect.soft(await violations(page), 'detail: note').toEqual([])
    await goTo(page, 'bookmarks')
    await page.getByRole('heading', { name: '1 event is bookmarked' }).waitFor()
    expect.soft(await violations(page), 'bookmarks').toEqual([])
    await goTo(page, 'integrity')
    await page.getByRole('heading', { name: /log files are consistent with keys/ }).waitFor()
    const tabs = page.getByRole('main').getByRole('tab')
    for (let at = 0; at < (await tabs.count()); at++) {
      await tabs.nth(at).click()
      expect.soft(await violations(page), `integrity: ${await tabs.nth(at).innerText()}`).toEqual([])
    }
    await goTo(page, 'findings')
    await page.getByRole('article').first().waitFor()
    expect.soft(await violations(page), 'findings').toEqual([])
    await goTo(page, 'sql')
    await page.getByRole('button', { name: /^Run/ }).click()
    await page.getByRole('grid', { name: 'Result rows' }).waitFor()
    expect.soft(await violations(page), 'sql').toEqual([])
    await page.getByRole('button', { name: 'Chart', exact: true }).click()
    await page.getByRole('figure').waitFor()
    expect.soft(await violations(page), 'sql: chart').toEqual([])
    await goTo(page, 'sources')
    await gridRows(page.getByRole('grid', { name: 'Files' }))
      .first()
      .waitFor()
    expect.soft(await violations(page), 'sources').toEqual([])
  })

  journey('in a query with all that it can have', { timeout: 120_000 }, async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase, theme })
    await opened(page)
    await goTo(page, 'sql')
    const write = async (sql: string) => {
      await page.getByRole('textbox', { name: 'SQL query' }).focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(sql)
    }
    await page.getByRole('button', { name: 'New query' }).click()
    await write('SELECT eventName FROM FROM events WHERE eventSource = :service')
    await page.getByRole('combobox', { name: 'Value of service' }).fill('sts.amazonaws.com')
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('region', { name: 'Proposed repair' }).waitFor()
    expect.soft(await violations(page), 'repair').toEqual([])
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.getByRole('region', { name: 'Query plan' }).getByRole('listitem').first().waitFor()
    expect.soft(await violations(page), 'plan').toEqual([])
    await page.getByRole('button', { name: 'Save…' }).click()
    await page.getByRole('dialog').waitFor()
    expect.soft(await violations(page), 'save').toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    for (const name of ['Saved', 'History', 'Schema']) {
      await page.getByRole('tab', { name, exact: true }).click()
      await page.getByRole('complementary', { name: 'Side pane' }).getByRole('button').first().waitFor()
      expect.soft(await violations(page), name).toEqual([])
    }
  })

  journey('in a query that runs elsewhere', { timeout: 120_000 }, async ({ openWindow }) => {
    const data = [['s3://logs/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/05/a.json.gz']]
    const trino = await ATrino.answering(answer({ columns: [{ name: 'file', type: 'varchar' }], data }))
    const { page } = await openWindow({ folder: sampleCase, theme })
    await opened(page)
    await goTo(page, 'sql')
    await page.getByRole('button', { name: 'Here', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'On Trino, over the trail in S3' }).click()
    // It fades in: half of the way it has little contrast.
    await page.getByText('Reading the library…').waitFor({ state: 'detached' })
    expect.soft(await violations(page), 'no server').toEqual([])
    await page.getByRole('button', { name: 'Connection…' }).click()
    await page.getByRole('dialog').getByLabel('Server').fill(trino.endpoint)
    expect.soft(await violations(page), 'connection').toEqual([])
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('button', { name: /^Run/ }).click()
    await page.getByText('Answered by Trino at').waitFor()
    expect.soft(await violations(page), 'answer').toEqual([])
    await page.getByRole('button', { name: 'Estimate' }).click()
    await page.getByText('The engine told no plan that can be read.').waitFor()
    expect.soft(await violations(page), 'estimate').toEqual([])
    trino.end()
  })

  journey('in what floats', { timeout: 240_000 }, async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase, theme })
    await opened(page)
    await gridRows(eventsGrid(page)).first().getByRole('gridcell').nth(2).click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    expect.soft(await violations(page), 'menu').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Bars by/ }).click()
    await page.getByRole('menu').waitFor()
    expect.soft(await violations(page), 'columns of the timeline').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Options/ }).click()
    await page.getByLabel('As a table').check()
    expect.soft(await violations(page), 'options of the timeline').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: 'Timeline as a table' }).getByRole('table').waitFor()
    expect.soft(await violations(page), 'timeline as a table').toEqual([])
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('dialog', { name: 'Columns' }).waitFor()
    expect.soft(await violations(page), 'columns').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: /^Filter:/ }).click()
    await page.getByRole('option').first().waitFor()
    // The list hides the rest from readers of the screen, and closes as soon as the focus goes there.
    expect.soft(await violations(page, ['aria-hidden-focus']), 'suggestions').toEqual([])
    await page.keyboard.press('Escape')
    const detail = page.getByRole('complementary', { name: 'Event detail' })
    for (const at of [0, 1]) {
      await gridRows(eventsGrid(page)).nth(at).click()
      await detail.getByText(new RegExp(`^${at + 1} of`)).waitFor()
      await detail.getByRole('button', { name: 'Compare this event' }).click()
    }
    await detail.getByRole('button', { name: 'Around this event' }).click()
    await page.getByRole('dialog', { name: 'Around this event' }).waitFor()
    expect.soft(await violations(page), 'around').toEqual([])
    await page.keyboard.press('Escape')
    await detail.getByRole('button', { name: 'Compare 2' }).click()
    await page.getByRole('dialog', { name: 'Compare 2 events' }).getByRole('row').nth(1).waitFor()
    expect.soft(await violations(page), 'compare').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('dialog', { name: 'Export events' }).waitFor()
    expect.soft(await violations(page), 'dialog').toEqual([])
    await page.keyboard.press('Escape')
    await goTo(page, 'sql')
    await page.getByRole('button', { name: /^Run/ }).click()
    const result = page.getByRole('region', { name: 'Result' })
    await result.getByRole('columnheader').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy column' }).waitFor()
    expect.soft(await violations(page), 'menu of a title').toEqual([])
    await page.keyboard.press('Escape')
    await gridRows(result).first().getByRole('gridcell').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Only rows with this value' }).click()
    await result.getByRole('list', { name: 'Rows are filtered by' }).waitFor()
    expect.soft(await violations(page), 'filtered rows').toEqual([])
    await result.getByRole('button', { name: 'Export…' }).click()
    await page.getByRole('dialog', { name: 'Export the result' }).waitFor()
    expect.soft(await violations(page), 'export of a result').toEqual([])
  })

  journey('in the dialog that shows tables for other engines', async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase, theme })
    await goTo(page, 'sources')
    await page.getByRole('button', { name: 'Athena or Trino…' }).click()
    await page.getByLabel('Statements').waitFor()
    expect(await violations(page)).toEqual([])
  })

  journey('in the dialog that fetches', async ({ openWindow }) => {
    const { page } = await openWindow({ theme })
    await page.getByRole('button', { name: 'Fetch from S3…' }).click()
    await page.getByRole('dialog', { name: 'Fetch from S3' }).waitFor()
    expect.soft(await violations(page), 'fetch').toEqual([])
  })
})

journey('the grid is few Tab stops from the start, and the first leads there', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await opened(page)
  await page.keyboard.press('Tab')
  expect(await inFocus(page)).toBe('button Skip to the content')
  await page.keyboard.press('Enter')
  expect(await inFocus(page)).toBe('grid Events')

  await page.reload()
  await opened(page)
  let stops = 0
  do {
    await page.keyboard.press('Tab')
    stops++
  } while (stops < 40 && (await inFocus(page)) !== 'grid Events')
  expect(stops).toBeLessThanOrEqual(16)
})

journey('sorting and the menu of a cell without a mouse', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await opened(page)
  const grid = eventsGrid(page)
  const title = (name: string) => grid.getByRole('columnheader', { name })
  await grid.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => title('eventName').getAttribute('aria-sort')).toBe('ascending')
  await page.keyboard.press('Space')
  await expect.poll(() => title('eventName').getAttribute('aria-sort')).toBe('descending')

  await page.keyboard.press('ArrowDown')
  const selected = grid.getByRole('row', { selected: true })
  await settled(page)
  const value = await selected.getByRole('gridcell').nth(2).innerText()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menu', { name: 'Events' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  expect(await inFocus(page)).toBe('grid Events')
  await page.keyboard.press('Shift+F10')
  // A letter leads to the item. Of several, a menu takes each that comes late for the first of another name.
  await page.getByRole('menu', { name: 'Events' }).waitFor()
  await page.getByRole('menuitem', { name: 'Add this value to the filter' }).waitFor()
  await page.keyboard.press('a')
  await expect.poll(() => inFocus(page)).toBe('menuitem Add this value to the filter')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `eventName is ${value}`, exact: true }).waitFor()
})

journey('the focus returns to what opened a dialog', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await opened(page)
  await page.getByRole('button', { name: 'Export', exact: true }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Export events' })
  await dialog.waitFor()
  // At either end a guard beside the dialog hands the focus on in the next frame.
  const inDialog = () => dialog.evaluate((element) => element.contains(document.activeElement))
  for (let tabs = 0; tabs < 30; tabs++) {
    await page.keyboard.press('Tab')
    await expect.poll(inDialog, { timeout: 30_000 }).toBe(true)
  }
  const giveFrames = await holdFrames(page)
  for (let tabs = 0; tabs < 30; tabs++) {
    await page.keyboard.press('Tab')
    expect(await dialog.evaluate(({ parentElement }) => parentElement!.contains(document.activeElement))).toBe(true)
  }
  expect(await inDialog()).toBe(false)
  await giveFrames()
  await expect.poll(inDialog, { timeout: 30_000 }).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await inFocus(page)).toBe('button Export')

  await page.getByRole('button', { name: 'More about the filter' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => inFocus(page), { timeout: 30_000 }).toBe('menuitem Edit filter as text')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Filter as text' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await inFocus(page)).toBe('button More about the filter')
})
