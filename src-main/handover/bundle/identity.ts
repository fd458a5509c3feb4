import { constants, createPrivateKey, type KeyObject, privateEncrypt, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { identityWords } from '../../../src-shared/words/bundles.ts'

/** Who signs: a private key and the certificate of it. */
export interface Identity {
  readonly key: KeyObject
  readonly certificate: forge.pki.Certificate
  /** Certificates of the authorities above it, as far as the file has them. */
  readonly chain: readonly forge.pki.Certificate[]
}

export interface IdentityFiles {
  /** PKCS#12 (RFC 7292), or PEM with a private key. */
  readonly key: Buffer
  /** PEM, where the first file has no certificate. */
  readonly certificate: Buffer | null
  readonly password: string | null
}

type Refusal = 'no-key' | 'password' | 'no-certificate' | 'other-key' | 'expired' | 'not-rsa'

/** Reads who signs. `now`: the certificate must be valid then. */
export function readIdentity(files: IdentityFiles, now: Date): Result<Identity, Refusal> {
  const isPem = files.key.includes('-----BEGIN')
  const read = isPem ? readPem(files) : readPkcs12(files)
  if (!read.ok) return read
  const { key } = read.value
  const certificates = read.value.certificates.filter(isCertificate)
  if (key.asymmetricKeyType !== 'rsa') return fail('not-rsa', identityWords.notRsa(key.asymmetricKeyType ?? ''))
  if (certificates.length === 0) return fail('no-certificate', identityWords.noCertificate)
  const pem = certificates.find((one) => new X509Certificate(one).checkPrivateKey(key))
  if (pem === undefined) return fail('other-key', identityWords.otherKey)
  const certificate = decoded(forge.pki.certificateFromPem(pem))
  if (!isSame(certificate, pem)) return fail('no-certificate', identityWords.oddCertificate)
  const { notBefore, notAfter } = certificate.validity
  if (now < notBefore || now > notAfter)
    return fail('expired', identityWords.expired(notBefore.toISOString(), notAfter.toISOString()))
  // node-forge reads certificates of RSA keys alone; those above the signer's may be of others.
  const isRsa = (one: string) => new X509Certificate(one).publicKey.asymmetricKeyType === 'rsa'
  const chain = certificates
    .filter((one) => one !== pem && isRsa(one))
    .map((one) => decoded(forge.pki.certificateFromPem(one)))
  return ok({ key, certificate, chain })
}

/** node-forge reads names in UTF-8 as bytes, and would encode them again where it writes the certificate. */
function decoded(certificate: forge.pki.Certificate): forge.pki.Certificate {
  for (const { attributes } of [certificate.subject, certificate.issuer])
    for (const attribute of attributes)
      if (isUtf8(attribute) && typeof attribute.value === 'string')
        attribute.value = forge.util.decodeUtf8(attribute.value)
  return certificate
}

const isUtf8 = ({ valueTagClass }: forge.pki.CertificateField): boolean =>
  (valueTagClass as unknown) === forge.asn1.Type.UTF8

/** Whether it is written byte for byte as it was read: else its own signature would no longer hold. */
const isSame = (certificate: forge.pki.Certificate, pem: string): boolean =>
  new X509Certificate(forge.pki.certificateToPem(certificate)).raw.equals(new X509Certificate(pem).raw)

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).serialNumber !== ''
  } catch {
    return false
  }
}

interface Read {
  readonly key: KeyObject
  /** PEM. */
  readonly certificates: readonly string[]
}

function readPem({ key: text, certificate, password }: IdentityFiles): Result<Read, Refusal> {
  const both = `${text.toString('latin1')}\n${certificate?.toString('latin1') ?? ''}`
  try {
    const key = createPrivateKey({ key: text, ...(password !== null && { passphrase: password }) })
    return ok({ key, certificates: both.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? [] })
  } catch {
    const isEncrypted = both.includes('ENCRYPTED')
    return isEncrypted ? fail('password', identityWords.password) : fail('no-key', identityWords.noKey)
  }
}

function readPkcs12({ key: bytes, certificate, password }: IdentityFiles): Result<Read, Refusal> {
  const der = asDer(bytes)
  if (der === null) return fail('no-key', identityWords.noKey)
  try {
    const p12 = forge.pkcs12.pkcs12FromAsn1(der, password ?? '')
    const bags = (type: string) => p12.getBags({ bagType: type })[type] ?? []
    const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids as Record<string, string>
    const key = [...bags(pkcs8ShroudedKeyBag!), ...bags(keyBag!)].find((bag) => bag.key != null)?.key
    if (key == null) return fail('no-key', identityWords.noKey)
    const certificates = bags(certBag!).flatMap(({ cert }) =>
      cert == null ? [] : [forge.pki.certificateToPem(decoded(cert))],
    )
    const more = certificate === null ? [] : [certificate.toString('latin1')]
    return ok({ key: createPrivateKey(forge.pki.privateKeyToPem(key)), certificates: [...certificates, ...more] })
  } catch (error) {
    // node-forge tells a wrong password by this alone.
    const isPassword = error instanceof Error && /password|MAC/i.test(error.message)
    return isPassword ? fail('password', identityWords.password) : fail('no-key', identityWords.noKey)
  }
}

function asDer(bytes: Buffer): forge.asn1.Asn1 | null {
  try {
    return forge.asn1.fromDer(bytes.toString('latin1'))
  } catch {
    return null
  }
}

/** The DigestInfo of SHA-256 (RFC 8017, 9.2, note 1). */
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/**
 * A detached CMS signature (RFC 5652) over the content, DER: RSA with SHA-256 over signed attributes, with the certificates.
 * node-forge makes the structure, as it is here already and reads PKCS#12; node:crypto signs, which is much faster.
 */
export function signDetached(content: Buffer, { key, certificate, chain }: Identity, at: Date): Buffer {
  const signed = forge.pkcs7.createSignedData()
  signed.content = forge.util.createBuffer(content.toString('latin1'))
  for (const one of [certificate, ...chain]) signed.addCertificate(one)
  const { contentType, data, messageDigest, signingTime, sha256 } = forge.pki.oids as Record<string, string>
  const signer = {
    sign: (digest: forge.md.MessageDigest) => {
      const info = Buffer.concat([sha256Info, Buffer.from(digest.digest().getBytes(), 'latin1')])
      return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info).toString('latin1')
    },
  }
  signed.addSigner({
    key: signer as unknown as forge.pki.rsa.PrivateKey,
    certificate,
    digestAlgorithm: sha256!,
    authenticatedAttributes: [
      { type: contentType!, value: data! },
      { type: messageDigest! },
      { type: signingTime!, value: at as unknown as string },
    ],
  })
  signed.sign({ detached: true })
  return Buffer.from(forge.asn1.toDer(signed.toAsn1()).getBytes(), 'latin1')
}
