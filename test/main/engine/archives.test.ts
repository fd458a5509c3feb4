import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/engine.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { filesBelow, tarOfFiles, zipOf } from '../../fixtures/archives.ts'
import { finished, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

let engine: Engine
beforeEach(() => {
  engine = startEngine()
})
afterEach(() => engine.dispose())

/** Two trails, one in a zip archive that lies on disk as it is, one in a tar archive that stays in memory. */
async function twoArchives() {
  const folder = temporaryFolder()
  const [first, second] = [await aTrail().seed('one').write(), await aTrail().seed('two').named('other').write()]
  writeFileSync(join(folder, 'one.zip'), zipOf(filesBelow(first.folder)))
  writeFileSync(join(folder, 'two.tgz'), gzipSync(await tarOfFiles(filesBelow(second.folder))))
  return { folder, records: [...first.logs, ...second.logs].flatMap((log) => log.records) }
}

test('members are searched, shown, asked for in SQL, proven and exported as files are', async () => {
  const { folder, records } = await twoArchives()
  const { summary } = await open(engine, folder)
  expect(summary).toMatchObject({ events: records.length, duplicates: 0, unparsed: 0 })
  expect(summary!.files).toMatchObject({ archive: 2, log: 6, digest: 6, other: 0 })
  expect(summary!.notRead.files).toEqual(expect.objectContaining({ 'may-hold-events': 0, damaged: 0 }))

  const { rows } = valueIn(
    await engine.runSql({ sql: "SELECT id, file, json_extract(record(id), '$.eventID') FROM events", limit: 100 }),
  )
  expect(rows.map(([, , id]) => id).sort()).toEqual(records.map(({ eventID }) => eventID).sort())
  const archives = new Set(rows.map(([, file]) => String(file).split(' › ')[0]))
  expect(archives).toEqual(new Set(['one.zip', 'two.tgz']))

  for (const [id, , eventID] of rows) {
    const row = Number(id) - 1
    const [copy] = valueIn(await engine.eventDetail({ row })).copies
    expect(JSON.parse(copy!.text!).eventID).toBe(eventID)
    expect(copy!.file.startsWith(join(folder, ''))).toBe(true)
    expect(copy!.file).toMatch(/(one\.zip|two\.tgz) › .*\.json\.gz$/)
    expect(valueIn(await engine.eventAt({ path: copy!.file, record: copy!.index }))).toBe(row)
    const { outcome } = valueIn(await engine.eventProof({ row, offset: 0, limit: 10 }))
    expect(outcome).toBe('consistent')
  }

  const file = join(temporaryFolder(), 'out.ndjson')
  const filter = valueIn(parseFilter(`record~"${records[0]!.eventID}"`))
  const sort = { column: 'eventTime', descending: false } as const
  const { job } = await finished(engine, () =>
    engine.exportEvents({ filter, sort, format: 'ndjson', columns: [], file }),
  )
  expect(job.state).toBe('done')
  expect(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).eventID),
  ).toEqual([records[0]!.eventID])
  const { sources } = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8'))
  expect(sources).toMatchObject([
    { path: join(folder, 'one.zip'), member: expect.stringMatching(/\.json\.gz$/), verdict: 'verified', events: 1 },
  ])
})
