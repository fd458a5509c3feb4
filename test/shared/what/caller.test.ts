import { expect, test } from 'vitest'
import { byAwsService, fromConsole, mfa, notKnowable, type ToldColumn } from '../../../src-shared/what/caller.ts'

const told = ({ of, tell }: ToldColumn, values: Readonly<Record<string, string>>): string | null => {
  expect(Object.keys(values).filter((name) => !of.includes(name as never))).toEqual([])
  return tell(Object.fromEntries(of.map((name) => [name, values[name] ?? null])) as never)
}

test.each([
  ['a user who signed in with MFA', { userIdentityType: 'IAMUser', mfaUsed: 'Yes' }, 'yes'],
  ['a user who signed in without', { userIdentityType: 'IAMUser', mfaUsed: 'No' }, 'no'],
  ['root with a session without', { userIdentityType: 'Root', mfaAuthenticated: 'false' }, 'no'],
  ['root that AssumeRoot issued', { userIdentityType: 'Root', mfaAuthenticated: 'false', assumedRoot: 'true' }, notKnowable],
  ['a user with a key of their own', { userIdentityType: 'IAMUser' }, null],
  ['a federated user, whose identity provider may have asked', { userIdentityType: 'AssumedRole', mfaUsed: 'No' }, notKnowable],
  ['a session of a role', { userIdentityType: 'AssumedRole', mfaAuthenticated: 'false' }, notKnowable],
  ['a session of a role that was assumed with MFA', { userIdentityType: 'AssumedRole', mfaAuthenticated: 'true' }, 'yes'],
  ['a service', { userIdentityType: 'AWSService' }, null],
] as const)('MFA of %s', (_, values, expected) => expect(told(mfa, values)).toBe(expected)) // biome-ignore format: a case a line

test.each([
  ['an event that says so', { sessionCredentialFromConsole: 'true', userAgent: 'aws-cli/2.19' }, 'yes'],
  ['a sign-in', { eventType: 'AwsConsoleSignIn', userAgent: 'Mozilla/5.0' }, 'yes'],
  ['an agent of the console', { userAgent: '[S3Console/0.4, aws-internal/3]' }, 'yes'],
  ['the AWS CLI', { userAgent: 'aws-cli/2.19.12 md/awscrt#0.23.0' }, 'no'],
  ['Terraform', { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9' }, 'no'],
  ['a browser, which pages of others use, too', { userAgent: 'Mozilla/5.0' }, notKnowable],
  ['an event without an agent', {}, null],
] as const)('console of %s', (_, values, expected) => expect(told(fromConsole, values)).toBe(expected))

test.each([
  ['a service', { userIdentityType: 'AWSService', invokedBy: 'config.amazonaws.com' }, 'true'],
  ['a service for a user', { userIdentityType: 'IAMUser', invokedBy: 'cloudformation.amazonaws.com' }, 'true'],
  ['AWS within', { userIdentityType: 'IAMUser', invokedBy: 'AWS Internal' }, 'true'],
  ['a service by its place', { userIdentityType: 'AssumedRole', sourceIPAddress: 'ec2.amazonaws.com' }, 'true'],
  ['a role that only a service assumes', { sessionIssuerArn: 'arn:aws:iam::111122223333:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport' }, 'true'],
  ['an event that the service wrote', { eventType: 'AwsServiceEvent' }, 'true'],
  ['a user', { userIdentityType: 'IAMUser', sourceIPAddress: '192.0.2.9', eventType: 'AwsApiCall' }, 'false'],
  ['a host whose name is like one', { sourceIPAddress: 'amazonaws.com.example.com' }, 'false'],
  ['an event that names nobody', {}, 'false'],
] as const)('a call by %s', (_, values, expected) => expect(told(byAwsService, values)).toBe(expected)) // biome-ignore format: a case a line
