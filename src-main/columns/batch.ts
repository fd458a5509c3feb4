import type { ColumnName } from '../../src-shared/model/columns.ts'

/**
 * Events as one reader hands them over: columns in the order read, text as codes of the reader's own dictionaries.
 * A batch crosses threads without a copy, see `buffersOf`.
 */
export interface Batch {
  readonly events: number
  readonly file: Uint32Array
  readonly index: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
  /** `hashWords` words per event, see content-hash.ts. */
  readonly contentHash: Uint32Array
  /** A column that no event of the batch has is left out. */
  readonly columns: { readonly [N in ColumnName]?: BatchColumn }
  readonly resources: {
    /** Position of the event in this batch, ascending. */
    readonly event: Uint32Array
    readonly arn: Uint32Array
    readonly accountId: Uint32Array
    readonly type: Uint32Array
  }
  readonly newTexts: { readonly [N in DictionaryName]?: NewTexts }
}

/** What all arrays of a batch are views of: one for the cells, and one for texts, which are kept where they are. */
export function buffersOf({ file, newTexts }: Batch): ArrayBuffer[] {
  const arrays = [file, ...Object.values(newTexts).map(({ entries }) => entries)]
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))]
}

/** Texts behind codes that this reader uses for the first time. */
export interface NewTexts {
  /**
   * In order of their codes, one behind the other: code, length in bytes, then the bytes as they stand in the file or,
   * where they were written with escapes, of UTF-8; filled up with NUL to eight bytes.
   */
  readonly entries: Uint32Array
  /** By code; lone surrogates have no UTF-8 form, and the entries of texts with such are empty. */
  readonly illFormed?: ReadonlyMap<number, string>
}

export type BatchColumn = Uint32Array | Uint8Array | Int32Array | Float64Array | BatchIds

export interface BatchIds {
  readonly kinds: Uint8Array
  readonly bytes: Uint8Array
  /** Texts of ids of kind `other`, whose first four bytes index this list. */
  readonly others: readonly string[]
}

export const resourceFields = ['arn', 'accountId', 'type'] as const
export type ResourceField = (typeof resourceFields)[number]
export type DictionaryName = ColumnName | `resource.${ResourceField}`
