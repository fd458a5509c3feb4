import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remoteRule } from '../../../src-main/analysis/rules/remote-rule.ts'
import { ruleTexts } from '../../../src-main/analysis/rules/sql-rules.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { filterQuery } from '../../../src-shared/sql/remote/filter-query.ts'
import { ruleQuery } from '../../../src-shared/sql/remote/rule-query.ts'
import { duckdbIsThere } from '../../fixtures/duckdb-is-there.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'

/** What is sent to Athena and Trino means the same here, where DuckDB speaks their dialect: it shows the events of the case. */

const sample = join(import.meta.dirname, '../../../resources/sample-case')
const real = join(import.meta.dirname, '../../../../shared/data/real')
const realSets = ['invictus-aws-dataset'].map((name) => join(real, name)).filter(existsSync)

const rulesWithQuery = [...ruleTexts].flatMap(([rule, sql]) => {
  const query = ruleQuery(sql)
  return query.ok ? [{ rule, sql: query.value }] : []
})

describe.each(duckdbIsThere ? [sample, ...realSets] : [])('%s', (folder) => {
  let engine: Engine
  let findings: readonly Finding[]
  beforeAll(async () => {
    engine = startEngine()
    await open(engine, folder)
    findings = valueIn(await engine.findings())
  })
  afterAll(() => engine.dispose())

  const limit = 100_000
  const idsOf = (rows: readonly (readonly unknown[])[], at: number) => rows.map((row) => String(row[at])).sort()
  const sent = async (sql: string) => idsOf(valueIn(await engine.runSql({ sql, limit, dialect: 'athena' })).rows, 1)
  const shown = async (filter: Filter) =>
    idsOf(valueIn(await engine.runSql({ sql: 'SELECT eventID FROM shown', limit, shown: filter })).rows, 0)

  test.each([
    'eventName~user errorCode!=*',
    'isError=true readOnly=false',
    'sourceIPAddress=10.0.0.0/8,198.51.100.0/24,::/0',
    '(userIdentityType=Root OR invokedBy=*) NOT eventName~object',
    'time=2020-01-01T12:00:00Z..2024-03-05T10:30:00Z',
    '"amazonaws.com"',
    'requestParameters.bucketName=*',
    'requestParameters.bucketName!=*',
    'requestParameters.roleArn~role',
    'requestParameters.userName^=a',
    'eventName=Get*_\\*,Create?ser',
    'userAgent!=~^aws requestParameters.bucketName=~log',
    'requestParameters.roleArn=arn:*role*',
    'requestParameters.maxResults=1000,100',
    'requestParameters.filterSet~"items"',
    'requestParameters.instancesSet.items[0].instanceId=*',
    'requestParameters~bucket',
    'additionalEventData.bytesTransferredOut!=0',
    'responseElements.credentials.accessKeyId=*',
    'resources[0].ARN~bucket',
    'userIdentity.sessionContext.sessionIssuer.userName=*',
    'eventName=PutObject requestParameters.x-amz-acl!=*',
  ])('filter %s', async (text) => {
    const filter = parseFilter(text)
    expect(await sent(valueIn(filterQuery(valueIn(filter))))).toEqual(await shown(valueIn(filter)))
  })

  test.each(rulesWithQuery)('rule $rule', async ({ rule, sql }) => {
    const found = await Promise.all(findings.filter((each) => each.rule === rule).map(({ filter }) => shown(filter)))
    expect(await sent(sql)).toEqual([...new Set(found.flat())].sort())
  })
})

test('a rule that is no rule, and one over columns', () => {
  expect(remoteRule('no-such')).toMatchObject({ ok: false, code: 'no-rule' })
  expect(remoteRule('first-seen-principal')).toMatchObject({ ok: false })
})

test('rules that compare events with each other, look through lists, read policies or rest on verdicts are refused', () => {
  const others = [...ruleTexts.keys()].filter((id) => !rulesWithQuery.some(({ rule }) => rule === id))
  expect(others.sort()).toEqual([
    'administrator-by-policy',
    'altered-log-file',
    'caller-identity-from-new-address',
    'cis-4.01-unauthorized-calls',
    'copies-differ',
    'encryption-with-foreign-key',
    'federation-token-administrator',
    'federation-token-issued',
    'instance-user-data-changed',
    'joined-administrators',
    'key-opened',
    'made-public',
    'own-key-created',
    'own-key-used',
    'resource-opened',
    'rights-gained',
    'role-chain-to-another-account',
    'role-passed-by-newcomer',
    'role-trust-changed',
    'role-trust-opened',
    'sign-in-after-failures',
    'trail-bucket-changed',
    'trail-logging-reduced',
    'uncovered-log-file',
    'wide-access-granted',
  ])
})
