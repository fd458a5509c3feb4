import { identities, idOf } from '../../../fixtures/records.ts'
import {
  anna, at, ben, call, calls, data, deploy, production, type RuleCase, refused, root, signIn, third, times,
} from './rule-case.ts' // biome-ignore format: a list

const parameters = (requestParameters: unknown) => ({ requestParameters })
const ingress = (cidrIp: string) =>
  parameters({ groupId: 'sg-0c0ffee0000000001', ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp }] } }] } })
const attach = (policy: string) => parameters({ userName: 'ben', policyArn: `arn:aws:iam::aws:policy/${policy}` })
const issued = (accessKeyId: string) => ({ responseElements: { credentials: { accessKeyId } } })
const assume = (account: string, role: string) => parameters({ roleArn: `arn:aws:iam::${account}:role/${role}` })
const sessionKey = 'ASIAI44QH8DHBEXAMPLE'
const session = identities.role(production, 'Deploy', 'anna', sessionKey)
const selectors = (...eventSelectors: object[]) =>
  call('cloudtrail', 'PutEventSelectors', parameters({ trailName: 'audit', eventSelectors }))
const advanced = (...fieldSelectors: object[]) =>
  call(
    'cloudtrail',
    'PutEventSelectors',
    parameters({ trailName: 'audit', advancedEventSelectors: [{ fieldSelectors }] }),
  )
const failures = (count: number) => times(count, () => signIn('Failure', 'No'))
const log = (name: string, verdict: 'verified' | 'invalid' | 'uncovered', ...names: string[]) => ({
  name,
  verdict,
  records: names.map((name) => call('iam', name)),
})

/** Rules written in SQL that are not of the CIS benchmark. */
export const sqlCases: Readonly<Record<string, RuleCase>> = {
  'altered-log-file': {
    hit: [log('altered.json', 'invalid', 'CreateUser', 'ListUsers'), log('proven.json', 'verified', 'ListUsers')],
    miss: [log('planted.json', 'uncovered', 'CreateUser'), log('proven.json', 'verified', 'ListUsers')],
  },
  'caller-identity-from-new-address': {
    hit: [call('ec2', 'DescribeInstances'), call('sts', 'GetCallerIdentity', { sourceIPAddress: '203.0.113.77' })],
    miss: [
      call('sts', 'GetCallerIdentity'),
      call('ec2', 'DescribeInstances', { sourceIPAddress: '203.0.113.77' }),
      call('sts', 'GetCallerIdentity', { sourceIPAddress: '203.0.113.77' }),
    ],
  },
  'console-password-set': {
    hit: calls('iam', 'CreateLoginProfile UpdateLoginProfile'),
    miss: calls('iam', 'ChangePassword GetLoginProfile'),
  },
  'data-copied-to-others': {
    hit: [
      call('ec2', 'ModifySnapshotAttribute', parameters({ createVolumePermission: { add: { items: [{ userId: third }] } } })),
      call('ec2', 'ModifyImageAttribute', parameters({ launchPermission: { add: { items: [{ userId: third }] } } })),
      call('rds', 'ModifyDBSnapshotAttribute', parameters({ attributeName: 'restore', valuesToAdd: [third] })),
    ],
    miss: [
      call('ec2', 'ModifySnapshotAttribute', parameters({ createVolumePermission: { remove: { items: [{ userId: third }] } } })),
      call('ec2', 'ModifyImageAttribute', parameters({ description: { value: 'monthly image' } })),
      call('rds', 'ModifyDBSnapshotAttribute', parameters({ attributeName: 'restore', valuesToRemove: [third] })),
    ],
  },
  'defence-disabled': {
    hit: [call('guardduty', 'DeleteDetector'), call('ec2', 'DeleteFlowLogs'), call('securityhub', 'DisableSecurityHub')],
    miss: calls('guardduty', 'GetDetector ListFindings'),
  },
  'ingress-from-everywhere': {
    hit: [
      call('ec2', 'AuthorizeSecurityGroupIngress', ingress('0.0.0.0/0')),
      call('ec2', 'AuthorizeSecurityGroupIngress', ingress('::/0')),
      call('ec2', 'AuthorizeSecurityGroupIngress', ingress('203.0.113.7/0')),
      call('ec2', 'CreateNetworkAclEntry', parameters({ cidrBlock: '0.0.0.0/0', ruleAction: 'allow', egress: false })),
    ],
    miss: [
      call('ec2', 'AuthorizeSecurityGroupIngress', ingress('192.0.2.0/24')),
      call('ec2', 'RevokeSecurityGroupIngress', ingress('0.0.0.0/0')),
      call('ec2', 'CreateNetworkAclEntry', parameters({ cidrBlock: '0.0.0.0/0', ruleAction: 'allow', egress: true })),
    ],
  },
  'key-created-for-another': {
    hit: [
      call('iam', 'CreateAccessKey', parameters({ userName: 'ben' })),
      call('iam', 'CreateAccessKey', { ...parameters({ userName: 'ben' }), userIdentity: deploy }),
    ],
    miss: [
      call('iam', 'CreateAccessKey', { userIdentity: ben }),
      call('iam', 'CreateAccessKey', parameters({ userName: 'anna' })),
    ],
  },
  'key-quarantined': {
    hit: [call('iam', 'AttachUserPolicy', attach('AWSCompromisedKeyQuarantineV3'))],
    miss: [call('iam', 'AttachUserPolicy', attach('ReadOnlyAccess'))],
  },
  'mfa-device-removed': {
    hit: calls('iam', 'DeactivateMFADevice DeleteVirtualMFADevice'),
    miss: calls('iam', 'EnableMFADevice ListMFADevices'),
  },
  'public-access-block-removed': {
    hit: calls('s3', 'DeleteBucketPublicAccessBlock DeleteAccountPublicAccessBlock'),
    miss: calls('s3', 'GetBucketPublicAccessBlock'),
  },
  'role-chain-to-another-account': {
    hit: [
      call('sts', 'AssumeRole', { ...assume(production, 'Deploy'), ...issued(sessionKey) }),
      call('sts', 'AssumeRole', { ...assume(data, 'DataSync'), userIdentity: session, ...issued('ASIAEXAMPLENEXTKEY00') }),
    ],
    miss: [
      call('sts', 'AssumeRole', { ...assume(production, 'Deploy'), ...issued(sessionKey) }),
      call('sts', 'AssumeRole', { ...assume(production, 'Other'), userIdentity: session }),
      call('sts', 'AssumeRole', { ...assume(data, 'DataSync'), userIdentity: session, ...refused }),
      call('sts', 'AssumeRole', { ...assume(data, 'DataSync'), userIdentity: deploy }),
    ],
  },
  'root-access-key-used': {
    hit: [call('iam', 'ListUsers', { userIdentity: { ...root, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' } })],
    miss: [call('iam', 'ListUsers', { userIdentity: root }), call('iam', 'ListUsers')],
  },
  'copies-differ': {
    hit: [
      { name: 'planted.json', verdict: 'uncovered', records: [call('cloudtrail', 'GetTrail', { eventID: idOf('a') })] },
      { name: 'proven.json', verdict: 'verified', records: [call('cloudtrail', 'DeleteTrail', { eventID: idOf('a') })] },
      { name: 'query.csv', verdict: 'uncovered', records: [], table: `eventID,eventTime,eventName\n${idOf('a')},,ListTrails\n` },
    ],
    miss: [
      { name: 'copied.json', verdict: 'uncovered', records: [call('cloudtrail', 'DeleteTrail', { eventID: idOf('a'), ...at(1) })] },
      { name: 'proven.json', verdict: 'verified', records: [call('cloudtrail', 'DeleteTrail', { eventID: idOf('a'), ...at(1) })] },
      { name: 'query.csv', verdict: 'uncovered', records: [], table: `eventID,eventTime,eventName\n${idOf('a')},${at(1).eventTime},DeleteTrail\n` },
    ],
  },
  'sign-in-after-failures': {
    hit: [...failures(5), signIn('Success', 'Yes')],
    miss: [...failures(4), signIn('Failure', 'No', { recipientAccountId: data }), signIn('Success', 'Yes'), signIn('Failure', 'No'), signIn('Failure', 'No', { userIdentity: ben })],
  },
  'trail-logging-reduced': {
    hit: [
      ...calls('cloudtrail', 'StopLogging DeleteTrail UpdateTrail'),
      call('cloudtrail', 'PutEventSelectors', refused),
      call('cloudtrail', 'UpdateTrail', parameters({ name: 'audit', s3BucketName: 'example-elsewhere' })),
      call('cloudtrail', 'UpdateTrail', parameters({ name: 'audit', isMultiRegionTrail: false })),
      selectors({ readWriteType: 'ReadOnly', includeManagementEvents: true }),
      selectors({ readWriteType: 'All', includeManagementEvents: true, excludeManagementEventSources: ['kms.amazonaws.com'] }),
      advanced({ field: 'eventCategory', equals: ['Management'] }, { field: 'readOnly', equals: ['true'] }),
      call('cloudtrail', 'PutInsightSelectors', parameters({ trailName: 'audit', insightSelectors: [{ insightType: 'ApiCallRateInsight' }] })),
      call('cloudtrail', 'PutInsightSelectors', parameters({ trailName: 'audit', insightSelectors: [] })),
    ],
    miss: [
      ...calls('cloudtrail', 'StartLogging GetTrailStatus', { userIdentity: anna }),
      call('example', 'StopLogging'),
      call('cloudtrail', 'UpdateTrail', parameters({ name: 'audit', cloudWatchLogsLogGroupArn: 'arn:aws:logs:…:*' })),
      selectors({ readWriteType: 'ReadOnly', includeManagementEvents: false }, { readWriteType: 'All', includeManagementEvents: true }),
      advanced({ field: 'eventCategory', equals: ['Management'] }),
      call('cloudtrail', 'PutInsightSelectors', parameters({ trailName: 'audit', insightSelectors: [] })),
    ],
  },
  'uncovered-log-file': {
    hit: [log('planted.json', 'uncovered', 'CreateUser'), log('proven.json', 'verified', 'ListUsers')],
    miss: [log('one.json', 'uncovered', 'CreateUser'), log('two.json', 'uncovered', 'ListUsers')],
  },
} // biome-ignore format: a table
