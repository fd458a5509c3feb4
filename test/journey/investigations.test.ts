import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { absencesTitle } from '../../src-shared/words/absences.ts'
import { temporaryFolder } from '../fixtures/trail.ts'
import { investigate } from './analyst.ts'
import {
  asRead,
  cardOf,
  chain,
  eventsWord,
  facet,
  facetTitle,
  factsOf,
  firstLook,
  grid,
  numbered,
  openAtOverview,
  seen,
  shows,
} from './answers.ts'
import { sampleCase } from './built.ts'
import { absencesOf } from './plain-digests.ts'
import {
  address,
  bucketIn,
  chainFrom,
  counted,
  holding,
  isByService,
  isFailedLogin,
  keyOf,
  leavesOf,
  type PlainEvent,
  plainEvents,
} from './plain-events.ts'
import { inWindow } from './sight.ts'
import { journey } from './window.ts'

const ms = ({ eventTime }: PlainEvent) => Date.parse(eventTime)

/** What an incident asks, by the best way through the window: the actions are bounded, the answers judged by plain code. */
journey('the twelve questions on the sample case', async ({ openWindow }) => {
  const events = plainEvents(sampleCase)
  const page = await openAtOverview(openWindow, sampleCase)
  const denied = events.filter(({ errorCode }) => /^AccessDenied|UnauthorizedOperation$/.test(errorCode ?? ''))
  const [attacker] = counted(denied, address)[0]!
  const [victim] = counted(denied, ({ userIdentity }) => userIdentity?.arn)[0]!
  const refused = 'Many different API operations denied to one principal within an hour'

  await investigate(page, { question: 'a. Who is the attacker?', most: 1 }, async (analyst) => {
    const theirs = events.filter((event) => address(event) === attacker)
    await analyst.click(firstLook(page, refused).getByRole('button', { name: attacker }))
    await page.getByRole('button', { name: `Show ${eventsWord(theirs)}`, exact: true }).waitFor()
    expect(await factsOf(page)).toContain(seen(theirs))
    expect(await cardOf(page, 'Access keys')).toEqual(asRead(counted(theirs, keyOf)))
    expect(await cardOf(page, 'Buckets')).toEqual(asRead(counted(theirs, bucketIn)))
  })

  await investigate(page, { question: 'b. For whom were access keys created?', most: 1 }, async (analyst) => {
    const created = events.filter(
      ({ eventName, errorCode }) => eventName === 'CreateAccessKey' && errorCode === undefined,
    )
    await analyst.filter('eventName=CreateAccessKey isError=false')
    await shows(page, created, events)
    await expect.poll(() => grid(page).allInnerTexts()).toHaveLength(created.length)
    const texts = await grid(page).allInnerTexts()
    for (const { requestParameters } of created) expect(texts.join()).toContain(`user/${requestParameters?.userName}`)
  })

  await investigate(page, { question: 'c. Where did the stolen key lead?', most: 2 }, async (analyst) => {
    const [key] = counted(
      events.filter(({ userIdentity }) => userIdentity?.arn === victim),
      keyOf,
    )[0]!
    await analyst.click(firstLook(page, refused).getByRole('button', { name: victim }))
    await analyst.click(
      page.getByRole('region', { name: 'Sessions', exact: true }).getByRole('button', { name: key }).first(),
    )
    expect(await chain(page)).toEqual(chainFrom(events, key))
  })

  await investigate(page, { question: 'd. Failed sign-ins to the console, by address?', most: 2 }, async (analyst) => {
    const failed = events.filter(isFailedLogin)
    expect(failed).not.toEqual([])
    await analyst.filter('eventName=ConsoleLogin isError=true')
    await shows(page, failed, events)
    await analyst.click(facetTitle(page, 'sourceIPAddress'))
    await expect.poll(() => facet(page, 'sourceIPAddress')).toEqual(asRead(counted(failed, address)))
  })

  await investigate(page, { question: 'e. How do two events differ?', most: 5 }, async (analyst) => {
    const [one, other] = denied.filter((event) => address(event) === attacker)
    await analyst.click(firstLook(page, refused).getByRole('button', { name: /^\d+ events$/ }))
    await analyst.click(grid(page).nth(0))
    await analyst.click(grid(page).nth(1), { modifiers: ['ControlOrMeta'] })
    await analyst.choose(grid(page).nth(1), 'Compare 2 events')
    const places = [one!, other!].map(leavesOf)
    const all = new Set(places.flatMap((each) => [...each.keys()]))
    const differing = [...all].filter((path) => places[0]!.get(path) !== places[1]!.get(path))
    await page.getByText(`${differing.length} of ${all.size} places of the records differ.`).waitFor()
    await page.getByRole('button', { name: 'Compare others' }).click()
  })

  await investigate(page, { question: 'f. What touched the role?', most: 1 }, async (analyst) => {
    const role = 'arn:aws:iam::111122223333:role/Deploy'
    await analyst.filter(role)
    await shows(page, holding(events, role), events)
    await page.getByText(/no more in records$/).waitFor()
  })

  await investigate(page, { question: 'f. What touched the bucket?', most: 2 }, async (analyst) => {
    const [bucket] = counted(events, bucketIn)[0]!
    await analyst.filter(bucket)
    await analyst.click(page.getByRole('button', { name: 'Show them' }))
    await shows(page, holding(events, bucket), events)
  })

  await investigate(page, { question: 'g. What happened five minutes before and after?', most: 3 }, async (analyst) => {
    await analyst.click(
      firstLook(page, 'Administrator access granted').getByRole('button', { name: '1 event', exact: true }),
    )
    const granted = events.find(
      ({ eventName, requestParameters }) =>
        eventName === 'AttachUserPolicy' && String(requestParameters?.policyArn).endsWith('/AdministratorAccess'),
    )!
    await analyst.choose(grid(page).getByText(inWindow(granted.eventTime)), 'All events five minutes before and after')
    const around = events.filter((event) => Math.abs(ms(event) - ms(granted)) <= 5 * 60_000)
    await shows(page, around, events)
  })

  await investigate(page, { question: 'h. What remains without the noise?', most: 3 }, async (analyst) => {
    await analyst.click(page.getByRole('button', { name: `${numbered(events.length)} events`, exact: true }))
    await analyst.click(page.getByRole('button', { name: 'Writes', exact: true }))
    await analyst.click(page.getByRole('button', { name: 'People', exact: true }))
    await shows(
      page,
      events.filter((event) => event.readOnly === false && !isByService(event)),
      events,
    )
  })

  await investigate(page, { question: 'i. Keep an event, with a note', most: 5 }, async (analyst) => {
    await analyst.click(firstLook(page, 'Logging stopped').getByRole('button', { name: '1 event', exact: true }))
    await analyst.click(grid(page).first())
    await page.getByRole('complementary', { name: 'Event detail' }).getByText('1 of 1').waitFor()
    await analyst.press('m')
    await analyst.click(page.getByRole('button', { name: 'Add a note' }))
    await analyst.type('they blinded us here', 'Control+Enter')
    await page.getByText('they blinded us here').waitFor()
  })

  await investigate(page, { question: 'j. Is the time complete?', most: 1 }, async (analyst) => {
    await analyst.click(page.getByRole('button', { name: 'Show the hours' }))
    const listed = page.getByRole('region', { name: absencesTitle }).getByRole('listitem')
    await listed.first().waitFor()
    const told = await listed.allTextContents()
    const absent = absencesOf(sampleCase)
    expect(told).toHaveLength(absent.length)
    for (const words of absent)
      expect(
        told.some((text) => words.every((word) => text.includes(word))),
        words.join(),
      ).toBe(true)
  })

  await investigate(page, { question: 'l. Exactly what is shown, as a file', most: 4 }, async (analyst) => {
    const failed = events.filter(({ errorCode, errorMessage }) => errorCode !== undefined || errorMessage !== undefined)
    const file = join(temporaryFolder(), 'failed.csv')
    await analyst.click(page.getByRole('button', { name: `${numbered(failed.length)} failed calls` }))
    await shows(page, failed, events)
    await analyst.click(page.getByRole('button', { name: 'Export', exact: true }))
    const dialog = page.getByRole('dialog', { name: 'Export events' })
    await dialog.getByRole('textbox', { name: 'File to write' }).focus()
    await page.keyboard.press('ControlOrMeta+A')
    await analyst.type(file, 'Tab')
    await analyst.click(dialog.getByRole('button', { name: /^Export \d+ events$/ }))
    const done = page.getByRole('dialog', { name: 'Exported' })
    await done.getByText(`${failed.length} events were written.`).waitFor()
    const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(lines.map((line) => /\d{4}-\d\d-\d\dT[\d:]+Z/.exec(line)![0])).toEqual(
      failed.map(({ eventTime }) => eventTime),
    )
    await done.getByRole('button', { name: 'Close' }).last().click()
  })
})
