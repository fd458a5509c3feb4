import { expect } from 'vitest'
import { sampleCase } from './built.ts'
import { counted, plainEvents } from './plain-events.ts'
import { journey } from './window.ts'

const events = plainEvents(sampleCase)

journey('a case opens with what it is; numbers lead to what they count, and back', async ({ openWindow }) => {
  const { page } = await openWindow({ folder: sampleCase, section: 'first' })
  const howMuch = page.getByRole('region', { name: 'How much' })
  await howMuch.getByRole('button', { name: '3,813 events', exact: true }).waitFor()
  const [first, last] = [events[0]!, events.at(-1)!].map(({ eventTime }) => eventTime.replace('T', ' '))
  expect(await howMuch.innerText()).toContain(`from ${first} to ${last}`)
  expect(await howMuch.innerText()).toContain('3,819 records read = 3,813 events + 6 duplicates + 0 unparsed')

  const proven = page.getByRole('region', { name: 'How well proven' })
  await proven
    .getByText(/220 of 223 log files are consistent .*; 1 is invalid; 1 is missing; 1 is in no digest/)
    .waitFor()
  const missing = page.getByRole('region', { name: 'Missing or unread' })
  await missing.getByText('Every file that may hold CloudTrail events was read whole.').waitFor()
  await missing.getByText(/Missing or invalid: 3 gaps/).waitFor()

  const firstLook = page.getByRole('region', { name: 'What to look at first' })
  const findings = firstLook.getByRole('listitem')
  await findings.first().waitFor()
  expect(await findings.first().innerText()).toContain('high')
  await firstLook
    .getByRole('article')
    .getByText(/^user\/ci-deploy is behind/)
    .waitFor()

  const [region, count] = counted(events, ({ awsRegion }) => awsRegion)[0]!
  const regions = page.getByRole('region', { name: 'Regions' }).getByRole('listitem')
  await regions.first().waitFor()
  expect((await regions.first().innerText()).split('\n').filter(Boolean)).toEqual([
    region,
    count.toLocaleString('en-US'),
  ])

  const link = findings.first().getByRole('button', { name: / events?$/ })
  const behind = await link.innerText()
  await link.click()
  await page.getByRole('heading', { name: `${behind.replace(/ events?$/, '')} of 3,813 events` }).waitFor()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await howMuch.waitFor()
})
