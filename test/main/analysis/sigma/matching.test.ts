import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aRecord, type CloudTrailRecord } from '../../../fixtures/records.ts'
import { anna, at, ben, deploy } from '../rules/rule-case.ts'
import { rulesOf, ruleText, runOver } from './a-run.ts'
import { type PlainRule, plainlyMatches } from './plain-sigma.ts'

/** Few values, many of them alike, so that rules often match and often nearly do. */
const text = fc.constantFrom(
  'Create',
  'create',
  'CreateUser',
  'user-1',
  'a*b',
  'a\\b',
  '10.1.2.3',
  '198.51.100.7',
  '',
  '7',
  '12',
  'true',
)
const scalar = fc.oneof(text, fc.constantFrom(7, 12, 1.5, true, false, null))
const element = fc.oneof(scalar, fc.record({ key: scalar }, { requiredKeys: [] }))
const parameters = fc.record(
  { name: scalar, tags: fc.array(element, { maxLength: 3 }), inner: fc.record({ key: element }), list: fc.array(fc.record({ key: element })) },
  { requiredKeys: [] },
) // biome-ignore format: a table
const record = fc
  .record({
    eventName: fc.constantFrom('CreateUser', 'createuser', 'DeleteUser', 'GetObject'),
    eventSource: fc.constantFrom('iam.amazonaws.com', 's3.amazonaws.com'),
    sourceIPAddress: fc.constantFrom('10.1.2.3', '10.9.9.9', '198.51.100.7', 's3.amazonaws.com'),
    errorCode: fc.constantFrom(undefined, 'AccessDenied', 'NoSuchKey'),
    userAgent: fc.constantFrom('aws-cli/2.1', 'S3 Browser 9.5', 'a*b'),
    userIdentity: fc.constantFrom(anna, ben, deploy),
    requestParameters: fc.oneof(fc.constant(null), parameters),
  })
  .map((made): CloudTrailRecord => JSON.parse(JSON.stringify(aRecord(made))))

const columnFields = [
  'eventName',
  'eventSource',
  'sourceIPAddress',
  'errorCode',
  'userAgent',
  'userIdentity.arn',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
]
const pathFields = ['requestParameters', 'requestParameters.name', 'requestParameters.tags', 'requestParameters.tags.key', 'requestParameters.inner.key', 'requestParameters.list.key', 'eventID'] // biome-ignore format: a list
const field = fc.oneof(fc.constantFrom(...columnFields), fc.constantFrom(...pathFields))
const wanted = fc.constantFrom(
  'CreateUser',
  'create',
  'User',
  'iam.amazonaws.com',
  '*.amazonaws.com',
  'Cr?ateuser',
  'a\\*b',
  'a\\\\b',
  'a*',
  '*',
  'anna',
  'AccessDenied',
  'user-1',
  7,
  12,
  'true',
  true,
  '10.1.2.3',
)
const list = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }))
const entry: fc.Arbitrary<[string, unknown]> = fc.oneof(
  fc.tuple(fc.tuple(field, fc.constantFrom('', '|contains', '|startswith', '|endswith', '|cased', '|contains|cased', '|contains|all', '|neq')).map(([name, modifier]) => name + modifier), list(wanted)),
  fc.tuple(field.map((name) => `${name}|exists`), fc.boolean()),
  fc.tuple(field, fc.constant(null)),
  fc.tuple(fc.tuple(field, fc.constantFrom('|re', '|re|i')).map(([name, modifier]) => name + modifier), fc.constantFrom('^Create', 'user', '[A-Z]c{2}ess', '.+:user/(anna|ben)$')),
  fc.tuple(fc.constantFrom('sourceIPAddress|cidr', 'requestParameters.name|cidr', 'requestParameters.tags|cidr'), fc.constantFrom('10.0.0.0/8', '198.51.100.0/24')),
  fc.tuple(fc.tuple(field, fc.constantFrom('|lt', '|lte', '|gt', '|gte')).map(([name, modifier]) => name + modifier), fc.constantFrom(7, 10, 1.5)),
  fc.tuple(fc.constantFrom('requestParameters.name|fieldref', 'userIdentity.arn|fieldref|endswith', 'eventName|fieldref'), fc.constantFrom('requestParameters.inner.key', 'userIdentity.userName', 'requestParameters.tags')),
) // biome-ignore format: a table
const map = fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) => Object.fromEntries(entries))
const keywords = fc.array(fc.constantFrom('user-1', 'CREATEUSER', 'Browser*9', '"key":7', 'nowhere'), {
  minLength: 1,
  maxLength: 2,
})
const identifier = fc.oneof({ arbitrary: map, weight: 5 }, fc.array(map, { minLength: 1, maxLength: 2 }), keywords, keywords.map((all) => ({ '|all': all }))) // biome-ignore format: a list
const condition = fc.constantFrom('one', 'one and two', 'one or two', 'not one', 'one and not two', '1 of them', 'all of them', 'one and not 1 of two*', 'two or (one and three)', 'not (one or two) and three', 'all of t*') // biome-ignore format: a list
const detection: fc.Arbitrary<PlainRule> = fc.record({ one: identifier, two: identifier, three: identifier, condition })

test('a rule hits the events that a plain matcher finds, and its findings have filters that show exactly them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 60 }),
      fc.array(detection, { minLength: 20, maxLength: 20 }),
      async (records, detections) => {
        const named = records.map((each, n) => ({ ...each, ...at(n), eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` })) // biome-ignore format: a line
        const read = await rulesOf({ 'a.yml': detections.map((each) => ruleText(each)) })
        expect(read.refused).toEqual([])
        await runOver(read, named, ({ runs, query, records }) => {
          for (const [n, { findings, events }] of runs.entries()) {
            const rows = records.flatMap((each, row) => (plainlyMatches(detections[n]!, each) ? [row] : []))
            expect([detections[n], events]).toEqual([detections[n], rows.length])
            const shown = findings.flatMap(({ finding }) => [...query.select(finding.filter)!])
            expect([detections[n], shown.sort((a, b) => a - b)]).toEqual([detections[n], rows])
            for (const { finding, rows } of findings) {
              expect(query.count(finding.filter)).toBe(finding.events)
              expect([...rows]).toEqual([...query.select(finding.filter)!])
            }
          }
        })
      },
    ),
    { numRuns: 30 },
  )
}, 60_000)
