import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Opening, openingOf, openings } from '../../../../src-shared/what/policy/audience.ts'
import { readPolicy } from '../../../../src-shared/what/policy/document.ts'
import { loadBalancingAccounts } from '../../../../src-shared/what/policy/load-balancing.ts'
import { everyoneIf, isOwn, other, own, policy, statement } from './policies.ts'

const opening = (document: unknown) => openingOf(readPolicy(document), isOwn)
const github = (account: string) => `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`

test.each<[Opening | null, unknown, unknown?]>([
  ['everyone', '*'],
  ['everyone', { AWS: '*' }],
  ['everyone', { AWS: [own, '*'] }],
  ['outside', { AWS: other }],
  ['outside', { AWS: [own, `arn:aws:iam::${other}:role/Deploy`] }],
  ['inside', { AWS: `arn:aws:iam::${own}:root` }],
  ['inside', { AWS: own, Service: [] }],
  ['service', { Service: 'ec2.amazonaws.com' }],
  ['service', { Service: '*' }],
  ['service', { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E0000000000000' }],
  ['unknown', { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }],
  ['unknown', { AWS: 'AIDACKCEVSQ6C2EXAMPLE' }],
  ['provider', { Federated: `arn:aws:iam::${own}:saml-provider/ExampleCorp` }],
  ['everyone', { Federated: github(own) }],
  ['everyone', { Federated: github(own) }, { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }],
  ['everyone', { Federated: github(own) }, { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } }],
  ['everyone', { Federated: github(own) }, { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example*' } }],
  ['provider', { Federated: github(own) }, { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/*' } }],
  ['provider', { Federated: 'cognito-identity.amazonaws.com' }, { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:0c0ffee0' } }],
  ['outside', { AWS: other }, { StringEquals: { 'sts:ExternalId': 'example' } }],
])('%s: principal %j, condition %j', (expected, Principal, Condition) => {
  expect(opening(policy(statement({ Principal, Condition })))).toBe(expected)
}) // biome-ignore format: a table

test.each<[Opening, string, string, unknown]>([
  ['inside', 'StringEquals', 'AWS:SourceOwner', own],
  ['inside', 'StringEquals', 'kms:CallerAccount', own],
  ['outside', 'StringEquals', 'aws:SourceAccount', [own, other]],
  ['inside', 'ArnLike', 'aws:SourceArn', `arn:aws:s3:*:${own}:*`],
  ['outside', 'ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${other}:role/*`],
  ['everyone', 'ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/Deploy'],
  ['limited', 'ArnLike', 'aws:SourceArn', 'arn:aws:s3:::example-exports'],
  ['limited', 'StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid'],
  ['limited', 'ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-exampleorgid/*'],
  ['limited', 'StringEquals', 'aws:SourceVpce', 'vpce-0c0ffee0000000001'],
  ['limited', 'Bool', 'elasticfilesystem:AccessedViaMountTarget', 'true'],
  ['limited', 'IpAddress', 'aws:SourceIp', ['192.0.2.0/24', '2001:db8::/32', '203.0.113.7']],
  ['everyone', 'IpAddress', 'aws:SourceIp', ['192.0.2.0/24', '0.0.0.0/0']],
  ['everyone', 'IpAddress', 'aws:SourceIp', '0.0.0.0/1'],
  ['outside', 'StringEquals', 'sts:ExternalId', 'example'],
  ['everyone', 'StringLike', 'aws:PrincipalOrgID', 'o-*'],
  ['everyone', 'StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-exampleorgid'],
  ['everyone', 'ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid'],
  ['everyone', 'StringNotEquals', 'aws:SourceVpce', 'vpce-0c0ffee0000000001'],
  ['everyone', 'Bool', 'aws:SecureTransport', 'true'],
  ['everyone', 'StringLike', 'aws:Referer', 'https://www.example.com/*'],
  ['everyone', 'Null', 'aws:PrincipalOrgID', 'false'],
])('%s: everyone, if %s %s %j', (expected, operator, key, value) => {
  expect(opening(everyoneIf(operator, key, value))).toBe(expected)
}) // biome-ignore format: a table

test('all conditions must be met: one that names accounts leaves these', () => {
  const Condition = { StringEquals: { 'aws:PrincipalAccount': own, 'aws:SourceVpce': 'vpce-0c0ffee0000000001' } }
  expect(opening(policy(statement({ Principal: '*', Condition })))).toBe('inside')
})

test('all but some are everyone, and the widest of several statements counts', () => {
  expect(opening(policy(statement({ NotPrincipal: { AWS: own } })))).toBe('everyone')
  expect(opening(policy(statement({ Principal: { AWS: own } }), statement({ Principal: { AWS: other } })))).toBe('outside')
}) // biome-ignore format: one line a case

test('what is denied, or names no principal, opens nothing', () => {
  expect(opening(policy(statement({ Effect: 'Deny', Principal: '*' })))).toBeNull()
  expect(opening(policy(statement({})))).toBeNull()
})

const denied = (Condition: unknown, more: object = {}) =>
  statement({ Effect: 'Deny', Principal: '*', Action: 's3:*', Condition, ...more })

test.each<[Opening, string, object]>([
  ['limited', 'all who are not of the organization', denied({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })],
  ['limited', 'all who come from elsewhere', denied({ NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })],
  ['inside', 'all of other accounts', denied({ StringNotEqualsIfExists: { 'aws:PrincipalAccount': own } })],
  ['limited', 'all who meet neither', denied({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid', 'aws:SourceVpce': 'vpce-0c0ffee0000000001' } })],
  ['everyone', 'what is not encrypted on its way', denied({ Bool: { 'aws:SecureTransport': 'false' } })],
  ['everyone', 'all from elsewhere without encryption', denied({ NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' }, Bool: { 'aws:SecureTransport': 'false' } })],
  ['everyone', 'other actions', denied({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }, { Action: 's3:Put*' })],
  ['everyone', 'other resources', denied({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }, { Resource: 'arn:aws:s3:::example-exports' })],
  ['everyone', 'one principal', denied({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }, { Principal: { AWS: other } })],
])('%s: everyone is let in, and another statement denies %s', (expected, _, deny) => {
  expect(opening(policy(statement({ Principal: '*' }), deny))).toBe(expected)
}) // biome-ignore format: a table

test('accounts of AWS that write logs are services, and an organization is not the account that manages it', () => {
  expect(opening(policy(statement({ Principal: { AWS: [...loadBalancingAccounts] } })))).toBe('service')
  expect(opening(policy(statement({ Principal: { AWS: `arn:aws:organizations::${other}:organization/o-exampleorgid` } })))).toBe('unknown')
}) // biome-ignore format: one line a case

const conditions = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringLike',
    'StringNotEquals',
    'StringEqualsIfExists',
    'ArnLike',
    'IpAddress',
    'Bool',
  ),
  fc.dictionary(
    fc.constantFrom(
      'aws:PrincipalOrgID',
      'aws:PrincipalAccount',
      'aws:SourceArn',
      'aws:SourceIp',
      'sts:ExternalId',
      'aws:SecureTransport',
    ),
    fc.constantFrom(
      'o-exampleorgid',
      'o-*',
      own,
      other,
      `arn:aws:iam::${other}:role/x`,
      '192.0.2.0/24',
      '0.0.0.0/0',
      'true',
    ),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
)
const statements = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Principal: fc.constantFrom<unknown>(
    '*',
    { AWS: own },
    { AWS: other },
    { Service: 's3.amazonaws.com' },
    { Federated: github(own) },
  ),
  Action: fc.constantFrom('s3:GetObject', 's3:*'),
  Resource: fc.constant('*'),
  Condition: conditions,
})
const widest = openings.length
/** 0 where nobody is let in; the wider, the higher. */
const width = (...of: readonly object[]) => {
  const found = opening(policy(...of))
  return found === null ? 0 : openings.length - openings.indexOf(found)
}

test('a further statement that allows never narrows a policy, and one that denies never makes it public', () => {
  fc.assert(
    fc.property(fc.array(statements, { maxLength: 3 }), statements, (some, further) => {
      const [before, after] = [width(...some), width(...some, further)]
      if (further.Effect === 'Allow') expect(after).toBeGreaterThanOrEqual(before)
      else expect(after === widest && before !== widest).toBe(false)
    }),
  )
})

test('a further condition never widens a statement', () => {
  const known = fc.constantFrom('aws:PrincipalOrgID', 'aws:SourceVpce', 'aws:SecureTransport', 'sts:ExternalId')
  fc.assert(
    fc.property(fc.constantFrom<unknown>('*', { AWS: other }, { Federated: github(own) }), fc.array(known), known, (Principal, keys, further) => {
      const under = (of: readonly string[]) =>
        width(statement({ Principal, Condition: { StringEquals: Object.fromEntries(of.map((key) => [key, 'o-exampleorgid'])) } }))
      expect(under([...keys, further])).toBeLessThanOrEqual(under(keys))
    }),
  )
}) // biome-ignore format: names
