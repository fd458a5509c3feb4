import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { expect, test } from 'vitest'
import { readIdentity, signDetached } from '../../../../src-main/handover/bundle/identity.ts'
import { makeIdentity } from '../../../../src-main/handover/bundle/make-identity.ts'
import { anIdentity, asPkcs12 } from '../../../fixtures/identity.ts'

const now = new Date()
const ana = anIdentity()
const pem = (...parts: readonly string[]) => Buffer.from(parts.join('\n'))
const read = (key: Buffer, certificate: Buffer | null = null, password: string | null = null) => {
  const result = readIdentity({ key, certificate, password }, now)
  return result.ok ? 'read' : result.code
}

test('who signs is read from PKCS#12 and PEM, encrypted or not, with the certificate beside it or apart', () => {
  expect(read(asPkcs12(ana, 'secret'), null, 'secret')).toBe('read')
  expect(read(pem(ana.key, ana.certificate))).toBe('read')
  expect(read(pem(ana.key), pem(ana.certificate))).toBe('read')
  const encrypted = ana.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
  expect(read(pem(String(encrypted)), pem(ana.certificate), 'secret')).toBe('read')
  expect(read(pem(String(encrypted)), pem(ana.certificate), 'wrong')).toBe('password')
  expect(read(asPkcs12(ana, 'secret'), null, 'wrong')).toBe('password')
  expect(read(asPkcs12(ana, 'secret'))).toBe('password')
})

test('a key that was made is read by its password, and its certificate is that of the name', () => {
  const { file, fingerprint } = makeIdentity('Ana Müller', 'secret', now)
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
  const made = readIdentity({ key: file, certificate: null, password: 'secret' }, now)
  expect(made.ok).toBe(true)
  if (!made.ok) return
  // The certificate goes into the signature as it is, whatever letters its name has.
  const signature = signDetached(Buffer.from('content'), made.value, now)
  const at = signature.indexOf(Buffer.from('Ana Müller'))
  expect(at).toBeGreaterThan(0)
  expect(made.value.certificate.subject.getField('CN').value).toBe('Ana Müller')
  const pem = forge.pki.certificateToPem(made.value.certificate)
  expect(new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()).toBe(fingerprint)
  expect(new X509Certificate(pem).verify(new X509Certificate(pem).publicKey)).toBe(true)
  expect(read(file, null, 'other')).toBe('password')
})

test('what nobody can sign with is refused, each for its reason', () => {
  const [from, until] = [new Date('2020-01-01'), new Date('2021-01-01')]
  const old = anIdentity({ from, until })
  expect(read(pem(old.key, old.certificate))).toBe('expired')
  expect(read(pem(ana.key))).toBe('no-certificate')
  expect(read(pem(ana.key, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'))).toBe('no-certificate')
  expect(read(pem(ana.key, old.certificate))).toBe('other-key')
  expect(read(pem(ana.certificate))).toBe('no-key')
  expect(read(Buffer.from('neither of the two'))).toBe('no-key')
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  })
  expect(read(pem(String(elliptic), ana.certificate))).toBe('not-rsa')
})
