import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ocsfMap, ocsfOf, ocsfVersion } from '../../../../src-main/handover/export/formats/ocsf-map.ts'
import { aRecord, identities } from '../../../fixtures/records.ts'

type Attributes = Readonly<Record<string, unknown>>

/**
 * What the schema requires of an event and of the objects in it, copied from github.com/ocsf/ocsf-schema at 1.8.0:
 * events/base_event.json, events/application/api_activity.json, profiles/cloud.json and objects/*.json.
 */
const required: Readonly<Record<string, readonly string[]>> = {
  '': ['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid', 'actor', 'api', 'src_endpoint', 'cloud'],
  metadata: ['product', 'version'],
  api: ['operation'],
  'api.request': ['uid'],
  cloud: ['provider'],
  'actor.user.programmatic_credentials': ['uid'],
} // biome-ignore format: a table
/** Objects that need at least one of these. */
const oneOf: Readonly<Record<string, readonly string[]>> = {
  'metadata.product': ['name', 'uid'],
  'metadata.product.feature': ['name', 'uid'],
  'api.service': ['name', 'uid'],
  actor: ['process', 'user', 'invoked_by', 'session', 'app_name', 'app_uid'],
  'actor.user': ['account', 'name', 'uid'],
  'actor.user.account': ['name', 'uid'],
  'actor.idp': ['name', 'uid'],
  'cloud.account': ['name', 'uid'],
  src_endpoint: ['ip', 'uid', 'name', 'hostname', 'svc_name', 'instance_uid', 'interface_uid', 'interface_name', 'domain'],
} // biome-ignore format: a table

const at = (event: unknown, path: string): unknown =>
  path === '' ? event : path.split('.').reduce<unknown>((value, key) => (value as Attributes | undefined)?.[key], event)

function lacking(event: object): readonly string[] {
  const needs = Object.entries(required).flatMap(([path, names]) =>
    [at(event, path)].flat().flatMap((object) =>
      object === undefined ? [] : names.filter((name) => (object as Attributes)[name] === undefined).map((name) => `${path}.${name}`),
    ),
  )
  const ones = Object.entries(oneOf).flatMap(([path, names]) => {
    const object = at(event, path)
    return object === undefined || names.some((name) => (object as Attributes)[name] !== undefined) ? [] : [path]
  })
  return [...needs, ...ones]
} // biome-ignore format: a check

const facts = { time: 1709633700000, verdict: 'verified', sourceFile: 'a.json.gz' }
const eventOf = (record: Attributes): Attributes => ocsfOf(structuredClone(record), facts) as Attributes

describe('every event has what the schema requires', () => {
  test.each([
    ['a whole record', aRecord()],
    ['a user', aRecord({ userIdentity: identities.user('111122223333', 'anna') })],
    ['a session', aRecord({ userIdentity: identities.role('111122223333', 'Admin', 'i-0abc') })],
    ['a service', aRecord({ userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' } })],
    ['somebody with an ID only', aRecord({ userIdentity: { type: 'Unknown', principalId: 'x' } })],
    ['nothing', {}],
    ['nulls', { eventName: null, userIdentity: null, requestParameters: null, resources: null, sourceIPAddress: null }],
    ['other types', { eventName: 5, userIdentity: 'x', requestParameters: [1], resources: ['a', {}], sourceIPAddress: 7 }],
    ['no request ID', aRecord({ requestID: undefined })],
  ])('of %s', (_, record) => {
    const event = eventOf(record)
    expect(lacking(event)).toEqual([])
    expect(event).toMatchObject({ class_uid: 6003, category_uid: 6, type_uid: 600300 + Number(event.activity_id) })
    expect(event.metadata).toMatchObject({ version: ocsfVersion })
  }) // biome-ignore format: rows
})

test('nothing of a record is lost: what no attribute takes is unmapped', () => {
  const record = aRecord({ requestID: undefined, requestParameters: { a: 1 }, oddField: { deep: [1, null] } })
  expect(eventOf(record).unmapped).toMatchObject({ requestParameters: { a: 1 }, oddField: { deep: [1, null] } })
})

test('the README lists the mapping as it is', () => {
  const readme = readFileSync(
    join(import.meta.dirname, '../../../../src-main/handover/export/formats/README.md'),
    'utf8',
  )
  const rows = ocsfMap.map(({ attribute, from }) => `| \`${attribute}\` | ${from} |`)
  expect(readme).toContain(`| attribute | from |\n| --- | --- |\n${rows.join('\n')}\n`)
})
