import { describe, expect, test } from 'vitest'
import { sessionJoins, sessionKinds, sessionStarts } from '../../../../src-shared/model/session.ts'
import { randomFrom } from '../../../fixtures/random.ts'
import type { Values } from '../../../fixtures/snapshot.ts'
import { plainSessions } from './plain-sessions.ts'
import { account, alice, assume, at, call, inRole, iso, nobody, sessionArn, tableOf, told } from './stories.ts'

describe('a chain over three accounts', () => {
  const [deploy, audit] = [inRole(1, 'Deploy', 'ASIA1', 1), inRole(2, 'Audit', 'ASIA2', 3)]
  const events = [
    call(alice, 0, 'ListRoles', { readOnly: true }),
    assume(alice, 1, 1, 'Deploy', 'ASIA1'),
    call(deploy, 2, 'PutObject'),
    assume(deploy, 3, 2, 'Audit', 'ASIA2'),
    call(audit, 4, 'DeleteTrail', { errorCode: 'AccessDenied' }),
    call(audit, 5, 'DeleteTrail'),
  ]

  test('leads from the key of a user to the last role, and each event has the user as its origin', () => {
    const { ofEvent, originOfEvent, sessions } = told(tableOf(events))
    expect(ofEvent).toEqual(['AKIAALICE', 'AKIAALICE', 'ASIA1', 'ASIA1', 'ASIA2', 'ASIA2'])
    expect(new Set(originOfEvent)).toEqual(new Set([alice.userIdentityArn]))
    expect(sessions.get('ASIA2')).toMatchObject({ parent: 'ASIA1', issuedBy: 3, start: 'issued' })
    expect(sessions.get('AKIAALICE')).toMatchObject({ parent: null, start: 'begins' })
  })

  test('has the counts of each session', () => {
    const table = tableOf(events)
    const audit = table.names.indexOf('ASIA2')
    expect([table.events[audit], table.errors[audit], table.writes[audit]]).toEqual([2, 1, 2])
    expect([table.firstSeen[audit], table.lastSeen[audit]]).toEqual([at(4), at(5)])
    expect(table.texts[table.account[audit]!]).toBe(account(2))
  })

  test('is joined where the account that is called tells no caller, by the sharedEventID of the other', () => {
    const there: Values = {
      ...events[3],
      ...nobody,
      userIdentityType: 'AWSAccount',
      sharedEventID: 'shared',
      recipientAccountId: account(2),
    }
    const { ofEvent, sessions } = told(
      tableOf([...events.slice(0, 3), there, { ...events[3]!, sharedEventID: 'shared' }, ...events.slice(4)]),
    )
    expect(ofEvent[3]).toBe('ASIA1')
    expect(sessions.get('ASIA2')).toMatchObject({ parent: 'ASIA1', start: 'issued' })
  })
})

describe('what is not known is not guessed', () => {
  test('a role whose AssumeRole is not in the case has no origin, though its session has a name', () => {
    const { originOfEvent, sessions } = told(tableOf([call(inRole(0, 'Deploy', 'ASIA1'), 1, 'PutObject')]))
    expect(sessions.get('ASIA1')).toMatchObject({ parent: null, start: 'not-in-case', origin: null })
    expect(originOfEvent).toEqual([null])
  })

  test('a source identity outlives a hop that is missing', () => {
    const { sessions } = told(
      tableOf([call({ ...inRole(0, 'Deploy', 'ASIA1'), sourceIdentity: 'alice' }, 1, 'PutObject')]),
    )
    expect(sessions.get('ASIA1')).toMatchObject({ start: 'not-in-case', origin: 'alice' })
  })

  test('a key that two principals used, or two sessions issued, has no origin', () => {
    const used = told(tableOf([call(inRole(0, 'A', 'ASIA1'), 1, 'X'), call(inRole(0, 'B', 'ASIA1'), 2, 'X')]))
    expect(used.sessions.get('ASIA1')).toMatchObject({ start: 'several', origin: null })
    const bob = { ...alice, accessKeyId: 'AKIABOB', userIdentityArn: `arn:aws:iam::${account(0)}:user/bob` }
    const issued = told(tableOf([assume(alice, 1, 1, 'A', 'ASIA1'), assume(bob, 2, 1, 'A', 'ASIA1')]))
    expect(issued.sessions.get('ASIA1')).toMatchObject({ parent: null, start: 'several', origin: null })
  })

  test('a circle is cut where it was first issued, and told', () => {
    const [a, b] = [inRole(0, 'A', 'ASIA1'), inRole(0, 'B', 'ASIA2')]
    const { sessions } = told(tableOf([assume(a, 1, 0, 'B', 'ASIA2'), assume(b, 2, 0, 'A', 'ASIA1')]))
    expect(sessions.get('ASIA2')).toMatchObject({ parent: null, start: 'cyclic', origin: null })
    expect(sessions.get('ASIA1')).toMatchObject({ parent: 'ASIA2', start: 'issued', origin: null })
  })

  test('circles of three, and a session that leads into one, end', () => {
    const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((role, i) => inRole(0, role, `ASIA${i}`)) as [
      Values,
      Values,
      Values,
      Values,
    ]
    const { sessions } = told(
      tableOf([
        assume(a, 1, 0, 'B', 'ASIA1'),
        assume(b, 2, 0, 'C', 'ASIA2'),
        assume(c, 3, 0, 'A', 'ASIA0'),
        assume(c, 4, 0, 'D', 'ASIA3'),
        call(d, 5, 'X'),
      ]),
    )
    expect(sessions.get('ASIA1')).toMatchObject({ parent: null, start: 'cyclic' })
    expect(sessions.get('ASIA3')).toMatchObject({ parent: 'ASIA2', start: 'issued', origin: null })
  })

  test('a key that is reused for months is one session, with each role that it assumed', () => {
    const day = 24 * 3600
    const days = Array.from({ length: 120 }, (_, n) => n)
    const events = days.flatMap((n) => [
      assume(alice, n * day, 0, 'Deploy', `ASIA${n}`),
      call(inRole(0, 'Deploy', `ASIA${n}`, n * day), n * day + 60, 'PutObject'),
    ])
    const table = tableOf(events)
    const key = table.names.indexOf('AKIAALICE')
    expect([table.events[key], table.issued[key]]).toEqual([120, 120])
    expect([table.firstSeen[key], table.lastSeen[key]]).toEqual([at(0), at(119 * day)])
    expect(new Set(told(table).originOfEvent)).toEqual(new Set([alice.userIdentityArn]))
  })

  test('a key that one session is told to have issued twice is one session', () => {
    const { sessions } = told(tableOf([assume(alice, 1, 1, 'A', 'ASIA1'), assume(alice, 2, 1, 'A', 'ASIA1')]))
    expect(sessions.get('ASIA1')).toMatchObject({ parent: 'AKIAALICE', issuedBy: 0, start: 'issued' })
  })

  test('events without an identity belong to no session', () => {
    expect(told(tableOf([{ eventTime: at(1), eventName: 'X' }]))).toMatchObject({
      ofEvent: [null],
      originOfEvent: [null],
    })
  })

  test('a call that failed issues nothing', () => {
    const { sessions } = told(tableOf([{ ...assume(alice, 1, 0, 'A', 'ASIA1'), errorCode: 'AccessDenied' }]))
    expect([...sessions.keys()]).toEqual(['AKIAALICE'])
  })
})

describe('who begins a chain', () => {
  const origin = (events: readonly Values[], session: string) => told(tableOf(events)).sessions.get(session)?.origin

  test('an instance, by the service that assumed its role and the name that the service gave', () => {
    const ec2: Values = {
      userIdentityType: 'AWSService',
      invokedBy: 'ec2.amazonaws.com',
      sourceIPAddress: 'ec2.amazonaws.com',
    }
    const issued = {
      ...assume(ec2, 1, 0, 'Web', 'ASIA1'),
      issuedSessionArn: `arn:aws:sts::${account(0)}:assumed-role/Web/i-0123`,
    }
    expect(origin([issued], 'ASIA1')).toBe('i-0123 (ec2.amazonaws.com)')
  })

  test('a person of an identity provider', () => {
    const person: Values = {
      userIdentityType: 'SAMLUser',
      userName: 'alice@example.com',
      principalId: 'x:alice@example.com',
    }
    expect(origin([{ ...assume(person, 1, 0, 'Admin', 'ASIA1'), eventName: 'AssumeRoleWithSAML' }], 'ASIA1')).toBe(
      'alice@example.com',
    )
  })

  test('a user of IAM Identity Center, whose roles can be had through it alone', () => {
    const role = 'AWSReservedSSO_Admin_0123456789abcdef'
    const who = {
      ...inRole(0, role, 'ASIA1'),
      userIdentityArn: `arn:aws:sts::${account(0)}:assumed-role/${role}/alice`,
    }
    expect(origin([call(who, 1, 'X')], 'ASIA1')).toBe('alice')
  })

  test('the user of a key, and not whoever created the key', () => {
    const created = call(alice, 1, 'CreateAccessKey', { issuedAccessKeyId: 'AKIABOB' })
    const bob = { ...alice, accessKeyId: 'AKIABOB', userIdentityArn: `arn:aws:iam::${account(0)}:user/bob` }
    const { sessions } = told(tableOf([created, call(bob, 2, 'X')]))
    expect(sessions.get('AKIABOB')).toMatchObject({ parent: 'AKIAALICE', origin: bob.userIdentityArn })
  })
})

describe('one set of credentials', () => {
  test('has the calls that services make on its behalf with keys of their own', () => {
    const deploy = inRole(1, 'Deploy', 'ASIA1', 1)
    const behalf = { ...deploy, accessKeyId: 'ASIA9', invokedBy: 'cloudformation.amazonaws.com' }
    const events = [
      assume(alice, 1, 1, 'Deploy', 'ASIA1'),
      call(deploy, 2, 'CreateStack'),
      call(behalf, 3, 'CreateBucket'),
    ]
    expect(told(tableOf(events)).ofEvent).toEqual(['AKIAALICE', 'ASIA1', 'ASIA1'])
  })

  test('is joined to the sign-in of its user', () => {
    const user = { ...alice, accessKeyId: null }
    const console = { ...alice, accessKeyId: 'ASIA1', sessionCreationDate: iso(10), sessionCredentialFromConsole: true }
    const { sessions } = told(
      tableOf([call(user, 12, 'ConsoleLogin', { consoleLogin: 'Success' }), call(console, 20, 'X')]),
    )
    expect(sessions.get('ASIA1')).toMatchObject({ issuedBy: 0, start: 'begins', origin: alice.userIdentityArn })
  })
})

test('on random cases, circles and keys of several principals among them, it is what the plain twin tells', () => {
  const met = { kind: new Set<string>(), start: new Set<string>(), join: new Set<string>() }
  for (let seed = 1; seed <= 300; seed++) {
    const events = randomEvents(seed)
    const plain = plainSessions(events)
    expect(told(tableOf(events)), `seed ${seed}`).toEqual(plain)
    for (const session of plain.sessions.values())
      for (const [fact, values] of Object.entries(met)) values.add(session[fact as keyof typeof met])
  }
  expect(met).toEqual({ kind: new Set(sessionKinds), start: new Set(sessionStarts), join: new Set(sessionJoins) })
})

function randomEvents(seed: number): readonly Values[] {
  const { next } = randomFrom(`sessions ${seed}`)
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(next() * of.length)]!
  const keys = ['ASIA1', 'ASIA2', 'ASIA3', 'ASIA4', 'ASIA5', 'AKIA1', 'AKIA2', '', null, null]
  const arns = ['A', 'B', 'AWSReservedSSO_X_0'].map((role) => sessionArn(0, role))
  return Array.from({ length: 1 + Math.floor(next() * 40) }, (_, i): Values => {
    const type = pick(
      'IAMUser',
      'AssumedRole',
      'AssumedRole',
      'AWSService',
      'AWSAccount',
      'SAMLUser',
      'FederatedUser',
      'Root',
      'IdentityCenterUser',
      null,
    )
    const arn =
      type === 'AssumedRole'
        ? pick(...arns)
        : pick(null, String(alice.userIdentityArn), 'arn:aws:iam::111122223333:user/bob')
    return {
      eventTime: at(Math.floor(i / 3)),
      eventName: pick(
        'AssumeRole',
        'AssumeRoleWithSAML',
        'AssumeRoleWithWebIdentity',
        'GetSessionToken',
        'CreateAccessKey',
        'ConsoleLogin',
        'SwitchRole',
        'SwitchRole',
        'AssumeRoot',
        'X',
      ),
      eventSource: pick('signin.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com'),
      switchedFrom: pick(null, String(alice.userIdentityArn), ...arns),
      ec2RoleDelivery: pick(null, null, null, '2.0'),
      credentialsIssuedTo: pick(null, null, null, '', 'arn:aws:lambda:us-east-1:111122223333:function:f'),
      onBehalfOfUserId: pick(null, null, 'e5b8'),
      assumedRoot: pick(null, null, null, true),
      userIdentityType: type,
      userIdentityArn: arn,
      accessKeyId: pick(...keys),
      sessionCreationDate: pick(null, iso(0), iso(1), iso(2), iso(2), iso(5)),
      sessionIssuerType: type === 'AssumedRole' ? 'Role' : pick(null, 'IAMUser'),
      sessionIssuerArn:
        type === 'AssumedRole'
          ? `arn:aws:iam::${account(0)}:role/${pick('A', 'AWSReservedSSO_X_0', 'aws-service-role/config.amazonaws.com/R')}`
          : null,
      invokedBy: pick(null, null, null, 'ec2.amazonaws.com'),
      sourceIPAddress: pick(null, '192.0.2.1', 'ec2.amazonaws.com'),
      userName: pick(null, 'alice'),
      principalId: pick(null, 'AIDA'),
      sessionCredentialFromConsole: pick(null, null, true),
      sourceIdentity: pick(null, null, 'carol'),
      sharedEventID: pick(null, null, null, 'one', 'two'),
      issuedAccessKeyId: pick(null, null, null, ...keys),
      issuedSessionArn: pick(null, null, null, ...arns),
      requestedRoleArn: pick(null, `arn:aws:iam::${account(1)}:role/A`),
      consoleLogin: pick(null, null, null, 'Success', 'Failure'),
      errorCode: pick(null, null, null, null, 'AccessDenied'),
      readOnly: pick(true, false, null),
    }
  })
}
