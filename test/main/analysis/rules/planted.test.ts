import { expect, test } from 'vitest'
import type { FileEntry } from '../../../../src-main/columns/snapshot.ts'
import { usualIsUnverified, usualIsVerified } from '../../../../src-shared/words/findings.ts'
import { type CloudTrailRecord, identities } from '../../../fixtures/records.ts'
import { allRules, detectIn, theRule } from './a-detection.ts'
import { behaviourCases } from './cases-behaviour.ts'
import { columnCases } from './cases-columns.ts'
import { privilegeCases } from './cases-privileges.ts'
import { sqlCases } from './cases-sql.ts'
import { anna, asLogs, at, ben, call, deploy, production, type RuleCase, refused, times } from './rule-case.ts'

const [hour, day] = [60, 24 * 60]
const strange = { sourceIPAddress: '203.0.113.77' }
const web = identities.role(production, 'Web', 'i-0abcd1234example1')
const ofWeb = (minutes: number, sourceIPAddress: string) =>
  call('s3', 'ListBuckets', { sourceIPAddress, userIdentity: web, ...at(minutes) })
const [own, away] = ['198.51.100.20', '203.0.113.77']
const hits: Readonly<Record<string, RuleCase>> = {
  ...columnCases,
  ...behaviourCases,
  ...sqlCases,
  ...privilegeCases,
  // Without the agent of a desk, which is a reason of its own.
  'instance-role-away': {
    hit: [ofWeb(0, own), ofWeb(1, away), ofWeb(2, own), call('iam', 'ListUsers', { ...strange, ...at(3) })],
    miss: [],
  },
}
const people = ['carla', 'dan', 'eve', 'finn', 'gina'].map((name) => identities.user(production, name))
const described = (minutes: number, overrides: CloudTrailRecord) =>
  call('ec2', 'DescribeInstances', { ...overrides, ...at(minutes) })
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
/** The same every day for a week. */
const daily = (make: (minutes: number) => readonly CloudTrailRecord[]) =>
  numbers(7).flatMap((i) => make(-(i + 1) * day))
const many = (count: number, overrides: CloudTrailRecord) => (minutes: number) =>
  times(count, (i) => call('ec2', `Describe${i}`, { readOnly: true, ...overrides, ...at(minutes + i / hour) }))
const bursts = (overrides: CloudTrailRecord) =>
  numbers(60).flatMap((i) => times(60, (k) => described(4 * day + i * hour + k / hour, overrides)))
const reads = (minutes: number) =>
  times(60, (i) =>
    call('s3', 'GetObject', {
      requestParameters: { bucketName: 'example-exports', key: `${i}` },
      ...at(minutes + i / hour),
    }),
  )
const fromEverywhere = (minutes: number) =>
  ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'].map((sourceIPAddress) =>
    described(minutes, { sourceIPAddress, userIdentity: ben }),
  )
const strong = 'arn:aws:iam::111122223333:role/Strong'

/** For each rule that compares with what is usual: events that would make what it finds usual. */
const planted: Readonly<Record<string, readonly CloudTrailRecord[]>> = {
  'access-denied-enumeration': daily(many(10, refused)),
  'burst-of-calls': bursts({}),
  'burst-of-errors': bursts(refused),
  'caller-identity-from-new-address': [described(-day, strange)],
  'discovery-burst': [
    ...daily(many(10, { userAgent: 'aws-cli/2.15.0' })),
    ...daily(many(10, { userAgent: 'aws-cli/2.15.0', userIdentity: deploy })),
  ],
  'first-seen-access-key': [described(10, { userIdentity: ben })],
  'first-seen-address': ['203.0.113.77', '203.0.113.78'].map((sourceIPAddress) => described(10, { sourceIPAddress })),
  'first-seen-principal': [ben, deploy].map((userIdentity) => described(10, { userIdentity })),
  'first-seen-region': ['us-west-2', 'eu-west-1', 'eu-central-1'].map((awsRegion) => described(10, { awsRegion })),
  'instance-role-away': [
    ...people.map((userIdentity) => call('iam', 'ListUsers', { ...strange, userIdentity, ...at(-1) })),
    ofWeb(-30, away),
    ofWeb(-3 * day, own),
  ],
  'key-from-many-networks': numbers(60).flatMap((i) => fromEverywhere(200 * hour + i * hour)),
  'mass-deletion': daily((minutes) => times(10, (i) => call('ec2', 'DeleteSnapshot', at(minutes + i)))),
  'mass-object-reads': numbers(9).flatMap((i) => reads(10 * day + i * hour)),
  'role-passed-by-newcomer': [
    call('lambda', 'CreateFunction20150331', { requestParameters: { functionName: 'x', role: strong }, userIdentity: ben, ...at(-day) }),
  ],
} // biome-ignore format: one line a story

const logsOf = (id: string, verdict: FileEntry['verdict'], plantedIn: FileEntry['verdict']) =>
  asLogs([
    { name: 'delivered.json', verdict, records: hits[id]!.hit as readonly CloudTrailRecord[] },
    { name: 'planted.json', verdict: plantedIn, records: planted[id]! },
  ])
const found = async (id: string, ...verdicts: [FileEntry['verdict'], FileEntry['verdict']]) =>
  (await detectIn([theRule(id)], logsOf(id, ...verdicts))).findings
const idsOf = (findings: Awaited<ReturnType<typeof found>>) => findings.map(({ id }) => id)

test('every rule that compares with what is usual is attacked here', () => {
  expect(Object.keys(planted).sort()).toEqual(allRules.filter(({ learns }) => learns).map(({ about }) => about.rule).sort())
}) // biome-ignore format: one expectation

test.each(Object.keys(planted))('%s: events of files that are not verified hide nothing', async (id) => {
  const without = (await detectIn([theRule(id)], asLogs(hits[id]!.hit))).findings
  expect(without.length).toBeGreaterThan(0)
  for (const plantedIn of ['uncovered', 'invalid'] as const) {
    const findings = await found(id, 'verified', plantedIn)
    expect(idsOf(findings)).toEqual(expect.arrayContaining(idsOf(without)))
    expect(findings[0]!.sentence).toContain(usualIsVerified)
  }
})

test.each(Object.keys(planted))('%s: where the same events are proven, some of what it found is usual', async (id) => {
  const without = idsOf((await detectIn([theRule(id)], asLogs(hits[id]!.hit))).findings)
  const known = idsOf(await found(id, 'verified', 'verified'))
  expect(without.filter((each) => !known.includes(each))).not.toEqual([])
})

test('where no log file is verified, a finding says what tells it what is usual', async () => {
  const findings = await found('first-seen-address', 'uncovered', 'invalid')
  expect(findings.map(({ sentence }) => sentence)).toEqual([expect.stringContaining(usualIsUnverified)])
  const isolated = await detectIn([theRule('mass-deletion')], asLogs(hits['mass-deletion']!.hit))
  expect(isolated.findings[0]!.sentence).not.toContain('What is usual')
})

test('too little that is verified to learn from is told, and all files tell what is usual', async () => {
  const { hit } = columnCases['first-seen-address']!
  const [first, ...others] = hit as readonly CloudTrailRecord[]
  const logs = asLogs([
    { name: 'proven.json', verdict: 'verified', records: [first!] },
    { name: 'others.json', verdict: 'uncovered', records: others },
  ])
  const { findings } = await detectIn([theRule('first-seen-address')], logs)
  expect(findings.map(({ sentence }) => sentence)).toEqual([expect.stringContaining(usualIsUnverified)])
})

test.each(['APN/1.0 HashiCorp/1.0 Terraform/1.9.0', 'console.amazonaws.com'])(
  'an agent alone hides no discovery: %s',
  async (userAgent) => {
    const claim = (verdict: FileEntry['verdict'], ...records: CloudTrailRecord[]) => ({ name: `${verdict}.json`, verdict, records })
    const burst = many(12, { userAgent, userIdentity: anna })(0)
    const habit = call('ec2', 'DescribeInstances', { userAgent, ...at(-day) })
    const severities = async (...logs: readonly ReturnType<typeof claim>[]) =>
      (await detectIn([theRule('discovery-burst')], asLogs(logs))).findings.map(({ severity }) => severity)
    expect(await severities(claim('verified', ...burst))).toEqual(['low'])
    expect(await severities(claim('verified', ...burst), claim('uncovered', habit))).toEqual(['low'])
    expect(await severities(claim('verified', habit, ...burst))).toEqual([])
    expect(await severities(claim('verified', { ...habit, sourceIPAddress: '203.0.113.77' }, ...burst))).toEqual(['low'])
  },
) // biome-ignore format: one line a call
