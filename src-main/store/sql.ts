import type { Cell } from '../../src-shared/contract/index.ts'

/** What SQLite has to say against a query, or a function of ours against what it was given. Everything else is a bug. */
export class SqlError extends Error {}

/** What the cells of a column may be: everything else in it is a bug of whoever wrote the query. */
interface CellTypes {
  readonly text: string
  readonly 'text or null': string | null
  readonly number: number
  readonly 'number or null': number | null
  readonly any: Cell
}

/** The columns of a query in order, and what their cells are: `{ name: 'text', events: 'number' }`. */
export type Shape = Readonly<Record<string, keyof CellTypes>>
export type RowOf<S extends Shape> = { readonly [Column in keyof S]: CellTypes[S[Column]] }

/** Values for the placeholders `:name` of a query, without the colon. */
export type Parameters = Readonly<Record<string, Cell>>

export type SqlFunction = (...values: Cell[]) => Cell

/** A database to ask. Rooms beside the store know no more of it than this. */
export interface Sql {
  /**
   * All rows of a query of ours. Throws SqlError when SQLite refuses it or a function of its does; throws a plain Error
   * when its columns, cells or placeholders are not those of the shape and the parameters.
   */
  rows<const S extends Shape>(sql: string, shape: S, parameters?: Parameters): readonly RowOf<S>[]
  /** Functions for queries, by name; each takes as many values as it declares. One that is there is replaced. */
  define(functions: Readonly<Record<string, SqlFunction>>): void
}

/** Whether columns are those of a shape, in its order. */
export const hasShape = (columns: readonly string[], shape: Shape): boolean =>
  columns.join('\n') === Object.keys(shape).join('\n')

/** The cells of a row by the names of the shape. */
export function shaped<S extends Shape>(cells: readonly Cell[], shape: S): RowOf<S> {
  const entries = Object.entries(shape).map(([column, type], i): [string, Cell] => {
    const cell = cells[i]!
    if (!isOf(cell, type))
      throw new Error(`returned a row whose ${column} is ${JSON.stringify(cell)} instead of ${type}`)
    return [column, cell]
  })
  return Object.fromEntries(entries) as RowOf<S>
}

function isOf(cell: Cell, type: keyof CellTypes): boolean {
  switch (type) {
    case 'text':
      return typeof cell === 'string'
    case 'text or null':
      return cell === null || typeof cell === 'string'
    case 'number':
      return typeof cell === 'number'
    case 'number or null':
      return cell === null || typeof cell === 'number'
    case 'any':
      return true
  }
}
