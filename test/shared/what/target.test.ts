import { expect, test } from 'vitest'
import { targetOf, targetText } from '../../../src-shared/what/target.ts'

interface Called {
  readonly asks?: object
  readonly answers?: object
  readonly resources?: unknown
}

function targetOfCall(call: string, { asks, answers, resources }: Called): string | null {
  const [service, eventName] = call.split(':')
  const target = targetOf({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    recipientAccountId: '111122223333',
    requestParameters: asks ?? null,
    responseElements: answers ?? null,
    resources,
  })
  return target === null ? null : targetText(target)
}

const roleElsewhere = 'arn:aws:iam::444455556666:role/ops/Admin'

test.each<[string, string | null, Called]>([
  ['iam:AttachRolePolicy', 'role/Deploy', { asks: { policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess', roleName: 'Deploy' } }],
  ['iam:CreateAccessKey', 'user/bob', { asks: { userName: 'bob' }, answers: { accessKey: { accessKeyId: 'AKIAEXAMPLE' } } }],
  ['iam:CreateAccessKey', 'user/bob', { asks: undefined, answers: { accessKey: { accessKeyId: 'AKIAEXAMPLE', userName: 'bob' } } }],
  ['iam:AddRoleToInstanceProfile', 'instance-profile/web', { asks: { roleName: 'web-role', instanceProfileName: 'web' } }],
  ['sts:AssumeRole', 'role/Admin in 444455556666', { asks: { roleArn: roleElsewhere, roleSessionName: 'x' } }],
  ['sts:GetSessionToken', null, { asks: { serialNumber: 'arn:aws:iam::111122223333:mfa/bob' } }],
  ['s3:GetObject', 'object/payroll/2024/march.csv', { asks: { bucketName: 'payroll', key: '2024/march.csv' } }],
  ['s3:PutBucketPolicy', 'bucket/payroll', { asks: { bucketName: 'payroll', bucketPolicy: {} } }],
  ['kms:Decrypt', 'key/1234', { asks: {}, resources: [{ ARN: 'arn:aws:kms:eu-west-1:111122223333:key/1234' }] }],
  ['ec2:RunInstances', 'instance/i-01 and 1 more', { asks: { instancesSet: { items: [{ imageId: 'ami-01' }] } }, answers: { instancesSet: { items: [{ instanceId: 'i-01' }, { instanceId: 'i-02' }] } } }],
  ['ec2:RunInstances', 'image/ami-01', { asks: { instancesSet: { items: [{ imageId: 'ami-01' }] } } }],
  ['ec2:CreateSubnet', 'subnet/subnet-01', { asks: { vpcId: 'vpc-01' }, answers: { subnet: { subnetId: 'subnet-01', vpcId: 'vpc-01' } } }],
  ['ec2:CreateNatGateway', 'nat-gateway/nat-01', { asks: { CreateNatGatewayRequest: { SubnetId: 'subnet-01' } }, answers: { CreateNatGatewayResponse: { natGateway: { natGatewayId: 'nat-01' } } } }],
  ['rds:CreateDBSnapshot', 'db-snapshot/copy', { asks: { dBInstanceIdentifier: 'db', dBSnapshotIdentifier: 'copy' } }],
  ['rds:CreateDBSnapshot', 'db-snapshot/copy', { asks: { DBSnapshotIdentifier: 'copy' } }],
  ['ssm:SendCommand', 'instance/i-01', { asks: { instanceIds: ['i-01'], documentName: 'AWS-RunShellScript' }, answers: { command: { commandId: 'c-1' } } }],
  ['ssm:GetParameters', 'parameter//a and 1 more', { asks: { names: ['/a', '/b', '/a'] } }],
  ['lambda:UpdateFunctionCode20150331v2', 'function/f', { asks: { functionName: 'arn:aws:lambda:eu-west-1:111122223333:function:f' } }],
  ['cloudtrail:StopLogging', 'trail/main', { asks: { name: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main' } }],
  ['appmesh:CreateVirtualNode', 'virtual-node/n', { asks: { meshName: 'm', virtualNodeName: 'n' } }],
  ['newservice:FrobWidget', 'gadget/g-1', { asks: { clientToken: 't', gadgetId: 'g-1' } }],
  ['newservice:FrobWidget', null, { asks: { nextToken: 't', maxResults: 5 } }],
  ['secretsmanager:GetSecretValue', null, { asks: { secretId: 'HIDDEN_DUE_TO_SECURITY_REASONS' } }],
  ['iam:ListUsers', null, {}],
])('%s acts on %s', (call, told, called) => {
  expect(targetOfCall(call, called)).toBe(told)
}) // biome-ignore format: a table

test('records of any shape have a target or none, and nothing of them is called', () => {
  const odd = [
    {},
    { eventName: 7, eventSource: null, requestParameters: 'text' },
    { eventName: 'constructor', eventSource: 'constructor', requestParameters: [[]], resources: 'arn:x' },
    { eventName: '__proto__:x', eventSource: '__proto__', requestParameters: { __proto__: null, name: {} } },
  ]
  expect(odd.map((record) => targetOf(record))).toEqual([null, null, null, null])
})
