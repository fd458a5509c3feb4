import { isCoded } from './codes.ts'
import type { PartType, Shape, ViewColumn } from './schema.ts'
import { rowColumn } from './schema.ts'
import { literal, quoted } from './text.ts'

/** A view over a table of the case, made for one query. */
export interface View {
  readonly statement: string
  /** Columns of the case table that it reads. */
  readonly needs: readonly string[]
  /** Columns that `*` shows, in order. */
  readonly shown: readonly string[]
  /** Columns that `*` must leave out: places in records, and the number of the event. */
  readonly hidden: readonly string[]
}

/** What of a view a query needs. */
export interface Wanted {
  /** Whether the text holds a name, in any letter case. */
  readonly names: (name: string) => boolean
  /** Whether a column is named other than for one of its fields. */
  readonly isWhole: (name: string) => boolean
  readonly isStar: boolean
  /** Places in records that are columns of their own. */
  readonly fields: readonly string[]
  /** Whether texts may stay codes: see codes.ts. */
  readonly keepsCodes: boolean
  /** Whether the number of the event is asked for beside its columns. */
  readonly isByRow: boolean
}

/** Which rows a view has; all of them without a condition. */
export interface Rows {
  /** Columns of the case that the condition reads. */
  readonly needs: readonly string[]
  readonly condition: string
}

export function viewOf(name: string, columns: readonly ViewColumn[], wanted: Wanted, rows: Rows | null): View {
  const { isStar, names, fields } = wanted
  const seen = new Set<string>()
  const taken = columns.filter((column) => {
    const lower = column.name.toLowerCase()
    if (seen.has(lower) || !(names(lower) || (isStar && !column.isOnlyNamed))) return false
    seen.add(lower)
    return true
  })
  const needs = new Set<string>([...fields, ...(rows?.needs ?? [])])
  const hidden = [...fields]
  const selected = taken.map((column) => {
    const whole = isStar || wanted.isWhole(column.name.toLowerCase())
    return `${sqlOf(column.shape, whole, wanted, needs)} AS ${quoted(column.name)}`
  })
  if ((fields.length > 0 || wanted.isByRow) && !seen.has(rowColumn)) {
    needs.add(rowColumn)
    hidden.push(rowColumn)
  }
  selected.push(...hidden.map((column) => `${quoted(column)} AS ${quoted(column)}`))
  if (needs.size === 0) needs.add(rowColumn)
  if (selected.length === 0) selected.push(quoted(rowColumn))
  const where = rows === null ? '' : ` WHERE ${rows.condition}`
  const table = `case_table('events', [${[...needs].map(literal).join(', ')}])${where}`
  return {
    statement: `CREATE OR REPLACE TEMP VIEW ${name} AS SELECT ${selected.join(', ')} FROM ${table}`,
    needs: [...needs],
    shown: taken.map((column) => column.name),
    hidden,
  }
}

/** The SQL of a column; of a struct with those fields that are named, or all of them. */
function sqlOf(shape: Shape, isWhole: boolean, wanted: Wanted, needs: Set<string>): string {
  if (!('fields' in shape)) {
    for (const need of shape.needs) needs.add(need)
    const isText = shape.type === 'text' && !(wanted.keepsCodes && isCoded(shape))
    return isText ? `CAST(${shape.sql} AS VARCHAR)` : shape.sql
  }
  const taken = Object.entries(shape.fields).filter(([name]) => isWhole || wanted.names(name))
  // A struct without a field is none to DuckDB: the first stands for it.
  const fields = taken.length > 0 ? taken : Object.entries(shape.fields).slice(0, 1)
  const parts = fields.map(([name, field]) => ({
    name,
    sql: sqlOf(field, isWhole || wanted.isWhole(name), wanted, needs),
  }))
  const struct = `{${parts.map(({ name, sql }) => `${literal(name)}: ${sql}`).join(', ')}}`
  if (!isWhole) return struct
  // A record that has none of the fields has no struct.
  return `CASE WHEN coalesce(${parts.map(({ sql }) => `(${sql}) IS NOT NULL`).join(' OR ')}, false) THEN ${struct} END`
}

/** The types of the columns of a view that are no struct, by their lower-case names. */
export const typesOf = (columns: readonly ViewColumn[]): ReadonlyMap<string, PartType> =>
  new Map(columns.flatMap(({ name, shape }) => ('fields' in shape ? [] : [[name.toLowerCase(), shape.type] as const])))
