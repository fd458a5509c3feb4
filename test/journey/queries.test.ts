import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const opened = { folder: sampleCase }

/** Monaco draws blanks that do not break. */
const shownText = async (page: Page) => (await page.getByRole('code').innerText()).replaceAll('\u00a0', ' ')

journey(
  'two queries in two tabs, each with its rows; texts stay through another section and a reload',
  async ({ openWindow }) => {
    const { page } = await openWindow(opened)
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'sql')
    const editor = page.getByRole('textbox', { name: 'SQL query' })
    const result = page.getByRole('region', { name: 'Result' })
    const write = async (sql: string) => {
      await editor.focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(sql)
    }
    await write("SELECT 'of the first' AS tab")
    await page.keyboard.press('ControlOrMeta+Enter')
    await result.getByText('of the first').waitFor()
    await page.getByRole('button', { name: 'New query' }).click()
    await write("SELECT 'of the second' AS tab;\nSELECT 'of its other statement' AS tab")
    // The cursor is in the second statement, which runs alone.
    await page.keyboard.press('ControlOrMeta+Enter')
    await result.getByText('of its other statement').waitFor()

    // Without a mouse: tabs are gone along by arrow keys.
    const tabs = page.getByRole('tablist', { name: 'Queries' })
    await tabs.getByRole('tab', { selected: true }).focus()
    await page.keyboard.press('ArrowLeft')
    await result.getByText('of the first').waitFor()
    await goTo(page, 'events')
    await goTo(page, 'sql')
    await result.getByText('of the first').waitFor()
    expect(await shownText(page)).toContain('of the first')

    // Rows are those of a window; texts and history outlive it.
    await page.reload()
    await page.getByText('Run a query to see results', { exact: false }).waitFor()
    expect(await tabs.getByRole('tab').allInnerTexts()).toHaveLength(2)
    await page.getByRole('tab', { name: 'History' }).click()
    await page
      .getByRole('region', { name: 'History' })
      .getByRole('button', { name: /of its other statement/ })
      .click()
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+Enter')
    await result.getByText('of its other statement').waitFor()
    expect(await tabs.getByRole('tab').allInnerTexts()).toHaveLength(3)
  },
)

journey(
  'a query of CloudTrail Lake runs as it is published, and an error is marked where it is',
  async ({ openWindow }) => {
    const { page } = await openWindow(opened)
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'sql')
    const result = page.getByRole('region', { name: 'Result' })
    const write = async (sql: string) => {
      await page.getByRole('textbox', { name: 'SQL query' }).focus()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(sql)
    }
    await write(
      "SELECT userIdentity.arn, count(*) AS calls FROM $EDS_ID WHERE eventTime > '2020-01-01 00:00:00' GROUP BY userIdentity.arn ORDER BY calls DESC LIMIT 3",
    )
    await page.getByRole('button', { name: 'Lake', exact: true }).waitFor()
    await page.keyboard.press('ControlOrMeta+Enter')
    await result.getByText(/^3 rows in /).waitFor()
    await result.getByTitle('Answered from the columns of events', { exact: false }).waitFor()

    await write('SELECT eventName FROM $EDS_ID\nWHERE (readOnly = true')
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('alert').getByText('The bracket ( has no other one.', { exact: false }).waitFor()
    await page.locator('.squiggly-error').waitFor({ state: 'attached' })
  },
)

journey(
  'a parameter is asked for, with the values of its column; format keeps the answer; the query is saved',
  async ({ openWindow }) => {
    const { page } = await openWindow(opened)
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'sql')
    const editor = page.getByRole('textbox', { name: 'SQL query' })
    const result = page.getByRole('region', { name: 'Result' })
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(
      'select count(*) as calls from events where eventSource=:service and eventTime between :from and :until',
    )
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('alert').getByText('The parameter service has no value.').waitFor()
    await page.keyboard.type('sts')
    await page.getByRole('option', { name: /sts\.amazonaws\.com/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Value of from' }).fill('2000-01-01')
    await page.getByRole('combobox', { name: 'Value of until' }).fill('2100-01-01')
    await page.keyboard.press('ControlOrMeta+Enter')
    await result.getByText(/1 row in /).waitFor()
    const calls = () => result.getByRole('gridcell').first().innerText()
    const before = await calls()
    expect(Number(before)).toBeGreaterThan(0)

    await editor.focus()
    await page.keyboard.press('Shift+Alt+F')
    await expect.poll(() => shownText(page)).toContain('WHERE eventSource = :service')
    await page.keyboard.press('ControlOrMeta+Enter')
    await result.getByText(/1 row in /).waitFor()
    expect(await calls()).toBe(before)

    await page.keyboard.press('ControlOrMeta+S')
    await page.getByRole('textbox', { name: 'Name' }).fill('Calls of a service')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Calls of a service', exact: true }).waitFor()
    await page.reload()
    await page.getByRole('tab', { name: 'Saved', exact: true }).click()
    await page
      .getByRole('region', { name: 'Saved queries' })
      .getByRole('button', { name: /^Calls of a service/ })
      .waitFor()
  },
)

journey(
  'values are suggested within quotes, a name says on hover what it means, and the plan is told in words',
  async ({ openWindow }) => {
    const { page } = await openWindow(opened)
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'sql')
    const editor = page.getByRole('textbox', { name: 'SQL query' })
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText('SELECT count(*) FROM events WHERE eventName = ')
    await page.keyboard.type("'Assume")
    const suggestion = page.getByRole('option', { name: /^AssumeRole,/ })
    await suggestion.waitFor()
    await suggestion.click()
    await expect.poll(() => shownText(page)).toContain("eventName = 'AssumeRole'")
    await page.getByText('eventName', { exact: true }).first().hover()
    await page.getByText('The requested action, one of the API operations of the service.').waitFor()
    await page.getByRole('button', { name: 'Explain' }).click()
    const plan = page.getByRole('region', { name: 'Query plan' })
    await plan.getByText('Counts events by the codes of their values; SQLite reads no row.').waitFor()
    await plan.getByRole('button', { name: 'Close the plan' }).click()
    await page.getByText('Run a query to see results', { exact: false }).waitFor()
  },
)
