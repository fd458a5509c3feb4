import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ColumnQuery } from '../../../src-main/columns/query.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { type Ingested, ingestFolder } from '../../fixtures/ingested.ts'
import { aRecord, type CloudTrailRecord } from '../../fixtures/records.ts'
import { aStore } from '../store/a-store.ts'

const signIn = (eventName: string, fields: object): Partial<CloudTrailRecord> => ({
  eventSource: 'signin.amazonaws.com',
  eventType: 'AwsConsoleSignIn',
  eventName,
  ...fields,
})

const failed: readonly Partial<CloudTrailRecord>[] = [
  { eventName: 'WithCode', errorCode: 'AccessDenied' },
  { eventName: 'WithBoth', errorCode: 'AccessDenied', errorMessage: 'You may not' },
  { eventName: 'OnlyMessage', errorMessage: 'Failed authentication' },
  { eventName: 'EmptyCodeAndMessage', errorCode: '', errorMessage: 'It did not work' },
  { eventName: 'CodeOfAnotherType', errorCode: 403 },
  signIn('ConsoleLogin', { responseElements: { ConsoleLogin: 'Failure' } }),
  signIn('SwitchRole', { responseElements: { SwitchRole: 'Failure' } }),
  signIn('CheckMfa', { responseElements: { CheckMfa: 'Failure' } }),
  signIn('CredentialVerification', { responseElements: { CredentialVerification: 'Failure' } }),
  signIn('CredentialVerification', {
    responseElements: null,
    serviceEventDetails: { CredentialVerification: 'Failure' },
  }),
  signIn('CredentialChallenge', {
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { CredentialChallenge: 'Failure' },
  }),
  signIn('UserAuthentication', { serviceEventDetails: { UserAuthentication: 'failure' } }),
]
const succeeded: readonly Partial<CloudTrailRecord>[] = [
  { eventName: 'Plain' },
  { eventName: 'EmptyTexts', errorCode: '', errorMessage: '' },
  { eventName: 'Nulls', errorCode: null, errorMessage: null, responseElements: null },
  { eventName: 'FailureElsewhere', requestParameters: { SwitchRole: 'Failure' } },
  signIn('ConsoleLogin', { responseElements: { ConsoleLogin: 'Success' } }),
  signIn('SwitchRole', { responseElements: { SwitchRole: 'Success' } }),
  signIn('CredentialVerification', { serviceEventDetails: { CredentialVerification: 'Success' } }),
]

let folder: string
let ingested: Ingested

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-failed-'))
  const records = [...failed, ...succeeded].map((fields, i) =>
    aRecord({ eventTime: `2024-03-05T09:00:${String(i).padStart(2, '0')}Z`, eventID: `id-${i}`, ...fields }),
  )
  writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: records }))
  ingested = await ingestFolder(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

const idsOf = (text: string): readonly unknown[] => {
  const filter = parseFilter(text)
  if (!filter.ok) throw new Error(filter.message)
  const query = new ColumnQuery(ingested.snapshot)
  const rows = query.select(filter.value)!
  return [...rows].map((row) => query.value('eventID', row))
}

test('a call failed that has an error code or message, or is a sign-in whose result is Failure', () => {
  const ids = [...failed, ...succeeded].map((_, i) => `id-${i}`)
  expect(idsOf('isError=true')).toEqual(ids.slice(0, failed.length))
  expect(idsOf('isError=false')).toEqual(ids.slice(failed.length))
  expect(idsOf('isError!=*')).toEqual([])
})

test('filter, bars, facet and SQL count the same', () => {
  const { snapshot } = ingested
  const query = new ColumnQuery(snapshot)
  const everything = { range: null, where: { all: [] } }
  const store = aStore(snapshot)
  const counts = {
    bars: query.histogram({ filter: everything, range: null, maxBuckets: 60 }).errors.reduce((sum, n) => sum + n, 0),
    facet: query.facet({ filter: everything, column: 'isError', search: 'true', limit: 2 }).values[0]?.events,
    sql: store.rows('SELECT sum(isError), sum(NOT isError) FROM events')[0],
  }
  store.close()
  expect(counts).toEqual({
    bars: failed.length,
    facet: failed.length,
    sql: [failed.length, succeeded.length],
  })
})
