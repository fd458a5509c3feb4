import type { Edits } from './edits.ts'
import type { Range, Text } from './text.ts'

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

/** `x AT TIME ZONE z`: a time without zone is one of UTC to Trino, and one of that zone to DuckDB. */
function rewriteZone(text: Text, edits: Edits, at: number): void {
  edits.before(startOfOperand(text, at - 1), 'trino_at_timezone(')
  edits.replace(at, ',')
  edits.remove({ first: at + 1, last: at + 2 })
  edits.after(at + 3, ')')
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
  let first = last
  if (text.is(last, ')', ']')) {
    first = text.partner(last)
    if (text.is(last, ']')) return startOfOperand(text, first - 1)
    if (text.tokens[first - 1]?.kind === 'word' && text.isGlued(first)) first--
  }
  while (text.is(first - 1, '.') && first > 1) first = startOfOperand(text, first - 2)
  if (text.string(first) !== null && text.is(first - 1, 'timestamp', 'date', 'time')) first--
  return first
}
