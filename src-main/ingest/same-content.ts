import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { compactJson } from '../../src-shared/base/json.ts'
import { contentOf } from './json-content.ts'

/**
 * Whether the bytes of two records hold the same JSON values: the same bytes but for white space between tokens, the
 * spelling of characters in strings, and the order of keys where no key of the object is repeated. Numbers are the same
 * only as they are written: 1, 1.0 and 1e0 differ, and 2^53 + 1 is not 2^53. Bytes that are not UTF-8 are the same as
 * the very same bytes only. Records are JSON: the extractor has read them.
 */
export function sameContent(one: Buffer, other: Buffer): boolean {
  if (one.equals(other)) return true
  if (!isUtf8(one) || !isUtf8(other)) return false
  const [oneText, otherText] = [one.toString(), other.toString()]
  // Most copies that differ in bytes are spelled with other white space alone.
  if (compactJson(oneText) === compactJson(otherText)) return true
  const content = contentOf(oneText)
  return content !== null && content === contentOf(otherText)
}

/** A name that two records share when `sameContent` holds of them, and else do not. Takes longer than comparing. */
export function contentName(bytes: Buffer): string {
  const content = isUtf8(bytes) ? contentOf(bytes.toString()) : null
  return content ?? `bytes ${hash('sha256', bytes)}`
}
