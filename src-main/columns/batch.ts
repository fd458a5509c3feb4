import type { ColumnName } from '../../src-shared/columns.ts'

/**
 * Events as one reader hands them over: columns in the order read, text as codes of the reader's own dictionaries.
 * All arrays are views of one buffer, so that a batch crosses threads in a single transfer.
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
  /** Strings behind codes that this reader uses for the first time, in order of their codes. */
  readonly newStrings: { readonly [N in DictionaryName]?: readonly string[] }
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
