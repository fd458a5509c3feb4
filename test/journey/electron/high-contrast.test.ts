import { expect } from 'vitest'
import { goTo } from '../sight.ts'
import { shell } from './shell.ts'

shell('in the colours of the system each verdict is a shape of its own and a word', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] })
  await page.getByRole('contentinfo').getByText('3,813 events', { exact: true }).waitFor()
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
  await goTo(page, 'integrity')
  const marks = page
    .getByRole('main')
    .getByRole('button')
    .filter({ has: page.locator('.verdict-mark') })
  await marks.first().waitFor()
  const seen = await marks.evaluateAll((buttons) =>
    buttons.map((button) => {
      const mark = button.querySelector('.verdict-mark')!
      const { width } = mark.getBoundingClientRect()
      const shape = (mark.matches('svg') ? mark : mark.querySelector('svg'))!
      const ground = getComputedStyle(button).backgroundColor
      const drawn = [shape, ...shape.querySelectorAll('*')].map((each) => getComputedStyle(each))
      return {
        word: button.textContent!.replace(/[\d,\s]/g, ''),
        shape: [...shape.querySelectorAll('path, circle')].map((each) => each.outerHTML).join(''),
        isSeen:
          width > 8 &&
          drawn.some(({ fill, stroke }) => [fill, stroke].some((ink) => ink.startsWith('rgb(') && ink !== ground)),
      }
    }),
  )
  const words = new Set(seen.map(({ word }) => word))
  expect([...words]).toEqual(expect.arrayContaining(['verified', 'invalid', 'missing', 'uncovered']))
  expect(new Set(seen.map(({ shape }) => shape)).size).toBe(words.size)
  expect(seen.filter(({ isSeen }) => !isSeen)).toEqual([])
})
