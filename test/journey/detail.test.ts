import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { root, sampleCase } from './built.ts'
import { type PlainEvent, plainEvents } from './plain-events.ts'
import { goTo, gridRows } from './sight.ts'
import { journey } from './window.ts'

const minuteMs = 60_000
const timeOf = ({ eventTime }: PlainEvent) => Date.parse(eventTime)
const grouped = (count: number) => count.toLocaleString('en-US')

/** The events of the case at this line of the grid that filter text leaves, with its detail open. */
async function openLine(page: Page, text: string, line: number) {
  await goTo(page, 'events')
  const input = page.getByRole('combobox').first()
  await input.fill(text)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await page.getByRole('heading', { name: /^[\d,]+ of [\d,]+ events$/ }).waitFor()
  await gridRows(page.getByRole('grid', { name: 'Events' }))
    .and(page.locator(`[data-index="${line}"]`))
    .click()
  await detail.getByText(new RegExp(`^${line + 1} of`)).waitFor()
  return detail
}

/** How many events the heading of the grid tells, once it is this many. */
const shows = (page: Page, count: number, of: number) =>
  page.getByRole('heading', { name: `${grouped(count)} of ${grouped(of)} events` }).waitFor()

journey('what happened around a denied call, in two actions; back returns to the filter', async ({ openWindow }) => {
  const events = plainEvents(sampleCase)
  const { page } = await openWindow({ folder: sampleCase })
  const denied = events.filter(({ errorCode }) => errorCode === 'AccessDenied')
  const detail = await openLine(page, 'errorCode=AccessDenied', 3)
  await shows(page, denied.length, events.length)
  const [event] = denied.slice(3)

  await detail.getByRole('button', { name: 'Around this event' }).click()
  await page.getByRole('button', { name: 'All events, 5 minutes before and after' }).click()
  const near = events.filter((other) => {
    const ms = timeOf(other) - timeOf(event!)
    return ms >= -5 * minuteMs && ms < 5 * minuteMs
  })
  await shows(page, near.length, events.length)
  await detail.getByRole('heading', { name: event!.eventName, level: 2 }).waitFor()

  await detail.getByRole('button', { name: 'Around this event' }).click()
  await page.getByRole('button', { name: 'Same access key, 1 hour before and after' }).click()
  const ofKey = events.filter(
    (other) =>
      other.userIdentity?.accessKeyId === event!.userIdentity?.accessKeyId &&
      Math.abs(timeOf(other) - timeOf(event!) + 0.5) <= 60 * minuteMs,
  )
  await shows(page, ofKey.length, events.length)

  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await shows(page, denied.length, events.length)
})

journey('two calls of a role are compared, and a value of the record filters', async ({ openWindow }) => {
  const events = plainEvents(sampleCase)
  const { page } = await openWindow({ folder: sampleCase })
  const detail = await openLine(page, 'eventName=AssumeRole', 0)
  await detail.getByRole('button', { name: 'Compare this event' }).click()
  await page.keyboard.press('Alt+ArrowDown')
  await detail.getByText(/^2 of/).waitFor()
  await detail.getByRole('button', { name: 'Compare this event' }).click()
  await detail.getByRole('button', { name: 'Compare 2' }).click()
  const compared = page.getByRole('dialog', { name: 'Compare 2 events' })
  await compared.getByRole('row', { name: /^requestParameters\.roleArn/ }).waitFor()
  expect(await compared.getByRole('row', { name: /^eventName/ }).count()).toBe(0)
  await compared.getByRole('checkbox', { name: 'Show what is equal, too' }).check()
  expect(await compared.getByRole('row', { name: /^eventName/ }).count()).toBe(1)
  await page.keyboard.press('Escape')

  await detail.getByRole('tab', { name: 'Record' }).click()
  const [, second] = events.filter(({ eventName }) => eventName === 'AssumeRole')
  const address = second!.sourceIPAddress!
  await detail.getByRole('textbox', { name: 'Find in the record' }).fill(address)
  await detail
    .getByRole('button', { name: `"${address}"` })
    .and(detail.getByTitle('sourceIPAddress', { exact: true }))
    .click()
  await page.getByRole('menuitem', { name: 'Only events with this value' }).click()
  await shows(page, events.filter(({ sourceIPAddress }) => sourceIPAddress === address).length, events.length)
})

const invictus = join(root, '../shared/data/real/invictus-aws-dataset')

if (existsSync(invictus))
  journey(
    'Invictus: each key that bert-jan created is named in the result, one press from the next',
    async ({ openWindow }) => {
      const created = plainEvents(invictus).filter(
        ({ eventName, errorCode, userIdentity }) =>
          eventName === 'CreateAccessKey' && errorCode === undefined && userIdentity?.userName === 'bert-jan',
      )
      const keys = created.map(({ responseElements }) => {
        const { accessKey } = responseElements as unknown as { readonly accessKey: { readonly accessKeyId: string } }
        return accessKey.accessKeyId
      })
      expect(keys.length).toBeGreaterThan(1)
      const { page } = await openWindow({ folder: invictus })
      const detail = await openLine(page, 'eventName=CreateAccessKey userName=bert-jan isError=false', 0)
      const shown: string[] = []
      for (const [at] of keys.entries()) {
        await detail.getByText(`${at + 1} of ${keys.length}`).waitFor()
        const result = detail.locator('.question', { hasText: 'issued access key' })
        shown.push((await result.innerText()).match(/A[KS]IA\w+/)![0])
        if (at + 1 < keys.length) await detail.getByRole('button', { name: 'Next event' }).click()
      }
      expect(shown).toEqual(keys)
    },
  )
