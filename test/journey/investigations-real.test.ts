import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { asRead, eventsWord, numbered, openInvestigation, seen } from './answers.ts'
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
} from './plain-events.ts'
import { gridRows } from './sight.ts'
import { journey } from './window.ts'

/** Public data, which is no part of the repository. */
const real = (name: string) => join(root, '..', 'shared', 'data', 'real', name)

if (existsSync(real('sans-504-slice')))
  journey('the questions on the case of a ransomware exercise', async ({ openWindow }) => {
    const folder = real('sans-504-slice')
    const inquiry = await openInvestigation(openWindow, folder)
    const { page, events } = inquiry
    // He gave himself all rights by a policy of his own.
    const { userIdentity } = events.find(({ eventName }) => eventName === 'PutUserPolicy')!
    const intruder = userIdentity!.arn!
    const theirs = events.filter((event) => event.userIdentity?.arn === intruder)

    await inquiry.asks('a. Who is the attacker?', 1, async (analyst) => {
      await analyst.click(inquiry.firstLook('IAM policy changed (CIS 4.4)').getByRole('button', { name: intruder }))
      await page.getByRole('button', { name: `Show ${eventsWord(theirs)}`, exact: true }).waitFor()
      expect(await inquiry.facts()).toContain(seen(theirs))
      expect(await inquiry.cardOf('Source addresses')).toEqual(asRead(counted(theirs, address)))
      expect(await inquiry.cardOf('Access keys')).toEqual(asRead(counted(theirs, keyOf)))
      expect((await inquiry.cardOf('Buckets'))[0]).toEqual(asRead(counted(theirs, bucketIn))[0])
      expect((await inquiry.cardOf('Access keys issued')).map(([key]) => key)).toEqual(
        theirs.map(keyIssuedBy).filter((key) => key !== undefined),
      )
    })

    await inquiry.asks('d. Failed sign-ins to the console, by address?', 2, async (analyst) => {
      const failed = events.filter(isFailedLogin)
      expect(failed).not.toEqual([])
      await analyst.filter('eventName=ConsoleLogin isError=true')
      await inquiry.shows(failed)
      await analyst.click(inquiry.facetTitle('sourceIPAddress'))
      await expect.poll(() => inquiry.facet('sourceIPAddress')).toEqual(asRead(counted(failed, address)))
    })

    await inquiry.asks('f. What touched the bucket?', 2, async (analyst) => {
      const [bucket] = counted(theirs, bucketIn)[0]!
      await analyst.filter(bucket)
      await analyst.click(page.getByRole('button', { name: 'Show them' }))
      await inquiry.shows(holding(events, bucket))
    })

    await inquiry.asks('h. What remains without the noise?', 2, async (analyst) => {
      await analyst.click(page.getByRole('button', { name: `${numbered(events.length)} events`, exact: true }))
      await analyst.click(page.getByRole('button', { name: 'People', exact: true }))
      await inquiry.shows(events.filter((event) => !isByService(event)))
    })
  })

if (existsSync(real('invictus-aws-dataset')))
  journey('the questions on a simulated attack in one account', async ({ openWindow }) => {
    const folder = real('invictus-aws-dataset')
    const inquiry = await openInvestigation(openWindow, folder)
    const { page, events } = inquiry
    const arn = events.find(({ userIdentity }) => userIdentity?.userName === 'bert-jan')!.userIdentity!.arn!
    const his = events.filter(({ userIdentity }) => userIdentity?.arn === arn)

    await inquiry.asks('b. Which users and roles did bert-jan create?', 1, async (analyst) => {
      const created = his.filter(
        ({ eventName, errorCode }) => /^Create(User|Role)$/.test(eventName) && errorCode === undefined,
      )
      await analyst.filter('actor=user/bert-jan eventName=CreateUser,CreateRole isError=false')
      await inquiry.shows(created)
      const targets = created.map(({ eventName, requestParameters }) =>
        eventName === 'CreateUser' ? `user/${requestParameters?.userName}` : `role/${requestParameters?.roleName}`,
      )
      await expect
        .poll(async () => {
          const rows = await inquiry.rows.allInnerTexts()
          return targets.filter((target, at) => !rows[at]?.includes(target))
        })
        .toEqual([])
    })

    await inquiry.asks('b. Which keys were issued to bert-jan?', 1, async (analyst) => {
      await analyst.click(page.getByRole('button', { name: arn, exact: true }).first())
      await page.getByRole('button', { name: `Show ${numbered(his.length)} events`, exact: true }).waitFor()
      const issued = new Set(his.map(keyIssuedBy).filter((key) => key !== undefined))
      const card = await inquiry.cardOf('Access keys issued')
      for (const [key] of card) expect(issued).toContain(key)
      await page
        .getByRole('region', { name: 'Access keys issued', exact: true })
        .getByRole('button', { name: `Show all ${issued.size}` })
        .waitFor()
    })

    await inquiry.asks('c. Where did the key lead?', 2, async (analyst) => {
      const [key] = counted(his, keyOf)[0]!
      await analyst.click(page.getByRole('button', { name: arn, exact: true }).first())
      await analyst.click(
        page.getByRole('region', { name: 'Sessions', exact: true }).getByRole('button', { name: key }).first(),
      )
      expect(await inquiry.chain()).toEqual(chainFrom(events, key))
    })

    await inquiry.asks('k. A query of CloudTrail Lake', 3, async (analyst) => {
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
    const inquiry = await openInvestigation(openWindow, folder)
    const { page, events } = inquiry
    const created = events.find(({ eventName }) => eventName === 'CreateAccessKey')!
    const arn = created.userIdentity!.arn!
    const theirs = events.filter(({ userIdentity }) => userIdentity?.arn === arn)

    await inquiry.asks('a. Who created a key for another user?', 1, async (analyst) => {
      await analyst.click(
        inquiry.firstLook('Access key created for another user').getByRole('button', { name: arn, exact: true }),
      )
      await page.getByRole('button', { name: `Show ${eventsWord(theirs)}`, exact: true }).waitFor()
      expect(await inquiry.facts()).toContain(seen(theirs))
      const issued = theirs.map(keyIssuedBy).filter((key) => key !== undefined)
      expect((await inquiry.cardOf('Access keys issued')).map(([key]) => key)).toEqual(issued.toSorted())
    })

    await inquiry.asks('b. Who was given all rights?', 2, async (analyst) => {
      const granted = events.filter(
        ({ eventName, requestParameters, errorCode }) =>
          /^Attach(User|Role|Group)Policy$/.test(eventName) &&
          errorCode === undefined &&
          String(requestParameters?.policyArn).endsWith(':policy/AdministratorAccess'),
      )
      await analyst.filter('eventName=Attach* $.requestParameters.policyArn=*AdministratorAccess isError=false')
      await inquiry.shows(granted)
      const to = granted.map(({ requestParameters }) => requestParameters?.userName ?? requestParameters?.roleName)
      await expect
        .poll(async () => {
          const rows = await inquiry.rows.allInnerTexts()
          return to.filter((name, at) => !rows[at]?.includes(String(name)))
        })
        .toEqual([])
    })
  })
