import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundleAt } from '../../../../src-main/handover/bundle/read-bundle.ts'
import { attachTimestamp } from '../../../../src-main/handover/bundle/timestamp.ts'
import { verifyBundle } from '../../../../src-main/handover/bundle/verifiers/verify.mjs'
import { everything } from '../../../../src-shared/filter/model.ts'
import { type Engine, finished, open, startEngine } from '../../../fixtures/engine.ts'
import { anIdentity } from '../../../fixtures/identity.ts'
import { anAuthority, hasOpenssl, opensslIn } from '../../../fixtures/openssl.ts'
import { aTrail, temporaryFolder } from '../../../fixtures/trail.ts'

const verifyPy = join(import.meta.dirname, '../../../../src-main/handover/bundle/verifiers/verify.py')
const sort = { column: 'eventTime', descending: false } as const
const out = temporaryFolder()
const [signed, unsigned, stamped] = ['signed.zip', 'unsigned.zip', 'stamped.zip'].map((name) => join(out, name)) as [string, string, string] // biome-ignore format: one line
const response = join(out, 'bundle.tsr')
const name = 'MANIFEST.json.p7s.tsr'
const unheard = new AbortController().signal
let engine: Engine

const openssl = opensslIn(out)
const membersOf = (file: string) => new Map(Object.entries(unzipSync(readFileSync(file))).map(([path, bytes]) => [path, Buffer.from(bytes)])) // biome-ignore format: one line

const hasPython = spawnSync('python3', ['--version']).status === 0

let authority: ReturnType<typeof anAuthority>
/** The response of an authority of our own over a file. */
const timestampOf = (...asked: Parameters<typeof authority.stamp>) => authority.stamp(...asked)

describe.skipIf(!hasOpenssl)('with an authority', () => {
  beforeAll(async () => {
    engine = startEngine()
    await open(engine, (await aTrail().hours(1).write()).folder)
    const { key, certificate } = anIdentity()
    writeFileSync(join(out, 'key.pem'), key + certificate)
    const signer = { key: join(out, 'key.pem'), certificate: null, password: null }
    await finished(engine, () =>
      engine.exportBundle({ filter: everything, sort, file: signed, signer, incident: null }),
    )
    await finished(engine, () =>
      engine.exportBundle({ filter: everything, sort, file: unsigned, signer: null, incident: null }),
    )
    authority = anAuthority(out)
    writeFileSync(join(out, 'bundle.p7s'), membersOf(signed).get('MANIFEST.json.p7s')!)
    timestampOf('bundle.p7s', response, '-cert')
  })
  afterAll(() => engine.dispose())

  test('a timestamp of the signature is attached to a new file, which verifies and tells the time', async () => {
    const before = readFileSync(signed)
    expect(await attachTimestamp(signed, response, stamped, unheard)).toMatchObject({ value: { subject: 'CN=Example Timestamps' } })
    expect(readFileSync(signed)).toEqual(before)
    const told = await verifyBundleAt(stamped, null)
    expect(told).toMatchObject({ value: { code: 0, verified: { problems: [], timestamp: { at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) } } } })
    if (told.ok) expect(told.value.lines.join()).toMatch(/That certificate signs itself.*Not checked is whether it may sign timestamps/)
    expect(await attachTimestamp(stamped, response, join(out, 'twice.zip'), unheard)).toMatchObject({ code: 'has-one' })
    expect(await attachTimestamp(signed, response, stamped, unheard)).toMatchObject({ code: 'unwritable' })
  }) // biome-ignore format: one line a thing

  test('a byte that is altered anywhere in the timestamp is found', () => {
    const members = membersOf(stamped)
    const bytes = members.get(name)!
    for (let at = 0; at < bytes.length; at += 7) {
      const copy = Buffer.from(bytes)
      copy[at]! ^= 1
      const read = (path: string) => (path === name ? copy : members.get(path)!)
      const told = verifyBundle({ names: () => [...members.keys()], read })
      expect([at, told?.problems.some(({ member }) => member === name)]).toEqual([at, true])
    }
  })

  test('the other program tells the same, and openssl accepts the timestamp', { skip: !hasPython }, () => {
    const folder = join(out, 'unpacked')
    for (const [path, bytes] of membersOf(stamped)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    const python = () => spawnSync('python3', [verifyPy, folder], { encoding: 'utf8' })
    expect(python()).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/timestamp of \d{14}Z by CN ?= ?Example/),
    })
    openssl('ts', '-verify', '-data', 'unpacked/MANIFEST.json.p7s', '-in', `unpacked/${name}`, '-CAfile', 'tsa.pem')
    timestampOf('tsa.cnf', join(folder, name), '-cert')
    expect(python()).toMatchObject({ status: 1, stdout: expect.stringContaining(`${name} is not over the SHA-256`) })
  })

  test('what is no timestamp of the bundle is refused, each for its reason, and nothing is written', async () => {
    const file = join(out, 'none.zip')
    timestampOf('tsa.cnf', 'of-another.tsr', '-cert')
    timestampOf('bundle.p7s', 'without-certificate.tsr')
    const attach = (bundle: string, tsr: string) => attachTimestamp(bundle, join(out, tsr), file, unheard)
    expect(await attach(signed, 'of-another.tsr')).toMatchObject({ message: expect.stringContaining('is not over the SHA-256') })
    expect(await attach(signed, 'without-certificate.tsr')).toMatchObject({ message: expect.stringContaining('certificate of the signer is not in it') })
    expect(await attach(signed, 'tsa.cnf')).toMatchObject({ code: 'no-timestamp' })
    expect(await attach(signed, 'nowhere.tsr')).toMatchObject({ code: 'unreadable' })
    expect(await attach(unsigned, 'bundle.tsr')).toMatchObject({ code: 'unsigned' })
    expect(await attach(response, 'bundle.tsr')).toMatchObject({ code: 'no-bundle' })
    expect(existsSync(file)).toBe(false)
  }) // biome-ignore format: one line a thing

  test.each([
    ['P-256', (it: Authority) => it.stamp('bundle.p7s', 'kind.tsr', '-cert')],
    ['P-384', (it: Authority) => it.stamp('bundle.p7s', 'kind.tsr', '-cert')],
    ['RSA', (it: Authority) => it.stampPss('bundle.p7s', 'kind.tsr', 'sha256')],
    ['RSA', (it: Authority) => it.stampPss('bundle.p7s', 'kind.tsr', 'sha512')],
  ] as const)(
    'an authority whose key is of %s: both programs verify it, and find a byte that was altered',
    async (kind, stamp) => {
      stamp(anAuthority(out, kind))
      const file = join(temporaryFolder(), 'stamped.zip')
      expect(await attachTimestamp(signed, join(out, 'kind.tsr'), file, unheard)).toMatchObject({ ok: true })
      const members = membersOf(file)
      const told = verifyBundle({ names: () => [...members.keys()], read: (path) => members.get(path)! })
      expect(told).toMatchObject({
        problems: [],
        timestamp: { root: { subject: 'CN=Example Timestamps' }, issuers: [], lacks: null },
      })
      const bytes = readFileSync(join(out, 'kind.tsr'))
      // The end is that of the signature.
      bytes[bytes.length - 2]! ^= 1
      writeFileSync(join(out, 'altered.tsr'), bytes)
      expect(await attachTimestamp(signed, join(out, 'altered.tsr'), `${file}.zip`, unheard)).toMatchObject({
        code: 'no-timestamp',
      })
      if (!hasPython) return
      const folder = temporaryFolder()
      for (const [path, content] of members) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), content)
      }
      const { status, stdout } = spawnSync('python3', [verifyPy, folder], { encoding: 'utf8' })
      expect([status, stdout]).toEqual([
        0,
        expect.stringMatching(/timestamp of \d{14}Z by CN ?= ?Example.*signs itself/),
      ])
    },
  )
})

type Authority = ReturnType<typeof anAuthority>
