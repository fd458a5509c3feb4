import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { counted, type PlainEvent, plainEvents } from './plain-events.ts'
import { goTo } from './sight.ts'
import { journey } from './window.ts'

const events = plainEvents(sampleCase)
const grouped = (count: number) => count.toLocaleString('en-US')

/** The values of a card of the page, with their numbers, as they are read. */
async function cardOf(page: Page, title: string): Promise<readonly (readonly [string, string])[]> {
  const lines = page.getByRole('region', { name: title, exact: true }).getByRole('listitem')
  await lines.first().waitFor()
  return (await lines.allInnerTexts()).map((text) => text.split('\n').filter(Boolean) as [string, string])
}
const asRead = (values: readonly (readonly [string, number])[]) =>
  values.slice(0, 8).map(([value, count]) => [value, grouped(count)])

journey(
  'a page of an address tells what its events tell; a value leads to its own page, and back',
  async ({ openWindow }) => {
    const { page } = await openWindow({ folder: sampleCase })
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'entities')
    const addresses = counted(events, ({ sourceIPAddress }) => sourceIPAddress)
    expect(await cardOf(page, 'Source addresses')).toEqual(asRead(addresses))

    const ofUser = (name: string) => events.filter(({ userIdentity }) => userIdentity?.userName === name)
    const anna = ofUser('anna')
    await page.getByRole('button', { name: 'user/anna', exact: true }).click()
    const actor = page.getByRole('article', { name: 'Actor user/anna' })
    await actor.getByRole('button', { name: `Show ${grouped(anna.length)} events`, exact: true }).waitFor()
    const times = [anna[0]!, anna.at(-1)!].map(({ eventTime }) => eventTime.replace('T', ' '))
    expect(await actor.locator('.entity-facts').innerText()).toContain(`Seen from ${times[0]} to ${times[1]}`)
    expect(await cardOf(page, 'Operations')).toEqual(asRead(counted(anna, ({ eventName }) => eventName)))

    const [address] = counted(anna, ({ sourceIPAddress }) => sourceIPAddress)[0]!
    await page.getByRole('button', { name: address, exact: true }).click()
    const there = events.filter(({ sourceIPAddress }) => sourceIPAddress === address)
    const place = page.getByRole('article', { name: `Source address ${address}` })
    await place.getByRole('button', { name: `Show ${grouped(there.length)} events`, exact: true }).waitFor()
    const failed = ({ errorCode, errorMessage }: PlainEvent) => errorCode !== undefined || errorMessage !== undefined
    const writes = there.filter(({ readOnly }) => readOnly === false).length
    const facts = await place.locator('.entity-facts').innerText()
    expect(facts).toContain(writes === 0 ? 'no write' : `${grouped(writes)} write`)
    expect(facts).toContain(
      there.some(failed) ? `${grouped(there.filter(failed).length)} failed call` : 'no failed call',
    )

    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await actor.waitFor()
    await actor.getByRole('button', { name: `Show ${grouped(anna.length)} events`, exact: true }).click()
    await page.getByRole('heading', { name: `${grouped(anna.length)} of 3,813 events` }).waitFor()
  },
)

journey(
  'a key tells apart that it was issued and that it was used; the grid leads to its page',
  async ({ openWindow }) => {
    const issued = new Map(events.map((event) => [event.responseElements?.credentials?.accessKeyId, event.eventName]))
    const used = counted(events, ({ userIdentity }) => userIdentity?.accessKeyId)
    const [key, uses] = used.find(([each]) => issued.has(each))!
    const { page } = await openWindow({ folder: sampleCase })
    await page.getByRole('heading', { name: '3,813 events', exact: true }).waitFor()
    await goTo(page, 'entities')
    await page.getByLabel('Search all kinds of entities').fill(key)
    await page.getByRole('button', { name: key, exact: true }).click()
    const ways = page.getByRole('list', { name: 'How it takes part' }).getByRole('listitem')
    await expect.poll(() => ways.allInnerTexts()).toHaveLength(2)
    const [signed, wasIssued] = await ways.allInnerTexts()
    expect(signed).toContain(`${grouped(uses)} event${uses === 1 ? '' : 's'}: it signed the request`)
    expect(wasIssued).toContain('1 event: it was issued by the call')
    expect((await cardOf(page, 'Operations')).map(([name]) => name)).toContain(issued.get(key))

    await goTo(page, 'events')
    const grid = page.getByRole('grid', { name: 'Events' })
    const cell = grid.getByRole('row').nth(1).getByRole('gridcell').nth(6)
    const address = await cell.innerText()
    await cell.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Page of this source address' }).click()
    await page.getByRole('article', { name: `Source address ${address}` }).waitFor()
  },
)
