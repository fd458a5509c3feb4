import type { Edits } from './edits.ts'
import { jsonColumns } from './schema.ts'
import type { Select, Source } from './selects.ts'
import { quoted, type Range, type Text } from './text.ts'

const mapFunctions = [
  'map',
  'split_to_map',
  'map_agg',
  'histogram',
  'map_filter',
  'map_concat',
  'map_from_entries',
] as const

/** Writes `UNNEST(…) AS t(x)` of FROM as a query of its own that DuckDB runs for each row. */
export function rewriteUnnests(text: Text, edits: Edits, selects: readonly Select[], hasMaps: boolean): void {
  for (const { sources } of selects)
    for (const source of sources) if (source.kind === 'unnest') rewriteUnnest(text, edits, source, hasMaps)
}

function rewriteUnnest(text: Text, edits: Edits, source: Source, hasMaps: boolean): void {
  const { first, last } = source.range
  const isNumbered = text.is(last, 'ordinality')
  const parts = text.parts(first + 2, isNumbered ? last - 3 : last - 1)
  const columns = isNumbered ? source.columns.slice(0, -1) : source.columns
  const arrays = parts.map((part) => edits.textOf(part))
  const number = isNumbered ? (source.columns.at(-1) ?? 'ordinality') : null
  const query =
    parts.length > 1
      ? ofMany(arrays, columns, number)
      : ofOne(arrays[0]!, columns, number, isMap(text, parts[0]!, hasMaps))
  edits.replaceAll(source.range, `LATERAL (${query})`)
  if (source.aliasRange !== null) edits.replaceAll(source.aliasRange, ` AS ${quoted(source.alias)}`)
}

const numbered = (array: string, number: string | null): string =>
  number === null ? '' : `, generate_subscripts(${array}, 1) AS ${quoted(number)}`

/**
 * A map is its keys and values. One name for an array of rows is the row, as in Athena; several are the fields of it, and
 * without any each field is called as it is.
 */
function ofOne(array: string, columns: readonly string[], number: string | null, isMap: boolean): string {
  if (isMap) {
    const [key = 'key', value = 'value'] = columns
    return ofMany([`map_keys(${array})`, `map_values(${array})`], [key, value], number)
  }
  if (columns.length > 1) {
    const fields = columns.map((name, i) => `struct_extract_at(e, ${i + 1}) AS ${quoted(name)}`)
    const also = number === null ? '' : `, n AS ${quoted(number)}`
    return `SELECT ${fields.join(', ')}${also} FROM (SELECT UNNEST(${array}) AS e${numbered(array, 'n')})`
  }
  const rows = columns.length === 0 ? `UNNEST(${array}, max_depth := 2)` : `UNNEST(${array}) AS ${quoted(columns[0]!)}`
  return `SELECT ${rows}${numbered(array, number)}`
}

/** Side by side; a shorter one ends in NULL. */
function ofMany(arrays: readonly string[], columns: readonly string[], number: string | null): string {
  const rows = arrays.map((array, i) => `UNNEST(${array}) AS ${quoted(columns[i] ?? `col${i}`)}`)
  return `SELECT ${rows.join(', ')}${numbered(arrays[0]!, number)}`
}

/** Whether an expression is a map, as far as its text tells. */
function isMap(text: Text, { first, last }: Range, hasMaps: boolean): boolean {
  if (text.is(first, ...mapFunctions)) return true
  if (text.is(first, 'cast', 'try_cast')) {
    for (let at = first + 2; at < last; at = text.next(at)) if (text.is(at, 'as')) return text.is(at + 1, 'map')
  }
  const isColumn = first === last || (first + 2 === last && text.is(first + 1, '.'))
  return hasMaps && isColumn && jsonColumns.has(text.name(last) ?? '')
}
