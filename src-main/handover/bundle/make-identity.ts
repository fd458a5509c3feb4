import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { exportWords } from '../../../src-shared/words/exporting.ts'
import { writeSafely } from '../safe-file.ts'
import { whyUnwritable } from '../why-unwritable.ts'

const validYears = 5

/**
 * A new RSA key of 3072 bits with a certificate that it signs itself, in PKCS#12, encrypted with AES-256. `fingerprint`: the
 * SHA-256 of the certificate, hex, by which others know who signs.
 */
export function makeIdentity(
  name: string,
  password: string,
  now: Date,
): { readonly file: Buffer; readonly fingerprint: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString())
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey.export({ type: 'spki', format: 'pem' }).toString())
  // Positive (RFC 5280, 4.1.2.2).
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = now
  certificate.validity.notAfter = new Date(now.getTime())
  certificate.validity.notAfter.setUTCFullYear(now.getUTCFullYear() + validYears)
  const names = [
    { name: 'commonName', value: name, valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class },
  ]
  certificate.setSubject(names)
  certificate.setIssuer(names)
  certificate.sign(key, forge.md.sha256.create())
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [certificate], password, { algorithm: 'aes256' })
  const { fingerprint256 } = new X509Certificate(forge.pki.certificateToPem(certificate))
  return {
    file: Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1'),
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

/**
 * Writes a new key with its certificate, which only the owner may read; the name must be free. Answers with the fingerprint.
 * Aborted, it throws and nothing is written.
 */
export async function writeKey(
  path: string,
  name: string,
  password: string,
  signal: AbortSignal,
): Promise<Result<string, 'unwritable'>> {
  const { file, fingerprint } = makeIdentity(name, password, new Date())
  try {
    await writeSafely(path, file, { mode: 0o600, signal })
    return ok(fingerprint)
  } catch (error) {
    signal.throwIfAborted()
    const why = whyUnwritable(error, path)
    if (why === null) throw error
    return fail('unwritable', exportWords.nothingWritten(why))
  }
}
