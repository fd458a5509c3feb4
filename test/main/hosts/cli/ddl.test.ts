import { expect, test } from 'vitest'
import { runDdl } from '../../../../src-main/hosts/cli/ddl.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { SeenPlace } from '../../../../src-shared/model/trail-place.ts'
import { createFakeEngine } from '../../../fixtures/fake-engine.ts'
import { aTerminal } from './a-terminal.ts'

const seen: SeenPlace = {
  location: null,
  organization: null,
  accounts: ['111122223333'],
  families: ['CloudTrail'],
  regions: ['us-east-1'],
  days: { first: '2024-03-05', last: '2024-03-07' },
  files: 12,
}

async function ddl(args: readonly string[], places: readonly SeenPlace[] = [seen], unplaced = 0) {
  const { io, kept } = aTerminal()
  const engine = createFakeEngine({ trailPlaces: async () => ok({ places, unplaced }) })
  const listPlaces = async ({ bucket }: { readonly bucket: string }) =>
    ok({
      places: bucket === 'empty-bucket' ? [] : [{ ...seen, location: `s3://${bucket}/AWSLogs/` }],
      notes: ['One level was not listed.'],
    })
  return { code: await runDdl(args, io, async () => engine, listPlaces), ...kept }
}

test('the case tells accounts, Regions and days, and the command line what it does not', async () => {
  const { code, out } = await ddl(['trail', '--on', 'athena', '--location', 's3://trail-logs', '--to', '2024-03-31'])
  expect(code).toBe(0)
  expect(out).toContain("'projection.account.values' = '111122223333'")
  expect(out).toContain("'projection.day.range' = '2024/03/05,2024/03/31'")
  expect(out).toMatch(/^-- Below s3:\/\/trail-logs\/AWSLogs\/ only 1 account/)
  expect(out.match(/;$/gm)).toHaveLength(4)
})

test('without a folder everything is named; a place of each organization', async () => {
  const days = ['--from', '2024-03-05', '--to', '2024-03-05']
  const names = ['--account', '111122223333', '--region', 'eu-west-1', '--org', 'o-exampleorgid', '--json']
  const { code, out } = await ddl(['--on', 'trino', '--location', 's3://trail-logs/prefix/', ...names, ...days])
  expect(code).toBe(0)
  const { places, statements } = JSON.parse(out)
  expect(places).toMatchObject([{ location: 's3://trail-logs/prefix/AWSLogs/o-exampleorgid/' }])
  expect(statements.map(({ creates }: { creates: string }) => creates)).toEqual([
    'cloudtrail_files',
    'event_records',
    'events',
    'resources',
  ])
})

test.each([
  [['trail', '--on', 'athena'], 64, 'name it with --location'],
  [['trail', '--on', 'redshift', '--location', 's3://b'], 64, 'athena, trino'],
  [['--on', 'trino', '--location', 's3://trail-logs'], 64, 'Without a folder --account is needed'],
  [['trail', '--on', 'trino', '--location', 's3://trail-logs', '--to', '2024-02-30'], 64, 'takes a day'],
  [['trail', '--on', 'trino', '--location', 's3://trail-logs', '--to', '2024-01-01'], 64, 'is later than'],
  [['trail', '--on', 'trino', '--location', "s3://trail'logs"], 64, 'takes an address'],
] as const)('%j is refused', async (args, expected, said) => {
  const { code, out, err } = await ddl(args)
  expect({ code, out }).toEqual({ code: expected, out: '' })
  expect(err).toContain(said)
})

test('log files that cannot be placed are counted, and a case without any has no tables', async () => {
  const { code, err } = await ddl(['trail', '--on', 'trino'], [], 3)
  expect(code).toBe(66)
  expect(err).toContain('3 log files have neither a path nor a name')
})

test('a bucket tells accounts, Regions and days by a listing, and what could not be listed is said', async () => {
  const { code, out, err } = await ddl(['s3://trail-logs', '--on', 'athena', '--from', '2024-01-01'])
  expect(code).toBe(0)
  expect(out).toContain("'projection.day.range' = '2024/01/01,2024/03/07'")
  expect(err).toContain('One level was not listed.')
  expect(await ddl(['s3://empty-bucket', '--on', 'athena'])).toMatchObject({ code: 66, out: '' })
})
