import type { FetchRequest } from '../../src-shared/model/acquisition.ts'

interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: string
  readonly Condition?: unknown
}

/** The least IAM policy under which a fetch can do what it is asked for. It allows nothing that changes the bucket. */
export function leastPolicy({ source, versions, publicKeys, queue, connection }: FetchRequest): object {
  const { bucket, prefix } = source
  const arn = bucket.startsWith('arn:') ? bucket : `arn:${partitionOf(connection.region)}:s3:::${bucket}`
  const objects = bucket.startsWith('arn:') ? `${arn}/object/${prefix}*` : `${arn}/${prefix}*`
  const list: Statement = {
    Sid: 'ListLogsAndDigests',
    Effect: 'Allow',
    Action: ['s3:ListBucket', ...(versions ? ['s3:ListBucketVersions'] : [])],
    Resource: arn,
    ...(prefix === '' ? {} : { Condition: { StringLike: { 's3:prefix': `${prefix}*` } } }),
  }
  const read: Statement = {
    Sid: 'ReadLogsAndDigests',
    Effect: 'Allow',
    Action: ['s3:GetObject', ...(versions ? ['s3:GetObjectVersion'] : [])],
    Resource: objects,
  }
  // ListPublicKeys has no resource of its own (Service Authorization Reference, "AWS CloudTrail").
  const keys: Statement = {
    Sid: 'ReadPublicKeys',
    Effect: 'Allow',
    Action: ['cloudtrail:ListPublicKeys'],
    Resource: '*',
  }
  const messages: Statement = {
    Sid: 'TakeNotifications',
    Effect: 'Allow',
    Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
    Resource: queueArn(queue ?? ''),
  }
  return {
    Version: '2012-10-17',
    Statement: [list, read, ...(publicKeys ? [keys] : []), ...(queue === null ? [] : [messages])],
  }
}

/** AWS general reference, "Amazon Resource Names". */
function partitionOf(region: string | null): string {
  if (region?.startsWith('cn-')) return 'aws-cn'
  return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** `https://sqs.us-east-1.amazonaws.com/111122223333/name` */
function queueArn(url: string): string {
  const [, region, account, name] = /^https?:\/\/sqs\.([a-z0-9-]+)\.[^/]+\/(\d{12})\/([^/]+)$/.exec(url) ?? []
  return region === undefined ? '*' : `arn:${partitionOf(region)}:sqs:${region}:${account}:${name}`
}
