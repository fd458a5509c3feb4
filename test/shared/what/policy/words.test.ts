import { expect, test } from 'vitest'
import { accessGiven } from '../../../../src-shared/what/policy/access.ts'
import { isAdministrator } from '../../../../src-shared/what/policy/administrator.ts'
import { openingOf } from '../../../../src-shared/what/policy/audience.ts'
import { readPolicy } from '../../../../src-shared/what/policy/document.ts'
import { policyTold } from '../../../../src-shared/what/policy/told.ts'
import { policyWords } from '../../../../src-shared/what/policy/words.ts'
import { everyoneIf, isOwn, other, own, policy, statement } from './policies.ts'

const words = (document: unknown) => policyWords(readPolicy(document), isOwn)

test.each([
  [true, { Action: '*' }],
  [true, { Action: ['ec2:*', '*:*'] }],
  [true, { Action: undefined, NotAction: 'iam:*' }],
  [true, { Action: '*', Resource: undefined, NotResource: 'arn:aws:s3:::example-exports' }],
  [true, { Action: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
  [false, { Action: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'example' } } }],
  [false, { Action: '*', Resource: 'arn:aws:s3:::example-exports/*' }],
  [false, { Action: 'iam:*' }],
  [false, { Action: '*', Effect: 'Deny' }],
  [false, { Action: '*', Principal: '*' }],
])('administrator %s: %j', (expected, elements) => {
  expect(isAdministrator(readPolicy(policy(JSON.parse(JSON.stringify(statement(elements))))))).toBe(expected)
})

test.each([
  [statement({ Action: '*' }), 'The policy allows every action on every resource'],
  [{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }, 'The policy allows every action but iam:* and sts:* on every resource'],
  [{ Effect: 'Allow', Principal: { AWS: other }, Action: 'sts:AssumeRole' }, `The policy lets the other account ${other} perform sts:AssumeRole`],
  [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${own}:root`, Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
    `The policy lets arn:aws:iam::${own}:root and ec2.amazonaws.com perform sts:AssumeRole`,
  ],
  [
    { Effect: 'Allow', NotPrincipal: { AWS: own }, Action: ['a:1', 'a:2', 'a:3', 'a:4', 'a:5'] },
    `The policy lets everyone but account ${own} perform a:1, a:2, a:3 and 2 more`,
  ],
])('%j in words', (written, expected) => {
  expect(words(policy(written))).toBe(expected)
}) // biome-ignore format: a table

test('conditions are told, and what a condition lets through where there is no such key', () => {
  expect(words(everyoneIf('StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid'))).toBe(
    'The policy lets everyone perform s3:GetObject on every resource, if aws:PrincipalOrgID is o-exampleorgid',
  )
  expect(words(everyoneIf('StringLikeIfExists', 'aws:PrincipalArn', ['a', 'b']))).toContain(
    'if aws:PrincipalArn is like a or b or there is none',
  )
  expect(words(everyoneIf('ForAllValues:StringEquals', 'aws:TagKeys', 'a'))).toContain(
    'if every aws:TagKeys is a or there is none',
  )
  expect(words(everyoneIf('NumericLessThan', 's3:max-keys', 10))).toContain('if s3:max-keys NumericLessThan 10')
})

test('what statements deny and what could not be read is told behind', () => {
  const allowed = statement({ Action: '*' })
  expect(words(policy(allowed, statement({ Effect: 'Deny' }), 7 as unknown as object))).toBe(
    'The policy allows every action on every resource; 1 statement denies something. Statement 3 could not be read',
  )
  expect(words(policy(...Array(5).fill(allowed)))).toMatch(/; 2 more statements allow something$/)
  expect(words(policy(statement({ Effect: 'Deny' })))).toBe('The policy allows nothing; 1 statement denies something')
  expect(words(policy())).toBeNull()
})

const given = (call: string, requestParameters: unknown) => {
  const [service, eventName] = call.split(':')
  return accessGiven({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters })
}

const open = policy(statement({ Principal: '*' }))
const text = JSON.stringify(open)
const grantee = { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }

test.each([
  ['s3:PutBucketPolicy', { bucketPolicy: open, policy: '' }, 'everyone'],
  ['kms:PutKeyPolicy', { policy: text }, 'everyone'],
  ['sqs:SetQueueAttributes', { attributes: { Policy: text } }, 'everyone'],
  ['sns:SetTopicAttributes', { attributeName: 'Policy', attributeValue: text }, 'everyone'],
  ['sns:SetTopicAttributes', { attributeName: 'DisplayName', attributeValue: text }, null],
  ['ecr:SetRepositoryPolicy', { policyText: text }, 'everyone'],
  ['lambda:AddPermission20150331v2', { principal: '*', action: 'lambda:InvokeFunction' }, 'everyone'],
  ['lambda:AddPermission20150331v2', { principal: 's3.amazonaws.com', sourceAccount: other }, 'service'],
  ['lambda:AddPermission20150331v2', { principal: '*', principalOrgID: 'o-exampleorgid' }, 'limited'],
  ['lambda:AddPermission20150331v2', { principal: '*', functionUrlAuthType: 'NONE' }, 'everyone'],
  ['lambda:AddLayerVersionPermission20181031', { principal: other }, 'outside'],
  ['sns:AddPermission', { aWSAccountId: [own, other], actionName: ['Publish'] }, 'outside'],
  ['sqs:AddPermission', { aWSAccountIds: [own], actions: ['SendMessage'] }, 'inside'],
  ['events:PutPermission', { principal: '*', action: 'events:PutEvents' }, 'everyone'],
  ['events:PutPermission', { principal: '*', condition: { type: 'StringEquals', key: 'aws:PrincipalOrgID', value: 'o-exampleorgid' } }, 'limited'],
  ['kms:CreateGrant', { granteePrincipal: `arn:aws:iam::${other}:role/Deploy`, operations: ['Decrypt'] }, 'outside'],
  ['s3:PutBucketAcl', { bucketName: 'public-read', 'x-amz-acl': ['private'] }, null],
  ['s3:PutBucketAcl', { 'x-amz-acl': ['public-read'] }, 'everyone'],
  ['s3:PutBucketAcl', { AccessControlPolicy: { AccessControlList: { Grant: [{ Grantee: grantee, Permission: 'READ' }] } } }, 'everyone'],
  ['ec2:ModifySnapshotAttribute', { createVolumePermission: { add: { items: [{ userId: other }] } } }, 'outside'],
  ['ec2:ModifyImageAttribute', { launchPermission: { add: { items: [{ group: 'all' }] } } }, 'everyone'],
  ['ec2:ModifyImageAttribute', { launchPermission: { remove: { items: [{ group: 'all' }] } } }, null],
  ['ec2:ModifyVpcEndpointServicePermissions', { ModifyVpcEndpointServicePermissionsRequest: { AddAllowedPrincipals: { tag: 1, content: '*' } } }, 'everyone'],
  ['ram:CreateResourceShare', { name: 'subnets', principals: [other] }, 'outside'],
  ['ssm:ModifyDocumentPermission', { name: 'setup', accountIdsToAdd: ['All'] }, 'everyone'],
  ['redshift:AuthorizeSnapshotAccess', { snapshotIdentifier: 'daily', accountWithRestoreAccess: other }, 'outside'],
  ['rds:ModifyDBSnapshotAttribute', { attributeName: 'restore', valuesToAdd: ['all'] }, 'everyone'],
  ['s3:GetBucketPolicy', { bucketPolicy: open }, null],
  ['s3:PutBucketPolicy', null, null],
])('%s with %j gives access to %s', (call, parameters, expected) => {
  const access = given(call, parameters)
  expect(access === null ? null : openingOf(access, isOwn)).toBe(expected)
}) // biome-ignore format: a table

test('what a call gives is told as a policy is', () => {
  const permission = { principal: 's3.amazonaws.com', action: 'lambda:InvokeFunction', sourceAccount: own }
  expect(policyWords(given('lambda:AddPermission20150331v2', permission)!, isOwn, 'The permission')).toBe(
    `The permission lets s3.amazonaws.com perform lambda:InvokeFunction, if aws:SourceAccount is ${own}`,
  )
})

test.each([
  ['iam:PutUserPolicy', { userName: 'anna', policyDocument: JSON.stringify(policy(statement({ Action: '*' }))) }, 'The policy allows every action on every resource.'],
  ['iam:CreateRole', { assumeRolePolicyDocument: '{' }, 'The policy is no JSON.'],
  ['lambda:AddPermission20150331v2', { principal: other, action: 'lambda:InvokeFunction' }, `The permission lets the other account ${other} perform lambda:InvokeFunction.`],
  ['sts:AssumeRole', { roleArn: `arn:aws:iam::${own}:role/Deploy` }, null],
  ['iam:ListUsers', { policyDocument: text }, null],
])('the event of %s with %j tells: %s', (call, requestParameters, expected) => {
  const [service, eventName] = call.split(':')
  expect(policyTold({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters, recipientAccountId: own })).toBe(expected)
}) // biome-ignore format: a table
