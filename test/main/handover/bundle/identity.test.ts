import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { signDetached } from '../../../../src-main/handover/bundle/cms.ts'
import { readIdentity } from '../../../../src-main/handover/bundle/identity.ts'
import { makeIdentity } from '../../../../src-main/handover/bundle/make-identity.ts'
import { anIdentity, asPkcs12 } from '../../../fixtures/identity.ts'
import { hasOpenssl, type KeyKind, keyKinds, opensslIn } from '../../../fixtures/openssl.ts'
import { temporaryFolder } from '../../../fixtures/trail.ts'

const now = new Date()
const ana = anIdentity()
const pem = (...parts: readonly string[]) => Buffer.from(parts.join('\n'))
const told = (key: Buffer, certificate: Buffer | null = null, password: string | null = null) =>
  readIdentity({ key, certificate, password }, new Date())
const read = (...files: Parameters<typeof told>) => {
  const result = told(...files)
  return result.ok ? 'read' : result.code
}

test('who signs is read from PKCS#12 and PEM, encrypted or not, with the certificate beside it or apart', () => {
  expect(read(asPkcs12(ana, 'secret'), null, 'secret')).toBe('read')
  expect(read(pem(ana.key, ana.certificate))).toBe('read')
  expect(read(pem(ana.key), pem(ana.certificate))).toBe('read')
  const encrypted = ana.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
  expect(read(pem(String(encrypted)), pem(ana.certificate), 'secret')).toBe('read')
  const file = pem(String(encrypted))
  expect(told(file, pem(ana.certificate), 'wrong')).toMatchObject({ code: 'password', message: expect.stringContaining('is wrong') })
  expect(told(file, pem(ana.certificate))).toMatchObject({ code: 'password', message: expect.stringContaining('is needed') })
  expect(read(asPkcs12(ana, 'secret'), null, 'wrong')).toBe('password')
  expect(read(asPkcs12(ana, 'secret'))).toBe('password')
}) // biome-ignore format: one line a thing

test('a key that was made is read by its password, and its certificate is that of the name', () => {
  const { file, fingerprint } = makeIdentity('Ana Müller', 'secret', now)
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
  const made = told(file, null, 'secret')
  expect(made.ok).toBe(true)
  if (!made.ok) return
  const { certificate } = made.value
  expect(certificate.subject).toBe('CN=Ana Müller')
  expect(certificate.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(fingerprint)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  // The certificate goes into the signature as it is, whatever letters its name has.
  expect(signDetached(Buffer.from('content'), made.value, now).includes(certificate.raw)).toBe(true)
  expect(read(file, null, 'other')).toBe('password')
})

test('what nobody can sign with is refused, each for its reason', () => {
  const day = 86_400_000
  const [from, until] = [new Date('2020-01-01'), new Date('2021-01-01')]
  const old = anIdentity({ from, until })
  expect(told(pem(old.key, old.certificate))).toMatchObject({ code: 'expired', message: expect.stringContaining('2021-01-01') })
  const soon = anIdentity({ from: new Date(now.getTime() + day), until: new Date(now.getTime() + 2 * day) })
  expect(told(pem(soon.key, soon.certificate))).toMatchObject({ code: 'not-yet', message: expect.stringContaining('is not valid before') })
  expect(read(pem(ana.key))).toBe('no-certificate')
  expect(read(pem(ana.key, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'))).toBe('no-certificate')
  expect(told(pem(ana.key, old.certificate))).toMatchObject({ code: 'other-key', message: expect.stringContaining('CN=Ana Example') })
  expect(read(pem(ana.certificate))).toBe('no-key')
  expect(read(Buffer.from('neither of the two'))).toBe('no-key')
}) // biome-ignore format: one line a thing

describe.skipIf(!hasOpenssl).each(['RSA', 'P-256', 'P-384'] as const)(
  'a key of the kind %s, made by openssl',
  (kind) => {
    const folder = temporaryFolder()
    const openssl = opensslIn(folder)
    const bytes = (name: string) => readFileSync(join(folder, name))
    beforeAll(() => {
      const days = ['-days', '30']
      openssl('genpkey', ...keyKinds.RSA, '-out', 'root.key')
      openssl('req', '-x509', '-key', 'root.key', '-subj', '/CN=Example Root', '-out', 'root.pem', ...days)
      openssl('genpkey', ...keyKinds[kind], '-out', 'plain.key')
      openssl('req', '-new', '-key', 'plain.key', '-subj', '/CN=Ána Example', '-utf8', '-out', 'request')
      openssl('x509', '-req', '-in', 'request', '-CA', 'root.pem', '-CAkey', 'root.key', '-out', 'signer.pem', ...days)
      openssl('pkcs8', '-topk8', '-in', 'plain.key', '-passout', 'pass:secret', '-out', 'locked.key')
      const export12 = ['pkcs12', '-export', '-inkey', 'plain.key', '-in', 'signer.pem', '-certfile', 'root.pem']
      openssl(...export12, '-passout', 'pass:secret', '-out', 'signer.p12')
      openssl(...export12, '-passout', 'pass:', '-out', 'open.p12')
      writeFileSync(join(folder, 'content'), 'the manifest')
      writeFileSync(join(folder, 'other'), 'the manifest.')
    })

    test.each([
    ['PEM', 'plain.key', 'signer.pem', null],
    ['encrypted PKCS#8', 'locked.key', 'signer.pem', 'secret'],
    ['PKCS#12', 'signer.p12', null, 'secret'],
    ['PKCS#12 without a password', 'open.p12', null, null],
  ] as const)('in %s: openssl verifies the signature up to the root', (_, key, certificate, password) => {
    const identity = told(bytes(key), certificate === null ? null : bytes(certificate), password)
    if (!identity.ok) throw new Error(identity.message)
    writeFileSync(join(folder, 'signature'), signDetached(bytes('content'), identity.value, now))
    const verify = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'signature', '-CAfile', 'root.pem', '-purpose', 'any']
    openssl(...verify, '-content', 'content', '-out', 'verified')
    expect(bytes('verified').toString()).toBe('the manifest')
    expect(() => openssl(...verify, '-content', 'other', '-out', 'verified')).toThrow(/digest|verif/i)
    expect(identity.value.chain.map(({ subject }) => subject)).toEqual(certificate === null ? ['CN=Example Root'] : [])
  }) // biome-ignore format: one line a thing

    test('a wrong password and the certificate of another key are told', () => {
      expect(read(bytes('locked.key'), bytes('signer.pem'), 'wrong')).toBe('password')
      expect(read(bytes('signer.p12'), null, 'wrong')).toBe('password')
      expect(read(bytes('plain.key'), bytes('root.pem'))).toBe('other-key')
    })
  },
)

test.skipIf(!hasOpenssl).each(['Ed25519', 'secp256k1'] satisfies KeyKind[])(
  'a key of the kind %s is refused, and its kind is named',
  (kind) => {
    const folder = temporaryFolder()
    const openssl = opensslIn(folder)
    openssl('genpkey', ...keyKinds[kind], '-out', 'key')
    openssl('req', '-x509', '-key', 'key', '-subj', '/CN=Ana', '-out', 'pem')
    const [key, certificate] = ['key', 'pem'].map((name) => readFileSync(join(folder, name)))
    expect(told(key!, certificate!)).toMatchObject({
      code: 'kind',
      message: expect.stringContaining(kind === 'Ed25519' ? 'ed25519' : 'secp256k1'),
    })
  },
)
