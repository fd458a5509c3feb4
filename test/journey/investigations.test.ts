import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { absencesTitle } from '../../src-shared/words/absences.ts'
import { asRead, eventsWord, numbered, openInvestigation, seen } from './answers.ts'
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
} from './plain-events.ts'
import { journey } from './window.ts'

const ms = ({ eventTime }: PlainEvent) => Date.parse(eventTime)

/** What an incident asks, by the best way through the window: the actions are bounded, the answers judged by plain code. */
journey('the twelve questions on the sample case', async ({ openWindow }) => {
  const inquiry = await openInvestigation(openWindow, sampleCase)
  const { page, events } = inquiry
  const denied = events.filter(({ errorCode }) => /^AccessDenied|UnauthorizedOperation$/.test(errorCode ?? ''))
  const [attacker] = counted(denied, address)[0]!
  const [victim] = counted(denied, ({ userIdentity }) => userIdentity?.arn)[0]!
  const refused = 'Many different API operations denied to one principal within an hour'

  await inquiry.asks('a. Who is the attacker?', 1, async (analyst) => {
    const theirs = events.filter((event) => address(event) === attacker)
    await analyst.click(inquiry.firstLook(refused).getByRole('button', { name: attacker }))
    await page.getByRole('button', { name: `Show ${eventsWord(theirs)}`, exact: true }).waitFor()
    expect(await inquiry.facts()).toContain(seen(theirs))
    expect(await inquiry.cardOf('Access keys')).toEqual(asRead(counted(theirs, keyOf)))
    expect(await inquiry.cardOf('Buckets')).toEqual(asRead(counted(theirs, bucketIn)))
  })

  await inquiry.asks('b. For whom were access keys created?', 1, async (analyst) => {
    const created = events.filter(
      ({ eventName, errorCode }) => eventName === 'CreateAccessKey' && errorCode === undefined,
    )
    await analyst.filter('eventName=CreateAccessKey isError=false')
    await inquiry.shows(created)
    await expect.poll(() => inquiry.rows.allInnerTexts()).toHaveLength(created.length)
    const texts = await inquiry.rows.allInnerTexts()
    for (const { requestParameters } of created) expect(texts.join()).toContain(`user/${requestParameters?.userName}`)
  })

  await inquiry.asks('c. Where did the stolen key lead?', 2, async (analyst) => {
    const [key] = counted(
      events.filter(({ userIdentity }) => userIdentity?.arn === victim),
      keyOf,
    )[0]!
    await analyst.click(inquiry.firstLook(refused).getByRole('button', { name: victim }))
    await analyst.click(
      page.getByRole('region', { name: 'Sessions', exact: true }).getByRole('button', { name: key }).first(),
    )
    expect(await inquiry.chain()).toEqual(chainFrom(events, key))
  })

  await inquiry.asks('d. Failed sign-ins to the console, by address?', 2, async (analyst) => {
    const failed = events.filter(isFailedLogin)
    expect(failed).not.toEqual([])
    await analyst.filter('eventName=ConsoleLogin isError=true')
    await inquiry.shows(failed)
    await analyst.click(inquiry.facetTitle('sourceIPAddress'))
    await expect.poll(() => inquiry.facet('sourceIPAddress')).toEqual(asRead(counted(failed, address)))
  })

  const theirDenied = denied.filter((event) => address(event) === attacker)
  const differ = async (one: PlainEvent, other: PlainEvent) => {
    const places = [one, other].map(leavesOf)
    const all = new Set(places.flatMap((each) => [...each.keys()]))
    const differing = [...all].filter((path) => places[0]!.get(path) !== places[1]!.get(path))
    await page.getByText(`${differing.length} of ${all.size} places of the records differ.`).waitFor()
    await page.getByRole('button', { name: 'Compare others' }).click()
  }
  const showDenied = inquiry.firstLook(refused).getByRole('button', { name: /^\d+ events$/ })

  await inquiry.asks('e. How do the first two events differ?', 2, async (analyst) => {
    await analyst.click(showDenied)
    await inquiry.rows.first().waitFor()
    await analyst.press('c')
    await differ(theirDenied[0]!, theirDenied[1]!)
  })

  await inquiry.asks('e. How do two events of many differ?', 4, async (analyst) => {
    await analyst.click(showDenied)
    await analyst.click(inquiry.rows.nth(0))
    await analyst.click(inquiry.rows.nth(2), { modifiers: ['ControlOrMeta'] })
    await analyst.press('c')
    await differ(theirDenied[0]!, theirDenied[2]!)
  })

  await inquiry.asks('f. What touched the role?', 1, async (analyst) => {
    const role = 'arn:aws:iam::111122223333:role/Deploy'
    await analyst.filter(role)
    await inquiry.shows(holding(events, role))
    await page.getByText(/no more in records$/).waitFor()
  })

  await inquiry.asks('f. What touched the bucket?', 2, async (analyst) => {
    const [bucket] = counted(events, bucketIn)[0]!
    await analyst.filter(bucket)
    await analyst.click(page.getByRole('button', { name: 'Show them' }))
    await inquiry.shows(holding(events, bucket))
  })

  await inquiry.asks('g. What happened five minutes before and after?', 2, async (analyst) => {
    await analyst.click(
      inquiry.firstLook('Administrator access granted').getByRole('button', { name: '1 event', exact: true }),
    )
    const granted = events.find(
      ({ eventName, requestParameters }) =>
        eventName === 'AttachUserPolicy' && String(requestParameters?.policyArn).endsWith('/AdministratorAccess'),
    )!
    await inquiry.detail.getByText('1 of 1').waitFor()
    await analyst.press('a')
    await inquiry.shows(events.filter((event) => Math.abs(ms(event) - ms(granted)) <= 5 * 60_000))
  })

  await inquiry.asks('h. What remains without the noise?', 1, async (analyst) => {
    await analyst.filter('readOnly=false byAwsService=false')
    await inquiry.shows(events.filter((event) => event.readOnly === false && !isByService(event)))
  })

  await inquiry.asks('i. Keep an event, with a note', 3, async (analyst) => {
    await analyst.click(inquiry.firstLook('Logging stopped').getByRole('button', { name: '1 event', exact: true }))
    await inquiry.detail.getByText('1 of 1').waitFor()
    await analyst.press('n')
    await inquiry.detail.getByRole('textbox', { name: 'Note' }).waitFor()
    await analyst.type('they blinded us here')
    await inquiry.detail.getByText('they blinded us here').waitFor()
  })

  await inquiry.asks('j. Is the time complete?', 1, async (analyst) => {
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

  await inquiry.asks('l. Exactly what is shown, as a file', 3, async (analyst) => {
    const failed = events.filter(({ errorCode, errorMessage }) => errorCode !== undefined || errorMessage !== undefined)
    await analyst.click(page.getByRole('button', { name: `${numbered(failed.length)} failed calls` }))
    await inquiry.shows(failed)
    await analyst.click(page.getByRole('button', { name: 'Export', exact: true }))
    const dialog = page.getByRole('dialog', { name: 'Export events' })
    await dialog.getByRole('button', { name: `Export ${eventsWord(failed)}`, disabled: false }).waitFor()
    const file = await dialog.getByRole('textbox', { name: 'File to write' }).inputValue()
    await analyst.press('Enter')
    const done = page.getByRole('dialog', { name: 'Exported' })
    await done.getByText(`${failed.length} events were written.`).waitFor()
    const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(lines.map((line) => /\d{4}-\d\d-\d\dT[\d:]+Z/.exec(line)![0])).toEqual(
      failed.map(({ eventTime }) => eventTime),
    )
    await done.getByRole('button', { name: 'Close' }).last().click()
  })
})
