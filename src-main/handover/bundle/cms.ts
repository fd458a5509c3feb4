import { createHash, type KeyObject, sign, type X509Certificate } from 'node:crypto'
import { elementsIn, encoded, oid, tags } from './der.ts'

/** Who signs: a private key and the certificate of it. */
export interface Identity {
  readonly key: KeyObject
  readonly certificate: X509Certificate
  /** Other certificates of the files, such as those of the authorities above it. */
  readonly chain: readonly X509Certificate[]
}

const { integer, octets, utcTime, sequence, set, zero } = tags

const signedData = oid('1.2.840.113549.1.7.2')
const data = oid('1.2.840.113549.1.7.1')
const contentType = oid('1.2.840.113549.1.9.3')
const messageDigest = oid('1.2.840.113549.1.9.4')
const signingTime = oid('1.2.840.113549.1.9.5')

/** How a kind of key signs: RFC 3370 (RSA), RFC 5754 (SHA-2, ECDSA). */
interface Scheme {
  readonly hash: 'sha256' | 'sha384'
  /** AlgorithmIdentifiers. */
  readonly digest: Buffer
  readonly signature: Buffer
}

const sha256 = encoded(sequence, oid('2.16.840.1.101.3.4.2.1'))
const sha384 = encoded(sequence, oid('2.16.840.1.101.3.4.2.2'))
const rsa: Scheme = {
  hash: 'sha256',
  digest: sha256,
  signature: encoded(sequence, oid('1.2.840.113549.1.1.1'), encoded(tags.null)),
}
const byCurve: Readonly<Record<string, Scheme>> = {
  prime256v1: { hash: 'sha256', digest: sha256, signature: encoded(sequence, oid('1.2.840.10045.4.3.2')) },
  secp384r1: { hash: 'sha384', digest: sha384, signature: encoded(sequence, oid('1.2.840.10045.4.3.3')) },
}

/** Null for a key of a kind that bundles are not signed with. */
export function schemeOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Scheme | null {
  if (asymmetricKeyType === 'rsa') return rsa
  return asymmetricKeyType === 'ec' ? (byCurve[asymmetricKeyDetails?.namedCurve ?? ''] ?? null) : null
}

/** A detached CMS signature (RFC 5652) over the content, DER, over signed attributes, with the certificates as they are. */
export function signDetached(content: Buffer, { key, certificate, chain }: Identity, at: Date): Buffer {
  const { hash, digest, signature } = schemeOf(key)!
  const hashed = createHash(hash).update(content).digest()
  const attributes = setOf([
    encoded(sequence, contentType, encoded(set, data)),
    encoded(sequence, messageDigest, encoded(set, encoded(octets, hashed))),
    encoded(sequence, signingTime, encoded(set, encoded(utcTime, Buffer.from(utcTimeOf(at))))),
  ])
  // What is signed is the SET, which stands in the structure under another tag (RFC 5652, 5.4).
  const signed = sign(hash, encoded(set, attributes), key)
  const version = encoded(integer, Buffer.from([1]))
  const { issuer, serial } = namedBy(certificate)
  const signer = [version, encoded(sequence, issuer, serial), digest, encoded(zero, attributes), signature, encoded(octets, signed)] // biome-ignore format: one line
  const certificates = setOf([certificate, ...chain].map(({ raw }) => raw))
  const parts = [version, encoded(set, digest), encoded(sequence, data), encoded(zero, certificates)]
  const whole = encoded(sequence, ...parts, encoded(set, encoded(sequence, ...signer)))
  return encoded(sequence, signedData, encoded(zero, whole))
}

/** A SET OF is in the order of its encodings (ITU-T X.690, 11.6). */
const setOf = (elements: readonly Buffer[]): Buffer => Buffer.concat([...elements].sort(Buffer.compare))

/** What a signature names a certificate by, byte for byte: its issuer and serial number (RFC 5280, 4.1). */
function namedBy({ raw }: X509Certificate): { readonly issuer: Buffer; readonly serial: Buffer } {
  const parts = elementsIn(elementsIn(raw)[0]!.whole)
  // Certificates of version 1 state none.
  const [serial, , issuer] = parts[0]!.tag === zero ? parts.slice(1) : parts
  return { issuer: issuer!.whole, serial: serial!.whole }
}

/** `240305101500Z`: until 2049 signing times are UTCTime (RFC 5652, 11.3). */
const utcTimeOf = (at: Date): string => `${at.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`
