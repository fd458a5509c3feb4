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
/** Two days in which something is there from the beginning, and again at the end. */
const twoDays = (late: CloudTrailRecord, early: CloudTrailRecord = {}) => [
  call('ec2', 'DescribeInstances', { ...early, ...at(0) }),
  call('ec2', 'DescribeInstances', at(30 * hour)),
  call('ec2', 'DescribeInstances', { ...late, ...at(40 * hour) }),
]
/** A case of 30 hours is too short to learn from. */
const shortCase = (late: CloudTrailRecord) => [
  call('ec2', 'DescribeInstances', at(0)),
  call('ec2', 'DescribeInstances', { ...late, ...at(30 * hour) }),
]

/** Rules that read the columns. */
export const columnCases: Readonly<Record<string, RuleCase>> = {
  'burst-of-calls': { hit: [...usual(), ...many(60)], miss: [...usual(), ...many(48)] },
  'burst-of-errors': {
    hit: [...usual(refused), ...many(30, refused)],
    miss: [...usual(refused), ...many(18, refused), ...many(60)],
  },
  'first-seen-access-key': {
    hit: twoDays({ userIdentity: ben }),
    miss: twoDays({ userIdentity: deploy }),
  },
  'first-seen-address': {
    hit: twoDays({ sourceIPAddress: '203.0.113.77' }),
    miss: twoDays({ sourceIPAddress: 'ec2.amazonaws.com' }),
  },
  'first-seen-principal': {
    hit: [...twoDays({ userIdentity: ben }), call('iam', 'ListUsers', { userIdentity: deploy, ...at(41 * hour) })],
    miss: twoDays({ userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } }),
  },
  'first-seen-region': { hit: twoDays({ awsRegion: 'us-west-2' }), miss: shortCase({ awsRegion: 'us-west-2' }) },
  'key-from-many-networks': {
    hit: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '192.0.2.1'].map((address, i) =>
      from(address, 5 * i),
    ),
    miss: [
      ...['192.0.2.1', '198.51.100.1', '203.0.113.1', '192.0.2.200'].map((address, i) => from(address, 5 * i)),
      from('2001:db8::1', 2 * hour),
    ],
  },
  'mass-object-reads': {
    hit: [...reads(10, 0), ...reads(100, 2 * hour)],
    miss: [...reads(30, 0), ...reads(100, 2 * hour)],
  },
}
