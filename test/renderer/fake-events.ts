import type { UtcMs } from '../../src-shared/base/time.ts'
import type { ColumnName } from '../../src-shared/model/columns.ts'
import type { Copy, EventDetail, Row, Value } from '../../src-shared/model/event.ts'
import type { LogVerdict } from '../../src-shared/model/integrity.ts'
import type { Values } from '../fixtures/snapshot.ts'

const day = 86_400_000
export const firstTime = Date.UTC(2024, 2, 1) as UtcMs
export const spanMs = 14 * day

/** A number that looks random and is always the same for the same row and salt. */
function scramble(row: number, salt: number): number {
  let x = (row + 1) * 0x9e3779b1 + salt * 0x85ebca6b
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}
const oneOf = <T>(from: readonly T[], row: number, salt: number): T => {
  // Squared, so that the first are common and the last rare, as in real trails.
  const share = scramble(row, salt) / 2 ** 32
  return from[Math.floor(share * share * from.length)]!
}

const operations = [
  ['s3.amazonaws.com', 'GetObject', true],
  ['ec2.amazonaws.com', 'DescribeInstances', true],
  ['sts.amazonaws.com', 'AssumeRole', true],
  ['s3.amazonaws.com', 'PutObject', false],
  ['kms.amazonaws.com', 'Decrypt', true],
  ['s3.amazonaws.com', 'ListBuckets', true],
  ['iam.amazonaws.com', 'GetUser', true],
  ['logs.amazonaws.com', 'CreateLogStream', false],
  ['signin.amazonaws.com', 'ConsoleLogin', false],
  ['ec2.amazonaws.com', 'RunInstances', false],
  ['iam.amazonaws.com', 'CreateAccessKey', false],
  ['cloudtrail.amazonaws.com', 'StopLogging', false],
] as const
const principals = [
  ['AssumedRole', 'arn:aws:sts::111122223333:assumed-role/deploy-pipeline/i-0a1b2c3d4e5f67890'],
  ['AssumedRole', 'arn:aws:sts::111122223333:assumed-role/application-backend-production/session-1709634'],
  ['IAMUser', 'arn:aws:iam::111122223333:user/alice'],
  ['IAMUser', 'arn:aws:iam::444455556666:user/automation/backup-bot'],
  ['AWSService', null],
  ['AssumedRole', 'arn:aws:sts::777788889999:assumed-role/OrganizationAccountAccessRole/mallory'],
  ['Root', 'arn:aws:iam::111122223333:root'],
] as const
const addresses = [
  '192.0.2.10',
  '192.0.2.77',
  '198.51.100.4',
  '203.0.113.50',
  '2001:db8::1',
  'cloudtrail.amazonaws.com',
]
const regions = ['us-east-1', 'eu-west-1', 'us-west-2', 'ap-southeast-2', 'il-central-1']
const agents = [
  'aws-sdk-java/1.12.262 Linux/5.10',
  'aws-cli/2.15.25 Python/3.11.8 Linux/6.1 exe/x86_64',
  'Mozilla/5.0 (X11; Linux x86_64)',
  'Boto3/1.34.51',
]
const errors = ['AccessDenied', 'Client.UnauthorizedOperation', 'NoSuchBucket', 'ThrottlingException']

export const timeOf = (row: Row, events: number): UtcMs => {
  const share = row / events
  const days = spanMs / day
  // Fuller by day than by night; steeper than zero everywhere, so that rows stay in order of time.
  const wave = (0.7 / (2 * Math.PI * days)) * Math.sin(2 * Math.PI * days * share)
  // Whole seconds, as CloudTrail mostly writes them.
  return (firstTime + Math.floor((spanMs * (share + wave)) / 1000) * 1000) as UtcMs
}
export const isError = (row: Row): boolean => scramble(row, 9) % 100 < (row % 9000 < 700 ? 38 : 3)
export const isWrite = (row: Row): boolean => !oneOf(operations, row, 1)[2]

export function verdictOf(row: Row): LogVerdict['status'] {
  const file = Math.floor(row / 40) % 97
  if (file === 41) return 'invalid'
  if (file > 90) return 'uncovered'
  return file > 84 ? 'unverified' : 'verified'
}

const id = (row: Row, salt: number) => {
  const part = (at: number, length: number) =>
    scramble(row, salt + at)
      .toString(16)
      .padStart(8, '0')
      .slice(0, length)
  return `${part(1, 8)}-${part(2, 4)}-4${part(3, 3)}-a${part(4, 3)}-${part(5, 8)}${part(6, 4)}`
}

export const conflictingRow = 12

/** A synthetic event, made from its row number alone. */
export function valuesOf(row: Row, events: number): Values {
  const [eventSource, eventName, readOnly] = oneOf(operations, row, 1)
  const [type, arn] = oneOf(principals, row, 2)
  const failed = isError(row)
  const errorCode = failed ? oneOf(errors, row, 3) : null
  const isRole = type === 'AssumedRole'
  return {
    eventTime: timeOf(row, events),
    eventID: id(row, 20),
    eventVersion: '1.09',
    eventSource,
    eventName,
    eventType: eventName === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
    eventCategory: eventName.endsWith('Object') ? 'Data' : 'Management',
    managementEvent: !eventName.endsWith('Object'),
    readOnly,
    awsRegion: oneOf(regions, row, 4),
    recipientAccountId: '111122223333',
    errorCode,
    errorMessage: failed ? `User: ${arn ?? type} is not authorized to perform: ${eventName}` : null,
    requestID: id(row, 40),
    sourceIPAddress: type === 'AWSService' ? 'ec2.amazonaws.com' : oneOf(addresses, row, 5),
    userAgent: oneOf(agents, row, 6),
    tlsVersion: 'TLSv1.3',
    userIdentityType: type,
    principalId: isRole ? 'AROAEXAMPLEID:session' : 'AIDAEXAMPLEID',
    userIdentityArn: arn,
    userIdentityAccountId: arn === null ? null : arn.split(':')[4]!,
    userName: type === 'IAMUser' ? arn.split('/').at(-1)! : null,
    accessKeyId: isRole ? 'ASIAIOSFODNN7EXAMPLE' : type === 'IAMUser' ? 'AKIAIOSFODNN7EXAMPLE' : null,
    sessionIssuerArn: isRole ? `arn:aws:iam::111122223333:role/${arn.split('/')[1]}` : null,
    mfaAuthenticated: isRole ? false : null,
    bucketName: eventName.endsWith('Object') ? 'example-evidence-bucket' : null,
    requestParametersBytes: 96 + (scramble(row, 7) % 400),
    logVerdict: verdictOf(row),
    sourceFile: `AWSLogs/111122223333/CloudTrail/us-east-1/111122223333_${Math.floor(row / 40)}.json.gz`,
    isError: failed,
    conflicting: row === conflictingRow,
  }
}

export function recordText(values: Values, extra: object = {}): string {
  const { eventTime, userIdentityArn, userIdentityType, ...fields } = values
  const shown = Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        value !== null && !['logVerdict', 'sourceFile', 'isError', 'conflicting', 'bucketName'].includes(name),
    ),
  )
  return JSON.stringify({
    userIdentity: { type: userIdentityType, arn: userIdentityArn, sessionContext: { attributes: {} } },
    eventTime: new Date(Number(eventTime)).toISOString(),
    ...shown,
    requestParameters: {
      bucketName: values.bucketName ?? undefined,
      filters: [{ name: 'state', values: ['running', 'stopped'] }],
    },
    responseElements: null,
    ...extra,
  })
}

export function detailOf(row: Row, events: number): EventDetail {
  const all = valuesOf(row, events)
  const { logVerdict: _, sourceFile, isError, conflicting, ...values } = all
  const text = recordText(all)
  const uri = `s3://example-trail-bucket/${String(sourceFile)}`
  const status = verdictOf(row)
  const digest = 's3://example-trail-bucket/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/03/05/digest.json.gz'
  const verdicts: Readonly<Record<LogVerdict['status'], LogVerdict>> = {
    verified: { status: 'verified', listedBy: digest },
    unverified: { status: 'unverified', listedBy: digest, hashMatches: true },
    invalid: { status: 'invalid', listedBy: digest, reasons: ['hash-mismatch'] },
    missing: { status: 'missing', listedBy: digest, provenReference: true },
    uncovered: { status: 'uncovered', where: 'after-newest-digest' },
  }
  const copy: Copy = {
    file: `/evidence/case-7/${String(sourceFile)}`,
    uri,
    index: row % 40,
    offset: (row % 40) * 1500,
    length: text.length,
    text,
    problem: null,
    differs: false,
    isUtf8: true,
    original: null,
    isCut: false,
    isMade: false,
    recordBytes: text.length,
    fileSha256: id(row, 60).replaceAll('-', '').repeat(2),
    verdict: verdicts[status],
  }
  const altered = recordText({ ...all, sourceIPAddress: '203.0.113.99' }, { errorCode: undefined })
  const second: Copy = {
    ...copy,
    file: `${copy.file.replace('.json.gz', '')}-copy.json.gz`,
    text: altered,
    length: altered.length,
    differs: true,
    verdict: verdicts.uncovered,
  }
  return {
    row,
    values: values as Partial<Record<ColumnName, Value>>,
    added: { isError: isError === true, conflicting: conflicting === true, session: values.accessKeyId ?? null },
    copies: conflicting === true ? [copy, second] : [copy],
    copiesTotal: conflicting === true ? 2 : 1,
    conflicting: conflicting === true,
    isError: isError === true,
    resources: [{ arn: 'arn:aws:s3:::example-evidence-bucket', accountId: '111122223333', type: 'AWS::S3::Bucket' }],
    resourcesTotal: 1,
  }
}
