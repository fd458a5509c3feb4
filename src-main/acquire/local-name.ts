import { createHash } from 'node:crypto'
import type { ListedObject } from './bucket.ts'

type Named = Pick<ListedObject, 'key' | 'versionId' | 'isCurrent'>

/** Bytes of a name that every file system takes (255), less an ending that metadata adds. */
const longestPart = 200
/** Names of devices on Windows, whatever their ending ("Naming Files, Paths, and Namespaces"). */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Where an object goes below the folder of the acquisition, with `/`: the tree of keys below the bucket's name. Another
 * version than the current goes below `versions/` and its id, with the same tree, which is what tells its place in S3.
 */
export function localName(bucket: string, { key, versionId, isCurrent }: Named): string {
  const place = [bucketFolder(bucket), ...key.split('/').map(safePart)].join('/')
  return isCurrent ? place : `versions/${safePart(versionId ?? 'null')}/${place}`
}

/** Where an object goes whose name is taken by another content: below the hash of its own, so that none meets another. */
export const nextName = (name: string, sha256: string): string => `versions/${sha256.slice(0, 32)}/${name}`

/** `arn:aws:s3:us-east-1:111122223333:accesspoint/logs` becomes `logs`. */
const bucketFolder = (bucket: string): string => safePart(bucket.slice(bucket.lastIndexOf('/') + 1))

/**
 * A part of a key as a name that no file system refuses or changes. What is escaped is written as in an address, so that
 * different keys have different names; no key that CloudTrail gives has anything to escape.
 */
function safePart(part: string): string {
  const escaped = part.replaceAll(/[^\p{L}\p{N}._=+@ -]/gu, percent).replace(/[. ]$/, percent)
  const name = escaped === '' || devices.test(escaped) ? `%${escaped}` : escaped
  if (Buffer.byteLength(name) <= longestPart) return name
  const mark = createHash('sha256').update(part).digest('hex').slice(0, 16)
  return `${Buffer.from(name)
    .subarray(0, longestPart - 20)
    .toString()
    .replace(/\ufffd$/, '')}%${mark}`
}

const percent = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
