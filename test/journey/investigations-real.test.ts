import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
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
import { root } from './built.ts'
import {
  address,
  bucketIn,
  chainFrom,
  counted,
  holding,
  isByService,
  isFailedLogin,
  keyIssuedBy,
  keyOf,
  plainEvents,
} from './plain-events.ts'
import { gridRows } from './sight.ts'
import { journey } from './window.ts'

/** Public data, which is no part of the repository. */
const real = (name: string) => join(root, '..', 'shared', 'data', 'real', name)

if (existsSync(real('sans-504-slice')))
  journey('the questions on the case of a ransomware exercise', async ({ openWindow }) => {
    const folder = real('sans-504-slice')
    const events = plainEvents(folder)
    const page = await openAtOverview(openWindow, folder)
    // He gave himself all rights by a policy of his own.
    const { userIdentity } = events.find(({ eventName }) => eventName === 'PutUserPolicy')!
    const intruder = userIdentity!.arn!
    const theirs = events.filter((event) => event.userIdentity?.arn === intruder)

    await investigate(page, { question: 'a. Who is the attacker?', most: 1 }, async (analyst) => {
      await analyst.click(firstLook(page, 'IAM policy changed (CIS 4.4)').getByRole('button', { name: intruder }))
      await page.getByRole('button', { name: `Show ${eventsWord(theirs)}`, exact: true }).waitFor()
      expect(await factsOf(page)).toContain(seen(theirs))
      expect(await cardOf(page, 'Source addresses')).toEqual(asRead(counted(theirs, address)))
      expect(await cardOf(page, 'Access keys')).toEqual(asRead(counted(theirs, keyOf)))
      expect((await cardOf(page, 'Buckets'))[0]).toEqual(asRead(counted(theirs, bucketIn))[0])
      expect((await cardOf(page, 'Access keys issued')).map(([key]) => key)).toEqual(
        theirs.map(keyIssuedBy).filter((key) => key !== undefined),
      )
    })

    await investigate(
      page,
      { question: 'd. Failed sign-ins to the console, by address?', most: 2 },
      async (analyst) => {
        const failed = events.filter(isFailedLogin)
        expect(failed).not.toEqual([])
        await analyst.filter('eventName=ConsoleLogin isError=true')
        await shows(page, failed, events)
        await analyst.click(facetTitle(page, 'sourceIPAddress'))
        await expect.poll(() => facet(page, 'sourceIPAddress')).toEqual(asRead(counted(failed, address)))
      },
    )

    await investigate(page, { question: 'f. What touched the bucket?', most: 2 }, async (analyst) => {
      const [bucket] = counted(theirs, bucketIn)[0]!
      await analyst.filter(bucket)
      await analyst.click(page.getByRole('button', { name: 'Show them' }))
      await shows(page, holding(events, bucket), events)
    })

    await investigate(page, { question: 'h. What remains without the noise?', most: 2 }, async (analyst) => {
      await analyst.click(page.getByRole('button', { name: `${numbered(events.length)} events`, exact: true }))
      await analyst.click(page.getByRole('button', { name: 'People', exact: true }))
      await shows(
        page,
        events.filter((event) => !isByService(event)),
        events,
      )
    })
  })

if (existsSync(real('invictus-aws-dataset')))
  journey('the questions on a simulated attack in one account', async ({ openWindow }) => {
    const folder = real('invictus-aws-dataset')
    const events = plainEvents(folder)
    const page = await openAtOverview(openWindow, folder)
    const arn = events.find(({ userIdentity }) => userIdentity?.userName === 'bert-jan')!.userIdentity!.arn!
    const his = events.filter(({ userIdentity }) => userIdentity?.arn === arn)

    await investigate(page, { question: 'b. Which users and roles did bert-jan create?', most: 1 }, async (analyst) => {
      const created = his.filter(
        ({ eventName, errorCode }) => /^Create(User|Role)$/.test(eventName) && errorCode === undefined,
      )
      await analyst.filter('actor=user/bert-jan eventName=CreateUser,CreateRole isError=false')
      await shows(page, created, events)
      const targets = created.map(({ eventName, requestParameters }) =>
        eventName === 'CreateUser' ? `user/${requestParameters?.userName}` : `role/${requestParameters?.roleName}`,
      )
      await expect
        .poll(async () => {
          const rows = await grid(page).allInnerTexts()
          return targets.filter((target, at) => !rows[at]?.includes(target))
        })
        .toEqual([])
    })

    await investigate(page, { question: 'b. Which keys were issued to bert-jan?', most: 1 }, async (analyst) => {
      await analyst.click(page.getByRole('button', { name: arn, exact: true }).first())
      await page.getByRole('button', { name: `Show ${numbered(his.length)} events`, exact: true }).waitFor()
      const issued = new Set(his.map(keyIssuedBy).filter((key) => key !== undefined))
      const card = await cardOf(page, 'Access keys issued')
      for (const [key] of card) expect(issued).toContain(key)
      await page
        .getByRole('region', { name: 'Access keys issued', exact: true })
        .getByRole('button', { name: `Show all ${issued.size}` })
        .waitFor()
    })

    await investigate(page, { question: 'c. Where did the key lead?', most: 2 }, async (analyst) => {
      const [key] = counted(his, keyOf)[0]!
      await analyst.click(page.getByRole('button', { name: arn, exact: true }).first())
      await analyst.click(
        page.getByRole('region', { name: 'Sessions', exact: true }).getByRole('button', { name: key }).first(),
      )
      expect(await chain(page)).toEqual(chainFrom(events, key))
    })

    await investigate(page, { question: 'k. A query of CloudTrail Lake', most: 3 }, async (analyst) => {
      const roles = events.filter(({ eventName }) => eventName === 'CreateRole')
      await analyst.click(
        page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'SQL', exact: true }),
      )
      await page.getByRole('textbox', { name: 'SQL query' }).focus()
      await page.keyboard.press('ControlOrMeta+A')
      await analyst.type(
        "SELECT userIdentity.arn, element_at(requestParameters, 'roleName') AS role FROM 3e6a1f2b-8c4d-4e5f-9a0b-1c2d3e4f5a6b WHERE eventName = 'CreateRole' AND eventTime > '2023-07-10 00:00:00' ORDER BY eventTime",
        'ControlOrMeta+Enter',
      )
      const result = page.getByRole('region', { name: 'Result' })
      await result.getByText(new RegExp(`^${roles.length} rows in `)).waitFor()
      const rows = await gridRows(result).allInnerTexts()
      for (const { requestParameters } of roles) expect(rows.join()).toContain(String(requestParameters?.roleName))
    })
  })

if (existsSync(real('stratus-detonation-logs')))
  journey('the questions on attacks of a red team, each in an account of its own', async ({ openWindow }) => {
    const folder = real('stratus-detonation-logs')
    const events = plainEvents(folder)
    const page = await openAtOverview(openWindow, folder)
    const created = events.find(({ eventName }) => eventName === 'CreateAccessKey')!
    const arn = created.userIdentity!.arn!
    const theirs = events.filter(({ userIdentity }) => userIdentity?.arn === arn)

    await investigate(page, { question: 'a. Who created a key for another user?', most: 1 }, async (analyst) => {
      await analyst.click(
        firstLook(page, 'Access key created for another user').getByRole('button', { name: arn, exact: true }),
      )
      await page.getByRole('button', { name: `Show ${eventsWord(theirs)}`, exact: true }).waitFor()
      expect(await factsOf(page)).toContain(seen(theirs))
      const issued = theirs.map(keyIssuedBy).filter((key) => key !== undefined)
      expect((await cardOf(page, 'Access keys issued')).map(([key]) => key)).toEqual(issued.toSorted())
    })

    await investigate(page, { question: 'b. Who was given all rights?', most: 2 }, async (analyst) => {
      const granted = events.filter(
        ({ eventName, requestParameters, errorCode }) =>
          /^Attach(User|Role|Group)Policy$/.test(eventName) &&
          errorCode === undefined &&
          String(requestParameters?.policyArn).endsWith(':policy/AdministratorAccess'),
      )
      await analyst.filter('eventName=Attach* $.requestParameters.policyArn=*AdministratorAccess isError=false')
      await shows(page, granted, events)
      const to = granted.map(({ requestParameters }) => requestParameters?.userName ?? requestParameters?.roleName)
      await expect
        .poll(async () => {
          const rows = await grid(page).allInnerTexts()
          return to.filter((name, at) => !rows[at]?.includes(String(name)))
        })
        .toEqual([])
    })
  })
