import type { SchemaTable } from '../../src-shared/contract/index.ts'

/** A column of a table or view that an analyst queries. */
export interface Column {
  readonly name: string
  readonly type: 'TEXT' | 'INTEGER'
  /** The SQL that the column is read from. */
  readonly sql: string
  /** The function of a row that `sql` calls, if that function reads the arrays of the case. */
  readonly calls: string | null
  readonly doc: string
  readonly source?: string
  readonly group?: SchemaTable['columns'][number]['group']
}

export const plain = (name: string, type: Column['type'], sql: string, doc: string): Column => ({
  name,
  type,
  sql,
  calls: null,
  doc,
})
export const read = (name: string, type: Column['type'], calls: string, doc: string, of = 'id'): Column => ({
  ...plain(name, type, `${calls}(${of})`, doc),
  calls,
})
/** A column of a table that is generated from a function, under the same name in its view. */
export const generated = (name: string, type: Column['type'], calls: string, doc: string): Column => ({
  ...plain(name, type, name, doc),
  calls,
})
