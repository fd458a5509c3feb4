import { crc32 } from 'node:zlib'

const fixedLength = 10
const flagHeaderCrc = 0x02
const flagExtra = 0x04
const flagName = 0x08
const flagComment = 0x10
const flagsReserved = 0xe0

/** Length of the gzip member header that `file` begins with (RFC 1952, 2.3), or what is wrong with it. */
export function gzipHeaderLength(file: Buffer): number | 'truncated' | 'bad' {
  if (file.length > 2 && file[2] !== 8) return 'bad' // CM: 8 is deflate, and nothing else is defined
  if (file.length > 3 && ((file[3] as number) & flagsReserved) !== 0) return 'bad'
  if (file.length < fixedLength) return 'truncated'
  const flags = file[3] as number
  let at = fixedLength
  if (flags & flagExtra) {
    if (file.length < at + 2) return 'truncated'
    at += 2 + file.readUInt16LE(at)
  }
  for (const flag of [flagName, flagComment]) {
    if (!(flags & flag)) continue
    const end = file.indexOf(0, at)
    if (end === -1 || at > file.length) return 'truncated'
    at = end + 1
  }
  if (flags & flagHeaderCrc) {
    if (file.length < at + 2) return 'truncated'
    if (file.readUInt16LE(at) !== (crc32(file.subarray(0, at)) & 0xffff)) return 'bad'
    at += 2
  }
  return at > file.length ? 'truncated' : at
}
