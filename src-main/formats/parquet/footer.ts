import { parquetMetadata, parquetSchema } from 'hyparquet'
import type { ColumnMetaData, SchemaTree } from 'hyparquet/src/types.js'
import { encryptedMagic, magic } from './magic.ts'

/** What the end of a Parquet file says of the rest: its columns, and where the pieces of each lie. */
export interface Footer {
  readonly schema: SchemaTree
  readonly rows: number
  readonly groups: readonly RowGroup[]
}

export interface RowGroup {
  /** Its first row in the file, from 0. */
  readonly first: number
  readonly rows: number
  readonly columns: readonly ColumnMetaData[]
}

/** Why nothing of a Parquet file can be read. */
export type Unreadable = 'cut-off' | 'encrypted' | 'broken'

/** The magic, twice, and the length of the footer. */
const least = 2 * magic.length + 4

const known = new WeakMap<Buffer, Footer | Unreadable>()

/** Several formats ask for the footer of a file: it is read once. */
export function footerOf(bytes: Buffer): Footer | Unreadable {
  const footer = known.get(bytes) ?? readFooter(bytes)
  known.set(bytes, footer)
  return footer
}

function readFooter(bytes: Buffer): Footer | Unreadable {
  const end = bytes.toString('latin1', bytes.length - magic.length)
  if (end === encryptedMagic) return 'encrypted'
  if (bytes.length < least || end !== magic) return 'cut-off'
  try {
    return checked(bytes)
  } catch {
    // What the library throws on bytes that it does not understand is of many classes, and nothing else runs here.
    return 'broken'
  }
}

function checked(bytes: Buffer): Footer | Unreadable {
  const metadata = parquetMetadata(bytes, { geoparquet: false })
  if (metadata.schema.some(({ name }) => typeof name !== 'string')) return 'broken'
  const groups: RowGroup[] = []
  let rows = 0
  for (const group of metadata.row_groups) {
    if (
      group.columns.some(({ meta_data, crypto_metadata }) => meta_data === undefined || crypto_metadata !== undefined)
    )
      return 'encrypted'
    const count = Number(group.num_rows)
    if (!Number.isSafeInteger(count) || count < 0 || rows + count > mostRows) return 'broken'
    groups.push({ first: rows, rows: count, columns: group.columns.map(({ meta_data }) => meta_data!) })
    rows += count
  }
  return { schema: parquetSchema(metadata), rows, groups }
}

/** Rows are told by their numbers, in 32 bits. */
const mostRows = 2 ** 32 - 1

export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/^parquet /, '')
