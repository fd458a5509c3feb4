import type { IdData } from './snapshot.ts'

/** The encoding of the 16 bytes of an id. */
export const idKind = {
  null: 0,
  /** A lower-case UUID (RFC 9562 text form) as its 128 bits. */
  uuid: 1,
  /** 1 to 16 characters of ASCII other than NUL, padded with NUL: Amazon S3's request IDs have 16. */
  ascii: 2,
  /** Anything else: a little-endian 32-bit index into `others`. */
  other: 3,
} as const

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The id of row `i` as it stands in the record. */
export function idText({ kinds, bytes, others }: IdData, i: number): string | null {
  const at = i * 16
  switch (kinds[i]) {
    case idKind.uuid: {
      let text = ''
      for (let k = 0; k < 16; k++) {
        if (k === 4 || k === 6 || k === 8 || k === 10) text += '-'
        text += hex[bytes[at + k]!]
      }
      return text
    }
    case idKind.ascii: {
      let text = ''
      for (let k = at; k < at + 16 && bytes[k] !== 0; k++) text += String.fromCharCode(bytes[k]!)
      return text
    }
    case idKind.other:
      return others[bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)]!
    default:
      return null
  }
}
