import { aFile, aSnapshot, type Line } from './a-snapshot.ts'

const account = '111122223333'
const alice: Line = {
  userIdentityType: 'IAMUser',
  userIdentityArn: `arn:aws:iam::${account}:user/alice`,
  userName: 'alice',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  sourceIPAddress: '192.0.2.10',
  recipientAccountId: account,
  awsRegion: 'eu-central-1',
  readOnly: true,
}
const session: Line = {
  userIdentityType: 'AssumedRole',
  userIdentityArn: `arn:aws:sts::${account}:assumed-role/Backup/alice`,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sourceIPAddress: '198.51.100.7',
  recipientAccountId: account,
  awsRegion: 'us-east-1',
}
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A morning in which alice signs in, assumes a role, reads, deletes, fails, gives rights and stops logging with it. */
export const smallCase = aSnapshot(
  [
    { ...alice, eventTime: '2024-03-05T08:58:00Z', eventID: id(1), eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', consoleLogin: 'Failure', mfaUsed: 'No', errorMessage: 'Failed authentication' },
    { ...alice, eventTime: '2024-03-05T08:59:00Z', eventID: id(2), eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', consoleLogin: 'Success', mfaUsed: 'Yes' },
    { ...alice, eventTime: '2024-03-05T09:00:00Z', eventID: id(3), eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', requestedRoleArn: `arn:aws:iam::${account}:role/Backup`, issuedSessionArn: `arn:aws:sts::${account}:assumed-role/Backup/alice`, issuedAccessKeyId: 'ASIAIOSFODNN7EXAMPLE', copiesIn: [1], conflicting: true },
    { ...session, eventTime: '2024-03-05T09:05:00Z', eventID: id(4), eventSource: 's3.amazonaws.com', eventName: 'GetObject', readOnly: true, bucketName: 'example-reports', file: 1 },
    { ...session, eventTime: '2024-03-05T09:06:00Z', eventID: id(5), eventSource: 's3.amazonaws.com', eventName: 'GetObject', readOnly: true, bucketName: 'example-reports', errorCode: 'AccessDenied', file: 1 },
    { ...session, eventTime: '2024-03-05T10:00:00.500Z', eventID: id(6), eventSource: 's3.amazonaws.com', eventName: 'DeleteObject', readOnly: false, bucketName: 'example-reports', file: 1, copiesIn: [0] },
    { ...session, eventTime: '2024-03-05T10:01:00Z', eventID: id(7), eventSource: 'ec2.amazonaws.com', eventName: 'TerminateInstances', readOnly: false, errorCode: 'Client.UnauthorizedOperation', file: 1 },
    { eventTime: '2024-03-05T10:30:00Z', eventID: id(8), userIdentityType: 'AWSService', invokedBy: 'ec2.amazonaws.com', eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', issuedAccessKeyId: 'ASIAI44QH8DHBEXAMPLE', requestedRoleArn: `arn:aws:iam::${account}:role/Web` },
    { ...session, eventTime: '2024-03-05T10:40:00Z', eventID: id(10), eventSource: 'iam.amazonaws.com', eventName: 'AttachUserPolicy', readOnly: false, file: 1 },
    { ...session, eventTime: '2024-03-05T10:41:00Z', eventID: id(11), eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', readOnly: false, file: 1 },
    { eventID: id(9), eventName: 'NoTime', file: 2 },
  ],
  [aFile('one.json.gz'), aFile('two.json.gz', 'uncovered'), aFile('three.json.gz', null)],
) // biome-ignore format: a table
