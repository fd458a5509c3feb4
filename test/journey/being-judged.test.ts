import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { goTo, gridRows, statusOf } from './sight.ts'
import { journey } from './window.ts'

journey.for([
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 900 },
] as const)(
  'events are looked at while their files are verified; verdicts fill in where one looks ($theme, $width wide)',
  async (look, { openWindow }) => {
    const window = await openWindow(look)
    const { page } = window
    const giveVerdicts = await window.holdVerdicts()
    await window.chooseFolder(sampleCase)
    const claims = page.getByText(/(\d% |^)(verified|unverified|invalid|uncovered)$|% of hours proven/)

    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await page.getByRole('region', { name: 'Timeline' }).waitFor()
    expect(await statusOf(page)).toContain('Files are being verified')
    await page.getByText('Coverage: verifying…').waitFor()
    await page.getByRole('button', { name: 'Errors', exact: true }).click()
    const narrowed = page.getByRole('heading', { name: /^\d+ of 3,813 events$/ })
    const shown = await narrowed.innerText()
    await gridRows(page.getByRole('grid', { name: 'Events' }))
      .nth(5)
      .click()
    const detail = page.getByRole('complementary', { name: 'Event detail' })
    const eventName = await detail.getByRole('heading', { level: 2 }).innerText()
    await detail.getByText('Its log file is being verified').waitFor()
    await detail.getByRole('tab', { name: 'Proof' }).click()
    await detail.getByText(/^Files are still being verified\. What proves or disproves this event/).waitFor()
    expect(await claims.count()).toBe(0)

    const waiting = page.getByRole('main').getByText(/^Files are still being verified\. /)
    for (const section of ['integrity', 'findings'] as const) {
      await goTo(page, section)
      await waiting.first().waitFor()
      expect(await claims.count()).toBe(0)
    }
    await goTo(page, 'sql')
    await page.getByRole('textbox', { name: 'SQL query' }).focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText('SELECT count(*) AS n FROM events')
    await page.keyboard.press('ControlOrMeta+Enter')
    await gridRows(page.getByRole('grid', { name: 'Result rows' }))
      .first()
      .getByText('3813')
      .waitFor()
    await goTo(page, 'sources')
    await page.getByText('being verified', { exact: true }).first().waitFor()
    expect(await claims.count()).toBe(0)

    await goTo(page, 'events')
    await detail.getByRole('tab', { name: 'Proof' }).click()
    await giveVerdicts()
    await detail.getByRole('listitem').first().waitFor()
    expect(await detail.getByRole('heading', { level: 2 }).innerText()).toBe(eventName)
    expect(await narrowed.innerText()).toBe(shown)
    await page.getByText(/% of hours proven/).waitFor()
    expect(await statusOf(page)).toMatch(/\d% verified/)
    await goTo(page, 'integrity')
    await page.getByRole('heading', { name: /log files are consistent with keys/ }).waitFor()
    await goTo(page, 'sources')
    await page.getByText('verified', { exact: true }).first().waitFor()
    expect(await page.getByText('being verified').count()).toBe(0)
  },
)
