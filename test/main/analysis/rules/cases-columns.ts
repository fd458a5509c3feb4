import type { CloudTrailRecord } from '../../../fixtures/records.ts'
import { at, ben, call, deploy, type RuleCase, refused, times } from './rule-case.ts'

const hour = 60
/** One call every five minutes for three hours: what is usual. */
const usual = (overrides: CloudTrailRecord = {}) =>
  times(36, (i) => call('ec2', 'DescribeInstances', { ...at(5 * i), ...overrides }))
const many = (count: number, overrides: CloudTrailRecord = {}) =>
  times(count, (i) => call('ec2', 'DescribeInstances', { ...at(62 + i / hour), ...overrides }))
const from = (sourceIPAddress: string, minutes: number) =>
  call('ec2', 'DescribeInstances', { sourceIPAddress, ...at(minutes) })
const reads = (count: number, minutes: number) =>
  times(count, (i) =>
    call('s3', 'GetObject', {
      requestParameters: { bucketName: 'example-exports', key: `${i}` },
      ...at(minutes + i / hour),
    }),
  )
const day = 24 * hour
/** Nine days of calls every hour, and something that is there on the last of them. */
const nineDays = (...late: readonly CloudTrailRecord[]) => [
  ...times(9 * 24, (i) => call('ec2', 'DescribeInstances', at(hour * i))),
  ...late.map((record) => call('ec2', 'DescribeInstances', { readOnly: true, ...at(8 * day + 30), ...record })),
]
/** Six days are too short to learn from. */
const sixDays = (late: CloudTrailRecord) => [
  ...times(6 * 24, (i) => call('ec2', 'DescribeInstances', at(hour * i))),
  call('ec2', 'DescribeInstances', { ...late, ...at(6 * day - 1) }),
]
/** Nine days with few events are too little to learn from. */
const quietDays = (late: CloudTrailRecord) => [
  ...times(9, (i) => call('ec2', 'DescribeInstances', at(day * i))),
  call('ec2', 'DescribeInstances', { ...late, ...at(9 * day) }),
]
/** A long-term key in the hands of its owner: every two hours, at home. */
const usualUse = times(40, (i) => ({ ...from('192.0.2.1', 2 * hour * i), userIdentity: ben }))
const lateUse = (userIdentity: object, ...addresses: readonly string[]) =>
  addresses.map((address, i) => ({ ...from(address, 80 * hour + 5 * i), userIdentity }))

/** Rules that read the columns. */
export const columnCases: Readonly<Record<string, RuleCase>> = {
  'burst-of-calls': { hit: [...usual(), ...many(60)], miss: [...usual(), ...many(48)] },
  'burst-of-errors': {
    hit: [...usual(refused), ...many(30, refused)],
    miss: [...usual(refused), ...many(18, refused), ...many(60)],
  },
  'first-seen-access-key': {
    hit: nineDays({ userIdentity: ben }),
    miss: quietDays({ userIdentity: ben }),
  },
  'first-seen-address': {
    hit: nineDays({ sourceIPAddress: '203.0.113.77' }, { sourceIPAddress: '203.0.113.78' }),
    miss: nineDays({ sourceIPAddress: 'ec2.amazonaws.com' }),
  },
  'first-seen-principal': {
    hit: nineDays({ userIdentity: ben }, { userIdentity: deploy, ...at(8 * day + 90) }),
    miss: nineDays({ userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } }),
  },
  'first-seen-region': {
    hit: nineDays(
      { awsRegion: 'us-west-2' },
      { awsRegion: 'eu-west-1' },
      { awsRegion: 'eu-central-1', readOnly: false, ...at(8 * day + 90) },
    ),
    miss: sixDays({ awsRegion: 'us-west-2' }),
  },
  'key-from-many-networks': {
    hit: [...usualUse, ...lateUse(ben, '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1')],
    miss: [
      ...usualUse,
      ...lateUse(ben, '192.0.2.1', '198.51.100.1', '203.0.113.1'),
      ...lateUse(deploy, '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'),
    ],
  },
  'mass-object-reads': {
    hit: [...reads(10, 0), ...reads(100, 2 * hour)],
    miss: [...reads(30, 0), ...reads(100, 2 * hour)],
  },
}
