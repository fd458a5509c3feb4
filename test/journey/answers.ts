import type { Page } from 'playwright-core'
import type { PlainEvent } from './plain-events.ts'
import { gridRows, inWindow } from './sight.ts'
import type { AppWindow, WindowOptions } from './window.ts'

/** Where the window gives its answers, as they are read there. */

export const numbered = (count: number) => count.toLocaleString('en-US')
export const asRead = (values: readonly (readonly [string, number])[]) =>
  values.map(([value, count]) => [value, numbered(count)])
export const eventsWord = ({ length }: readonly PlainEvent[]) =>
  `${numbered(length)} ${length === 1 ? 'event' : 'events'}`

export async function openAtOverview(openWindow: (options: WindowOptions) => Promise<AppWindow>, folder: string) {
  const { page } = await openWindow({ folder, section: 'first' })
  await page.getByRole('region', { name: 'How much' }).waitFor()
  return page
}

export const firstLook = (page: Page, title: string | RegExp) =>
  page
    .getByRole('region', { name: 'What to look at first' })
    .getByRole('listitem')
    .filter({ has: page.getByText(title) })
    .first()

export const grid = (page: Page) => gridRows(page.getByRole('grid', { name: 'Events' }))

export const shows = (page: Page, some: readonly PlainEvent[], all: readonly PlainEvent[]) =>
  page.getByRole('heading', { name: `${numbered(some.length)} of ${numbered(all.length)} events` }).waitFor()

/** The values of a card of an entity's page. */
export async function cardOf(page: Page, title: string) {
  const lines = page.getByRole('region', { name: title, exact: true }).getByRole('listitem')
  await lines.first().waitFor()
  return (await lines.allInnerTexts()).map((text) => text.split('\n').filter(Boolean))
}

export const factsOf = (page: Page) => page.locator('.entity-facts').innerText()
export const seen = (events: readonly PlainEvent[]) =>
  `Seen from ${inWindow(events[0]!.eventTime)} to ${inWindow(events.at(-1)!.eventTime)}`

export async function facet(page: Page, column: string) {
  const values = page.locator('.facet').filter({ has: page.getByRole('button', { name: column, exact: true }) })
  await values.locator('.facet-value').first().waitFor()
  return (await values.locator('.facet-choose').allInnerTexts()).map((text) => text.split('\n').filter(Boolean))
}
export const facetTitle = (page: Page, column: string) =>
  page.getByRole('complementary', { name: 'Facets' }).getByRole('button', { name: column, exact: true })

export const chain = async (page: Page) => {
  const tracks = page.getByRole('tree', { name: 'Sessions of the chain' }).getByRole('treeitem')
  await tracks.first().waitFor()
  const labels = await tracks.evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''))
  return labels.map((label) => Number(/([\d,]+) events?$/.exec(label)![1]!.replaceAll(',', ''))).sort((a, b) => a - b)
}
