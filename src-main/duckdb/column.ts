import type { FlagData, IdData, IntegerData, TimeData } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'

/** Text of which there are few different ones: ENUM of DuckDB. */
export type CodedColumn = Pick<TextData, 'codes' | 'dictionary'> & { readonly type: 'coded' }

/** A column of a table of the case, as DuckDB is given it. Arrays are those of the case: nothing is stored twice. */
export type CaseColumn =
  | CodedColumn
  | FlagData
  | IntegerData
  | TimeData
  | IdData
  /** Null is NULL. Asked for by row. */
  | { readonly type: 'number'; readonly at: (row: number) => number | null }
  | { readonly type: 'string'; readonly at: (row: number) => string | null }

export interface CaseTable {
  readonly rows: number
  /** Made when they are first asked for; by the names that schema.sql gives them. */
  readonly columns: Readonly<Record<string, () => CaseColumn>>
}

export type CaseTables = Readonly<Record<string, CaseTable>>

/** Texts of a list as codes. */
export function codedList(values: readonly (string | null)[]): CodedColumn {
  const dictionary = ['', ...new Set(values.filter((value) => value !== null))]
  const codeOf = new Map(dictionary.map((text, code) => [text, code]))
  // The first text of a dictionary is unused, and may be a value, too.
  const codes = Uint32Array.from(values, (value) => (value === null ? 0 : codeOf.get(value)!))
  return { type: 'coded', codes, dictionary }
}
