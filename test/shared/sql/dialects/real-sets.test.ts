import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Asked, prepare } from '../../../../src-shared/sql/dialects/prepare.ts'
import { type JsonRecord, openRecords } from '../../../fixtures/duckdb-records.ts'

const folder = join(import.meta.dirname, '../../../../../shared/data/real/invictus-aws-dataset/CloudTrail')

// The data set is not part of the repository.
if (existsSync(folder))
  describe('queries over a published data set', () => {
    const records: readonly JsonRecord[] = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).Records)
    const events = [...new Map(records.toReversed().map((record) => [record.eventID, record])).values()]
    let connection: DuckDBConnection
    beforeAll(async () => {
      connection = await openRecords(records)
    })

    async function rows(sql: string, dialect: Asked['dialect']) {
      const prepared = prepare(sql, { dialect })
      if (!prepared.ok) throw new Error(prepared.message)
      for (const statement of prepared.value.before) await connection.run(statement)
      return (await connection.runAndReadAll(prepared.value.sql)).getRowsJson()
    }

    const count = (is: (record: JsonRecord) => boolean) => [[String(events.filter(is).length)]]
    const time = ({ eventTime }: JsonRecord) => String(eventTime)

    test('times with a blank compare as times in Lake and as texts in Athena', async () => {
      const where = "WHERE eventTime > '2023-07-10 12:00:00' AND eventTime < '2023-07-10 12:06:00'"
      const isWithin = (record: JsonRecord) =>
        time(record) > '2023-07-10T12:00:00Z' && time(record) < '2023-07-10T12:06:00Z'
      expect(await rows(`SELECT count(*) FROM eds ${where}`, 'lake')).toEqual(count(isWithin))
      expect(await rows(`SELECT count(*) FROM logs ${where}`, 'athena')).toEqual([['0']])
    })

    test('flags are texts in Athena and none in Lake; LIKE tells letter case apart', async () => {
      const writes = count(({ readOnly }) => readOnly === false)
      expect(await rows("SELECT count(*) FROM logs WHERE readonly = 'false'", 'athena')).toEqual(writes)
      expect(await rows('SELECT count(*) FROM eds WHERE readOnly = false', 'lake')).toEqual(writes)
      expect(await rows("SELECT count(*) FROM logs WHERE eventname LIKE 'get%'", 'athena')).toEqual([['0']])
      const gets = count(({ eventName }) => String(eventName).startsWith('Get'))
      expect(await rows("SELECT count(*) FROM logs WHERE eventname LIKE 'Get%'", 'athena')).toEqual(gets)
    })

    test('a place in records is the same by all its spellings', async () => {
      const named = ({ requestParameters }: JsonRecord) =>
        (requestParameters as { readonly bucketName?: string } | null)?.bucketName !== undefined
      const expected = count(named)
      for (const [dialect, place] of [
        ['lake', "element_at(requestParameters, 'bucketName')"],
        ['lake', "json_extract_scalar(eventJson, '$.requestParameters.bucketName')"],
        ['athena', "json_extract_scalar(requestparameters, '$.bucketName')"],
        ['athena', 'requestParameters.bucketName'],
        ['athena', "json_extract_scalar(json_extract(requestparameters, '$'), '$.bucketName')"],
      ] as const)
        expect(await rows(`SELECT count(${place}) FROM logs_of_ours`, dialect)).toEqual(expected)
    })
  })
