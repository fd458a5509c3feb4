import { describe, expect, test } from 'vitest'
import { nameOfOther } from '../../../../src-main/formats/ocsf/name.ts'
import { recordOfOcsf } from '../../../../src-main/formats/ocsf/record.ts'
import { ocsfOf, ocsfVersions } from '../../../fixtures/ocsf.ts'

const account = '111122223333'
const assumedRole = {
  type: 'AssumedRole',
  principalId: 'AROACKCEVSQ6C2EXAMPLE:ana',
  arn: `arn:aws:sts::${account}:assumed-role/Admin/ana`,
  accountId: account,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROACKCEVSQ6C2EXAMPLE',
      arn: `arn:aws:iam::${account}:role/Admin`,
      accountId: account,
      userName: 'Admin',
    },
    attributes: { creationDate: '2024-03-05T09:00:00Z', mfaAuthenticated: 'true' },
  },
}
const common = {
  eventVersion: '1.09',
  eventTime: '2024-03-05T10:00:00Z',
  awsRegion: 'eu-central-1',
  sourceIPAddress: '192.0.2.7',
  userAgent: 'aws-cli/2.15.0',
  requestID: 'c99bf9da-e0bd-4bf7-bb32-c8be25618afc',
  eventID: '7dd15a89-ae0f-4340-8e6c-d6981246c71b',
  eventType: 'AwsApiCall',
  managementEvent: true,
  readOnly: false,
  recipientAccountId: account,
  eventCategory: 'Management',
}

const records = {
  'a call with temporary credentials': {
    ...common,
    userIdentity: assumedRole,
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    requestParameters: { bucketName: 'amzn-s3-demo-bucket', policy: '{"Version":"2012-10-17"}' },
    resources: [{ ARN: 'arn:aws:s3:::amzn-s3-demo-bucket', accountId: account, type: 'AWS::S3::Bucket' }],
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
    vpcEndpointId: 'vpce-0123456789abcdef0',
  },
  'a call that a service made and that was refused': {
    ...common,
    userIdentity: { type: 'AWSService', invokedBy: 'ecs.amazonaws.com' },
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    sourceIPAddress: 'ecs.amazonaws.com',
    errorCode: 'AccessDenied',
    errorMessage: 'not authorized',
    apiVersion: '2014-11-01',
  },
  'a user': {
    ...common,
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDACKCEVSQ6C2EXAMPLE',
      arn: `arn:aws:iam::${account}:user/ana`,
      accountId: account,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'ana',
    },
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    requestParameters: { userName: 'eve' },
    responseElements: { user: { userName: 'eve', arn: `arn:aws:iam::${account}:user/eve` } },
  },
  'a sign-in to the console': {
    ...common,
    userIdentity: { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account },
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MFAUsed: 'No', MobileVersion: 'No' },
  },
  'a role assumed': {
    ...common,
    userIdentity: assumedRole,
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: `arn:aws:iam::${account}:role/Deploy`, roleSessionName: 'build' },
    responseElements: { credentials: { accessKeyId: 'ASIAI44QH8DHBEXAMPLE' } },
  },
}

describe.each(ocsfVersions)('OCSF %s', (version) => {
  test.each(Object.entries(records))('%s comes back whole', (_, record) => {
    const { ocsf, reconstructedFrom, ...restored } = recordOfOcsf(ocsfOf(record, version)) as Record<string, unknown>
    expect(plain(restored)).toEqual(record)
    expect(reconstructedFrom).toMatch(`OCSF ${version}, `)
    // What OCSF adds is kept, and nothing that a field of the record has.
    expect(plain(ocsf)).toMatchObject({ severity: 'Informational', cloud: { provider: 'AWS' } })
    expect(JSON.stringify(ocsf)).not.toContain(record.eventID)
  })
})

test('a user of Identity Center comes back since 1.1.0', () => {
  const record = {
    ...common,
    userIdentity: {
      type: 'IdentityCenterUser',
      accountId: account,
      onBehalfOf: {
        userId: 'e3644802-3061-7018-86c3-0e4aEXAMPLE1',
        identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-9911111111`,
      },
      credentialId: 'da3f6703-d424-4aa9-848d-b0f3384681d6',
    },
    eventSource: 'signin.amazonaws.com',
    eventName: 'CredentialChallenge',
    additionalEventData: { UserName: 'ana', CredentialType: 'PASSWORD' },
    serviceEventDetails: { CredentialChallenge: 'Success' },
  }
  expect(plain(recordOfOcsf(ocsfOf(record, '1.5.0')))).toMatchObject(record)
})

test('what no attribute keeps is read from a map, from its entries, and from JSON text', () => {
  const event = ocsfOf(records['a user'], '1.1.0')
  const fields = {
    recipientAccountId: account,
    readOnly: 'true',
    'userIdentity.onBehalfOf.userId': 'u-1',
    sharedEventID: '',
  }
  const entries = Object.entries(fields).map(([key, value]) => ({ key, value }))
  for (const unmapped of [fields, entries, JSON.stringify(fields)]) {
    const record = recordOfOcsf({ ...event, unmapped })
    expect(record).toMatchObject({ recipientAccountId: account, userIdentity: { onBehalfOf: { userId: 'u-1' } } })
    expect(record.sharedEventID).toBeUndefined()
  }
})

test('a value with no place in the record is kept beside it under its own name', () => {
  const record = recordOfOcsf({
    ...ocsfOf(records['a user'], '1.1.0'),
    unmapped: { 'eventName.deep': 'x', '__proto__.y': '1' },
    observables: [{ name: 'src_endpoint.ip', value: '192.0.2.7' }],
  })
  expect(plain(record)).toMatchObject({
    eventName: 'CreateUser',
    ocsf: { unmapped: { 'eventName.deep': 'x' }, observables: [{ value: '192.0.2.7' }] },
  })
  expect(JSON.stringify(record)).toContain('"__proto__.y":"1"')
})

test.each([
  [1709632800000, '2024-03-05T10:00:00Z'],
  ['1709632800000', '2024-03-05T10:00:00Z'],
  [1709632800, '2024-03-05T10:00:00Z'],
  [1709632800123456, '2024-03-05T10:00:00.123Z'],
  ['2024-03-05T10:00:00.000-05:00', '2024-03-05T15:00:00Z'],
  ['yesterday', 'yesterday'],
])('the time %s is written as CloudTrail writes it', (time, eventTime) => {
  expect(recordOfOcsf({ ...ocsfOf(records['a user'], '1.1.0'), time }).eventTime).toBe(eventTime)
})

test('a record that the event carries whole is taken as it is', () => {
  const record = records['a role assumed']
  const event = { ...ocsfOf(record, '1.1.0'), raw_data: JSON.stringify(record) }
  expect(recordOfOcsf(event)).toEqual(record)
})

test('an event of another product is named', () => {
  const flow = { class_uid: 4001, class_name: 'Network Activity', metadata: { product: { name: 'Amazon VPC' } } }
  expect(nameOfOther(flow)).toBe('OCSF event of Amazon VPC, Network Activity (4001)')
})

/** Without undefined members, and with ordinary prototypes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
