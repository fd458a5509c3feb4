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

/**
 * Whether a row has one of these ids: the id, or null. Compares packed bytes first, as to make a text of each row's id
 * takes a hundred times as long.
 */
export function idTest(data: IdData, wanted: ReadonlySet<string>): (row: number) => string | null {
  const mayBe = new Uint8Array(1 << 16)
  for (const id of wanted) for (const first of firstBytes(id)) mayBe[first] = 1
  const { kinds, bytes } = data
  return (row) => {
    const first = (bytes[row * 16]! << 8) | bytes[row * 16 + 1]!
    if (kinds[row] !== idKind.other && mayBe[first] === 0) return null
    const text = idText(data, row)
    return text !== null && wanted.has(text) ? text : null
  }
}

/** The first two packed bytes of an id with this text: as UUID and as ASCII. */
const firstBytes = (text: string): readonly number[] => [
  Number.parseInt(text.slice(0, 4), 16) || 0,
  ((text.charCodeAt(0) & 0xff) << 8) | (text.charCodeAt(1) & 0xff),
]
