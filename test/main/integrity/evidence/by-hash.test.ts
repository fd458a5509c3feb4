import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../../src-main/integrity/evidence/gather.ts'
import { verify } from '../../../../src-main/integrity/verdicts/verify.ts'
import type { IntegrityReport } from '../../../../src-shared/model/integrity.ts'
import { publicKeyList } from '../../../fixtures/keys.ts'
import { factsOf } from '../../../fixtures/read-facts.ts'
import { aTrail } from '../../../fixtures/trail.ts'

const { plan, logs, digests } = aTrail().hours(3).build()
const [first, second, third] = logs.map(({ key }) => `${plan.bucket}/${key}`) as [string, string, string]
const newest = digests.at(-1)!

type Files = Map<string, Buffer>

/** The trail as it was downloaded: name below the opened folder → bytes. */
const trail = (): Files =>
  new Map([
    ...[...logs, ...digests].map(({ key, stored }) => [`${plan.bucket}/${key}`, stored!] as const),
    [`${plan.bucket}/${newest.key}.metadata.json`, metadata(newest.signature)],
    ['keys.json', Buffer.from(JSON.stringify(publicKeyList(plan.listedKeys)))],
  ])
/** Two files for the newest digest, the first of them where it belongs. */
const trial = (key: string, there: Buffer, elsewhere: Buffer): Files =>
  trail()
    .set(key, there)
    .set(`z/${lastPart(key)}`, elsewhere)
    .set(`z/${lastPart(key)}.metadata.json`, metadata(newest.signature))
const metadata = (signature: string | null) => Buffer.from(JSON.stringify({ Metadata: { signature } }))
const judge = (files: ReadonlyMap<string, Buffer>) => verify(gatherEvidence(factsOf(files)))

const renamed = (files: Files, from: string, to: string): Files => {
  const bytes = files.get(from) as Buffer
  files.delete(from)
  return files.set(to, bytes)
}
const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const statuses = ({ logs }: IntegrityReport) => [...logs.values()].map(({ status }) => status)

const renamings: Readonly<Record<string, (name: string) => string>> = {
  'a browser’s second copy': (name) => name.replace('.json.gz', ' (1).json.gz'),
  'a version behind the name': (name) => `${name}.3HL4kqtJlcpXroDTDmJ`,
  'a copy on the desktop': (name) => `desktop/Copy of ${lastPart(name)}`,
  'the key in a flat name, %2F': (name) => name.replaceAll('/', '%2F'),
  'the key in a flat name, backslashes': (name) => name.replaceAll('/', '\\'),
  'the key in a flat name, colons': (name) => name.replaceAll('/', ':'),
  'the key in a flat name, underscores': (name) => name.replaceAll('/', '_'),
  'lower case': (name) => name.toLowerCase(),
  'upper-case extension': (name) => name.replace('.json.gz', '.JSON.GZ'),
  'a rotated name': (name) => `${name}.1`,
  'a folder for each file': (name) => `${name.replace(/\.gz$/, '')}/${lastPart(name).replace(/\.gz$/, '')}`,
  'another account, Region and day': (name) =>
    name.replace('/us-east-1/', '/eu-west-1/').replace('/05/', '/09/').replaceAll('111122223333', '444455556666'),
  'no extension at all': (name) => `blobs/${lastPart(name).length}-${name.length}-${lastPart(name).slice(-20, -8)}`,
}

describe('a log file is what its hash says', () => {
  test.each(Object.entries(renamings))('under another name: %s', (_, rename) => {
    const files: Files = new Map(
      [...trail()].map(([name, bytes]) => [name.includes('/CloudTrail/') ? rename(name) : name, bytes]),
    )
    const report = judge(files)
    expect(statuses(report)).toEqual(['verified', 'verified', 'verified'])
    expect([...report.logs.keys()]).toEqual([first, second, third].map((key) => `s3://${key}`))
    expect(report.logs.get(`s3://${first}`)).toMatchObject({ liesAt: `file:${rename(first)}` })
  })

  test('and is told nothing of where it lies, where it lies as its digest lists it', () => {
    expect(judge(trail()).logs.get(`s3://${first}`)).toEqual({
      status: 'verified',
      listedBy: `s3://${plan.bucket}/${digests[0]!.key}`,
    })
  })

  test('also where two files changed names', () => {
    const files = trail()
    const [one, two] = [files.get(first) as Buffer, files.get(second) as Buffer]
    const { logs } = judge(files.set(first, two).set(second, one))
    expect(logs.get(`s3://${first}`)).toMatchObject({ status: 'verified', liesAt: `file:${second}` })
    expect(logs.get(`s3://${second}`)).toMatchObject({ status: 'verified', liesAt: `file:${first}` })
    expect(logs.size).toBe(3)
  })

  test('what lies under its name is not it, and does not hide it', () => {
    const files = renamed(trail(), first, 'kept/one.json.gz').set(first, gzipSync('{"Records":[]}'))
    const { logs } = judge(files)
    expect(logs.get(`s3://${first}`)).toMatchObject({ status: 'verified', liesAt: 'file:kept/one.json.gz' })
    expect(logs.get(`file:${first}`)).toMatchObject({ status: 'invalid', reasons: ['hash-mismatch'] })
  })

  test('laid over another one, the other is missing', () => {
    const files = trail()
    const { logs } = judge(files.set(second, files.get(first) as Buffer))
    expect(logs.get(`s3://${first}`)).toMatchObject({ status: 'verified' })
    expect(logs.get(`s3://${first}`)).not.toHaveProperty('liesAt')
    expect(logs.get(`s3://${second}`)).toMatchObject({ status: 'missing', inItsPlace: 'other-log-file' })
    expect(logs.get(`file:${second}`)).toMatchObject({ status: 'verified', copyOf: `s3://${first}` })
  })

  test('further files with its content are copies of it, whichever comes first by name', () => {
    const files = trail()
    const bytes = files.get(first) as Buffer
    const { logs, counts } = judge(new Map([['a.json.gz', bytes], ...files, ['z.json', gunzipSync(bytes)]]))
    expect(logs.get(`s3://${first}`)).not.toHaveProperty('liesAt')
    expect(counts).toMatchObject({ logs: { verified: 3 }, copies: { logs: 2, digests: 0 } })
    for (const name of ['file:a.json.gz', 'file:z.json'])
      expect(logs.get(name)).toMatchObject({ status: 'verified', copyOf: `s3://${first}` })
  })

  test('with unproven digests it is no more than they are', () => {
    const files = renamed(trail(), first, 'one.json.gz')
    files.delete('keys.json')
    expect(judge(files).logs.get(`s3://${first}`)).toMatchObject({
      status: 'unverified',
      hashMatches: true,
      liesAt: 'file:one.json.gz',
    })
  })

  test('a digest that nobody signed cannot take it to another place', () => {
    const files = renamed(trail(), first, 'one.json.gz')
    const forged = JSON.parse(gunzipSync(digests[0]!.stored as Buffer).toString())
    forged.digestEndTime = forged.digestStartTime = '2023-01-01T00:00:00Z'
    forged.logFiles[0].s3Object = 'AWSLogs/elsewhere.json.gz'
    files.set('a-forged.json', Buffer.from(JSON.stringify(forged)))
    expect(judge(files).logs.get(`s3://${first}`)).toMatchObject({ status: 'verified', liesAt: 'file:one.json.gz' })
  })

  test('nor can it make an altered file look like one of its own', () => {
    const altered = gzipSync('{"Records":[{"eventVersion":"1.08"}]}')
    const forged = JSON.parse(gunzipSync(digests[0]!.stored as Buffer).toString())
    const [fact] = factsOf(new Map([['x', altered]]))
    forged.logFiles = [{ ...forged.logFiles[0], s3Object: 'AWSLogs/elsewhere.json.gz', hashValue: fact!.sha256 }]
    const files = trail()
      .set(first, altered)
      .set('a-forged.json', Buffer.from(JSON.stringify(forged)))
    expect(judge(files).logs.get(`s3://${first}`)).toMatchObject({ status: 'invalid', reasons: ['hash-mismatch'] })
  })

  test('also compressed once more, as its digest may be', () => {
    const files: Files = new Map([...trail()].map(([name, bytes]) => [name, gzipSync(bytes)]))
    const { logs, digests } = judge(files)
    for (const verdict of [...logs.values(), ...digests.values()])
      expect(verdict).toMatchObject({ status: 'verified', warnings: ['gzip-within-gzip'] })
  })

  test('without a hash that fits, a name that tells nothing is told to tell nothing', () => {
    const files = trail().set('notes/x.json', Buffer.from('{"Records":[{"eventVersion":"1.08"}]}'))
    const { logs } = judge(files)
    const [uncovered] = [...logs.values()].filter(({ status }) => status === 'uncovered')
    expect(uncovered).toEqual({ status: 'uncovered', where: 'time-unknown' })
  })
})

describe('where a log file is missing it is told what lies there', () => {
  test('a folder, though empty', () => {
    const files = trail().set(`${first}/`, Buffer.alloc(0))
    files.delete(first)
    expect(judge(files).logs.get(`s3://${first}`)).toMatchObject({ status: 'missing', inItsPlace: 'folder' })
  })

  test('a key list, kept metadata', () => {
    for (const [holds, bytes] of [
      ['public-keys', trail().get('keys.json')!],
      ['sidecar', metadata(newest.signature)],
    ] as const)
      expect(judge(trail().set(first, bytes)).logs.get(`s3://${first}`)).toMatchObject({
        status: 'invalid',
        reasons: ['hash-mismatch'],
        holds,
      })
  })

  test('an empty file', () => {
    expect(judge(trail().set(first, Buffer.alloc(0))).logs.get(`s3://${first}`)).toMatchObject({ status: 'invalid' })
  })
})

describe('a digest is what it states and what signs it', () => {
  test.each(Object.entries(renamings))('under another name: %s', (_, rename) => {
    const files: Files = new Map(
      [...trail()].map(([name, bytes]) => {
        const isDigest = name.includes('/CloudTrail-Digest/') && !name.endsWith('.metadata.json')
        const end = name.endsWith('.metadata.json') ? '.metadata.json' : ''
        return [isDigest || end !== '' ? `${rename(name.slice(0, name.length - end.length))}${end}` : name, bytes]
      }),
    )
    const { digests } = judge(files)
    const words = [...digests.values()].map(({ status }) => status)
    // A name of a digest’s own form tells another place in S3: then it was moved.
    expect(words.filter((word) => word !== 'moved' && word !== 'missing').every((word) => word === 'verified')).toBe(
      true,
    )
    expect(statuses(judge(files))).toEqual(['verified', 'verified', 'verified'])
  })

  test('whatever others that nobody signed say of the bucket', () => {
    const files = trail()
    for (let n = 0; n < 40; n++) {
      const end = new Date(Date.UTC(2024, 2, 3, n, 10, 16)).toISOString().replace('.000', '')
      const key = digests[0]!.key.replace(/\d{8}T\d{6}Z/, end.replace(/[-:]/g, ''))
      const forged = { ...JSON.parse(gunzipSync(digests[0]!.stored as Buffer).toString()), digestStartTime: end }
      Object.assign(forged, { digestEndTime: end, digestS3Bucket: 'another-bucket', digestS3Object: key, logFiles: [] })
      files.set(`${plan.bucket}/${key}`, gzipSync(JSON.stringify(forged)))
    }
    const report = judge(files)
    const genuine = digests.map(({ key }) => report.digests.get(`s3://${plan.bucket}/${key}`)?.status)
    expect(genuine).toEqual(['verified', 'verified', 'verified'])
    expect(statuses(report)).toEqual(['verified', 'verified', 'verified'])
  })

  test('with a wrong gzip checksum it is proven all the same, with a warning', () => {
    for (const digest of [digests[0]!, newest]) {
      const broken = Buffer.from(digest.stored as Buffer)
      broken.writeUInt32LE(0x12345678, broken.length - 8)
      const { digests } = judge(trail().set(`${plan.bucket}/${digest.key}`, broken))
      expect(digests.get(`s3://${plan.bucket}/${digest.key}`)).toMatchObject({
        status: 'verified',
        warnings: ['gzip-trailer-damaged'],
      })
    }
  })

  test('further files with its content are copies, a forged one beside it is none', () => {
    const bytes = newest.stored as Buffer
    const forged = gzipSync(gunzipSync(bytes).toString().replace('T12:', 'T13:'))
    const key = `${plan.bucket}/${newest.key}`
    const { counts, digests } = judge(trial(key, forged, bytes))
    expect(counts).toMatchObject({ digests: { verified: 3, invalid: 1 }, copies: { digests: 0 } })
    expect([...digests.values()].filter((verdict) => 'copyOf' in verdict)).toEqual([])
    expect(judge(trial(key, bytes, bytes)).counts).toMatchObject({ digests: { verified: 3 }, copies: { digests: 1 } })
  })

  test('with a wrong gzip checksum and no proof it is of bad format', () => {
    const broken = Buffer.from(newest.stored as Buffer)
    broken.writeUInt32LE(0x12345678, broken.length - 8)
    const files = trail().set(`${plan.bucket}/${newest.key}`, broken)
    files.delete(`${plan.bucket}/${newest.key}.metadata.json`)
    expect(judge(files).digests.get(`s3://${plan.bucket}/${newest.key}`)).toEqual({
      status: 'invalid',
      reasons: ['bad-format'],
    })
  })

  test('the signature that lies beside it under its own name is tried before many others', () => {
    const files = trail()
    for (let n = 0; n < 300; n++)
      files.set(`${plan.bucket}/${newest.key}.${n}.metadata.json`, metadata(String(n).padStart(512, 'a')))
    const manifest = Array.from({ length: 50 }, (_, n) => ({
      Key: newest.key,
      Metadata: { signature: String(n).padStart(512, 'b') },
    }))
    for (const [n, entry] of manifest.entries()) files.set(`a/${n}.json`, Buffer.from(JSON.stringify(entry)))
    expect(judge(files).digests.get(`s3://${plan.bucket}/${newest.key}`)).toMatchObject({ status: 'verified' })
  })
})
