import type { ObjectUri } from '../../src-shared/model/integrity.ts'

/** Hours of the ledger of hours side by side, for SQL: index `i` of every array is one hour of one row. */
export interface CoverageHours {
  readonly rows: readonly {
    readonly account: string
    readonly region: string
    readonly trail: string
    readonly kind: string
  }[]
  /** Index into `rows`. */
  readonly row: Uint32Array
  /** Start of the hour of delivery, UtcMs. */
  readonly hour: Float64Array
  /** Index into `ledgerStates`. */
  readonly state: Uint8Array
  /** Index into `digests` of the digest that covers most of the hour; -1 where none does. */
  readonly digest: Int32Array
  readonly digests: readonly ObjectUri[]
  readonly logs: Uint32Array
  readonly events: Uint32Array
}

/** The most hours in SQL (seven years of 17 Regions). The ledger has all hours. */
export const mostCoverageHours = 1_000_000
