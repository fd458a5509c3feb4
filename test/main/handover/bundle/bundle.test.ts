import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundleAt } from '../../../../src-main/handover/bundle/read-bundle.ts'
import { type BundleFiles, verifyBundle } from '../../../../src-main/handover/bundle/verifiers/verify.mjs'
import { everything } from '../../../../src-shared/filter/model.ts'
import { emptyForm } from '../../../../src-shared/model/report.ts'
import { writeLog } from '../../../fixtures/a-log.ts'
import { type Engine, finished, open, startEngine } from '../../../fixtures/engine.ts'
import { anIdentity } from '../../../fixtures/identity.ts'
import { hasOpenssl, keyKinds, opensslIn } from '../../../fixtures/openssl.ts'
import { aTrail, temporaryFolder, type WrittenTrail } from '../../../fixtures/trail.ts'

const verifyPy = join(import.meta.dirname, '../../../../src-main/handover/bundle/verifiers/verify.py')
const sort = { column: 'eventTime', descending: false } as const
const out = temporaryFolder()
const zip = join(out, 'bundle.zip')
const folder = join(out, 'unpacked')
let engine: Engine
let trail: WrittenTrail
const report = { ...emptyForm('incident'), caseNumber: 'IR-7', examiner: 'Ana Example' }
/** All members of a signed bundle of all events of the trail. */
let members: ReadonlyMap<string, Buffer>

type Asked = Parameters<Engine['exportBundle']>[0]
const bundle = async (file: string, signer: Asked['signer'] = null, incident: Asked['incident'] = null) =>
  (await finished(engine, () => engine.exportBundle({ filter: everything, sort, file, signer, incident }))).job

beforeAll(async () => {
  engine = startEngine()
  trail = await aTrail().hours(3).write()
  await open(engine, trail.folder)
  const log = join(out, 'log.jsonl')
  await engine.tellLogHead({ head: writeLog(log), log })
  const { key, certificate } = anIdentity()
  writeFileSync(join(out, 'key.pem'), key + certificate)
  const job = await bundle(zip, { key: join(out, 'key.pem'), certificate: null, password: null }, report)
  expect(job).toMatchObject({ state: 'done', written: [{ file: zip }] })
  members = new Map(Object.entries(unzipSync(readFileSync(zip))).map(([name, bytes]) => [name, Buffer.from(bytes)]))
  for (const [name, bytes] of members) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
})
afterAll(() => engine.dispose())

const filesWith = (name: string, bytes: Buffer): BundleFiles => ({
  names: () => [...members.keys()],
  read: (wanted) => (wanted === name ? bytes : members.get(wanted)!),
})
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at]! ^= 1
  return copy
}
const hasPython = spawnSync('python3', ['--version']).status === 0 && spawnSync('openssl', ['version']).status === 0
const python = (...args: readonly string[]) => spawnSync('python3', [verifyPy, folder, ...args], { encoding: 'utf8' })

test('a bundle is verified whole, as an archive and unpacked, and says who signed it', async () => {
  const told = await verifyBundleAt(zip, null)
  const records = trail.logs.reduce((sum, log) => sum + log.records.length, 0)
  expect(told).toMatchObject({
    value: {
      code: 0,
      verified: {
        problems: [],
        members: members.size,
        signer: { subject: 'CN=Ana Example' },
        records,
        provenRecords: records,
        provenLogs: 3,
      },
    },
  })
  if (!told.ok) return
  expect(await verifyBundleAt(folder, told.value.verified.signer!.fingerprint)).toMatchObject({ value: { code: 0 } })
  expect(await verifyBundleAt(folder, '0'.repeat(64))).toMatchObject({
    value: { code: 1, verified: { problems: [{ member: 'MANIFEST.json.p7s' }] } },
  })
})

test('the integrity certificate of the case is in it, a member of the manifest, and names every log file', () => {
  const certificate = members.get('integrity-certificate.html')!.toString()
  expect(certificate).toMatch(/^<!doctype html>/i)
  for (const { path } of trail.logs) expect(certificate).toContain(basename(path!))
  const { members: stated } = JSON.parse(members.get('MANIFEST.json')!.toString())
  expect(stated).toContainEqual(expect.objectContaining({ path: 'integrity-certificate.html' }))
})

test('the incident report is in it where it was asked for, with what was said of it, a member of the manifest', async () => {
  const text = members.get('incident-report.html')!.toString()
  expect(text).toMatch(/^<!doctype html>/i)
  for (const said of ['IR-7', 'Ana Example']) expect(text).toContain(said)
  const { members: stated } = JSON.parse(members.get('MANIFEST.json')!.toString())
  expect(stated).toContainEqual(expect.objectContaining({ path: 'incident-report.html' }))
  const file = join(out, 'without-report.zip')
  await bundle(file)
  expect(Object.keys(unzipSync(readFileSync(file)))).not.toContain('incident-report.html')
})

test('the other program comes to the same, and openssl accepts the signature', { skip: !hasPython }, () => {
  const { stdout, status } = python()
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^All \d+ members are as they were bundled\.\nSigned by CN/)])
  expect(python('--signer', '0'.repeat(64)).status).toBe(1)
  const signature = ['-inform', 'DER', '-in', 'MANIFEST.json.p7s', '-content', 'MANIFEST.json', '-CAfile', '../key.pem']
  const { status: accepted } = spawnSync('openssl', ['cms', '-verify', '-binary', ...signature, '-purpose', 'any'], { cwd: folder })
  expect(accepted).toBe(0)
}) // biome-ignore format: one line a thing

/** Some bytes of a member: the first, the last, and some between. */
const placesIn = ({ length }: Buffer): number[] =>
  [0, 1, 2, 3, 4, 5, 6].map((part) => Math.floor((part * (length - 1)) / 6))

test('a byte that is altered in any member is found, and the member is named', () => {
  for (const [name, bytes] of members)
    for (const at of placesIn(bytes)) {
      const told = verifyBundle(filesWith(name, flipped(bytes, at)))
      expect([name, at, told?.problems.some(({ member }) => member === name)]).toEqual([name, at, true])
    }
})

test('the other program names it, too', { skip: !hasPython, timeout: 240_000 }, () => {
  const kinds = ['MANIFEST.json', 'MANIFEST.json.p7s', 'SHA256SUMS', 'chain.json', 'keys.json', 'records/records.ndjson', 'records/places.ndjson', 'examiner-log.jsonl', 'integrity-certificate.html', 'incident-report.html', 'verify.mjs'] // biome-ignore format: a list
  const files = [...members.keys()].filter((name) => /^(logs|digests)\/000001/.test(name))
  for (const name of [...kinds, ...files]) {
    const bytes = members.get(name)!
    writeFileSync(join(folder, name), flipped(bytes, Math.floor(bytes.length / 2)))
    const { status, stdout } = python()
    writeFileSync(join(folder, name), bytes)
    expect([name, status, stdout.split('\n').some((line) => line.startsWith(`${name} `))]).toEqual([name, 1, true])
  }
})

test('a forger who makes all hashes fit is found by the signature, and without it by the digests', () => {
  const [log] = [...members.keys()].filter((name) => name.startsWith('logs/'))
  const forged = Buffer.from(members.get(log!)!.toString().replace('"eventName":"', '"eventName":"Not'))
  const told = verifyBundle(filesWith(log!, forged))
  expect(told?.problems.map(({ sentence }) => sentence).join()).toMatch(
    /is not the log file that digests\/\S+ lists as/,
  )
  const manifest = Buffer.from(members.get('MANIFEST.json')!.toString().replace('"version": 1', '"version": 1 '))
  expect(verifyBundle(filesWith('MANIFEST.json', manifest))?.problems).toContainEqual({
    member: 'MANIFEST.json',
    sentence: 'was altered: its signature is over another content',
  })
})

test('a bundle is not begun where nobody can sign, and nothing is left where a source has changed', async () => {
  const file = join(out, 'other.zip')
  const signer = { key: join(out, 'none.pem'), certificate: null, password: null }
  expect(await engine.exportBundle({ filter: everything, sort, file, signer, incident: null })).toMatchObject({
    code: 'bad-key',
    message: expect.stringContaining('none.pem cannot be read'),
  })
  const path = trail.logs[0]!.path!
  const before = readFileSync(path)
  writeFileSync(path, '{"Records":[]}')
  expect(await bundle(file)).toMatchObject({ state: 'failed', message: expect.stringContaining(path) })
  writeFileSync(path, before)
  expect([existsSync(file), existsSync(`${file}.partial`)]).toEqual([false, false])
})

test('an unsigned bundle says so, and what is no bundle is refused', async () => {
  const file = join(out, 'unsigned.zip')
  await bundle(file)
  expect(await verifyBundleAt(file, null)).toMatchObject({ value: { code: 0, verified: { signer: null } } })
  expect(await verifyBundleAt(file, '0'.repeat(64))).toMatchObject({ value: { code: 1 } })
  expect(await verifyBundleAt(join(out, 'key.pem'), null)).toMatchObject({ code: 'no-bundle' })
  expect(await verifyBundleAt(join(out, 'nowhere'), null)).toMatchObject({ code: 'no-bundle' })
})

test.skipIf(!hasOpenssl).each([
  [
    'up to its root, where that was given',
    true,
    /It was issued by CN ?= ?Example Root, which signs itself and has the SHA-256 [0-9a-f]{64}/,
  ],
  [
    'no further than to a name, where nothing above it was given',
    false,
    /It was issued by CN ?= ?Example Root, whose certificate is not here/,
  ],
] as const)('the certificate of the signer is traced %s, and both programs say so', async (_, isGiven, sentence) => {
  const own = temporaryFolder()
  const openssl = opensslIn(own)
  openssl('genpkey', ...keyKinds['P-384'], '-out', 'root.key')
  openssl('req', '-x509', '-key', 'root.key', '-subj', '/CN=Example Root', '-set_serial', '7', '-out', 'root.pem')
  openssl('genpkey', ...keyKinds['P-256'], '-out', 'signer.key')
  openssl('req', '-new', '-key', 'signer.key', '-subj', '/CN=Ana Example', '-out', 'request')
  // The same serial number as that of the root: it is no name without the issuer.
  openssl(
    'x509',
    '-req',
    '-in',
    'request',
    '-CA',
    'root.pem',
    '-CAkey',
    'root.key',
    '-set_serial',
    '7',
    '-out',
    'signer.pem',
  )
  const read = (name: string) => readFileSync(join(own, name), 'utf8')
  writeFileSync(join(own, 'chain.pem'), (isGiven ? read('root.pem') : '') + read('signer.pem'))
  const file = join(own, 'bundle.zip')
  const signer = { key: join(own, 'signer.key'), certificate: join(own, 'chain.pem'), password: null }
  expect(await bundle(file, signer)).toMatchObject({ state: 'done' })
  const told = await verifyBundleAt(file, null)
  if (!told.ok) throw new Error(told.message)
  expect(told.value).toMatchObject({ code: 0, verified: { problems: [], signer: { subject: 'CN=Ana Example' } } })
  expect(told.value.lines.join('\n')).toMatch(sentence)
  if (!hasPython) return
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
    mkdirSync(dirname(join(own, 'unpacked', name)), { recursive: true })
    writeFileSync(join(own, 'unpacked', name), bytes)
  }
  const { stdout, status } = spawnSync('python3', [verifyPy, join(own, 'unpacked')], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, expect.stringMatching(sentence)])
})
