import { placeName, type Step } from '../place-names.ts'
import type { Edits } from './edits.ts'
import { duckdbPath, stepsOf } from './patterns.ts'
import { jsonColumns, recordColumns, rowColumn } from './schema.ts'
import { type Select, selectAround } from './selects.ts'
import { isOfEvents, type Table } from './tables.ts'
import { literal, quoted, type Range, type Text } from './text.ts'

/** A place in records that a query reads, and where it says so. */
interface Field {
  readonly range: Range
  /** The qualifier of the column with its dot; empty without one. */
  readonly of: string
  /** From the record. */
  readonly steps: readonly Step[]
  /** Whether its names count in any letter case: so do identifiers, and no texts. */
  readonly anyCase: boolean
  /** Of json_extract_scalar: the path from the record, as DuckDB reads it. */
  readonly scalar: string | null
}

/**
 * Places in records that a query names by a text become columns of their own, which are read once for all queries:
 * `element_at(requestParameters, 'x')`, `requestParameters['x']`, `requestParameters.x`,
 * `json_extract_scalar(requestParameters, '$.x')`. Answers with the names of these columns. Where a column is not of a table in the FROM of the same
 * SELECT, or is grouped by as a whole, the query is left as it is and reads the whole value.
 */
export function rewriteFields(
  text: Text,
  edits: Edits,
  selects: readonly Select[],
  tablesOf: (select: Select) => readonly Table[],
): readonly string[] {
  const names = new Map<string, string>()
  for (let at = 0; at < text.length; at++) {
    const column = text.name(at)
    if (column === null || !(jsonColumns.has(column) || recordColumns.has(column)) || text.is(at - 1, 'as')) continue
    const select = selectAround(selects, at)
    if (select === null) continue
    const isQualified = text.is(at - 1, '.')
    const alias = isQualified ? text.name(at - 2) : null
    if (!isOfTable(select, alias, tablesOf) || isGroupedBy(text, select, column)) continue
    const field = readField(text, at, column, isQualified)
    if (field === null) continue
    edits.replaceAll(field.range, sqlOf(field, nameOf(field, names)))
    at = field.range.last
  }
  return [...names.values()]
}

/** `names`: those that the query has until then, by their lower-case forms. */
function nameOf({ steps, anyCase }: Field, names: Map<string, string>): string {
  const plain = placeName(steps, { anyCase, tellsCase: false })
  const isTaken = !anyCase && (names.get(plain.toLowerCase()) ?? plain) !== plain
  const name = isTaken ? placeName(steps, { anyCase, tellsCase: true }) : plain
  const known = names.get(name.toLowerCase()) ?? name
  names.set(name.toLowerCase(), known)
  return known
}

function sqlOf({ of, scalar }: Field, name: string): string {
  const column = of + quoted(name)
  return scalar === null ? column : `trino_json_scalar_at(${column}, ${of}${quoted(rowColumn)}, ${literal(scalar)})`
}

/** Whether a column is of a table of this SELECT, or by its alias of one around it. */
function isOfTable(select: Select, alias: string | null, tablesOf: (select: Select) => readonly Table[]): boolean {
  for (let outer: Select | null = select; outer !== null; outer = outer.parent) {
    const found = tablesOf(outer).filter(({ source }) => alias === null || source.alias === alias)
    if (found.length > 0) return found.every(({ kind }) => isOfEvents(kind))
    if (alias === null) return false
  }
  return false
}

/** Whether the column as a whole is one of GROUP BY: a place in it is none to DuckDB then. */
function isGroupedBy(text: Text, select: Select, column: string): boolean {
  const group = select.clauses.get('group')
  return (
    group !== undefined &&
    text.parts(group.first, group.last).some(({ first, last }) => text.name(last) === column && last - first <= 2)
  )
}

function readField(text: Text, at: number, column: string, isQualified: boolean): Field | null {
  const first = isQualified ? at - 2 : at
  const of = isQualified ? `${text.tokens[first]!.text}.` : ''
  const root = jsonColumns.get(column)
  const open = first - 1
  const close = text.is(open, '(') ? text.partner(open) : -1
  const isTwo = text.is(at + 1, ',') && close === at + 3
  const written = isTwo ? text.string(at + 2) : null
  if (written !== null && text.is(open - 1, 'json_extract_scalar')) {
    const steps = stepsOf(written)
    const all = steps === null ? null : root === undefined ? steps : [root, ...steps]
    if (all === null || all.length === 0 || typeof all[0] === 'number' || (root !== undefined && steps!.length === 0))
      return null
    // From the record as a whole it has a name that no column of the case has.
    const fromRecord = root === undefined ? ['$', ...all] : all
    return { range: { first: open - 1, last: close }, of, steps: fromRecord, anyCase: false, scalar: duckdbPath(all) }
  }
  if (root === undefined) return null
  const field = (range: Range, steps: readonly Step[]): Field => ({
    range,
    of,
    steps: [root, ...steps],
    anyCase: false,
    scalar: null,
  })
  if (written !== null && text.is(open - 1, 'element_at')) return field({ first: open - 1, last: close }, [written])
  const key = text.is(at + 1, '[') && text.partner(at + 1) === at + 3 ? text.string(at + 2) : null
  if (key !== null) return field({ first, last: at + 3 }, [key])
  return readDots(text, at, field, first)
}

/** `requestParameters.ipPermissions.items`. */
function readDots(
  text: Text,
  at: number,
  field: (range: Range, steps: readonly Step[]) => Field,
  first: number,
): Field | null {
  const steps: string[] = []
  let last = at
  while (text.is(last + 1, '.')) {
    const token = text.tokens[last + 2]
    const name = text.name(last + 2)
    if (token === undefined || name === null) break
    steps.push(token.kind === 'word' ? token.text : token.text.slice(1, -1))
    last += 2
  }
  return steps.length === 0 || text.is(last + 1, '(') ? null : { ...field({ first, last }, steps), anyCase: true }
}
