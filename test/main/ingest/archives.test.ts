import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { FileReader } from '../../../src-main/ingest/read-files.ts'
import { RecordReader } from '../../../src-main/records/reader.ts'
import { caseFileType } from '../../../src-shared/model/case-file.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { archiveSentences } from '../../../src-shared/words/archives.ts'
import { directoryHeaders, type Files, filesBelow, tarOf, tarOfFiles, zipOf } from '../../fixtures/archives.ts'
import { ingestFolder, judgedFolder } from '../../fixtures/ingested.ts'
import { aRecord, idOf } from '../../fixtures/records.ts'
import { aTrail, temporaryFolder } from '../../fixtures/trail.ts'

function aFolder(files: Files): string {
  const folder = temporaryFolder()
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return folder
}

const logOf = (...ids: readonly number[]): Buffer =>
  Buffer.from(JSON.stringify({ Records: ids.map((n) => aRecord({ eventID: idOf(`${n}`) })) }))

/** How the files of a trail may have been packed, by name of the archive. */
const packings: Readonly<Record<string, (files: Files) => Promise<Files>>> = {
  'evidence.zip': async (files) => ({ 'evidence.zip': zipOf(files) }),
  'evidence.tar': async (files) => ({ 'evidence.tar': await tarOfFiles(files) }),
  'evidence.tar.gz': async (files) => ({ 'evidence.tar.gz': gzipSync(await tarOfFiles(files)) }),
  'a zip in a tar.gz': async (files) => ({
    'all.tgz': gzipSync(await tarOfFiles({ 'box/inner.zip': zipOf(files) })),
  }),
}

const counts = ({ counts, outcome }: IntegrityReport) => ({ counts, outcome })

describe.each(Object.entries(packings))('%s', (_, pack) => {
  test.each([
    ['a sound trail', aTrail()],
    ['a trail with an altered record', aTrail().editRecord(1)],
    ['a trail without a log file', aTrail().deleteLogFile(1)],
    ['a trail without its newest digest', aTrail().deleteDigest(2)],
  ])('%s has the verdicts that it has unpacked', async (__, trail) => {
    const { folder } = await trail.write()
    const packed = aFolder(await pack(filesBelow(folder)))
    const [loose, inArchive] = [await judgedFolder(folder), await judgedFolder(packed)]
    expect(counts(inArchive)).toEqual(counts(loose))
    expect([...inArchive.logs]).toEqual([...loose.logs])
    expect([...inArchive.digests]).toEqual([...loose.digests])
  })
})

test('a digest in an archive proves a log file beside the archive, and the other way round', async () => {
  const { folder } = await aTrail().write()
  const isDigest = (name: string) => name.includes('CloudTrail-Digest')
  const files = Object.entries(filesBelow(folder))
  const digests = Object.fromEntries(files.filter(([name]) => isDigest(name)))
  const others = Object.fromEntries(files.filter(([name]) => !isDigest(name)))
  const splits: readonly Files[] = [
    { 'digests.zip': zipOf(digests), ...others },
    { 'others.zip': zipOf(others), ...digests },
    { 'digests.zip': zipOf(digests), 'others.tgz': gzipSync(await tarOfFiles(others)) },
  ]
  for (const split of splits) {
    const { counts } = await judgedFolder(aFolder(split))
    expect(counts.logs).toMatchObject({ verified: 3, missing: 0, uncovered: 0 })
  }
})

test('every member is a source with its place, its hash and its counts; records are read again from it', async () => {
  const folder = aFolder({
    'logs.zip': zipOf({ 'a/one.json': logOf(1), 'two.json.gz': gzipSync(logOf(2, 2)) }),
    'more.tar.gz': gzipSync(await tarOfFiles({ 'three.json': logOf(3), 'note.txt': Buffer.from('hello') })),
  })
  const { sources, counts, snapshot } = await ingestFolder(folder)
  expect(counts).toMatchObject({ records: 4, events: 3, duplicates: 1, unparsed: 0 })
  expect(
    sources.map(({ name, member, kind, form, records, problems }) => [name, member, kind, form, records, problems]),
  ).toEqual([
    ['logs.zip', null, 'archive', 'zip archive', 0, []],
    ['more.tar.gz', null, 'archive', 'tar archive', 0, []],
    ['logs.zip › a/one.json', 'a/one.json', 'log', 'CloudTrail log', 1, []],
    ['logs.zip › two.json.gz', 'two.json.gz', 'log', 'CloudTrail log', 2, []],
    ['more.tar.gz › three.json', 'three.json', 'log', 'CloudTrail log', 1, []],
    ['more.tar.gz › note.txt', 'note.txt', 'other', 'text', 0, []],
  ])
  const reader = new RecordReader(snapshot.files)
  const { file, offset, length } = snapshot.locator
  const texts = Array.from(file, (source, row) => reader.read(source, offset[row]!, length[row]!).text)
  expect(texts.map((text) => JSON.parse(text!).eventID).sort()).toEqual(['1', '2', '3'].map(idOf).sort())
})

test('an archive that changed since it was opened gives no record, from disk or from memory', async () => {
  const folder = aFolder({
    'logs.zip': zipOf({ 'one.json': logOf(1) }),
    'more.tar.gz': gzipSync(await tarOfFiles({ 'two.json': logOf(2) })),
  })
  const { snapshot } = await ingestFolder(folder)
  writeFileSync(join(folder, 'logs.zip'), zipOf({ 'one.json': logOf(9) }))
  writeFileSync(join(folder, 'more.tar.gz'), gzipSync(await tarOfFiles({ 'two.json': logOf(9) })))
  const reader = new RecordReader(snapshot.files)
  const { file, offset, length } = snapshot.locator
  const problems = Array.from(file, (source, row) => reader.read(source, offset[row]!, length[row]!).problem)
  const texts = Array.from(file, (source) => sourceText(snapshot.files[source]!))
  expect(problems).toEqual(
    texts.map((text) =>
      expect.stringMatching(new RegExp(`^${text.replaceAll('.', '\\.')}.* has changed since it was opened\\.$`)),
    ),
  )
})

test('archives in archives are read once, and deeper ones are named', async () => {
  const third = zipOf({ 'deep.json': logOf(3) })
  const second = zipOf({ 'middle.json': logOf(2), 'third.zip': third })
  const folder = aFolder({ 'first.zip': zipOf({ 'outer.json': logOf(1), 'second.zip': second }) })
  const { counts, sources } = await ingestFolder(folder)
  expect(counts.events).toBe(2)
  const unread = sources.filter((source) => source.unread !== null)
  expect(unread.map(({ member, unread, problems }) => [member, unread, problems])).toEqual([
    [
      'second.zip › third.zip',
      'may-hold-events',
      [expect.stringMatching(/archive within an archive within an archive/)],
    ],
  ])
})

test('what is not read of an archive is told with its kind, and the rest goes on', async () => {
  const tar = await tarOf([
    { name: 'a.json', bytes: logOf(1) },
    { name: 'link', type: 'symlink', linkname: '/etc/passwd' },
    { name: 'b.json', bytes: logOf(2) },
  ])
  const whole = gzipSync(tar)
  const folder = aFolder({
    'cut.tar': tar.subarray(0, tar.length - 1024 - 700),
    'cut.tar.gz': whole.subarray(0, whole.length - 12),
    'no.zip': Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2_000, 7)]),
  })
  const { counts, sources } = await ingestFolder(folder)
  expect(counts.events).toBe(2)
  const told = Object.fromEntries(sources.map(({ name, unread }) => [name, unread]))
  expect(told).toMatchObject({
    'cut.tar': 'damaged',
    'cut.tar › link': 'not-followed',
    'cut.tar › b.json': 'damaged',
    'cut.tar.gz': 'damaged',
    'cut.tar.gz › link': 'not-followed',
    'no.zip': 'damaged',
  })
  for (const { unread, problems } of sources) expect(problems.length > 0).toBe(unread !== null)
})

test('what does not fit into the memory for compressed archives is named; what lies on disk as it is takes none', async () => {
  const tar = await tarOfFiles({ 'one.json': logOf(1) })
  const folder = aFolder({ 'plain.tar': tar, 'packed.tar.gz': gzipSync(tar) })
  const held = { used: new Int32Array(new SharedArrayBuffer(4)), most: 1024 }
  const reader = new FileReader({ contentKey: new Uint8Array(16), held }, () => {})
  const read = (name: string) => reader.read({ file: 0, path: join(folder, name), member: null, name }, 'hash')
  expect(await read('plain.tar')).toMatchObject({ kind: 'archive', unread: null, members: [{ name: 'one.json' }] })
  expect(await read('packed.tar.gz')).toMatchObject({
    kind: 'other',
    unread: 'beyond-limits',
    members: [],
    problems: [expect.stringMatching(/more memory than .* 1,024 bytes: it was not read/)],
  })
  expect(held.used[0]).toBe(0)
})

test('an export of ours in an archive is set aside by the manifest beside it, as in a folder', async () => {
  const bytes = Buffer.from(`${JSON.stringify(aRecord({ eventID: idOf('1') }))}\n`)
  const manifest = {
    manifest: 'trailproof-export',
    manifestVersion: 1,
    sources: [],
    producedBy: 'Trailproof 0.0.0',
    producedAt: '2024-03-05T10:00:00.000Z',
    export: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  }
  const files = { 'out.ndjson': bytes, 'out.ndjson.manifest.json': Buffer.from(JSON.stringify(manifest)) }
  for (const folder of [aFolder(files), aFolder({ 'handed-over.zip': zipOf(files) })]) {
    const { counts, sources } = await ingestFolder(folder)
    expect(counts.records).toBe(0)
    expect(sources.filter(({ unread }) => unread === 'own-export')).toHaveLength(2)
  }
})

describe('an archive that starts as a case file', () => {
  const head = { mimetype: Buffer.from(caseFileType.text) }
  const work = { 'work.json': Buffer.from('{}') }
  const read = async (zip: Buffer) => {
    const { counts, sources } = await ingestFolder(aFolder({ 'case.trailproof': zip }))
    return { records: counts.records, unread: sources[0]!.unread, problems: sources[0]!.problems.join(' ') }
  }
  /** Larger than what is read before it is known what the file is. */
  const large = { 'columns/eventID/bytes': Buffer.alloc(3 << 20, 1) }

  test.each([
    ['beside others', { ...head, 'log.json': logOf(1, 2), ...work }],
    ['in a large file', { ...head, ...large, 'log.json': logOf(1, 2) }],
    ['in a folder that a case file has', { ...head, ...work, 'columns/log.json': logOf(1, 2) }],
  ])('hides no log file %s: it is read as any archive', async (_, files) => {
    const zip = zipOf(files, 0)
    expect(await read(zip)).toMatchObject({ records: 2, unread: null, problems: '' })
    expect(await read(gzipSync(zip))).toMatchObject({ records: 2, unread: null, problems: '' })
  })

  test('is set aside where it has no member that a case file has not, and tells so', async () => {
    for (const files of [
      { ...head, ...work },
      { ...head, ...work, ...large },
    ])
      expect(await read(zipOf(files, 0))).toMatchObject({ records: 0, unread: 'own-export' })
  })

  test('is set aside where it was cut off, unless something in it looks like another member', async () => {
    const draft = zipOf({ ...head, ...work, 'columns/eventName/bytes': Buffer.alloc(500, 1) }, 0)
    for (const at of [150, 600])
      expect(await read(draft.subarray(0, at)), `cut at ${at}`).toMatchObject({ records: 0, unread: 'own-export' })
    const forged = zipOf({ ...head, 'log.json': logOf(1, 2), ...work }, 0)
    const cut = await read(forged.subarray(0, directoryHeaders(forged)[0]!))
    expect(cut).toMatchObject({ records: 2, unread: 'damaged', problems: archiveSentences.withoutDirectory })
    const hidden = zipOf({ ...head, 'columns/eventName/bytes': zipOf({ 'log.json': logOf(1) }, 0) }, 0)
    expect(await read(hidden.subarray(0, -30))).toMatchObject({ unread: 'damaged' })
  })
})

const packs = resolve(import.meta.dirname, '../../../../shared/packs/verify')
const cases = existsSync(packs) ? readdirSync(packs).filter((name) => existsSync(join(packs, name, 'trail'))) : []

if (cases.length === 0) {
  test('the verification packs are absent (../shared/packs/verify): none was compared with itself in a zip archive', () => {
    expect(cases).toEqual([])
  })
} else {
  test.each(cases)('%s has in a zip archive the verdicts that it has unpacked', async (name) => {
    const folder = join(packs, name)
    const [loose, zipped] = [
      await judgedFolder(folder),
      await judgedFolder(aFolder({ 'all.zip': zipOf(filesBelow(folder)) })),
    ]
    expect(counts(zipped)).toEqual(counts(loose))
    expect([...zipped.logs.values()]).toEqual([...loose.logs.values()])
    expect([...zipped.digests.values()]).toEqual([...loose.digests.values()])
  })
}
