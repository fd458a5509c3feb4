import { lookupsFor } from '../../../fixtures/lookups.ts'
import { identities } from '../../../fixtures/records.ts'
import { anna, at, ben, call, calls, production, type RuleCase, refused, signIn, times } from './rule-case.ts'

const parameters = (requestParameters: unknown) => ({ requestParameters })
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
const second = 1 / 60
const day = 24 * 60
const cli = { userAgent: 'aws-cli/2.15.0 Python/3.11.6' }
const terraform = { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.0' }
const reads = (count: number, minutes: number, overrides: object = cli) =>
  times(count, (i) => call('ec2', `Describe${i}`, { readOnly: true, ...at(minutes + 5 * i * second), ...overrides }))

const operations = (count: number, minutes: number, overrides: object = {}) =>
  times(count, (i) => call('ec2', `Describe${i}`, { ...refused, ...at(minutes + i), ...overrides }))

const secret = (i: number, minutes: number, overrides: object = {}) =>
  call('secretsmanager', 'GetSecretValue', {
    ...parameters({ secretId: `example-${i}` }),
    ...at(minutes),
    ...overrides,
  })
const arnOf = (i: number) =>
  parameters({ secretId: `arn:aws:secretsmanager:us-east-1:${production}:secret:example-${i}-Ab12Cd` })
const decrypted = (count: number, withDecryption: boolean) =>
  call('ssm', 'GetParameters', parameters({ names: numbers(count).map((i) => `/example/${i}`), withDecryption }))

const instance = (overrides: object) =>
  call('s3', 'ListBuckets', { userIdentity: identities.role(production, 'Web', 'i-0abcd1234example1'), ...overrides })
const [own, away] = [{ sourceIPAddress: '198.51.100.20' }, { sourceIPAddress: '203.0.113.77' }]

const deleted = (count: number, minutes: number, overrides: object = {}) =>
  times(count, (i) => call('ec2', 'DeleteSnapshot', { ...at(minutes + i), ...overrides }))

/** Rules about what is done within some time, from where, and with what. */
export const behaviourCases: Readonly<Record<string, RuleCase>> = {
  'access-denied-enumeration': {
    hit: operations(10, 55),
    miss: [
      ...operations(9, 0),
      call('ec2', 'Describe8', refused),
      ...numbers(3).flatMap((i) => operations(10, (i + 1) * day, { userIdentity: ben })),
    ],
  },
  'discovery-burst': {
    hit: [...reads(10, 59.5), ...reads(10, 90, { userIdentity: identities.role(production, 'Deploy', 'anna'), ...cli })],
    miss: [
      ...reads(9, 0),
      ...reads(1, -day, terraform),
      ...reads(12, 10, terraform),
      ...reads(12, 20, { sessionCredentialFromConsole: 'true' }),
      ...numbers(3).flatMap((i) => reads(10, (i + 1) * day, { ...cli, userIdentity: ben })),
    ],
  },
  'impossible-travel': {
    // Berlin at 0, Recife an hour later.
    hit: [call('s3', 'ListBuckets', { ...own, ...at(0) }), call('iam', 'ListUsers', { ...away, ...at(60) })],
    miss: [
      // A day later; a failed sign-in; an address of a VPN; another user; nearby.
      call('s3', 'ListBuckets', { ...own, ...at(0) }),
      signIn('Failure', 'No', { ...away, ...at(10) }),
      call('s3', 'ListBuckets', { sourceIPAddress: '192.0.2.66', ...at(20) }),
      call('s3', 'ListBuckets', { ...away, ...at(30), userIdentity: ben }),
      call('s3', 'ListBuckets', { sourceIPAddress: '198.51.100.21', ...at(40) }),
      call('iam', 'ListUsers', { ...away, ...at(day) }),
    ],
    lookups: lookupsFor({
      '198.51.100.20': { city: 'Berlin', country: 'DE', latitude: 52.52, longitude: 13.405 },
      '198.51.100.21': { city: 'Leipzig', country: 'DE', latitude: 51.34, longitude: 12.37 },
      '203.0.113.77': { city: 'Recife', country: 'BR', latitude: -8.05, longitude: -34.9 },
      '192.0.2.66': { city: 'Osaka', country: 'JP', latitude: 34.69, longitude: 135.5, vpn: 'Corporate' },
    }),
  },
  'instance-role-away': {
    hit: [
      instance(own),
      instance({ ...away, userAgent: 'aws-cli/2.15.0 Python/3.11.6 Darwin/23.2.0' }),
      instance({ ...away, eventTime: 'unknown' }),
      instance(own),
      call('iam', 'ListUsers', { ...away, userIdentity: anna }),
    ],
    miss: [
      instance(own),
      instance({ sourceIPAddress: '192.0.2.20', vpcEndpointId: 'vpce-0abcd1234example1' }),
      instance(own),
      instance({ sourceIPAddress: '198.51.100.99', ...at(2 * day) }),
    ],
  },
  'mass-deletion': {
    hit: deleted(10, 55),
    miss: [
      ...deleted(9, 0),
      ...deleted(12, 2 * 60, refused),
      ...deleted(12, 4 * 60, { sourceIPAddress: 'backup.amazonaws.com', userAgent: 'backup.amazonaws.com' }),
    ],
  },
  'offensive-tool': {
    hit: calls('iam', 'ListUsers ListRoles', { userAgent: 'Boto3/1.17.1 Python/3.9.1 Linux/5.10.0-kali3-amd64' }),
    miss: calls('iam', 'ListUsers ListRoles', cli),
  },
  'rights-probed': {
    hit: [
      call('sts', 'GetCallerIdentity'),
      call('iam', 'ListRoles'),
      ...times(3, (i) => call('ec2', `Describe${i}`, refused)),
    ],
    miss: [
      call('sts', 'GetCallerIdentity'),
      ...times(3, () => call('ec2', 'DescribeInstances', refused)),
      call('sts', 'GetCallerIdentity', at(60)),
      ...times(3, (i) => call('ec2', `Describe${i}`, { ...refused, ...at(71 + i) })),
      ...times(3, (i) => call('ec2', `Describe${i}`, { ...refused, ...at(61 + i), userIdentity: ben })),
    ],
  },
  'secrets-read-in-batches': {
    hit: [call('secretsmanager', 'BatchGetSecretValue', parameters({ filters: [{ key: 'name' }] }))],
    miss: [call('secretsmanager', 'BatchGetSecretValue', parameters({ secretIdList: ['example-1', 'example-2'] }))],
  },
  'secrets-read-in-bulk': {
    hit: [
      ...times(10, (i) => secret(i, 55 + i)),
      { ...decrypted(10, true), userIdentity: ben },
      call('ssm', 'GetParameters', { ...parameters({ names: 'no list', withDecryption: true }), userIdentity: ben }),
    ],
    miss: [
      ...times(60, (i) => secret(i % 9, i)),
      ...times(9, (i) => secret(i, 70, arnOf(i))),
      { ...decrypted(12, false), userIdentity: ben },
      ...times(12, (i) => secret(i, 200 + 10 * i, { userIdentity: identities.role(production, 'Deploy', 'anna') })),
    ],
  },
} // biome-ignore format: one line a call
