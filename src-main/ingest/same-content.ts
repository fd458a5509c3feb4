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
  const [oneText, otherText] = [textOf(one), textOf(other)]
  if (oneText === null || otherText === null) return false
  // Most copies that differ in bytes are spelled with other white space alone.
  if (compactJson(oneText) === compactJson(otherText)) return true
  const content = contentOf(oneText)
  return content !== null && content === contentOf(otherText)
}

/** A name that two records share when `sameContent` holds of them, and else do not. Takes longer than comparing. */
export function contentName(bytes: Buffer): string {
  const text = textOf(bytes)
  const content = text === null ? null : contentOf(text)
  return content ?? `bytes ${hash('sha256', bytes)}`
}

/** Null where the bytes are not UTF-8: decoding puts U+FFFD in the place of different ones. */
function textOf(bytes: Buffer): string | null {
  const text = bytes.toString()
  return Buffer.from(text).equals(bytes) ? text : null
}
