/**
 * The sessions of a case by number, from 1: arrays have a cell for number 0, which stands for none. Made by
 * src-main/analysis/sessions/. Arrays lie in SharedArrayBuffers.
 *
 * ```
 * row of an event ──session──▶ number ──parent──▶ number ──parent──▶ … ──▶ 0
 *                                 └──────origin──▶ text
 * ```
 */
export interface SessionTable {
  /** Of each event; 0 where it belongs to none. */
  readonly session: Uint32Array
  /** Of each event, an index into `origins`; 0 where it is not known. */
  readonly origin: Uint32Array
  readonly origins: readonly string[]
  /** By number. */
  readonly names: readonly string[]
  /** Indexes into `sessionKinds`, `sessionStarts` and `sessionJoins` (src-shared/model/session.ts). */
  readonly kind: Uint8Array
  readonly start: Uint8Array
  readonly join: Uint8Array
  /** The session that issued its credentials; 0 where it is not known. */
  readonly parent: Uint32Array
  /** An index into `origins`. */
  readonly originOf: Uint32Array
  /** Indexes into `texts`; 0 where there is none. ARN of the principal, ARN of the role, and account of the principal. */
  readonly principal: Uint32Array
  readonly role: Uint32Array
  readonly account: Uint32Array
  readonly texts: readonly string[]
  /** The event that issued its credentials; -1 where it is not in the case. */
  readonly issuedBy: Int32Array
  /** Its first event that tells who it is; -1 where it has none. */
  readonly firstRow: Int32Array
  readonly events: Uint32Array
  readonly errors: Uint32Array
  readonly writes: Uint32Array
  /** UtcMs; NaN where it has no event with a time. */
  readonly firstSeen: Float64Array
  readonly lastSeen: Float64Array
  /** How many sessions have it as their parent. */
  readonly issued: Uint32Array
}

/** The sessions whose parent is known, ascending. */
export const hopsOf = ({ parent }: SessionTable): Uint32Array =>
  Uint32Array.from(parent.keys()).filter((number) => parent[number] !== 0)
