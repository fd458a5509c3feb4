import type { Edits } from './edits.ts'
import { withoutAlias } from './names.ts'
import type { Select } from './selects.ts'
import { literal, type Range, type Text } from './text.ts'

/** Fields of EXTRACT that DuckDB calls otherwise; Trino's days of the week are 1 to 7 from Monday. */
const extracted: Readonly<Record<string, string>> = {
  dow: 'isodow', day_of_week: 'isodow', doy: 'doy', day_of_year: 'doy', day_of_month: 'day', yow: 'isoyear', year_of_week: 'isoyear',
} // biome-ignore format: a table

/** Writes what only the grammar of Trino has as DuckDB has it. */
export function rewriteSyntax(text: Text, edits: Edits): void {
  for (let at = 0; at < text.length; at++) {
    const token = text.tokens[at]!
    if (token.kind === 'quoted name' && token.text.startsWith('`'))
      edits.replace(at, `"${text.tokens[at]!.text.slice(1, -1).replaceAll('"', '""')}"`)
    if (text.is(at, '->')) rewriteLambda(text, edits, at)
    else if (text.is(at, 'at') && text.is(at + 1, 'time') && text.is(at + 2, 'zone')) rewriteZone(text, edits, at)
    else if (text.is(at, 'ipaddress') && text.string(at + 1) !== null) {
      edits.replace(at, 'trino_ip(')
      edits.after(at + 1, ')')
    } else if (text.is(at, 'interval')) keepDate(text, edits, at)
    else if (text.is(at, 'values')) rewriteValues(text, edits, at)
    else if (text.is(at, 'bernoulli', 'system') && text.is(at - 1, 'tablesample'))
      edits.before(text.partner(at + 1), ' PERCENT')
    else if (text.is(at, 'timestamp') && isZoned(text.string(at + 1))) edits.replace(at, 'TIMESTAMPTZ')
    else if (text.is(at, 'extract') && text.is(at + 1, '(')) {
      const field = extracted[text.name(at + 2) ?? '']
      if (field !== undefined) edits.replace(at + 2, field)
    }
  }
}

const isZoned = (written: string | null): boolean =>
  written !== null && /\d\s*(?:[+-]\d\d:?\d\d|Z|[A-Za-z]+(?:\/\w+)*)$/.test(written)

/** `x -> …`, `(x, y) -> …`. */
function rewriteLambda(text: Text, edits: Edits, at: number): void {
  const isList = text.is(at - 1, ')')
  const first = isList ? text.partner(at - 1) : at - 1
  if (isList) {
    edits.replace(first, '')
    edits.replace(at - 1, '')
  }
  edits.before(first, 'lambda ')
  edits.replace(at, ':')
}

const comparisons = ['=', '<>', '!=', '<', '<=', '>', '>=', 'between', 'not'] as const

/**
 * `x AT TIME ZONE z`: a time without zone is one of UTC to Trino, and one of that zone to DuckDB. The zone changes what is shown
 * and what hour it is, not the moment: what is compared is the moment.
 */
function rewriteZone(text: Text, edits: Edits, at: number): void {
  const first = startOfOperand(text, at - 1)
  const behind = at + 3
  const isBound = text.is(first - 1, 'and') && text.is(first - 3, 'between')
  if (text.is(first - 1, ...comparisons) || text.is(behind + 1, ...comparisons) || isBound) {
    edits.before(first, 'CAST(')
    edits.replace(at, ' AS TIMESTAMPTZ)')
    edits.remove({ first: at + 1, last: behind })
    return
  }
  edits.before(first, 'trino_at_timezone(')
  edits.replace(at, ',')
  edits.remove({ first: at + 1, last: at + 2 })
  edits.after(behind, ')')
}

/**
 * A column of a result that is a time in a zone shows that zone: `eventTime AT TIME ZONE 'Europe/Berlin'`. Within a query such
 * times are compared and counted without its name.
 */
export function showZones(text: Text, edits: Edits, { items }: Select): void {
  for (const item of items) {
    const time = withoutAlias(text, item)
    const zone = zoneOf(text, time)
    if (zone === null) continue
    edits.before(item.first, 'trino_zoned_text(')
    edits.after(time.last, `, ${literal(zone)})`)
  }
}

/** The zone of `x AT TIME ZONE 'z'` or `at_timezone(x, 'z')`, or of a whole hour or day of it; null for anything else, in part or in whole. */
function zoneOf(text: Text, { first, last }: Range): string | null {
  const call = text.call(first)
  if (call?.close === last && call.arguments.length === 2) {
    if (call.name === 'at_timezone') return text.string(call.arguments[1]!.first)
    if (call.name === 'date_trunc') return zoneOf(text, call.arguments[1]!)
  }
  const isWhole = text.is(last - 3, 'at') && startOfOperand(text, last - 4) === first
  return isWhole && text.is(last - 2, 'time') && text.is(last - 1, 'zone') ? text.string(last) : null
}

/** `current_date - interval '7' day` is a day to Trino and a time to DuckDB. */
function keepDate(text: Text, edits: Edits, at: number): void {
  const unit = at + 2
  if (
    text.string(at + 1) === null ||
    !text.is(unit, 'day', 'week', 'month', 'quarter', 'year') ||
    !text.is(at - 1, '+', '-')
  )
    return
  const first = startOfOperand(text, at - 2)
  if (!isDate(text, { first, last: at - 2 })) return
  edits.before(first, 'CAST(')
  edits.after(unit, ' AS DATE)')
}

/** Whether an operand is a day, as far as its text tells. */
export function isDate(text: Text, { first, last }: Range): boolean {
  if (text.is(first, 'current_date', 'date')) return true
  return text.is(first, 'cast', 'try_cast') && text.is(last - 1, 'date')
}

/** `VALUES 1, 2`: each row is in brackets to DuckDB. */
function rewriteValues(text: Text, edits: Edits, at: number): void {
  let end = at + 1
  while (end < text.length && !text.is(end, ')', 'union', 'order', 'limit')) end = text.next(end)
  for (const row of text.parts(at + 1, end - 1)) {
    if (text.is(row.first, '(') && text.partner(row.first) === row.last) continue
    edits.before(row.first, '(')
    edits.after(row.last, ')')
  }
}

/** Where the operand begins that ends at a token: a name, a literal with its type, a call, something in brackets. */
export function startOfOperand(text: Text, last: number): number {
  let first = startOfPart(text, last)
  while (text.is(first - 1, '.') && first > 1) first = startOfPart(text, first - 2)
  if (text.string(first) !== null && text.is(first - 1, 'timestamp', 'date', 'time')) first--
  return first
}

/** Of one part between dots, with its subscripts. */
function startOfPart(text: Text, last: number): number {
  let first = last
  while (text.is(first, ']') && text.partner(first) > 0) first = text.partner(first) - 1
  if (text.is(first, ')') && text.partner(first) >= 0) {
    first = text.partner(first)
    if (text.tokens[first - 1]?.kind === 'word' && text.isGlued(first)) first--
  }
  return first
}
