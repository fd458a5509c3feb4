import { expect, test } from 'vitest'
import { allRules, Detection } from '../../../../src-main/analysis/rules/detect.ts'
import { readRule, ruleTexts } from '../../../../src-main/analysis/rules/sql-rules.ts'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import { everything } from '../../../../src-shared/filter/model.ts'
import { accounts, type CloudTrailRecord, identities } from '../../../fixtures/records.ts'
import { aStore } from '../../store/a-store.ts'
import { detectIn, theRule } from './a-detection.ts'
import { asLogs, at, call, root, times } from './rule-case.ts'

const header = (id: string, ...more: readonly string[]) =>
  [`id: ${id}`, 'title: T', 'severity: low', 'technique: none', 'why: W.', 'benign: B.', 'next: N.', 'from: F', ...more]
    .map((line) => `-- ${line}\n`)
    .join('')

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
  ['a severity that there is not', "SELECT 'a' AS subject, 1 AS events, NULL AS firstSeen, NULL AS lastSeen, 'S.' AS sentence, '' AS filter, 'grave' AS severity", 'grave as a severity'],
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
  expect(() => readRule('a', `${header('a')}-- occurs: readOnly true\nSELECT 1`)).toThrow('is no column and its text')
})

test('a rule that names no technique, no operation or no condition as it should is refused', () => {
  const calls = 'calls: iam.amazonaws.com: CreateUser'
  expect(() => readRule('a', header('a').replace('none', 'T9999'))).toThrow('a.sql names T9999')
  expect(() => readRule('a', header('a', 'calls: CreateUser'))).toThrow('“CreateUser” is no service and its operations')
  expect(() => readRule('a', `${header('a', calls, 'did: made users')}SELECT 1`)).toThrow('a.sql says what was done')
})

test('a rule over calls sees those of its services alone, whatever date a name ends with', async () => {
  const made = readRule('made', header('made', 'calls: iam.amazonaws.com: CreateUser; lambda.amazonaws.com: AddPermission*', 'did: made things'))
  const { findings, snapshot } = await detectIn(
    [made],
    asLogs([
      call('iam', 'CreateUser'),
      call('cognito-idp', 'CreateUser'),
      call('lambda', 'AddPermission20150331v2'),
      call('sqs', 'AddPermission'),
      call('iam', 'ListUsers'),
    ]),
  )
  expect(findings.map(({ events, sentence }) => [events, sentence])).toEqual([
    [2, 'arn:aws:iam::111122223333:user/anna made things with 2 calls: AddPermission20150331v2 and CreateUser.'],
  ])
  expect(new ColumnQuery(snapshot).count(findings[0]!.filter)).toBe(2)
}) // biome-ignore format: one line a call

test('what failed in every call was attempted, one step less grave; a rule about failures says so as it is', async () => {
  const failed = { errorCode: 'AccessDenied' }
  const stop = (...overrides: CloudTrailRecord[]) => overrides.map((each) => call('cloudtrail', 'StopLogging', each))
  const found = async (records: readonly CloudTrailRecord[], id = 'trail-logging-reduced') =>
    (await detectIn([theRule(id)], asLogs(records))).findings.map(({ title, severity, isAttempt }) => [title, severity, isAttempt])
  expect(await found(stop(failed, failed))).toEqual([['Logging stopped or narrowed (attempted)', 'medium', true]])
  expect(await found(stop(failed, {}))).toEqual([['Logging stopped or narrowed', 'high', undefined]])
  expect(await found(stop(failed), 'cis-4.01-unauthorized-calls')).toEqual([['Unauthorized API calls (CIS 4.1)', 'low', undefined]])
}) // biome-ignore format: one line a call

test('the first calls say what they acted on; calls whose records are gone are counted all the same', async () => {
  const keys = times(7, (i) => call('iam', 'CreateUser', { requestParameters: { userName: `u${i}` } }))
  const told = readRule('made', header('made', 'calls: iam.amazonaws.com: CreateUser', 'did: made users', "tells: 'It was ' || isError"))
  const { findings, snapshot } = await detectIn([told], asLogs(keys))
  expect(findings.map(({ sentence }) => sentence)).toEqual([
    'arn:aws:iam::111122223333:user/anna made users with 7 calls: CreateUser, the first 5 on user/u0, user/u1, user/u2, user/u3 and user/u4. Of the first 5 calls: It was 0.',
  ])
  const store = aStore(snapshot, () => ({ text: null, problem: 'The file is gone' }))
  try {
    expect(new Detection(store.database, () => snapshot).run(told).map(({ sentence }) => sentence)).toEqual([
      'arn:aws:iam::111122223333:user/anna made users with 7 calls: CreateUser.',
    ])
  } finally {
    store.close()
  }
}) // biome-ignore format: one line a call

test('what a rule looks at is a query of the SQL panel', async () => {
  const { snapshot } = await detectIn([], asLogs([call('iam', 'CreateUser')]))
  const store = aStore(snapshot, () => null)
  try {
    new Detection(store.database, () => snapshot)
    for (const [rule, sql] of ruleTexts) {
      const [said] = store.database.rows(`SELECT count(*) AS ran FROM (${sql}) WHERE 0`, { ran: 'number' })
      expect([rule, said]).toEqual([rule, { ran: 0 }])
    }
  } finally {
    store.close()
  }
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

test.each([
  [60, '10 further subjects with no more events than those listed: 10 events in all.'],
  [170, 'No one filter tells them from others'],
])(
  'of %i subjects that differ in more than one condition the rest has a filter, too: of each, where they are few',
  async (subjects, sentence) => {
    const records = times(subjects, (i) =>
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
    expect(rest.sentence).toContain(sentence)
    expect(new ColumnQuery(snapshot).count(rest.filter)).toBe(rest.events)
  },
)

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

test('records that claim to be of 1970 and of 9999 neither end nor stretch what first sight learns from', async () => {
  const stray = (eventTime: string) => call('iam', 'ListUsers', { eventTime })
  const hours = times(9 * 24, (i) => call('ec2', 'DescribeInstances', at(60 * i)))
  const late = call('ec2', 'RunInstances', { awsRegion: 'us-west-2', ...at(60 * 24 * 8.5) })
  const { findings } = await detectIn(
    [theRule('first-seen-region')],
    asLogs([stray('1970-01-01T00:00:00Z'), ...hours, late, stray('9999-12-31T00:00:00Z')]),
  )
  expect(findings.map(({ id }) => id)).toEqual(['first-seen-region:us-west-2'])
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
