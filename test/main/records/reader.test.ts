import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RecordReader } from '../../../src-main/records/reader.ts'
import { ingestFolder } from '../../fixtures/ingested.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

test('an original record is read again byte for byte, and not once its file has changed', async () => {
  const text = '{ "eventVersion":"1.08",\n "eventName":"Spaced", "eventID":"e1" }'
  const file = join(temporaryFolder(), 'a.json')
  writeFileSync(file, `{"Records":[${text}]}`)
  const { snapshot } = await ingestFolder(file)
  const place = () => [snapshot.locator.file[0]!, snapshot.locator.offset[0]!, snapshot.locator.length[0]!] as const
  expect(new RecordReader(snapshot.files).read(...place())).toEqual({ text, problem: null })
  writeFileSync(file, '{"Records":[]}')
  expect(new RecordReader(snapshot.files).read(...place())).toMatchObject({
    text: null,
    problem: expect.stringContaining('has changed'),
  })
})
