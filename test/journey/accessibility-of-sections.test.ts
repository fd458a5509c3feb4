import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { SectionId } from '../../src-renderer/app/sections.ts'
import { violations } from './axe.ts'
import { sampleCase } from './built.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

const themes = ['light', 'dark'] as const

/** Each section of which only a case has something to show, with what is there once it is drawn. */
const shown: readonly (readonly [SectionId, (page: Page) => Promise<unknown>])[] = [
  [
    'overview',
    (page) => page.getByRole('region', { name: 'What to look at first' }).getByRole('listitem').first().waitFor(),
  ],
  [
    'sessions',
    async (page) => {
      const rows = gridRows(page.getByRole('grid', { name: 'Sessions' }))
      await rows.first().click()
      await page.getByRole('tree', { name: 'Sessions of the chain' }).waitFor()
    },
  ],
  [
    'entities',
    async (page) => {
      await page.getByRole('button', { name: 'user/anna', exact: true }).click()
      await page.getByRole('article', { name: 'Actor user/anna' }).getByRole('listitem').first().waitFor()
    },
  ],
  ['dashboards', (page) => page.getByRole('region', { name: 'Regions' }).getByRole('row').nth(1).waitFor()],
  ['bookmarks', (page) => page.getByRole('main', { name: 'Bookmarks' }).getByRole('heading').first().waitFor()],
]

/** Controls that nobody can reach with a mouse: cut off by what holds them or by the window, where nothing scrolls to them. */
const clipped = (page: Page) =>
  page.evaluate(() => {
    const isCut = (control: Element): boolean => {
      const box = control.getBoundingClientRect()
      for (let held = control.parentElement; held !== null; held = held.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(held)
        const edge = held.getBoundingClientRect()
        const isWider = box.left < edge.left - 1 || box.right > edge.right + 1
        const isHigher = box.top < edge.top - 1 || box.bottom > edge.bottom + 1
        if ((isWider && ['hidden', 'clip'].includes(overflowX)) || (isHigher && ['hidden', 'clip'].includes(overflowY)))
          return true
        // What lies beyond is scrolled to.
        if (['auto', 'scroll'].includes(overflowX) || ['auto', 'scroll'].includes(overflowY)) return false
      }
      return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1
    }
    const controls = document.querySelectorAll('button, input, select, textarea, [role="tab"], [role="combobox"]')
    return [...controls]
      .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((control) => control.getBoundingClientRect().width > 1 && control.closest('.skip-link') === null)
      .filter(isCut)
      .map(
        (control) =>
          `${control.getAttribute('aria-label') ?? control.textContent} ${JSON.stringify(control.getBoundingClientRect())}`,
      )
  })

journey(
  'axe finds nothing in the sections of a case, light, dark and in high contrast; at 200 % nothing is cut off',
  { timeout: 240_000 },
  async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase })
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await gridRows(page.getByRole('grid', { name: 'Events' }))
      .first()
      .click()
    await page.getByRole('button', { name: 'Bookmark this event' }).click()
    await page.getByRole('button', { name: 'Remove the bookmark on this event' }).waitFor()
    const inLooks = async (what: string) => {
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme })
        expect.soft(await violations(page), `${what}, ${theme}`).toEqual([])
      }
    }
    for (const [section, isThere] of shown) {
      await goTo(page, section)
      await isThere(page)
      await inLooks(section)
    }
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog', { name: 'Go to' }).getByRole('option').first().waitFor()
    await inLooks('palette')
    await page.keyboard.press('Escape')

    await page.emulateMedia({ colorScheme: 'light' })
    // Of 1440 × 900, as the browser gives it.
    await page.setViewportSize({ width: 720, height: 450 })
    for (const section of [
      'events',
      'overview',
      'sessions',
      'entities',
      'integrity',
      'findings',
      'sql',
      'bookmarks',
      'dashboards',
      'sources',
    ] as const) {
      await goTo(page, section)
      const main = page.getByRole('main', { name: new RegExp(section, 'i') })
      await main.locator('h1, h2, h3, [role="grid"], [role="tab"]').first().waitFor()
      if (section === 'events')
        await gridRows(page.getByRole('grid', { name: 'Events' }))
          .first()
          .waitFor()
      expect.soft(await clipped(page), `200 %: ${section}`).toEqual([])
    }
  },
)
