import { describe, expect, test } from 'vitest'
import type { Values } from '../../../fixtures/snapshot.ts'
import { account, alice, assume, call, inRole, iso, tableOf, told } from './stories.ts'

const sessionsOf = (events: readonly Values[]) => told(tableOf(events))
const aliceArn = String(alice.userIdentityArn)

describe('a workload', () => {
  const named = (role: string, name: string, more: Values): Values => ({
    ...inRole(0, role, 'ASIA1', 1),
    userIdentityArn: `arn:aws:sts::${account(0)}:assumed-role/${role}/${name}`,
    ...more,
  })

  test.each([
    ['an instance, to which the metadata service delivered them', 'i-0abc', { ec2RoleDelivery: '2.0' }, 'ec2'],
    [
      'a function',
      'resize',
      { credentialsIssuedTo: 'arn:aws:lambda:us-east-1:111122223333:function:resize' },
      'lambda',
    ],
    ['an instance', 'i-0abc', { credentialsIssuedTo: 'arn:aws:ec2:us-east-1:111122223333:instance/i-0abc' }, 'ec2'],
  ])('is told without the call that issued its credentials, where AWS attests %s', (_, name, more, service) => {
    const { sessions } = sessionsOf([call(named('Work', name, more), 5, 'X')])
    expect(sessions.get('ASIA1')).toMatchObject({
      kind: 'service',
      start: 'begins',
      origin: `${name} (${service}.amazonaws.com)`,
    })
  })

  test('is not told by the name of a session alone, which whoever assumes the role chooses', () => {
    const { sessions } = sessionsOf([call(named('Work', 'i-0abc', {}), 5, 'X')])
    expect(sessions.get('ASIA1')).toMatchObject({ kind: 'role', start: 'not-in-case', origin: null })
  })

  test.each([
    ['ecs-tasks.amazonaws.com', '0f9de17a'],
    ['pods.eks.amazonaws.com', 'eks-shop-api-77'],
    ['lambda.amazonaws.com', 'resize'],
  ])('of %s is told by the service that assumed its role', (service, name) => {
    const asked: Values = { userIdentityType: 'AWSService', invokedBy: service, sourceIPAddress: service }
    // Some services leave out the session that they began.
    const begun = { ...assume(asked, 1, 0, 'Work', 'ASIA1'), issuedSessionArn: null }
    const { sessions } = sessionsOf([begun, call(named('Work', name, {}), 5, 'X')])
    expect(sessions.get('ASIA1')).toMatchObject({ kind: 'service', start: 'begins', origin: `${name} (${service})` })
  })

  test('of a cluster or a pipeline is told by the web identity that assumed its role', () => {
    for (const userName of ['system:serviceaccount:shop:api', 'repo:example/shop:ref:refs/heads/main']) {
      const web: Values = { userIdentityType: 'WebIdentityUser', userName, principalId: 'x' }
      const begun = { ...assume(web, 1, 0, 'Work', 'ASIA1'), eventName: 'AssumeRoleWithWebIdentity' }
      const { sessions } = sessionsOf([begun, call(inRole(0, 'Work', 'ASIA1', 1), 5, 'X')])
      expect(sessions.get('ASIA1')).toMatchObject({ kind: 'web-identity', start: 'begins', origin: userName })
    }
  })

  test('of a service keeps the service as its origin where two calls can have begun it', () => {
    const service = 'rds.amazonaws.com'
    const asked: Values = { userIdentityType: 'AWSService', invokedBy: service, sourceIPAddress: service }
    const role = {
      sessionIssuerArn: `arn:aws:iam::${account(0)}:role/aws-service-role/${service}/AWSServiceRoleForRDS`,
    }
    const used = { ...inRole(0, 'Rds', 'unused', 1), ...role, accessKeyId: null, invokedBy: service }
    const begun = ['ASIA1', 'ASIA2'].map((key) => assume(asked, 1, 0, 'Rds', key))
    const { ofEvent, sessions } = sessionsOf([...begun, call(used, 2, 'X')])
    expect(sessions.get(ofEvent[2]!)).toMatchObject({ start: 'several', parent: null, origin: service })
    expect(sessionsOf([begun[0]!, call(used, 2, 'X')]).ofEvent[1]).toBe('ASIA1')
  })
})

describe('root of a member account', () => {
  const root: Values = {
    userIdentityType: 'Root',
    userIdentityArn: `arn:aws:iam::${account(1)}:root`,
    userIdentityAccountId: account(1),
    accessKeyId: 'ASIA1',
    sessionCreationDate: iso(1),
    assumedRoot: true,
  }
  const begun = call(alice, 1, 'AssumeRoot', { issuedAccessKeyId: 'ASIA1' })

  test('that AssumeRoot issued has the origin of whoever assumed it', () => {
    const { originOfEvent, sessions } = sessionsOf([begun, call(root, 2, 'DeleteBucketPolicy')])
    expect(originOfEvent).toEqual([aliceArn, aliceArn])
    expect(sessions.get('ASIA1')).toMatchObject({ kind: 'assumed-root', parent: 'AKIAALICE', start: 'issued' })
  })

  test('has no origin where the call is in the management account and that is not in the case', () => {
    const { sessions } = sessionsOf([call(root, 2, 'DeleteBucketPolicy')])
    expect(sessions.get('ASIA1')).toMatchObject({ kind: 'assumed-root', start: 'not-in-case', origin: null })
  })
})

describe('a user of IAM Identity Center', () => {
  test('is the origin of what an application does for them, where nothing else tells of one', () => {
    const enhanced = { ...inRole(0, 'App', 'ASIA1', 1), onBehalfOfUserId: 'b4f8c2e1' }
    expect(sessionsOf([call(enhanced, 2, 'X')]).originOfEvent).toEqual(['b4f8c2e1'])
    expect(sessionsOf([assume(alice, 1, 0, 'App', 'ASIA1'), call(enhanced, 2, 'X')]).originOfEvent[1]).toBe(aliceArn)
  })

  test('is the origin of calls with a bearer token, which belong to no session', () => {
    const bearer: Values = {
      userIdentityType: 'IdentityCenterUser',
      userIdentityArn: '',
      accessKeyId: '',
      onBehalfOfUserId: 'b4f8c2e1',
    }
    expect(sessionsOf([call(bearer, 1, 'X')])).toMatchObject({ ofEvent: [null], originOfEvent: ['b4f8c2e1'] })
  })
})

describe('GetSigninToken', () => {
  const federated = inRole(0, 'Broker', 'ASIA1', 1)

  test('that tells the key it was called with issues nothing', () => {
    const token = call(federated, 2, 'GetSigninToken', { issuedAccessKeyId: 'ASIA1' })
    const { sessions } = sessionsOf([assume(alice, 1, 0, 'Broker', 'ASIA1'), token])
    expect([...sessions.keys()]).toEqual(['AKIAALICE', 'ASIA1'])
    expect(sessions.get('ASIA1')).toMatchObject({ parent: 'AKIAALICE', start: 'issued', origin: aliceArn })
  })

  test('that names another key is a hop, and the console goes on from there', () => {
    const token = call(federated, 2, 'GetSigninToken', { issuedAccessKeyId: 'ASIA2' })
    const events = [assume(alice, 1, 0, 'Broker', 'ASIA1'), token, call({ ...federated, accessKeyId: 'ASIA2' }, 3, 'X')]
    expect(sessionsOf(events).sessions.get('ASIA2')).toMatchObject({ parent: 'ASIA1', origin: aliceArn })
  })

  test('without a key leaves the keys of the console with the session that they are made of', () => {
    const fromConsole = { ...federated, accessKeyId: 'ASIA9', sessionCredentialFromConsole: true }
    const token = call(federated, 2, 'GetSigninToken', { signInResult: 'Success' })
    const signIn = call({ ...federated, accessKeyId: null, sessionCreationDate: null }, 3, 'ConsoleLogin', {
      consoleLogin: 'Success',
    })
    const { ofEvent } = sessionsOf([assume(alice, 1, 0, 'Broker', 'ASIA1'), token, signIn, call(fromConsole, 4, 'X')])
    expect(ofEvent).toEqual(['AKIAALICE', 'ASIA1', null, 'ASIA1'])
  })

  test('of GetFederationToken is known by the session that it names', () => {
    const name = `arn:aws:sts::${account(0)}:federated-user/broker`
    const begun = call(alice, 1, 'GetFederationToken', { issuedAccessKeyId: 'ASIA1', issuedSessionArn: name })
    const fromConsole: Values = {
      userIdentityType: 'FederatedUser',
      userIdentityArn: name,
      accessKeyId: 'ASIA9',
      sessionCreationDate: iso(1),
      sessionCredentialFromConsole: true,
      sessionIssuerType: 'IAMUser',
      sessionIssuerArn: aliceArn,
    }
    const { ofEvent, sessions } = sessionsOf([begun, call(fromConsole, 4, 'X')])
    expect(ofEvent).toEqual(['AKIAALICE', 'ASIA1'])
    expect(sessions.get('ASIA1')).toMatchObject({ kind: 'federation-token', parent: 'AKIAALICE', origin: aliceArn })
  })
})
