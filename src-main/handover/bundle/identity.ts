import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { identityWords } from '../../../src-shared/words/bundles.ts'
import { type Identity, schemeOf } from './cms.ts'
import { type KeyFile, readPkcs12, WrongPassword } from './pkcs12.ts'

export interface IdentityFiles {
  /** PKCS#12 (RFC 7292), or PEM with a private key. */
  readonly key: Buffer
  /** PEM, where the first file has no certificate, or not those above it. */
  readonly certificate: Buffer | null
  readonly password: string | null
}

type Refusal = 'no-key' | 'password' | 'no-certificate' | 'other-key' | 'expired' | 'not-yet' | 'kind'

/** Reads who signs. `now`: the certificate must be valid then. */
export function readIdentity(files: IdentityFiles, now: Date): Result<Identity, Refusal> {
  const read = readKey(files)
  if (!read.ok) return read
  const { key, certificates } = read.value
  if (schemeOf(key) === null) return fail('kind', identityWords.kind(kindOf(key)))
  if (certificates.length === 0) return fail('no-certificate', identityWords.noCertificate)
  const certificate = certificates.find((one) => one.checkPrivateKey(key))
  if (certificate === undefined) return fail('other-key', identityWords.otherKey(certificates.map(nameOf)))
  const [from, until] = [new Date(certificate.validFrom), new Date(certificate.validTo)]
  if (now < from) return fail('not-yet', identityWords.notYet(from.toISOString()))
  if (now > until) return fail('expired', identityWords.expired(until.toISOString()))
  return ok({ key, certificate, chain: certificates.filter((one) => one !== certificate) })
}

/** `ec, secp256k1` */
const kindOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string =>
  [asymmetricKeyType, asymmetricKeyDetails?.namedCurve].filter((part) => part !== undefined).join(', ')

const nameOf = ({ subject }: X509Certificate): string => subject.replaceAll('\n', ', ')

type Read = KeyFile & { readonly key: KeyObject }

function readKey(files: IdentityFiles): Result<Read, Refusal> {
  const more = files.certificate === null ? [] : certificatesIn(files.certificate)
  const isPem = files.key.includes('-----BEGIN')
  try {
    const { key, certificates } = isPem ? readPem(files) : readPkcs12(files.key, files.password ?? '')
    return key === null ? fail('no-key', identityWords.noKey) : ok({ key, certificates: onlyOnce([...certificates, ...more]) })
  } catch (error) {
    const isLocked = error instanceof WrongPassword || (isPem && files.key.includes('ENCRYPTED'))
    if (!isLocked) return fail('no-key', identityWords.noKey)
    return fail('password', files.password === null ? identityWords.noPassword : identityWords.wrongPassword)
  }
} // biome-ignore format: one line a thing

/** Throws where the key cannot be read, or not with that password: Node.js does not tell the two apart. */
const readPem = ({ key, password }: IdentityFiles): KeyFile => ({
  key: createPrivateKey({ key, ...(password !== null && { passphrase: password }) }),
  certificates: certificatesIn(key),
})

function certificatesIn(pem: Buffer): readonly X509Certificate[] {
  const texts = pem.toString('latin1').match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []
  return texts.flatMap((text) => {
    try {
      return [new X509Certificate(text)]
    } catch {
      return []
    }
  })
}

const onlyOnce = (certificates: readonly X509Certificate[]): readonly X509Certificate[] => [
  ...new Map(certificates.map((one) => [one.fingerprint256, one])).values(),
]
