import { createHash, createPublicKey } from 'node:crypto'
import type { asn1 as forgeAsn1 } from 'node-forge'
// All of it takes as long to load as a thousand digests to verify.
import asn1 from 'node-forge/lib/asn1.js'
import { parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import type { KeyDefect } from '../../../src-shared/model/integrity.ts'
import { oddKeyList, refusedKey } from '../../../src-shared/words/odd-files.ts'
import { type Fields, printedKeys } from './key-list-forms.ts'

type Asn1 = forgeAsn1.Asn1
type Asn1Type = forgeAsn1.Type

/** A public key as a key list holds it, its fingerprint checked against its own bytes. */
export interface PublicKey {
  readonly fingerprint: string
  /** DER of its PKCS #1 `RSAPublicKey` (RFC 8017, A.1.1), in base64. */
  readonly pkcs1: string
  readonly validFrom: UtcMs | null
  readonly validUntil: UtcMs | null
  /** What is wrong with its validity. */
  readonly defects: readonly KeyDefect[]
  /** Path of the key list. */
  readonly source: string
}

export interface ParsedKeys {
  readonly keys: readonly PublicKey[]
  /** Keys that were refused and why, each a whole sentence; of more than `mostProblems` the last says how many. */
  readonly problems: readonly string[]
}

const mostProblems = 20

/**
 * Reads what `aws cloudtrail list-public-keys` prints, in any form: one list or several one behind the other, times as
 * epoch seconds (AWS CLI v1) or ISO text (v2), values as base64 of PKCS #1 or SubjectPublicKeyInfo DER.
 */
export function parseKeys(text: string, source: string): ParsedKeys {
  const problems: string[] = []
  const keys: PublicKey[] = []
  const items = keyItems(text)
  if (items === null) return { keys, problems: [oddKeyList.notAList] }
  let refused = 0
  items.forEach((item, index) => {
    const read = readKey(item, source)
    if (typeof read !== 'string') keys.push(read)
    else if (refused++ < mostProblems) problems.push(oddKeyList.refused(index, read))
  })
  if (refused > mostProblems) problems.push(oddKeyList.moreRefused(refused - mostProblems))
  return { keys, problems }
}

function keyItems(text: string): readonly unknown[] | null {
  const values = jsonValues(text)
  if (values === null) return printedKeys(text)
  return values.flatMap((value): readonly unknown[] => {
    if (Array.isArray(value)) return value
    const list = isFields(value) ? value.PublicKeyList : undefined
    if (Array.isArray(list)) return list
    return isFields(value) && 'Value' in value ? [value] : []
  })
}

function readKey(item: unknown, source: string): PublicKey | string {
  if (!isFields(item)) return refusedKey.notAnObject
  const { Value: value, Fingerprint: stated, ValidityStartTime: from, ValidityEndTime: until } = item
  if (typeof value !== 'string') return refusedKey.withoutValue
  const read = readDer(Buffer.from(value, 'base64'))
  if (read === null) return refusedKey.notRsa
  const { pkcs1, fingerprint } = read
  if (typeof stated === 'string' && stated.toLowerCase() !== fingerprint) {
    return refusedKey.otherFingerprint(stated.slice(0, 64), fingerprint)
  }
  return { fingerprint, pkcs1, ...readValidity(from, until), source }
}

/** A time that is absent or cannot be read is null, which is told: it must not pass for a key that is always valid. */
function readValidity(from: unknown, until: unknown): Pick<PublicKey, 'validFrom' | 'validUntil' | 'defects'> {
  const [validFrom, validUntil] = [readTime(from), readTime(until)]
  const defects: KeyDefect[] = []
  if ((from == null && validFrom === null) || (until == null && validUntil === null))
    defects.push('validity-not-stated')
  if ((from != null && validFrom === null) || (until != null && validUntil === null))
    defects.push('validity-unreadable')
  if (validFrom !== null && validUntil !== null && validFrom > validUntil) defects.push('validity-contradicts')
  return { validFrom, validUntil, defects }
}

/**
 * An RSA key from PKCS #1 `RSAPublicKey` or SubjectPublicKeyInfo (RFC 8017, A.1.1; RFC 5280, 4.1.2.7). node-forge reads
 * the structure; node:crypto refuses what is no key to verify with.
 */
function readDer(der: Buffer): Pick<PublicKey, 'pkcs1' | 'fingerprint'> | null {
  try {
    const rsa = rsaKeyIn(asn1.fromDer(der.toString('binary')))
    if (rsa === null) return null
    const pkcs1 = Buffer.from(asn1.toDer(rsa).getBytes(), 'binary')
    // Digests name a key by the MD5 of these bytes. (To export them from the key again fails in Node 24.)
    const fingerprint = createHash('md5').update(pkcs1).digest('hex')
    createPublicKey({ key: pkcs1, format: 'der', type: 'pkcs1' })
    return { pkcs1: pkcs1.toString('base64'), fingerprint }
  } catch {
    // Anything else than such a key; the caller refuses it by name.
    return null
  }
}

const rsaEncryption = '1.2.840.113549.1.1.1' // RFC 8017, appendix C

/** The key itself, or the one in the bit string behind its algorithm. */
function rsaKeyIn(root: Asn1): Asn1 | null {
  if (isRsaKey(root)) return root
  const [algorithm, bits] = partsOf(root, asn1.Type.SEQUENCE)
  const [oid] = partsOf(algorithm, asn1.Type.SEQUENCE)
  const [key] = partsOf(bits, asn1.Type.BITSTRING)
  if (!is(oid, asn1.Type.OID) || typeof oid.value !== 'string' || key === undefined) return null
  return asn1.derToOid(oid.value) === rsaEncryption && isRsaKey(key) ? key : null
}

/** Modulus and exponent. */
function isRsaKey(key: Asn1): boolean {
  const parts = partsOf(key, asn1.Type.SEQUENCE)
  return parts.length === 2 && parts.every((part) => is(part, asn1.Type.INTEGER))
}

const is = (node: Asn1 | undefined, type: Asn1Type): node is Asn1 =>
  node?.tagClass === asn1.Class.UNIVERSAL && node.type === type

/** What a node of that type is made of; nothing for any other. */
const partsOf = (node: Asn1 | undefined, type: Asn1Type): readonly Asn1[] =>
  is(node, type) && Array.isArray(node.value) ? node.value : []

function readTime(value: unknown): UtcMs | null {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.round(value * 1000) as UtcMs
  if (typeof value !== 'string') return null
  return /^\d+(?:\.\d+)?$/.test(value) ? readTime(Number(value)) : parseIsoTime(value)
}

/** The one JSON value of the text, or one a line. */
function jsonValues(text: string): readonly unknown[] | null {
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text
  try {
    return [JSON.parse(clean)]
  } catch {
    try {
      return clean.split('\n').flatMap((line): unknown[] => (line.trim() === '' ? [] : [JSON.parse(line)]))
    } catch {
      return null
    }
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
