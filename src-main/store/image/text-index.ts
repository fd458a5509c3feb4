import type { TextData, Utf8Texts } from '../../columns/text-data.ts'
import type { DatabaseImage } from './database-image.ts'
import { pageType, varintBytes, writeVarint } from './page-writer.ts'
import { writeTree } from './tree.ts'

/** Beyond this many bytes a key would need overflow pages (section 1.6, "Cell Payload Overflow Pages"). */
const longestKey = (pageSize: number): number => Math.floor(((pageSize - 12) * 64) / 255) - 23 - 12

/** Whether `writeTextIndex` can write an index of these texts. */
export function fitsTextIndex(pageSize: number, { starts }: Utf8Texts): boolean {
  const most = longestKey(pageSize)
  for (let i = 1; i < starts.length; i++) if (starts[i]! - starts[i - 1]! > most) return false
  return true
}

/**
 * An index of one text column: entries of text and row, in the order of the texts' bytes (collation BINARY) and then of
 * the rows, NULL first. `isPartial`: rows without text are left out.
 */
export function writeTextIndex(
  image: DatabaseImage,
  root: number,
  column: Pick<TextData, 'codes'>,
  texts: Utf8Texts,
  isPartial: boolean,
): void {
  const { codes } = column
  const { bytes, starts } = texts
  const rows = rowsInOrder(column, texts, isPartial)
  const sizeOf = (i: number): number => recordBytes(textBytes(starts, codes[rows[i]!]!), rows[i]! + 1)
  const write = (i: number, to: Uint8Array, at: number): void => {
    const row = rows[i]!
    const code = codes[row]!
    writeEntry(to, at, bytes, starts[code]!, code === 0 ? null : starts[code + 1]!, row + 1)
  }
  const size = (i: number): number => {
    const record = sizeOf(i)
    return varintBytes(record) + record
  }
  writeTree(image, root, {
    leaf: pageType.indexLeaf,
    interior: pageType.indexInterior,
    count: rows.length,
    movesUp: true,
    size,
    write,
    divider: (i) => {
      const entry = new Uint8Array(size(i))
      write(i, entry, 0)
      return entry
    },
  })
}

/** Rows by the bytes of their texts. Counting: there are few texts and many rows. */
function rowsInOrder({ codes }: Pick<TextData, 'codes'>, texts: Utf8Texts, isPartial: boolean): Uint32Array {
  const ranks = ranksOf(texts)
  const starts = new Uint32Array(ranks.length + 1)
  let left = 0
  for (const code of codes) {
    if (isPartial && code === 0) left++
    else starts[ranks[code]! + 1]!++
  }
  for (let rank = 1; rank < starts.length; rank++) starts[rank]! += starts[rank - 1]!
  const rows = new Uint32Array(codes.length - left)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (!isPartial || code !== 0) rows[starts[ranks[code]!]!++] = row
  }
  return rows
}

/** The place of each text in the order of bytes; 0 for code 0, which is NULL. Texts of equal bytes have one place. */
function ranksOf({ bytes, starts }: Utf8Texts): Uint32Array {
  // One character per byte: JavaScript then compares as SQLite does.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const texts = Array.from({ length: starts.length - 1 }, (_, code) =>
    buffer.toString('latin1', starts[code]!, starts[code + 1]!),
  )
  const ranks = new Uint32Array(texts.length)
  const codes = texts.map((_, code) => code).slice(1)
  codes.sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0))
  let rank = 0
  codes.forEach((code, k) => {
    if (k === 0 || texts[codes[k - 1]!] !== texts[code]) rank++
    ranks[code] = rank
  })
  return ranks
}

/** NULL is code 0, whose text is empty. */
const textBytes = (starts: Uint32Array, code: number): number | null =>
  code === 0 ? null : starts[code + 1]! - starts[code]!

/** Serial types of the record format (section 2.1). */
const serialOfText = (bytes: number): number => 13 + 2 * bytes
const rowWidth = (row: number): number => (row < 0x80 ? 1 : row < 0x8000 ? 2 : row < 0x80_0000 ? 3 : 4)

function recordBytes(text: number | null, row: number): number {
  return 2 + (text === null ? 1 : varintBytes(serialOfText(text)) + text) + rowWidth(row)
}

/** A record of text (NULL where `to` is null) and row, behind its size. */
function writeEntry(
  page: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number | null, row: number,
): void {
  const text = to === null ? null : to - from
  const width = rowWidth(row)
  let next = writeVarint(page, at, recordBytes(text, row))
  const serial = text === null ? 0 : serialOfText(text)
  page[next++] = 2 + varintBytes(serial) // bytes of the header, itself included
  next = writeVarint(page, next, serial)
  page[next++] = width // serial types 1 to 4 are integers of as many bytes
  for (let i = from; i < (to ?? from); i++) page[next++] = bytes[i]!
  for (let shift = 8 * (width - 1); shift >= 0; shift -= 8) page[next++] = row >>> shift
} // biome-ignore format: parameters in a row
