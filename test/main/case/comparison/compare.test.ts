import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { compareFolders } from '../../../../src-main/case/comparison/compare.ts'
import type { Comparison, DifferenceCounts } from '../../../../src-shared/model/comparison.ts'
import { sideSentence, whoProves } from '../../../../src-shared/words/acquisitions-compared.ts'
import { readersHere } from '../../../fixtures/case-room.ts'
import { saveCase } from '../../../fixtures/forged-case-file.ts'
import { ingestFolder } from '../../../fixtures/ingested.ts'
import { aTrail, temporaryFolder, type WrittenTrail } from '../../../fixtures/trail.ts'

let trail: WrittenTrail
beforeAll(async () => {
  trail = await aTrail().hours(3).write()
})

/** The same trail again, after something was done to its files. */
function copied(change: (folder: string, inCopy: (path: string | null) => string) => void): string {
  const folder = join(temporaryFolder(), 'copy')
  cpSync(trail.folder, folder, { recursive: true })
  change(folder, (path) => path!.replace(trail.folder, folder))
  return folder
}

async function compared(a: string, b: string, acceptsEvidence = true): Promise<Comparison> {
  const paths = { a: [a], b: [b] }
  const trustOf = (side: 'a' | 'b') => ({ paths: paths[side], keyPaths: [], acceptsEvidence })
  const signal = new AbortController().signal
  const result = await compareFolders(paths, trustOf, { startReaders: readersHere, signal })
  if (!result.ok) throw new Error(result.message)
  return result.value
}

test('of a case file its sources are compared, as they are now and by the keys that it was saved with', async () => {
  const copy = copied(() => {})
  const trust = { paths: [copy], keyPaths: [], acceptsEvidence: true }
  const file = join(temporaryFolder(), 'saved.trailproof')
  await saveCase(await ingestFolder(copy), trust, file)
  const folders = await compared(trail.folder, copy)
  const before = await compared(trail.folder, file, false)
  expect(before.events).toEqual(folders.events)
  expect(before.files).toEqual(folders.files)
  expect(before.sides.b).toEqual({ ...folders.sides.b, path: file, sources: [copy] })
  expect(sideSentence('b', before.sides.b)).toContain(
    `B: ${file}. It is a case file: its sources were read as they are now (${copy}), and nothing that was saved in it. `,
  )
  expect(before.sides.a.outcome).not.toBe('proven')
  // What was saved would still be the same.
  rmSync(trail.logs[0]!.path!.replace(trail.folder, copy))
  expect((await compared(file, trail.folder)).events).toMatchObject({
    ...none,
    'only-b': trail.logs[0]!.records.length,
  })
})

test('a case file whose sources are not here is refused, and so is what is none', async () => {
  const copy = copied(() => {})
  const trust = { paths: [copy], keyPaths: [], acceptsEvidence: true }
  const file = join(temporaryFolder(), 'saved.trailproof')
  await saveCase(await ingestFolder(copy), trust, file)
  rmSync(copy, { recursive: true })
  await expect(compared(trail.folder, file)).rejects.toThrow(
    `${file} is a case file, which holds no original records, and its sources are not here (${copy})`,
  )
  const empty = join(temporaryFolder(), 'empty.trailproof')
  writeFileSync(empty, '')
  await expect(compared(empty, trail.folder)).rejects.toThrow(empty)
})

const none = { changed: 0, 'only-a': 0, 'only-b': 0, unknown: 0 }
const balances = (counts: DifferenceCounts) => {
  const both = counts.same + counts.changed + counts.unknown
  expect([counts.a, counts.b]).toEqual([both + counts['only-a'], both + counts['only-b']])
}

test('a copy whose files are inflated and lie elsewhere is the same acquisition', async () => {
  const copy = copied((folder, inCopy) => {
    mkdirSync(join(folder, 'elsewhere'))
    for (const { path } of trail.logs) {
      const here = inCopy(path)
      const name = basename(here, '.gz')
      writeFileSync(join(folder, 'elsewhere', name), gunzipSync(readFileSync(here)))
      rmSync(here)
    }
  })
  const { files, events, fileDifferences, eventDifferences } = await compared(trail.folder, copy)
  expect(files).toMatchObject(none)
  expect(events).toMatchObject({ ...none, same: events.a })
  expect(events.a).toBeGreaterThan(0)
  expect([...fileDifferences, ...eventDifferences()]).toEqual([])
})

test('of a file that was altered it is told whose copy is proven, and of its events which differ', async () => {
  const [log] = trail.logs
  const copy = copied((_, inCopy) => {
    const records = JSON.parse(gunzipSync(readFileSync(inCopy(log!.path))).toString()).Records
    records[1].sourceIPAddress = '203.0.113.99'
    // Spelled otherwise, and the same.
    const text = JSON.stringify({ Records: records.toSpliced(2, 1) }, null, 1)
    writeFileSync(inCopy(log!.path), text)
  })
  const { files, events, fileDifferences, eventDifferences, sides } = await compared(trail.folder, copy)
  balances(files)
  balances(events)
  expect(files).toMatchObject({ ...none, changed: 1 })
  expect(fileDifferences.map(whoProves)).toEqual(["A's is proven, B's is altered."])
  expect(fileDifferences[0]).toMatchObject({ account: '111122223333', region: 'us-east-1', day: '2024-03-05' })
  expect(events).toMatchObject({ ...none, changed: 1, 'only-a': 1 })
  expect([...eventDifferences()]).toEqual([
    expect.objectContaining({ difference: 'changed', places: { a: expect.objectContaining({ record: 1 }), b: expect.objectContaining({ record: 1 }) } }),
    expect.objectContaining({ difference: 'only-a', places: { a: expect.objectContaining({ record: 2 }), b: null } }),
  ]) // biome-ignore format: one line a thing
  expect([sides.a.outcome, sides.b.outcome]).toEqual(['proven', 'bad'])
})

test('a file that was deleted on one side is missing there, as its digests say', async () => {
  const [log] = trail.logs
  const copy = copied((folder, inCopy) => {
    rmSync(inCopy(log!.path))
    writeFileSync(join(folder, 'notes.txt'), 'laid there')
  })
  const { fileDifferences, events } = await compared(copy, trail.folder)
  expect(fileDifferences.map((file) => [file.difference, whoProves(file)])).toEqual([
    ['only-b', "A's is missing: digests of that side name it, B's is proven."],
    ['only-a', "A's is of a kind that no digest lists, B's is not there."],
  ])
  expect(events['only-b']).toBe(log!.records.length)
  balances(events)
})

test('a file that cannot be read on one side is not called changed', async () => {
  const copy = copied((_, inCopy) => {
    const path = inCopy(trail.logs[0]!.path)
    writeFileSync(path, readFileSync(path).subarray(0, -12))
  })
  const { files } = await compared(trail.folder, copy)
  expect(files).toMatchObject({ ...none, unknown: 1 })
})

test('what is not there is named', async () => {
  const paths = { a: [trail.folder], b: ['/nowhere/at-all'] }
  const trustOf = () => ({ paths: [], keyPaths: [], acceptsEvidence: false })
  const options = { startReaders: readersHere, signal: new AbortController().signal }
  expect(await compareFolders(paths, trustOf, options)).toMatchObject({
    ok: false,
    message: expect.stringContaining('/nowhere/at-all'),
  })
})
