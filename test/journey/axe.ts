import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Axe from 'axe-core'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }

/** Until then something is drawn pale, and may change. */
export const settled = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[aria-busy="true"], [role="progressbar"]') === null)

/** What the system may ask for, beside light or dark. */
const contrasts = {
  'contrast as usual': { contrast: 'no-preference', forcedColors: 'none' },
  'more contrast': { contrast: 'more', forcedColors: 'none' },
  'forced colours': { contrast: 'no-preference', forcedColors: 'active' },
} as const

/** What axe finds against WCAG 2.2 A and AA in what is on the screen, once that is whole: a rule and a contrast a line. */
export async function violations(page: Page, besides: readonly string[] = []): Promise<readonly string[]> {
  await settled(page)
  // As a script of the debugger: the content policy lets no other in.
  await page.evaluate(axeSource)
  const found: string[] = []
  for (const [name, contrast] of Object.entries(contrasts)) {
    await page.emulateMedia(contrast)
    found.push(...(await foundByAxe(page, besides)).map((line) => `${name}: ${line}`))
  }
  await page.emulateMedia(contrasts['contrast as usual'])
  return found
}

async function foundByAxe(page: Page, besides: readonly string[]): Promise<readonly string[]> {
  const { violations: found } = await page.evaluate(
    (options) =>
      (globalThis as unknown as { axe: typeof Axe }).axe.run(
        // Base UI's guards are stops of the Tab key that hand the focus on at once: nobody rests on them.
        { exclude: '[data-base-ui-focus-guard]' },
        options,
      ),
    rules,
  )
  return found
    .filter(({ id }) => !besides.includes(id))
    .map(
      ({ id, nodes }) =>
        `${id}, ${nodes.length} times, such as ${nodes[0]?.html.slice(0, 300)}: ${nodes[0]?.any[0]?.message ?? ''}`,
    )
}
