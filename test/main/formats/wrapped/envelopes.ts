import { someRecords } from './a-wrapped-file.ts'

/** Records, and what commands and services put around them. */
export const [first, second, third] = someRecords(3) as [object, object, object]
export const json = JSON.stringify
export const pretty = (value: unknown) => JSON.stringify(value, null, 4)
export const lines = (...values: readonly unknown[]) => `${values.map((value) => json(value)).join('\n')}\n`
export const ascii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

export const entry = (record: object) => ({
  EventId: 'x',
  EventTime: 1709629950.0,
  Resources: [{ ResourceType: 'AWS::EC2::Instance', ResourceName: 'i-1' }],
  CloudTrailEvent: json(record),
  Username: 'anna',
})
export const envelope = (detail: object, type = 'AWS API Call via CloudTrail') => ({
  version: '0',
  id: 'x',
  'detail-type': type,
  source: 'aws.ec2',
  resources: ['arn:aws:ec2:us-east-1:111122223333:instance/i-1'],
  detail,
})
export const sqs = (body: unknown) => ({ MessageId: 'x', ReceiptHandle: 'y', MD5OfBody: 'z', Body: json(body) })
export const sns = (message: unknown) => ({
  Type: 'Notification',
  MessageId: 'x',
  TopicArn: 'arn:aws:sns:us-east-1:111122223333:t',
  Message: json(message),
})
export const logEvents = (...records: readonly object[]) =>
  records.map((record, n) => ({ id: `${n}`, timestamp: 1709629950000, message: json(record) }))
export const subscription = (...records: readonly object[]) => ({
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: 'trail',
  logStream: 's',
  subscriptionFilters: ['f'],
  logEvents: logEvents(...records),
})
export const row = (record: object) => [
  { field: '@timestamp', value: '2024-03-05 09:12:30.000' },
  { field: '@message', value: json(record) },
  { field: '@ptr', value: 'CmEK' },
]
