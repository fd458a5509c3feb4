import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readIdentity } from '../../../../src-main/handover/bundle/identity.ts'
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
