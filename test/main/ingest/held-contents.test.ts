import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wrongContents } from '../../../src-main/ingest/held-contents.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

const head = '"eventVersion":"1.08","eventID":"0d1e2f3a-1111-4111-8111-111111111111","eventTime":"2024-03-05T10:00:00Z"'
const said = `{${head},"eventName":"Said"}`
const respelled = `{ ${head},\n "eventName":"S\\u0061id"}`
const other = `{${head},"eventName":"Said","nowhereInAColumn":1}`

/** Which contents are said of the three records of one event, and whether that is wrong. */
async function isWrong(contents: readonly [number, number, number]): Promise<boolean> {
  const file = join(temporaryFolder(), 'a.json')
  const text = `{"Records":[${said},${respelled},${other}]}`
  writeFileSync(file, text)
  const { snapshot } = await ingestFolder(file)
  const unsettled = [said, respelled, other].map((record, index) => ({
    event: 0, content: contents[index]!, file: 0, index, offset: text.indexOf(record), length: record.length,
  })) // biome-ignore format: a table
  const wrong = await wrongContents(unsettled, snapshot.files, (at) => at, new AbortController().signal)
  return wrong.has(0)
}

test('records of the same JSON are one content, and records that differ are two', async () => {
  expect(await isWrong([0, 0, 1])).toBe(false)
  expect(await isWrong([0, 1, 2])).toBe(true)
  expect(await isWrong([0, 0, 0])).toBe(true)
})
