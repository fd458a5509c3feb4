import type { Cell } from '../../src-shared/contract/index.ts'

/** An error that SQLite reports about a query, or a function of ours about its arguments. Every other error is a bug. */
export class SqlError extends Error {}

/** The types that the cells of a column may have. Another type is a bug of the query's author. */
interface CellTypes {
  readonly text: string
  readonly 'text or null': string | null
  readonly number: number
  readonly 'number or null': number | null
  readonly any: Cell
}

/** The columns of a query in order, with the types of their cells: `{ name: 'text', events: 'number' }`. */
export type Shape = Readonly<Record<string, keyof CellTypes>>
export type RowOf<S extends Shape> = { readonly [Column in keyof S]: CellTypes[S[Column]] }

/** Values for the placeholders `:name` of a query, without the colon. */
export type Parameters = Readonly<Record<string, Cell>>

export type SqlFunction = (...values: Cell[]) => Cell

/** A database to query. Other rooms know only this of the store. */
export interface Sql {
  /**
   * All rows of a query of ours. Throws SqlError when SQLite or one of its functions refuses it. Throws a plain Error
   * when its columns, cells or placeholders differ from the shape and the parameters.
   */
  rows<const S extends Shape>(sql: string, shape: S, parameters?: Parameters): readonly RowOf<S>[]
  /** Defines functions for queries, by name. Each takes as many values as it declares. An existing one is replaced. */
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
