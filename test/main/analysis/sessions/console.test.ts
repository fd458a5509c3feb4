import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { open, startEngine, valueIn } from '../../../fixtures/engine.ts'
import { aRecord, idOf } from '../../../fixtures/records.ts'
import type { Values } from '../../../fixtures/snapshot.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'
import { account, alice, assume, at, call, inRole, iso, nobody, sessionArn, tableOf, told } from './stories.ts'

const sessionsOf = (events: readonly Values[]) => told(tableOf(events))
const aliceArn = String(alice.userIdentityArn)

/** A call that a user makes in the console, with one of the keys that it uses. */
const inConsole = (key: string, created: number, more: Values = {}): Values => ({
  ...alice,
  accessKeyId: key,
  sessionCreationDate: iso(created),
  sessionCredentialFromConsole: true,
  ...more,
})
const signIn = (seconds: number, more: Values = {}): Values =>
  call({ ...alice, accessKeyId: null }, seconds, 'ConsoleLogin', { consoleLogin: 'Success', ...more })

/** What accounts are told of a switch: the event has the new session as its caller, and neither key nor date of it. */
const switchRole = (seconds: number, from: string | null, more: Values = {}): Values => ({
  userIdentityType: 'AssumedRole',
  userIdentityArn: sessionArn(1, 'Admin'),
  userIdentityAccountId: account(1),
  eventTime: at(seconds),
  eventSource: 'signin.amazonaws.com',
  eventName: 'SwitchRole',
  switchedFrom: from,
  signInResult: 'Success',
  ...more,
})
const switched = (key: string, created: number) => ({ ...inRole(1, 'Admin', key, created) })

describe('a session of the console', () => {
  test('has all keys that the console used, though only some of their events are marked', () => {
    const events = [
      signIn(10),
      call(inConsole('ASIA1', 10, { sessionCredentialFromConsole: null }), 12, 'DescribeInstances'),
      call(inConsole('ASIA2', 10), 13, 'ListBuckets'),
      call(inConsole('ASIA3', 10, { sessionCredentialFromConsole: null }), 14, 'GetUser'),
    ]
    const { ofEvent, sessions } = sessionsOf(events)
    expect(ofEvent).toEqual([null, 'ASIA1', 'ASIA1', 'ASIA1'])
    expect(sessions.get('ASIA1')).toMatchObject({ kind: 'console', issuedBy: 0, start: 'begins', origin: aliceArn })
  })

  test('without a mark is known by the sign-in in the second in which it was created', () => {
    const unmarked = (key: string) => inConsole(key, 10, { sessionCredentialFromConsole: null })
    const { ofEvent } = sessionsOf([signIn(10), call(unmarked('ASIA1'), 12, 'X'), call(unmarked('ASIA2'), 13, 'X')])
    expect(ofEvent).toEqual([null, 'ASIA1', 'ASIA1'])
    const without = sessionsOf([call(unmarked('ASIA1'), 12, 'X'), call(unmarked('ASIA2'), 13, 'X')])
    expect(without.ofEvent).toEqual(['ASIA1', 'ASIA2'])
  })

  test('has the calls of CloudShell, whose keys are made of it', () => {
    const shell = inConsole('ASIA2', 10, { sessionCredentialFromConsole: null })
    expect(sessionsOf([call(inConsole('ASIA1', 10), 12, 'X'), call(shell, 60, 'ListUsers')]).ofEvent).toEqual([
      'ASIA1',
      'ASIA1',
    ])
  })

  test('was begun by the sign-in of its second, where another was made less than a minute before', () => {
    const { sessions } = sessionsOf([signIn(0), signIn(43), call(inConsole('ASIA1', 43), 50, 'X')])
    expect(sessions.get('ASIA1')).toMatchObject({ issuedBy: 1, join: 'principal-and-time' })
  })

  test('was begun by no known sign-in, where two fit and none is of its second', () => {
    const { sessions } = sessionsOf([signIn(0), signIn(43), call(inConsole('ASIA1', 20), 50, 'X')])
    expect(sessions.get('ASIA1')).toMatchObject({ issuedBy: null, start: 'several', origin: aliceArn })
  })

  test('was not begun by a sign-in that failed, nor by that of somebody else', () => {
    const bob = 'arn:aws:iam::111122223333:user/bob'
    const events = [signIn(10, { consoleLogin: 'Failure' }), signIn(10, { userIdentityArn: bob })]
    const { sessions } = sessionsOf([...events, call(inConsole('ASIA1', 10), 12, 'X')])
    expect(sessions.get('ASIA1')).toMatchObject({ issuedBy: null, start: 'begins', origin: aliceArn })
  })

  test('does not take in roles that programs assumed twice in one second', () => {
    const role = inRole(0, 'Deploy', 'ASIA2', 1)
    const events = [assume(alice, 1, 0, 'Deploy', 'ASIA1'), assume(alice, 1, 0, 'Deploy', 'ASIA2'), call(role, 2, 'X')]
    const { ofEvent, sessions } = sessionsOf(events)
    expect(ofEvent).toEqual(['AKIAALICE', 'AKIAALICE', 'ASIA2'])
    expect(sessions.get('ASIA1')).toMatchObject({ events: [], parent: 'AKIAALICE' })
  })
})

describe('a role that was switched to in the console', () => {
  const home = call(inConsole('ASIA1', 0), 5, 'ListUsers')
  /** The console exchanges the credentials that AssumeRole issued for keys of its own. */
  const byConsole = assume(inConsole('ASIA2', 0, { invokedBy: 'AWS Internal' }), 60, 1, 'Admin', 'ASIA7')
  const there: Values = { ...byConsole, ...nobody, userIdentityType: 'AWSAccount', invokedBy: null }
  const use = [call(switched('ASIA8', 60), 70, 'CreateUser'), call(switched('ASIA9', 60), 80, 'DeleteTrail')]

  test('goes on from the session of the console, where both accounts tell of it', () => {
    const shared = { sharedEventID: 'switch' }
    const events = [home, { ...byConsole, ...shared }, { ...there, ...shared }, switchRole(60, aliceArn), ...use]
    const { ofEvent, originOfEvent, sessions } = sessionsOf(events)
    expect(ofEvent).toEqual(['ASIA1', 'ASIA1', 'ASIA1', null, 'ASIA7', 'ASIA7'])
    expect(new Set(originOfEvent)).toEqual(new Set([aliceArn]))
    expect(sessions.get('ASIA7')).toMatchObject({ kind: 'role', parent: 'ASIA1', start: 'issued', join: 'access-key' })
  })

  test('has the person who switched as its origin, where the account of the role alone tells of it', () => {
    const { originOfEvent, sessions } = sessionsOf([there, switchRole(60, aliceArn), ...use])
    expect(sessions.get('ASIA7')).toMatchObject({
      parent: null,
      issuedBy: 0,
      start: 'caller-unknown',
      origin: aliceArn,
    })
    expect(originOfEvent).toEqual([null, aliceArn, aliceArn, aliceArn])
  })

  test('is joined by SwitchRole to the only open session of the console of who switched', () => {
    const { ofEvent, sessions } = sessionsOf([home, switchRole(60, aliceArn), ...use])
    expect(ofEvent).toEqual(['ASIA1', null, 'ASIA8', 'ASIA8'])
    expect(sessions.get('ASIA8')).toMatchObject({ parent: 'ASIA1', issuedBy: 1, join: 'switch-role', start: 'issued' })
  })

  test('comes from an unknown session where two were open, and from the person all the same', () => {
    const other = call(inConsole('ASIA3', 30), 40, 'ListUsers')
    const { sessions } = sessionsOf([home, other, switchRole(60, aliceArn), ...use])
    expect(sessions.get('ASIA8')).toMatchObject({ parent: null, start: 'caller-unknown', origin: aliceArn })
  })

  test('comes from no session that was begun later, or more than twelve hours before', () => {
    const later = call(inConsole('ASIA3', 65), 90, 'ListUsers')
    const old = { ...home, sessionCreationDate: iso(60 - 13 * 3600) }
    const { sessions } = sessionsOf([old, switchRole(60, aliceArn), ...use, later])
    expect(sessions.get('ASIA8')).toMatchObject({ parent: null, origin: aliceArn })
  })

  test('is told by name where a user of IAM Identity Center switched, and not where another role did', () => {
    const name = 'AWSReservedSSO_Ops_0123456789abcdef/bob'
    const of = (from: string | null) => sessionsOf([switchRole(60, from), ...use]).sessions.get('ASIA8')?.origin
    expect(of(`arn:aws:sts::${account(0)}:assumed-role/${name}`)).toBe('bob')
    expect(of(sessionArn(0, 'Federated'))).toBeNull()
    expect(of(null)).toBeNull()
  })

  test('goes on from a person of an identity provider, whose role was switched from', () => {
    const federated = { ...inRole(0, 'Federated', 'ASIA5', 0), sessionCredentialFromConsole: true }
    const saml: Values = { userIdentityType: 'SAMLUser', userName: 'bob@example.com' }
    const begun = { ...assume(saml, 0, 0, 'Federated', 'ASIA4'), eventName: 'AssumeRoleWithSAML' }
    const events = [begun, call(federated, 5, 'X'), switchRole(60, sessionArn(0, 'Federated')), ...use]
    const { ofEvent, originOfEvent, sessions } = sessionsOf(events)
    expect(ofEvent.slice(1)).toEqual(['ASIA4', null, 'ASIA8', 'ASIA8'])
    expect(originOfEvent.slice(2)).toEqual(['bob@example.com', 'bob@example.com', 'bob@example.com'])
    expect(sessions.get('ASIA8')).toMatchObject({ parent: 'ASIA4', join: 'switch-role' })
  })

  test('is not known where two people switched to the same name in one second', () => {
    const bob = 'arn:aws:iam::111122223333:user/bob'
    const { originOfEvent, sessions } = sessionsOf([switchRole(60, aliceArn), switchRole(60, bob), ...use])
    expect(sessions.get('ASIA8')).toMatchObject({ parent: null, start: 'not-in-case', origin: null })
    expect(originOfEvent.slice(0, 2)).toEqual([aliceArn, bob])
  })

  test('is begun neither by a switch that failed, nor by leaving the role, nor in another second', () => {
    for (const other of [
      switchRole(60, aliceArn, { signInResult: 'Failure' }),
      switchRole(60, aliceArn, { eventName: 'ExitRole' }),
      switchRole(60, aliceArn, { eventSource: 'example.com' }),
      switchRole(58, aliceArn),
    ])
      expect(sessionsOf([home, other, ...use]).sessions.get('ASIA8')).toMatchObject({ parent: null, origin: null })
  })
})

test('a switch is told in SQL from the records of both accounts', async () => {
  const [user, role] = [`arn:aws:iam::${account(0)}:user/ben`, `arn:aws:sts::${account(1)}:assumed-role/Support/ben`]
  const session = (more: object) => ({ type: 'AssumedRole', arn: role, accountId: account(1), ...more })
  const created = (creationDate: string) => ({ sessionContext: { attributes: { creationDate } } })
  const ben = {
    type: 'IAMUser',
    arn: user,
    accountId: account(0),
    accessKeyId: 'ASIABENCONSOLE',
    userName: 'ben',
    ...created('2024-03-05T08:00:00Z'),
  }
  const records = [
    aRecord({
      eventTime: '2024-03-05T08:01:00Z',
      eventName: 'ListUsers',
      userIdentity: ben,
      sessionCredentialFromConsole: 'true',
    }),
    aRecord({
      eventTime: '2024-03-05T09:00:00Z',
      eventSource: 'signin.amazonaws.com',
      eventName: 'SwitchRole',
      userIdentity: session({}),
      responseElements: { SwitchRole: 'Success' },
      additionalEventData: { SwitchFrom: user, RedirectTo: 'https://console.example.com/' },
    }),
    aRecord({
      eventTime: '2024-03-05T09:01:00Z',
      eventName: 'CreateUser',
      userIdentity: session({ accessKeyId: 'ASIABENSUPPORT', ...created('2024-03-05T09:00:00Z') }),
    }),
  ]
  const folder = temporaryFolder()
  const Records = records.map((record, n) => ({ ...record, eventID: idOf(`switch ${n}`) }))
  writeFileSync(join(folder, 'switch.json'), JSON.stringify({ Records }))
  const engine = startEngine()
  await open(engine, folder)
  const rows = async (sql: string) => valueIn(await engine.runSql({ sql, limit: 10 })).rows
  expect(await rows('SELECT session, origin, switchedFrom FROM events ORDER BY id')).toEqual([
    ['ASIABENCONSOLE', user, null],
    [null, user, user],
    ['ASIABENSUPPORT', user, null],
  ])
  expect(await rows('SELECT session, parent, event, joinedBy FROM session_hops')).toEqual([
    ['ASIABENSUPPORT', 'ASIABENCONSOLE', 2, 'switch-role'],
  ])
  engine.dispose()
})
