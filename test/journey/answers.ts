import type { Page } from 'playwright-core'
import { investigate } from './analyst.ts'
import { type PlainEvent, plainEvents } from './plain-events.ts'
import { gridRows, inWindow } from './sight.ts'
import type { AppWindow, WindowOptions } from './window.ts'

/** A case in the window, and the same events read by plain code, which judges what the window says. */
export async function openInvestigation(openWindow: (options: WindowOptions) => Promise<AppWindow>, folder: string) {
  const events = plainEvents(folder)
  const { page } = await openWindow({ folder, section: 'first' })
  await page.getByRole('region', { name: 'How much' }).waitFor()
  return {
    events,
    page,
    ...answersIn(page, events),
    /** `most`: actions that the answer may take, from the overview of the case. */
    asks: (question: string, most: number, steps: Parameters<typeof investigate>[2]) =>
      investigate(page, { question, most }, steps),
  }
}

export const numbered = (count: number) => count.toLocaleString('en-US')
export const asRead = (values: readonly (readonly [string, number])[]) =>
  values.map(([value, count]) => [value, numbered(count)])
export const eventsWord = ({ length }: readonly PlainEvent[]) =>
  `${numbered(length)} ${length === 1 ? 'event' : 'events'}`
export const seen = (events: readonly PlainEvent[]) =>
  `Seen from ${inWindow(events[0]!.eventTime)} to ${inWindow(events.at(-1)!.eventTime)}`

/** Where the window gives its answers, as they are read there. */
function answersIn(page: Page, events: readonly PlainEvent[]) {
  const linesOf = (text: string) => text.split('\n').filter(Boolean)
  return {
    firstLook: (title: string | RegExp) =>
      page
        .getByRole('region', { name: 'What to look at first' })
        .getByRole('listitem')
        .filter({ has: page.getByText(title) })
        .first(),
    rows: gridRows(page.getByRole('grid', { name: 'Events' })),
    detail: page.getByRole('complementary', { name: 'Event detail' }),
    /** These of all events, and no others, are counted above the grid. */
    shows: (some: readonly PlainEvent[]) =>
      page.getByRole('heading', { name: `${numbered(some.length)} of ${eventsWord(events)}` }).waitFor(),
    /** The values of a card of an entity's page. */
    cardOf: async (title: string) => {
      const lines = page.getByRole('region', { name: title, exact: true }).getByRole('listitem')
      await lines.first().waitFor()
      return (await lines.allInnerTexts()).map(linesOf)
    },
    facts: () => page.locator('.entity-facts').innerText(),
    facet: async (column: string) => {
      const values = page.locator('.facet').filter({ has: page.getByRole('button', { name: column, exact: true }) })
      await values.locator('.facet-value').first().waitFor()
      return (await values.locator('.facet-choose').allInnerTexts()).map(linesOf)
    },
    facetTitle: (column: string) =>
      page.getByRole('complementary', { name: 'Facets' }).getByRole('button', { name: column, exact: true }),
    /** How many events each session of the chain has, the fewest first. */
    chain: async () => {
      const tracks = page.getByRole('tree', { name: 'Sessions of the chain' }).getByRole('treeitem')
      await tracks.first().waitFor()
      const labels = await tracks.evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''))
      return labels
        .map((label) => Number(/([\d,]+) events?$/.exec(label)![1]!.replaceAll(',', '')))
        .sort((a, b) => a - b)
    },
  }
}
