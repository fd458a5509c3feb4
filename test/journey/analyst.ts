import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { goTo, gridRows } from './sight.ts'

/**
 * Does what an analyst does, and counts it: each click, each text that is typed and confirmed, each key. A menu that is
 * opened and the entry that is chosen in it are two.
 */
export interface Analyst {
  click(at: Locator, options?: Parameters<Locator['click']>[0]): Promise<void>
  /** A value's menu by the right button, or that of a button by the left one, and an entry of it. */
  choose(of: Locator, entry: string | RegExp, button?: 'left' | 'right'): Promise<void>
  /** Types filter text, wherever the window is. */
  filter(text: string): Promise<void>
  /** Types where the focus is, and confirms by the key. */
  type(text: string, confirm?: string): Promise<void>
  press(key: string): Promise<void>
}

interface Investigation {
  readonly question: string
  /** The most actions that the answer may take, from the overview of the case. */
  readonly most: number
}

/** Begins in the overview without a filter, and fails where the answer took more actions than it may. */
export async function investigate(
  page: Page,
  { question, most }: Investigation,
  steps: (analyst: Analyst) => Promise<void>,
): Promise<void> {
  await toTheStart(page)
  let actions = 0
  const counted =
    <A extends readonly unknown[]>(act: (...args: A) => Promise<void>, cost = 1) =>
    (...args: A) => {
      actions += cost
      return act(...args)
    }
  await steps({
    click: counted((at, options) => at.click(options)),
    choose: counted(async (of, entry, button = 'right') => {
      await of.click({ button })
      await page.getByRole('menuitem', { name: entry }).click()
    }, 2),
    filter: counted(async (text) => {
      await page.keyboard.press('/')
      await page.keyboard.insertText(text)
      await page.keyboard.press('Enter')
    }),
    type: counted(async (text, confirm = 'Enter') => {
      await page.keyboard.insertText(text)
      await page.keyboard.press(confirm)
    }),
    press: counted((key) => page.keyboard.press(key)),
  })
  expect(actions, question).toBeLessThanOrEqual(most)
}

/** What an investigation leaves behind is no part of the next. */
async function toTheStart(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await goTo(page, 'overview')
  // All events: the filter is cleared by what leads to them.
  await page.getByRole('region', { name: 'How much' }).getByRole('button').first().click()
  await gridRows(page.getByRole('grid', { name: 'Events' }))
    .first()
    .waitFor()
  await goTo(page, 'overview')
  await page.getByRole('region', { name: 'What to look at first' }).getByRole('listitem').first().waitFor()
}
