import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ParsedRecord, parseRecord, textsAt } from '../../../src-shared/what/record-values.ts'
import { summaryOf } from '../../../src-shared/what/summary.ts'
import { targetOf } from '../../../src-shared/what/target.ts'

const bob = { type: 'IAMUser', userName: 'bob' }

test.each<[string, ParsedRecord]>([
  ['bob attached AdministratorAccess to role Deploy.', { eventSource: 'iam.amazonaws.com', eventName: 'AttachRolePolicy', requestParameters: { roleName: 'Deploy', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' } }],
  ['bob tried to list users: AccessDenied.', { eventSource: 'iam.amazonaws.com', eventName: 'ListUsers', errorCode: 'AccessDenied', errorMessage: 'User is not authorized' }],
  ['bob signed in to the console without MFA.', { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', additionalEventData: { MFAUsed: 'No' }, responseElements: { ConsoleLogin: 'Success' } }],
  ['bob tried to sign in to the console with MFA: it failed.', { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', additionalEventData: { MFAUsed: 'Yes' }, responseElements: { ConsoleLogin: 'Failure' } }],
  ['alice as Admin signed in to the console.', { userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice' }, eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', additionalEventData: { MFAUsed: 'No' }, responseElements: { ConsoleLogin: 'Success' } }],
  ['bob shared snapshot snap-01 with account 444455556666.', { eventSource: 'ec2.amazonaws.com', eventName: 'ModifySnapshotAttribute', requestParameters: { snapshotId: 'snap-01', createVolumePermission: { add: { items: [{ userId: '444455556666' }] } } } }],
  ['bob opened security group sg-01 to 0.0.0.0/0, ports 22 to 22.', { eventSource: 'ec2.amazonaws.com', eventName: 'AuthorizeSecurityGroupIngress', requestParameters: { groupId: 'sg-01', ipPermissions: { items: [{ fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] } } }],
  ['bob described volume status of volume vol-01.', { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeVolumeStatus', requestParameters: { volumeSet: { items: [{ volumeId: 'vol-01' }] } } }],
  ['bob created db instance payroll through cloudformation.amazonaws.com.', { userIdentity: { ...bob, invokedBy: 'cloudformation.amazonaws.com' }, eventSource: 'rds.amazonaws.com', eventName: 'CreateDBInstance', requestParameters: { dBInstanceIdentifier: 'payroll' } }],
  ['bob listed tags of resource /a.', { eventSource: 'ssm.amazonaws.com', eventName: 'ListTagsForResource', requestParameters: { resourceId: '/a' } }],
  ['ec2.amazonaws.com called SharedSnapshotVolumeCreated in ec2.', { userIdentity: null, eventSource: 'ec2.amazonaws.com', eventName: 'SharedSnapshotVolumeCreated' }],
  ['Somebody called an operation without a name.', { userIdentity: null }],
])('%s', (sentence, record) => {
  expect(summaryOf({ userIdentity: bob, ...record })).toBe(sentence)
}) // biome-ignore format: a table

const real = join(import.meta.dirname, '../../../../shared/data/real/invictus-aws-dataset')

if (existsSync(real)) {
  describe('the published Invictus dataset', () => {
    const texts = readdirSync(real, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(join(real, name), 'utf8'))
    const records = texts.flatMap((text) => parseRecord(text)?.Records as readonly ParsedRecord[])

    test('what bert-jan created is in the summaries', () => {
      const created = records.filter(
        (record) =>
          /^(Create|Run)/.test(String(record.eventName)) && textsAt(record, 'userIdentity.userName')[0] === 'bert-jan',
      )
      const without = created.filter((record) => record.errorCode === undefined && targetOf(record) === null)
      expect(created.length).toBeGreaterThan(100)
      expect(without.map(summaryOf)).toEqual([])
    })

    test('a call that names a role, a user or a bucket acts on it, or on what holds it', () => {
      const named = records.flatMap((record) => {
        const asked = ['roleName', 'userName', 'bucketName'].flatMap((name) => textsAt(record.requestParameters, name))
        return asked.length === 0 || textsAt(record.requestParameters, 'instanceProfileName').length > 0
          ? []
          : [{ asked, told: targetOf(record)?.name ?? '' }]
      })
      expect(named.length).toBeGreaterThan(400)
      expect(named.filter(({ asked, told }) => !asked.some((name) => told.includes(name)))).toEqual([])
    })
  })
}
