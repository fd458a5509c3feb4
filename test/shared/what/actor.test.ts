import { expect, test } from 'vitest'
import { actorOf, identityOf } from '../../../src-shared/what/actor.ts'

const actor = (userIdentity: object | null, rest: object = {}) => actorOf(identityOf({ userIdentity, ...rest }))
const role = 'arn:aws:iam::111122223333:role/service-role/Deploy'

test.each([
  ['root', { type: 'Root', arn: 'arn:aws:iam::111122223333:root', principalId: '111122223333' }],
  ['user/ci-deploy', { type: 'IAMUser', userName: 'ci-deploy', arn: 'arn:aws:iam::111122223333:user/ci/ci-deploy' }],
  ['user/ci-deploy', { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ci/ci-deploy' }],
  ['user with a hidden name', { type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
  ['Deploy / session botocore-session-1', { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/botocore-session-1', sessionContext: { sessionIssuer: { type: 'Role', arn: role, userName: 'Deploy' } } }],
  ['Deploy / session i-0abc', { type: 'AssumedRole', principalId: 'AROAEXAMPLE:i-0abc', sessionContext: { sessionIssuer: { arn: role } } }],
  ['alice@example.com as AdministratorAccess', { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/alice@example.com' }],
  ['alice@example.com as Read_Only', { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Read_Only_0123456789abcdef/alice@example.com' }],
  ['AROAEXAMPLE:bob', { type: 'AssumedRole', principalId: 'AROAEXAMPLE:bob' }],
  ['federated-user/bob', { type: 'FederatedUser', arn: 'arn:aws:sts::111122223333:federated-user/bob' }],
  ['config.amazonaws.com', { type: 'AWSService', invokedBy: 'config.amazonaws.com' }],
  ['AWS Internal', { invokedBy: 'AWS Internal' }],
  ['account 444455556666', { type: 'AWSAccount', accountId: '444455556666', principalId: 'AIDAEXAMPLE' }],
  ['Identity Center user 1234-5678', { type: 'IdentityCenterUser', onBehalfOf: { userId: '1234-5678' } }],
  ['bob', { type: 'WebIdentityUser', userName: 'bob', principalId: 'accounts.example.com:app:bob' }],
  [null, { type: 'Unknown' }],
  [null, null],
])('%s', (told, identity) => {
  expect(actor(identity)).toBe(told)
}) // biome-ignore format: a table

test('a sign-in to IAM Identity Center tells the person in additionalEventData', () => {
  const rest = { additionalEventData: { UserName: 'alice@example.com' } }
  expect(actor({ type: 'IdentityCenterUser', onBehalfOf: { userId: '1234-5678' } }, rest)).toBe('alice@example.com')
})
