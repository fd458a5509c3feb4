import { type KeyObject, verify } from 'node:crypto'
import type { Digest } from '../../formats/parse/digest.ts'

/**
 * The text that CloudTrail signs (AWS CloudTrail user guide, "Custom implementations of CloudTrail log file integrity
 * validation"): end time, place, hash of the inflated digest and the previous digest's signature, line by line.
 */
export function signedText(digest: Digest, sha256: string): string {
  const place = digest.place.slice('s3://'.length)
  return `${digest.endText}\n${place}\n${sha256}\n${digest.previousSignature ?? 'null'}`
}

/** RSA PKCS #1 v1.5 with SHA-256; the signature is hex. Anything that is no signature at all does not verify. */
export function verifiesSignature(text: string, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'hex')
  // Reading hex ends at the first character that is none.
  if (bytes.length * 2 !== signature.length) return false
  return verify('RSA-SHA256', Buffer.from(text), key, bytes)
}
