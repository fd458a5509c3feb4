import { loadBalancingAccounts } from '../../../../src-shared/what/policy/load-balancing.ts'
import { anna, at, ben, call, calls, deploy, production, type RuleCase, refused, third } from './rule-case.ts'

const asks = (requestParameters: unknown) => ({ requestParameters })
const attach = (policy: string) => asks({ userName: 'ben', policyArn: `arn:aws:iam::aws:policy/${policy}` })
const document = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const allow = (Action: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const inline = (...statements: readonly object[]) =>
  asks({ userName: 'anna', policyName: 'example', policyDocument: document(...statements) })
const open = (Principal: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  Principal,
  Condition,
})
const bucket = (Principal: unknown, Condition?: unknown) =>
  asks({ bucketName: 'example-exports', bucketPolicy: { Statement: [open(Principal, Condition)] }, policy: '' })
const denyOthers = {
  ...open('*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
  Effect: 'Deny',
  Action: 's3:*',
}
const key = (Principal: unknown) =>
  asks({ keyId: '0c0ffee0-0000-4000-8000-000000000001', policy: document(open(Principal)) })
const grant = (granteePrincipal: string) =>
  asks({ keyId: '0c0ffee0-0000-4000-8000-000000000001', granteePrincipal, operations: ['Decrypt'] })
const permission = (parameters: object) =>
  call(
    'lambda',
    'AddPermission20150331v2',
    asks({ functionName: 'checkout', action: 'lambda:InvokeFunction', ...parameters }),
  )
const group = (userName: string, groupName: string) => call('iam', 'AddUserToGroup', asks({ userName, groupName }))
const day = 24 * 60
const run = (service: string, name: string, parameters: object, minutes: number, userIdentity: object) =>
  call(service, name, { ...asks(parameters), ...at(minutes), userIdentity })
const strong = `arn:aws:iam::${production}:role/Strong`

/** Ways to more rights, and resources that others may use. */
export const privilegeCases: Readonly<Record<string, RuleCase>> = {
  'administrator-access-granted': {
    hit: [
      call('iam', 'AttachUserPolicy', attach('AdministratorAccess')),
      call('iam', 'AttachRolePolicy', { ...attach('AdministratorAccess'), ...refused }),
      call('sso', 'AttachManagedPolicyToPermissionSet', asks({ managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })),
    ],
    miss: [
      call('iam', 'AttachUserPolicy', attach('ReadOnlyAccess')),
      call('iam', 'DetachUserPolicy', attach('AdministratorAccess')),
    ],
  },
  'administrator-by-policy': {
    hit: [
      call('iam', 'PutUserPolicy', inline(allow('*'))),
      call('iam', 'CreatePolicyVersion', inline(allow(['s3:*', '*']), { Effect: 'Deny', Action: 'iam:*', Resource: '*' })),
      call('iam', 'PutRolePolicy', inline({ Effect: 'Allow', NotAction: 'organizations:*', Resource: '*' })),
      call('sso', 'PutInlinePolicyToPermissionSet', asks({ inlinePolicy: document(allow('*')) })),
    ],
    miss: [
      call('iam', 'PutUserPolicy', inline(allow('s3:*'), { Effect: 'Deny', Action: '*', Resource: '*' })),
      call('iam', 'CreatePolicy', inline(allow('*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'shop' } } }))),
      call('iam', 'CreatePolicy', asks({ policyName: 'example', policyDocument: '{"Statement":' })),
      call('iam', 'GetUserPolicy', inline(allow('*'))),
    ],
  },
  'instance-profile-changed': {
    hit: [
      call('iam', 'AddRoleToInstanceProfile', asks({ instanceProfileName: 'shop', roleName: 'Strong' })),
      call('ec2', 'ReplaceIamInstanceProfileAssociation', asks({ ReplaceIamInstanceProfileAssociationRequest: { AssociationId: 'iip-assoc-0c0ffee0000000001' } })),
    ],
    miss: [call('iam', 'CreateInstanceProfile'), call('ec2', 'DescribeIamInstanceProfileAssociations')],
  },
  'joined-administrators': {
    hit: [
      group('ben', 'Admins'),
      group('anna', 'developers'),
      call('iam', 'AttachGroupPolicy', asks({ groupName: 'oncall', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })),
      group('ben', 'oncall'),
    ],
    miss: [group('ben', 'developers'), call('iam', 'RemoveUserFromGroup', asks({ userName: 'ben', groupName: 'Admins' }))],
  },
  'key-opened': {
    hit: [call('kms', 'PutKeyPolicy', key({ AWS: third })), call('kms', 'CreateGrant', grant(`arn:aws:iam::${third}:role/Reader`))],
    miss: [
      call('kms', 'PutKeyPolicy', key({ AWS: production })),
      call('kms', 'CreateGrant', grant(`arn:aws:iam::${production}:role/Deploy`)),
      call('kms', 'CreateGrant', { ...grant(`arn:aws:iam::${third}:role/Reader`), userIdentity: { ...anna, invokedBy: 'ec2.amazonaws.com' } }),
    ],
  },
  'made-public': {
    hit: [
      call('s3', 'PutBucketPolicy', bucket('*')),
      call('s3', 'PutBucketPolicy', bucket({ AWS: '*' }, { Bool: { 'aws:SecureTransport': 'true' } })),
      call('s3', 'PutBucketAcl', asks({ bucketName: 'example-exports', 'x-amz-acl': ['public-read'] })),
      call('s3', 'PutBucketAcl', asks({ AccessControlPolicy: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } })),
      call('ec2', 'ModifySnapshotAttribute', asks({ snapshotId: 'snap-0c0ffee0000000001', createVolumePermission: { add: { items: [{ group: 'all' }] } } })),
      call('sqs', 'SetQueueAttributes', asks({ queueUrl: 'example', attributes: { Policy: document(open('*')) } })),
      call('kms', 'PutKeyPolicy', key('*')),
      permission({ principal: '*' }),
    ],
    miss: [
      call('s3', 'PutBucketPolicy', bucket('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })),
      call('s3', 'PutBucketPolicy', asks({ bucketPolicy: { Statement: [{ ...open('*'), Effect: 'Deny' }] } })),
      call('s3', 'PutBucketPolicy', asks({ bucketPolicy: { Statement: [open('*'), denyOthers] } })),
      call('s3', 'PutBucketPolicy', bucket({ AWS: `arn:aws:iam::${third}:root` })),
      call('s3', 'PutBucketAcl', asks({ 'x-amz-acl': ['private'] })),
      call('ec2', 'ModifySnapshotAttribute', asks({ createVolumePermission: { remove: { items: [{ group: 'all' }] } } })),
      call('sns', 'SetTopicAttributes', asks({ attributeName: 'Policy', attributeValue: document(open({ AWS: '*' }, { StringEquals: { 'AWS:SourceOwner': production } })) })),
      permission({ principal: 's3.amazonaws.com', sourceAccount: production }),
    ],
  },
  'permissions-boundary-removed': {
    hit: [
      call('iam', 'DeleteRolePermissionsBoundary', asks({ roleName: 'Deploy' })),
      call('iam', 'PutUserPermissionsBoundary', asks({ userName: 'anna', permissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' })),
    ],
    miss: [call('iam', 'PutRolePermissionsBoundary', asks({ roleName: 'Deploy', permissionsBoundary: `arn:aws:iam::${production}:policy/Boundary` }))],
  },
  'policy-version-made-default': {
    hit: [call('iam', 'SetDefaultPolicyVersion', asks({ policyArn: `arn:aws:iam::${production}:policy/example`, versionId: 'v1' }))],
    miss: calls('iam', 'CreatePolicyVersion GetPolicyVersion'),
  },
  'resource-opened': {
    hit: [
      call('s3', 'PutBucketPolicy', bucket({ AWS: `arn:aws:iam::${third}:root` })),
      call('ecr', 'SetRepositoryPolicy', asks({ repositoryName: 'shop', policyText: document(open({ AWS: third })) })),
      call('sns', 'AddPermission', asks({ topicArn: `arn:aws:sns:eu-central-1:${production}:orders`, aWSAccountId: [third], actionName: ['Subscribe'] })),
      permission({ principal: third }),
      call('ram', 'CreateResourceShare', asks({ name: 'subnets', principals: [third] })),
    ],
    miss: [
      call('s3', 'PutBucketPolicy', bucket({ AWS: production })),
      call('s3', 'PutBucketPolicy', bucket('*')),
      call('s3', 'PutBucketPolicy', bucket({ Service: 'cloudtrail.amazonaws.com' })),
      call('s3', 'PutBucketPolicy', bucket({ AWS: [...loadBalancingAccounts].map((account) => `arn:aws:iam::${account}:root`) })),
    ],
  },
  'rights-gained': {
    hit: [
      call('s3', 'ListBuckets', refused),
      call('ec2', 'DescribeInstances', { errorCode: 'Client.UnauthorizedOperation' }),
      call('iam', 'PutUserPolicy', asks({ userName: 'anna' })),
      ...calls('s3', 'ListBuckets ListBuckets'),
      call('ec2', 'DescribeInstances'),
    ],
    miss: [
      call('s3', 'ListBuckets', refused),
      call('iam', 'PutUserPolicy', asks({ userName: 'ben' })),
      call('iam', 'AttachUserPolicy', { ...asks({ userName: 'anna' }), ...refused }),
      call('s3', 'ListBuckets'),
      call('ec2', 'DescribeInstances', { ...refused, userIdentity: ben }),
      call('iam', 'PutUserPolicy', { ...asks({ userName: 'ben' }), userIdentity: ben }),
      call('ec2', 'DescribeInstances', { userIdentity: ben, ...at(2 * day) }),
    ],
  },
  'role-passed-by-newcomer': {
    hit: [
      run('ec2', 'RunInstances', { iamInstanceProfile: { arn: strong } }, 0, deploy),
      run('lambda', 'CreateFunction20150331', { functionName: 'x', role: strong }, 2 * day, ben),
    ],
    miss: [
      run('ec2', 'RunInstances', { iamInstanceProfile: { arn: strong } }, 0, deploy),
      run('ec2', 'RunInstances', { iamInstanceProfile: { arn: strong } }, 60, ben),
      run('ec2', 'RunInstances', { iamInstanceProfile: { arn: strong } }, 2 * day, ben),
      run('ec2', 'RunInstances', {}, 3 * day, anna),
    ],
  },
  'root-session-assumed': {
    hit: [call('sts', 'AssumeRoot', asks({ targetPrincipal: third, taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' } }))],
    miss: calls('sts', 'AssumeRole GetCallerIdentity'),
  },
  'wide-access-granted': {
    hit: [
      call('iam', 'AttachUserPolicy', attach('IAMFullAccess')),
      call('iam', 'AttachRolePolicy', asks({ roleName: 'Deploy', policyArn: 'arn:aws:iam::aws:policy/AmazonSESFullAccess' })),
      call('iam', 'AttachRolePolicy', asks({ roleName: 'Deploy', policyArn: 'arn:aws:iam::aws:policy/job-function/SystemAdministrator' })),
    ],
    miss: [
      call('iam', 'AttachUserPolicy', attach('AdministratorAccess')),
      call('iam', 'AttachUserPolicy', attach('AmazonSQSFullAccess')),
      call('iam', 'AttachUserPolicy', asks({ userName: 'ben', policyArn: `arn:aws:iam::${production}:policy/IAMFullAccess` })),
    ],
  },
} // biome-ignore format: a table
