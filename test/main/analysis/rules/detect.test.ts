import { expect, test } from 'vitest'
import { allRules } from '../../../../src-main/analysis/rules/detect.ts'
import { readRule } from '../../../../src-main/analysis/rules/sql-rules.ts'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import { accounts, identities } from '../../../fixtures/records.ts'
import { detectIn, theRule } from './a-detection.ts'
import { asLogs, at, call, root, times } from './rule-case.ts'

const header = (id: string) =>
  [`id: ${id}`, 'title: T', 'severity: low', 'why: W.', 'benign: B.', 'from: F'].map((line) => `-- ${line}\n`).join('')

test('a rule that fails becomes a finding, and the others still run', async () => {
  const broken = readRule('broken', `${header('broken')}SELECT 1 FROM nowhere`)
  const { findings } = await detectIn(
    [broken, theRule('cis-4.03-root-used')],
    asLogs([call('iam', 'ListUsers', { userIdentity: root })]),
  )
  expect(findings.map(({ id, title }) => [id, title])).toEqual([
    ['broken:failed', 'Rule failed: T'],
    ['cis-4.03-root-used:arn:aws:iam::111122223333:root', theRule('cis-4.03-root-used').about.title],
  ])
  expect(findings[0]).toMatchObject({ filter: everything, events: 1 })
  expect(findings[0]!.sentence).toContain('no such table: nowhere')
})

test.each([
  ['other columns', 'SELECT 1 AS events', 'instead of subject, events'],
  ['no subject', "SELECT NULL AS subject, 1 AS events, NULL AS firstSeen, NULL AS lastSeen, 'S.' AS sentence, '' AS filter", 'subject is null instead of text'],
  ['no time', "SELECT 'a' AS subject, 1 AS events, 'noon' AS firstSeen, NULL AS lastSeen, 'S.' AS sentence, '' AS filter", 'noon as a time'],
  ['no filter', "SELECT 'a' AS subject, 1 AS events, NULL AS firstSeen, NULL AS lastSeen, 'S.' AS sentence, 'nocolumn=1' AS filter", 'no column “nocolumn”'],
])('a rule that returns %s is told so', async (_, sql, reason) => {
  const { findings } = await detectIn([readRule('odd', `${header('odd')}${sql}`)], asLogs([call('iam', 'ListUsers')]))
  expect(findings).toHaveLength(1)
  expect(findings[0]!.sentence).toContain(reason)
}) // biome-ignore format: a table

test('a rule whose file and header disagree is refused', () => {
  expect(() => readRule('a', `${header('b')}SELECT 1`)).toThrow('a.sql says that its id is b')
  expect(() => readRule('a', header('a').replace('low', 'grave'))).toThrow('a.sql has no severity')
  expect(() => readRule('a', header('a').replace('-- from: F\n', ''))).toThrow('a.sql has no from')
})

test('a case without events has no findings', async () => {
  expect((await detectIn(allRules, [])).findings).toEqual([])
})

test('beyond fifty subjects one finding counts the rest, with a filter that shows just these', async () => {
  const records = times(60, (i) =>
    call('cloudtrail', 'StopLogging', { userIdentity: identities.user(accounts.production, `user-${i + 10}`) }),
  )
  const { findings, snapshot } = await detectIn([theRule('cis-4.05-trail-changes')], asLogs(records))
  expect(findings).toHaveLength(51)
  const rest = findings[50]!
  expect(findings.map(({ isRest = false }) => isRest).indexOf(true)).toBe(50)
  expect(rest.events).toBe(10)
  expect(rest.sentence).toBe('10 further subjects with no more events than those listed: 10 events in all.')
  expect(new ColumnQuery(snapshot).count(rest.filter)).toBe(10)
})

test('where no one filter tells the rest apart, the finding says what its filter shows', async () => {
  const records = times(60, (i) =>
    call('iam', 'ListUsers', { userIdentity: root, requestParameters: null, awsRegion: `region-${i + 10}` }),
  )
  const byMinute = readRule(
    'by-minute',
    `${header('by-minute')}SELECT awsRegion AS subject, 1 AS events, eventTime AS firstSeen, eventTime AS lastSeen,
      'S.' AS sentence, time_filter(eventTimeMs, eventTimeMs) || ' eventName=ListUsers ' || filter_is('awsRegion', awsRegion) AS filter
      FROM events`,
  )
  const noise = times(5, () => call('iam', 'ListUsers')).map((record) => ({
    ...record,
    eventTime: '2024-03-05T09:55:30Z',
  }))
  const { findings, snapshot } = await detectIn([byMinute], asLogs([...records, ...noise]))
  const rest = findings.at(-1)!
  expect(rest.sentence).toContain('No one filter tells them from others')
  expect(new ColumnQuery(snapshot).count(rest.filter)).toBe(rest.events)
})

test('records that claim to be of 1970 and of 9999 cost a burst nothing, neither its finding nor its time', async () => {
  const strays = ['1970-01-01T00:00:00Z', '9999-12-31T00:00:00Z'].map((eventTime) =>
    call('iam', 'ListUsers', { eventTime }),
  )
  const burst = times(60, (i) => call('ec2', 'DescribeInstances', at(62 + i / 60)))
  const { findings } = await detectIn([theRule('burst-of-calls')], asLogs([...strays, ...burst]))
  expect(findings.map(({ events, sentence }) => [events, sentence.split('; ')[1]])).toEqual([
    [60, 'the median of its five-minute counts is 0.'],
  ])
})

test('principals with one name stay apart', async () => {
  const arn = 'arn:aws:iam::111122223333:user/anna'
  const federated = {
    type: 'FederatedUser',
    arn: 'arn:aws:sts::111122223333:federated-user/guest',
    sessionContext: { sessionIssuer: { type: 'IAMUser', arn } },
  }
  const { findings, snapshot } = await detectIn(
    [theRule('cis-4.05-trail-changes')],
    asLogs([call('cloudtrail', 'StopLogging'), call('cloudtrail', 'StopLogging', { userIdentity: federated })]),
  )
  expect(findings.map(({ id }) => id)).toEqual([`cis-4.05-trail-changes:${arn}`, `cis-4.05-trail-changes:${arn} (2)`])
  const query = new ColumnQuery(snapshot)
  expect(findings.map(({ filter }) => query.count(filter))).toEqual([1, 1])
})

test('principals are named by what their records have', async () => {
  const { findings } = await detectIn(
    [theRule('cis-4.05-trail-changes')],
    asLogs([
      call('cloudtrail', 'StopLogging', { userIdentity: identities.service('cloudtrail.amazonaws.com') }),
      call('cloudtrail', 'StopLogging', { userIdentity: identities.otherAccount(accounts.data) }),
      call('cloudtrail', 'StopLogging', { userIdentity: { type: 'Unknown' } }),
    ]),
  )
  expect(findings.map(({ id }) => id.replace('cis-4.05-trail-changes:', ''))).toEqual([
    'cloudtrail.amazonaws.com',
    'AROAEXAMPLEOTHERACCT0:session',
    'a principal without a name',
  ])
})
