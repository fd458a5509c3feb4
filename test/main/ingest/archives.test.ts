import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { FileReader } from '../../../src-main/ingest/read-files.ts'
import { RecordReader } from '../../../src-main/records/reader.ts'
import { caseFileType } from '../../../src-shared/model/case-file.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { onlyEvidence } from '../../../src-shared/model/verification.ts'
import { directoryHeaders, type Files, filesBelow, tarOf, tarOfFiles, zipOf } from '../../fixtures/archives.ts'
import { readersHere } from '../../fixtures/case-room.ts'
import { saveCase } from '../../fixtures/forged-case-file.ts'
import { ingest, ingestFolder, judgedFolder } from '../../fixtures/ingested.ts'
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

  test('is read as any archive without a manifest', async () => {
    const found = await read(zipOf({ ...head, ...work }, 0))
    expect(found).toMatchObject({ unread: null, problems: '' })
  })
})

const onThisThread = { startReaders: readersHere, signal: new AbortController().signal }

describe('a case file among evidence', () => {
  let genuine: Files
  let asWritten: Buffer
  beforeAll(async () => {
    const read = await ingest([aFolder({ 'log.json': logOf(1, 2) })], onThisThread)
    const path = join(aFolder({}), 'case.trailproof')
    await saveCase(read, { ...onlyEvidence, paths: ['/case'] }, path)
    asWritten = readFileSync(path)
    genuine = Object.fromEntries(
      Object.entries(unzipSync(asWritten)).map(([name, bytes]) => [name, Buffer.from(bytes)]),
    )
  })

  /** As one writes it who knows the form: the manifest states what is there. */
  function stated(more: Files = {}): Buffer {
    const files = { ...genuine, ...more }
    const manifest = JSON.parse(Buffer.from(genuine['trailproof.json']!).toString())
    const members = Object.entries(files)
      .filter(([name]) => name !== 'trailproof.json')
      .map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }))
    const last = more['trailproof.json'] ?? Buffer.from(JSON.stringify({ ...manifest, members }))
    return zipOf({ ...files, 'trailproof.json': last }, 0)
  }

  async function read(bytes: Buffer, name = 'case.trailproof') {
    const { counts, sources } = await ingest([aFolder({ [name]: bytes })], onThisThread)
    return { records: counts.records, unread: sources.map(({ unread }) => unread) }
  }

  test('is set aside, and tells so, whether it is whole or was compressed', async () => {
    const aside = { records: 0, unread: ['own-export'] }
    expect(await read(stated())).toEqual(aside)
    expect(await read(gzipSync(stated()))).toEqual(aside)
  })

  test.each([
    ['as it is written', () => asWritten],
    ['stored', () => stated()],
  ])('is set aside wherever its draft, %s, was cut off: within data, a header or a name', async (_, bytes) => {
    const whole = bytes()
    const directory = directoryHeaders(whole)[0]!
    const cuts = new Set([directory])
    for (let at = 150; at < directory; at += 499) cuts.add(at)
    // Behind 3 bytes of the name of each header.
    for (let at = 0; at !== -1; at = whole.indexOf('PK\x03\x04', at + 4, 'latin1'))
      if (at > 0 && at < directory) cuts.add(at + 33)
    const drafts = [...cuts].map((at) => [`${at}.trailproof-draft`, whole.subarray(0, at)] as const)
    const { sources } = await ingest([aFolder(Object.fromEntries(drafts))], onThisThread)
    expect(sources.filter(({ unread }) => unread !== 'own-export').map(({ name }) => name)).toEqual([])
    expect(sources).toHaveLength(cuts.size)
  })

  const lines = (...values: unknown[]) => Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''))
  const records = () => (JSON.parse(logOf(1, 2).toString()) as { Records: object[] }).Records

  test.each([
    ['a log file', () => logOf(1, 2)],
    ['a log file as it is delivered', () => gzipSync(logOf(1, 2))],
    ['an archive', () => zipOf({ 'log.json': logOf(1, 2) })],
    ['records one behind the other', () => lines(...records())],
  ])('hides no %s under any name of its members', async (_, content) => {
    for (const name of ['sources.jsonl', 'work.json', 'columns/eventName/bytes']) {
      const hidden = stated({ [name]: content() })
      expect((await read(hidden)).records, name).toBe(2)
      expect((await read(hidden.subarray(0, directoryHeaders(hidden)[0]!))).records, `${name} of a draft`).toBe(2)
    }
  })

  test.each(['unparsed.jsonl', 'examiner-log.jsonl', 'work.json'])(
    'hides no records behind what %s holds',
    async (name) => {
      const before =
        name === 'unparsed.jsonl' ? [{ path: 'a', index: 0, offset: 0, length: 1, reason: 'b' }] : [{ a: 'b' }]
      const { records: found, unread } = await read(stated({ [name]: lines(...before, ...records()) }))
      expect(found > 0 || unread.includes('may-hold-events'), name).toBe(true)
      expect(unread).not.toContain('own-export')
    },
  )

  test('is read as any archive where its manifest states other bytes, or is none', async () => {
    const altered = zipOf({ ...genuine, 'work.json': Buffer.from('{}') }, 0)
    expect((await read(altered)).unread).not.toContain('own-export')
    const { 'case.json': _, ...less } = genuine
    expect((await read(zipOf(less, 0))).unread[0]).toBeNull()
    expect((await read(stated({ 'trailproof.json': logOf(1, 2) }))).records).toBe(2)
  })

  test('nor do its journal and its lock hide records that follow in them', async () => {
    const record = JSON.stringify(records()[0])
    const journal = Buffer.from(`00000000 {"journal":1,"caseFile":"a"}\n${record}\n`)
    const lock = Buffer.from(`{"pid":1,"host":"a","since":"b","token":"c"}\n${record}\n`)
    for (const [name, bytes] of [
      ['case.trailproof-journal', journal],
      ['case.trailproof-lock', lock],
    ] as const) {
      const { records: found, unread } = await read(bytes, name)
      expect(found > 0 || unread.includes('may-hold-events'), name).toBe(true)
    }
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
