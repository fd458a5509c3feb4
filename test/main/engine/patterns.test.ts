import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { type PlainEvent, plainEvents } from '../../journey/plain-events.ts'

/** Patterns of metric filters and of EventBridge show the events that plain code finds in the records. */

const sample = join(import.meta.dirname, '../../../resources/sample-case')
let engine: Engine
beforeAll(async () => {
  engine = startEngine()
  await open(engine, sample)
})
afterAll(() => engine.dispose())

const shown = async (pattern: string) => {
  const filter = valueIn(parseFilter(pattern))
  const { rows } = valueIn(await engine.runSql({ sql: 'SELECT eventID FROM shown', limit: 100_000, shown: filter }))
  return rows.map(([id]) => String(id)).sort()
}
type Claim = (event: PlainEvent) => boolean
const starts = (text: string | undefined, start: string) => text?.startsWith(start) ?? false
const parameter = ({ requestParameters }: PlainEvent, name: string) => requestParameters?.[name]

test.each<[string, Claim]>([
  ['{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}', ({ errorCode }) => (errorCode?.endsWith('UnauthorizedOperation') ?? false) || starts(errorCode, 'AccessDenied')],
  ['{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType!="AwsServiceEvent"}', ({ userIdentity, eventType }) => userIdentity?.type === 'Root' && userIdentity.invokedBy === undefined && eventType !== 'AwsServiceEvent'],
  ['{($.eventName=CreateTrail)||($.eventName=UpdateTrail)||($.eventName=DeleteTrail)||($.eventName=StartLogging)||($.eventName=StopLogging)}', ({ eventName }) => /^(Create|Update|Delete)Trail$|^(Start|Stop)Logging$/.test(eventName)],
  ['{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }', ({ eventName, errorMessage }) => eventName === 'ConsoleLogin' && errorMessage === 'Failed authentication'],
  ['{ $.sourceIPAddress != "203.0.113.*" && $.readOnly IS FALSE }', ({ sourceIPAddress, readOnly }) => !starts(sourceIPAddress, '203.0.113.') && readOnly === false],
  ['{ $.requestParameters.userName EXISTS || $.requestParameters.roleArn = "*role/*" }'.replace('EXISTS', 'IS EXISTS'), (event) => parameter(event, 'userName') !== undefined || String(parameter(event, 'roleArn') ?? '').includes('role/')],
  ['{"detail":{"eventSource":["iam.amazonaws.com"],"eventName":[{"prefix":"Create"},{"suffix":"Policy"}]}}', (event) => eventSourceOf(event) === 'iam.amazonaws.com' && (starts(event.eventName, 'Create') || event.eventName.endsWith('Policy'))],
  ['{"detail":{"errorCode":[{"exists":true}],"eventName":[{"anything-but":{"prefix":"Get"}}]}}', ({ errorCode, eventName }) => errorCode !== undefined && !starts(eventName, 'Get')],
  ['{"region":["us-west-2"],"detail":{"userIdentity":{"type":["IAMUser"]}}}', ({ awsRegion, userIdentity }) => awsRegion === 'us-west-2' && userIdentity?.type === 'IAMUser'],
  ['{"sourceIPAddress":[{"cidr":"203.0.113.0/24"}]}', ({ sourceIPAddress }) => starts(sourceIPAddress, '203.0.113.')],
])('%s', async (pattern, claim) => {
  const expected = plainEvents(sample).filter(claim).map(({ eventID }) => eventID).sort()
  expect(expected.length).toBeGreaterThan(0)
  expect(await shown(pattern)).toEqual(expected)
}) // biome-ignore format: a table

const eventSourceOf = (event: PlainEvent) => (event as PlainEvent & { readonly eventSource?: string }).eventSource
