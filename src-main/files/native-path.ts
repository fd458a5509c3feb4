import { isUtf8 } from 'node:buffer'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Names of files are bytes on most systems, and need not be UTF-8; paths are text everywhere else in this program. In
 * that text, a byte that is not UTF-8 stands as `\xhh`, and a backslash of the name that is followed by just such
 * letters stands as `\x5c`. So every path has one text, two paths never have the same, and either can be had from the
 * other. Windows has no such names, and backslashes between all of them.
 */
const isWindows = process.platform === 'win32'

const escapedByte = /\\x([0-9a-f]{2})/

/** The text of a path that the file system gives as bytes. */
export function textOfPath(bytes: Buffer): string {
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at)
    if (length === 0) {
      text += `${textOfName(bytes.toString('utf8', from, at))}\\x${bytes.toString('hex', at, at + 1)}`
      from = at + 1
    }
    at += length || 1
  }
  return text + textOfName(bytes.toString('utf8', from))
}

/** The text of a path that is UTF-8. */
const textOfName = (name: string): string => (isWindows ? name : name.replace(/\\(?=x[0-9a-f]{2})/g, '\\x5c'))

/** What the file system calls a path; bytes only where it has no other name. */
export function nativePath(text: string): string | Buffer {
  if (isWindows || !escapedByte.test(text)) return text
  // Of every two parts, the second is the two digits of an escape.
  const bytes = Buffer.concat(text.split(escapedByte).map((part, k) => Buffer.from(part, k % 2 === 0 ? 'utf8' : 'hex')))
  return isUtf8(bytes) ? bytes.toString() : bytes
}

/** The absolute text of a path that was typed, or copied from what this program shows. */
export function openedPath(typed: string): string {
  const path = resolve(typed)
  const literal = textOfName(path)
  return literal === path || existsSync(path) ? literal : path
}

/** Bytes of the UTF-8 character at a place; 0 where there is none. */
function characterLength(bytes: Buffer, at: number): number {
  for (const length of [1, 2, 3, 4])
    if (isUtf8(bytes.subarray(at, at + length))) return Math.min(length, bytes.length - at)
  return 0
}
