import { expect } from 'vitest'
import { aTrail } from '../fixtures/trail.ts'
import { journey } from './window.ts'

journey(
  'a filter is typed with patterns, groups and times; it is undone, found again in the list, and there after a reload',
  async ({ openWindow }) => {
    const trail = await aTrail().hours(6).recordsPerLog(20).write()
    const records = trail.logs.flatMap((log) => log.records)
    const count = (holds: (record: (typeof records)[number]) => boolean) => records.filter(holds).length
    const { page, faults } = await openWindow({ folder: trail.folder, width: 1440 })
    await page.getByRole('button', { name: 'Events', exact: true }).first().click()
    const shows = (events: number) => page.getByRole('heading', { name: `${events} of 120 events` }).waitFor()
    const all = () => page.getByRole('heading', { name: '120 events', exact: true }).waitFor()
    await all()
    const filter = page.getByRole('combobox', { name: /^Filter:/ })
    const type = async (text: string) => {
      await filter.fill(text)
      await filter.press('Enter')
    }

    const lists = count(({ eventName }) => /^list/i.test(String(eventName)))
    expect(lists).toBeGreaterThan(0)
    await type('eventName=List*')
    await shows(lists)
    await page.getByRole('button', { name: 'Clear the filter' }).first().click()
    await all()

    const both = count(
      ({ eventName }) => /^(List|Get).*s$/i.test(String(eventName)) || /login/i.test(String(eventName)),
    )
    await type('eventName=~"^(List|Get).*s$" OR eventName~login')
    await shows(both)
    await page.getByRole('button', { name: /OR eventName contains login/ }).click()
    await page.getByRole('menuitem', { name: 'Turn into NOT' }).click()
    await shows(120 - both)

    await page.keyboard.press('Control+z')
    await shows(both)
    await type('eventName=~(')
    await page.getByText(/this group is not closed, at character 1/).waitFor()
    // The last good result stays.
    await page.getByText(`${both} of 120 events`).waitFor()
    await filter.fill('')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Earlier filters' }).click()
    await page.getByRole('button', { name: new RegExp(`^eventName\\*=List\\*.*${lists} events?$`) }).click()
    await shows(lists)
    await page.reload()
    await shows(lists)
    await page.getByRole('button', { name: 'eventName is like List*', exact: true }).waitFor()
    expect(faults).toEqual([])
  },
)

journey('what free text finds is marked in the grid and in the fields of the event', async ({ openWindow }) => {
  const trail = await aTrail().hours(2).recordsPerLog(20).write()
  const { page, faults } = await openWindow({ folder: trail.folder, width: 1440 })
  await page.getByRole('button', { name: 'Events', exact: true }).first().click()
  const marks = () => page.evaluate(() => [...(CSS.highlights.get('sought') ?? [])].map(String).length)
  const filter = page.getByRole('combobox', { name: /^Filter:/ })
  await filter.fill('amazonaws')
  await filter.press('Enter')
  await page.getByText(/ in columns · no more in records$/).waitFor()
  const inGrid = await page.getByRole('gridcell').getByText('amazonaws').count()
  expect(inGrid).toBeGreaterThan(0)
  await expect.poll(marks).toBeGreaterThanOrEqual(inGrid)
  const before = await marks()
  await page.getByRole('gridcell').getByText('amazonaws').first().click()
  await page.getByRole('complementary', { name: 'Event detail' }).getByText('eventSource').first().waitFor()
  await expect.poll(marks).toBeGreaterThan(before)
  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await expect.poll(marks).toBe(0)
  expect(faults).toEqual([])
})
