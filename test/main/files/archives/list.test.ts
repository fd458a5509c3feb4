import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { expect, test } from 'vitest'
import { type ArchiveKind, archiveKind } from '../../../../src-main/files/archives/archive-kind.ts'
import { bytesOnDisk } from '../../../../src-main/files/archives/bytes.ts'
import { type Listing, membersOf } from '../../../../src-main/files/archives/list.ts'
import { readSource } from '../../../../src-main/files/read.ts'
import { directoryHeaders, tarOf, tarOfFiles, zipOf } from '../../../fixtures/archives.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'

const text = (n: number) => Buffer.from(`${n} `.repeat(2_000))
const three = { 'a/one.json': text(1), 'a/two.json': text(2), 'b/three.json': text(3) }

/** Its members, and what is read of each: the bytes, or why there are none. */
async function opened(
  archive: Buffer,
): Promise<Listing & { readonly path: string; readonly kind: ArchiveKind | null }> {
  const path = join(temporaryFolder(), 'archive')
  writeFileSync(path, archive)
  const kind = archiveKind(archive)
  const bytes = bytesOnDisk(path)
  const listing = await membersOf(bytes, kind!, null)
  bytes.close()
  return { ...listing, path, kind }
}

async function contents(archive: Buffer) {
  const { members, path, problem } = await opened(archive)
  const read = members.map(({ name, place, problem: why }) => {
    if (place === null) return [name, why]
    const { bytes, gzip, problem: trouble } = readSource({ path, member: name, place })
    return [name, gzip === 'plain' ? bytes.toString() : `${gzip}, ${bytes.length} bytes: ${trouble}`]
  })
  return { read: Object.fromEntries(read) as Record<string, string>, problem }
}

const asTexts = (files: Readonly<Record<string, Buffer>>) =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString()]))

test.each([
  ['zip, deflated', () => zipOf(three)],
  ['zip, stored', () => zipOf(three, 0)],
  ['tar', () => tarOfFiles(three)],
])('%s: the members are what was packed', async (_, make) => {
  expect(await contents(await make())).toEqual({ read: asTexts(three), problem: null })
})

test('a workbook of Excel is no archive of files', () => {
  expect(archiveKind(zipOf({ '[Content_Types].xml': text(1), 'xl/workbook.xml': text(2) }))).toBeNull()
  expect(archiveKind(zipOf({ 'logs/[Content_Types].xml': text(1) }))).toBe('zip')
})

test('an empty zip archive and an empty tar archive have no members', async () => {
  for (const archive of [zipOf({}), await tarOf([{ name: 'folder/', type: 'directory' }])])
    expect(await contents(archive)).toEqual({ read: {}, problem: null })
})

test('names are names: none leads out of the archive, each is shown on one line, and equal ones stay apart', async () => {
  const names = ['../../etc/passwd', '/root/.ssh/id', 'C:\\logs\\x.json', 'a\u0000b\n.json', 'same', 'same', 'same']
  const { members } = await opened(await tarOf(names.map((name, n) => ({ name, bytes: text(n) }))))
  expect(members.map(({ name, tree }) => [name, tree])).toEqual([
    ['../../etc/passwd', 'etc/passwd'],
    ['/root/.ssh/id', 'root/.ssh/id'],
    ['C:\\logs\\x.json', 'C:/logs/x.json'],
    // The name of a tar member ends at its first NUL.
    ['a', 'a'],
    ['same', 'same'],
    ['same #2', 'same'],
    ['same #3', 'same'],
  ])
  const zipped = await opened(zipOf({ '..\\..\\a\u0000b\n\u202e.json': text(1) }))
  expect(zipped.members.map(({ name, tree }) => [name, tree])).toEqual([
    ['..\\..\\a\\u0000b\\n\\u202e.json', 'a\u0000b\n\u202e.json'],
  ])
})

test('members of one name in a zip archive are each read', async () => {
  const zip = zipOf({ 'log-1': text(1), 'log-2': text(2) })
  for (let at = zip.indexOf('log-2'); at !== -1; at = zip.indexOf('log-2')) zip.write('log-1', at)
  expect((await contents(zip)).read).toEqual({ 'log-1': text(1).toString(), 'log-1 #2': text(2).toString() })
})

test('links, devices and pipes in a tar archive are named and not followed', async () => {
  const archive = await tarOf([
    { name: 'to-passwd', type: 'symlink', linkname: '/etc/passwd' },
    { name: 'hard', type: 'link', linkname: 'a' },
    { name: 'disk', type: 'block-device' },
    { name: 'pipe', type: 'fifo' },
  ])
  const { members } = await opened(archive)
  expect(members.map(({ name, nature, place }) => [name, nature, place])).toEqual([
    ['to-passwd', 'symbolic-link', null],
    ['hard', 'symbolic-link', null],
    ['disk', 'special-file', null],
    ['pipe', 'special-file', null],
  ])
  expect(members[0]!.problem).toBe('It is a link in the archive, to /etc/passwd, and was not followed.')
})

test('encrypted members, and such of methods that are not read, are named', async () => {
  const zip = zipOf(three)
  const [one, two] = directoryHeaders(zip)
  zip.writeUInt16LE(zip.readUInt16LE(one! + 8) | 1, one! + 8)
  zip.writeUInt16LE(14, two! + 10) // LZMA
  const { read } = await contents(zip)
  expect(read['a/one.json']).toMatch(/^It is encrypted in the archive and was not read\./)
  expect(read['a/two.json']).toMatch(/a method of zip that is not read \(number 14\)/)
  expect(read['b/three.json']).toBe(text(3).toString())
})

test('a link in a zip archive is named', async () => {
  const zip = zipOf(three)
  zip.writeUInt32LE(0o120777 * 0x10000, directoryHeaders(zip)[0]! + 38)
  expect((await contents(zip)).read['a/one.json']).toMatch(/^It is a link in the archive and was not followed/)
})

test('of a zip archive that was cut off, what precedes the cut is read and the rest is said to be missing', async () => {
  const zip = zipOf(three)
  const third = zip.lastIndexOf('PK\x03\x04', directoryHeaders(zip)[0]!, 'latin1')
  const { read, problem } = await contents(zip.subarray(0, third + 30 + 'b/three.json'.length + 10))
  expect(problem).toMatch(/^Its directory is missing or damaged/)
  expect(read['a/one.json']).toBe(text(1).toString())
  expect(read['a/two.json']).toBe(text(2).toString())
  expect(read['b/three.json']).toMatch(/^truncated, \d+ bytes: The archive ends within it/)
})

test('a zip archive that was streamed states sizes behind its members: cut off, they are found there', async () => {
  const pieces: Uint8Array[] = []
  const zip = new Zip((_, piece) => pieces.push(piece))
  for (const name of ['one', 'two']) {
    const member = new ZipDeflate(name)
    zip.add(member)
    member.push(strToU8(`${name} `.repeat(2_000)), true)
  }
  zip.end()
  const whole = Buffer.concat(pieces)
  const { read, problem } = await contents(whole.subarray(0, directoryHeaders(whole)[0]))
  expect(problem).not.toBeNull()
  expect(read).toEqual({ one: 'one '.repeat(2_000), two: 'two '.repeat(2_000) })
})

test('of a tar archive that was cut off or overwritten, what precedes the damage is read', async () => {
  const tar = await tarOfFiles(three)
  const cut = await contents(tar.subarray(0, 512 + 4096 + 512 + 1_000))
  expect(cut.problem).toMatch(/^It is cut off or damaged behind 2 of its members/)
  expect(cut.read['a/one.json']).toBe(text(1).toString())
  expect(cut.read['a/two.json']).toMatch(/^truncated, 1000 bytes/)
  const second = 512 + 4096
  const damaged = await contents(
    Buffer.concat([tar.subarray(0, second), Buffer.alloc(512, 0x41), tar.subarray(second + 512)]),
  )
  expect(damaged.problem).toMatch(/^It is cut off or damaged behind 1 of its members/)
  expect(Object.keys(damaged.read)).toEqual(['a/one.json'])
})

test('what a member holds is compared with what the directory states', async () => {
  const otherSum = zipOf(three)
  otherSum.writeUInt32LE(1, directoryHeaders(otherSum)[0]! + 16)
  expect((await contents(otherSum)).read['a/one.json']).toMatch(/^bad-checksum, 4000 bytes: Its checksum or length/)
  const longer = zipOf(three)
  longer.writeUInt32LE(100, directoryHeaders(longer)[0]! + 24)
  expect((await contents(longer)).read['a/one.json']).toMatch(/^bad-gzip, 0 bytes: It inflates to more than/)
  const elsewhere = zipOf(three)
  elsewhere.writeUInt32LE(7, directoryHeaders(elsewhere)[0]! + 42)
  expect((await contents(elsewhere)).read['a/one.json']).toMatch(/^bad-gzip, 0 bytes: It does not lie where/)
})

test('all members together inflate to no more than a file of that size may', async () => {
  const zeros = Buffer.alloc(50_000_000)
  const { members } = await opened(zipOf({ a: zeros, b: zeros, c: zeros }))
  expect(members.map(({ nature }) => nature)).toEqual(['file', 'beyond-limits', 'beyond-limits'])
  expect(members[1]!.problem).toMatch(/limit of one archive, 67,108,864 bytes/)
})

test('whatever is done to an archive, it is listed to an end, and each member has bytes or a reason', async () => {
  const whole = [zipOf(three), zipOf(three, 0), await tarOfFiles(three)]
  const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
    minLength: 1,
    maxLength: 6,
  })
  const damaged = fc.tuple(fc.constantFrom(...whole), changes, fc.double({ min: 0.2, max: 1, noNaN: true }))
  await fc.assert(
    fc.asyncProperty(damaged, async ([archive, bytes, kept]) => {
      const copy = Buffer.from(archive.subarray(0, Math.ceil(archive.length * kept)))
      // The first bytes tell what it is.
      for (const [at, byte] of bytes) copy[4 + Math.floor(at * (copy.length - 4))] = byte
      if (archiveKind(copy) === null) return
      const { read } = await contents(copy)
      for (const text of Object.values(read)) expect(text).toEqual(expect.any(String))
    }),
    { numRuns: 150 },
  )
})
