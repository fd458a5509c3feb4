import type { JsonRecord } from '../../../fixtures/duckdb-records.ts'

const account = '111122223333'
const alice = {
  type: 'IAMUser',
  principalId: 'AIDACKCEVSQ6C2EXAMPLE',
  arn: `arn:aws:iam::${account}:user/alice`,
  accountId: account,
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  userName: 'alice',
}
const deploy = {
  type: 'AssumedRole',
  principalId: 'AROACKCEVSQ6C2EXAMPLE:ci',
  arn: `arn:aws:sts::${account}:assumed-role/deploy/ci`,
  accountId: account,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROACKCEVSQ6C2EXAMPLE',
      arn: `arn:aws:iam::${account}:role/deploy`,
      accountId: account,
      userName: 'deploy',
    },
    attributes: { mfaAuthenticated: 'false', creationDate: '2024-03-05T09:00:00Z' },
  },
}

let number = 0
const event = (eventTime: string, service: string, eventName: string, more: JsonRecord): JsonRecord => ({
  eventVersion: '1.09',
  userIdentity: alice,
  eventTime,
  eventSource: `${service}.amazonaws.com`,
  eventName,
  awsRegion: 'eu-west-1',
  sourceIPAddress: '192.0.2.10',
  userAgent: 'aws-cli/2.15.0',
  eventID: `00000000-0000-4000-8000-00000000000${++number}`,
  readOnly: false,
  managementEvent: true,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  recipientAccountId: account,
  ...more,
})

/** Nine events that hold one of each shape which the dialects read. */
export const records: readonly JsonRecord[] = [
  event('2024-03-04T23:30:00Z', 'signin', 'ConsoleLogin', {
    sourceIPAddress: '198.51.100.7',
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: {
      MFAUsed: 'No',
      LoginTo: 'https://console.aws.amazon.com/console/home?state=a%20b&region=eu-west-1',
    },
  }),
  event('2024-03-05T10:00:00Z', 'sts', 'AssumeRole', {
    requestParameters: { roleArn: `arn:aws:iam::${account}:role/deploy`, roleSessionName: 'ci', durationSeconds: 3600 },
    responseElements: { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE' } },
    resources: [
      { accountId: account, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${account}:role/deploy` },
      { accountId: '444455556666', type: 'AWS::IAM::Role', ARN: 'arn:aws:iam::444455556666:role/other' },
    ],
    readOnly: true,
  }),
  event('2024-03-05T10:05:00Z', 's3', 'GetObject', {
    userIdentity: deploy,
    sourceIPAddress: '10.0.4.9',
    requestParameters: { bucketName: 'amzn-s3-demo-bucket', key: 'a.csv' },
    additionalEventData: { bytesTransferredOut: 1200 },
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
    eventCategory: 'Data',
    managementEvent: false,
    readOnly: true,
  }),
  event('2024-03-05T10:06:00Z', 's3', 'GetObject', {
    userIdentity: deploy,
    sourceIPAddress: '10.0.4.9',
    requestParameters: { bucketName: 'amzn-s3-demo-bucket', key: 'b.csv' },
    additionalEventData: { bytesTransferredOut: 800 },
    tlsDetails: { tlsVersion: 'TLSv1.2' },
    eventCategory: 'Data',
    managementEvent: false,
    readOnly: true,
  }),
  event('2024-03-05T10:59:59Z', 'ec2', 'AuthorizeSecurityGroupIngress', {
    userIdentity: deploy,
    requestParameters: {
      groupId: 'sg-1',
      ipPermissions: { items: [{ fromPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
    },
    responseElements: { _return: true },
  }),
  event('2024-03-05T11:00:00Z', 'iam', 'PutRolePolicy', {
    requestParameters: { roleName: 'deploy', policyDocument: '{"Version":"2012-10-17","Statement":[]}' },
    errorCode: 'AccessDenied',
    errorMessage: 'User is not authorized',
  }),
  event('2024-03-05T11:30:00Z', 'iam', 'getRole', {
    requestParameters: { roleName: 'deploy' },
    sourceIPAddress: '2001:db8::7',
  }),
  event('2024-03-06T00:00:00Z', 'kms', 'Decrypt', {
    userIdentity: { type: 'AWSService', invokedBy: 's3.amazonaws.com' },
    sourceIPAddress: 's3.amazonaws.com',
    awsRegion: 'us-east-1',
    requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::amzn-s3-demo-bucket' } },
  }),
  event('2024-03-06T08:15:00Z', 'iam', 'DeleteUser', { requestParameters: { userName: 'bob' }, errorCode: '' }),
]
