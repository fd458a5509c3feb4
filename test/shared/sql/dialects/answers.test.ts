import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, expect, test } from 'vitest'
import { type Asked, prepare } from '../../../../src-shared/sql/dialects/prepare.ts'
import { openRecords } from '../../../fixtures/duckdb-records.ts'
import { expectGolden } from '../../../golden/golden.ts'
import { queries } from './queries.ts'
import { records } from './records.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openRecords(records)
})

async function answerTo(sql: string, dialect: Asked['dialect']): Promise<string> {
  const prepared = prepare(sql, { dialect })
  if (!prepared.ok) return `${prepared.code}: ${prepared.message}`
  try {
    for (const statement of prepared.value.before) await connection.run(statement)
    const answer = await connection.runAndReadAll(prepared.value.sql)
    const rows = answer.getRowsJson().map((row) => row.map((cell) => JSON.stringify(cell)).join(' | '))
    return [answer.columnNames().join(' | '), ...rows, ...prepared.value.notes.map((note) => `-- ${note}`)].join('\n')
  } catch (error) {
    return String((error as Error).message).split('\n')[0]!
  }
}

test('every construct of Lake and Athena is answered as it was approved', async () => {
  const answers: string[] = []
  for (const [dialect, sql] of queries) answers.push(`## ${dialect}: ${sql}\n\n${await answerTo(sql, dialect)}\n`)
  expectGolden('dialects.md', answers.join('\n'))
  expect(answers.length).toBe(queries.length)
})
