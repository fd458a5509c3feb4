import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

const settled = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[aria-busy="true"], [role="progressbar"]') === null)
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const eventsGrid = (page: Page) => page.getByRole('grid', { name: 'Events' })

async function opened(page: Page) {
  await goTo(page, 'events')
  await heading(page, '3,813 events').waitFor()
  await settled(page)
}

/** The one in whose menu it is, as the window tells how many events it leaves. */
const shownEvents = async (page: Page) => {
  await settled(page)
  return page.getByRole('region', { name: 'Events', exact: true }).getByRole('heading').first().innerText()
}

journey('from a key among others to all that was done with it, by keys alone, and back', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await opened(page)
  // What is narrowed down to first: the failed calls of one user.
  const box = page.getByRole('combobox', { name: /filter/i })
  await box.fill('actor=user/ci-deploy errorCode=*')
  await box.press('Enter')
  await heading(page, '52 of 3,813 events').waitFor()

  // The key is in no column that is shown: it becomes one, from the menu of its facet it is all that is asked for.
  await page.getByRole('button', { name: 'accessKeyId', exact: true }).click()
  const values = page.getByRole('button', { name: /^AKIA/ })
  await values.first().focus()
  const key = (await values.first().innerText()).split('\n')[0]!
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Only events with this value' }).waitFor()
  await page.keyboard.press('o')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `accessKeyId is ${key}`, exact: true }).waitFor()
  expect(await page.getByRole('button', { name: /^(actor|errorCode) is/ }).count()).toBe(0)
  expect(await shownEvents(page)).toBe('84 of 3,813 events')
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await heading(page, '52 of 3,813 events').waitFor()
})

journey('errors are gone through by a letter, and a time is gone to', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase })
  await opened(page)
  const grid = eventsGrid(page)
  const selected = grid.getByRole('row', { selected: true })
  await grid.focus()
  const met: (string | null)[] = []
  for (let k = 0; k < 3; k++) {
    await page.keyboard.press('e')
    await expect
      .poll(async () => (await selected.count()) === 1 && (await selected.getAttribute('aria-rowindex')))
      .not.toBe(met.at(-1) ?? false)
    met.push(await selected.getAttribute('aria-rowindex'))
    // The line is reached before its event is here.
    await selected.getByRole('img', { name: /^error / }).waitFor()
  }
  expect(met.map(Number)).toEqual(met.map(Number).toSorted((a, b) => a - b))
  await page.keyboard.press('Shift+E')
  await expect.poll(() => selected.getAttribute('aria-rowindex')).toBe(met[1])

  await page.getByRole('button', { name: 'Go to', exact: true }).click()
  await page.getByRole('textbox', { name: 'Time (UTC)' }).fill('noon')
  await page.keyboard.press('Enter')
  await page.getByText(/“noon” is no time/).waitFor()
  await page.getByRole('textbox', { name: 'Time (UTC)' }).fill('2025-03-12 03:00')
  await page.keyboard.press('Enter')
  await expect.poll(() => selected.innerText()).toMatch(/2025-03-12 0[3-9]:/)
})

journey(
  'rows that are selected together are copied; the detail lies below, and is there again',
  async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase })
    await opened(page)
    await gridRows(eventsGrid(page)).nth(2).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('2 rows selected').waitFor()
    const right = (await page.getByRole('complementary', { name: 'Event detail' }).boundingBox())!
    await page.getByRole('button', { name: 'View of the events' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Detail below' }).click()
    const below = (await page.getByRole('complementary', { name: 'Event detail' }).boundingBox())!
    expect(below.y).toBeGreaterThan(right.y)
    expect(below.width).toBeGreaterThan(right.width)
    await page.reload()
    await eventsGrid(page).waitFor()
    await settled(page)
    await gridRows(eventsGrid(page)).nth(2).click()
    const again = (await page.getByRole('complementary', { name: 'Event detail' }).boundingBox())!
    expect(again.width).toBe(below.width)
  },
)
