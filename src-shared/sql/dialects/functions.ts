import type { Edits } from './edits.ts'
import { rewriteEntryLambda } from './lambdas.ts'
import { duckdbPath, fromJavaFormat, fromJavaPattern, fromMysqlPattern, stepsOf } from './patterns.ts'
import { isDate } from './syntax.ts'
import { type Call, literal, type Range, type Text } from './text.ts'

/** Functions of Trino that are another one of DuckDB, or a macro of macros.ts, with the same arguments. */
const renamed: Readonly<Record<string, string>> = {
  json_extract_scalar: 'trino_json_scalar', json_extract: 'trino_json_extract', json_parse: 'json', json_array_get: 'trino_json_get',
  json_array_contains: 'trino_json_contains', json_array_length: 'trino_json_array_length', json_size: 'trino_json_size',
  json_format: 'trino_json_text', is_json_scalar: 'trino_is_json_scalar', json_value: 'trino_json_scalar', json_query: 'trino_json_extract',
  regexp_like: 'regexp_matches', regexp_extract: 'trino_regexp_extract', regexp_replace: 'trino_regexp_replace',
  regexp_split: 'string_split_regex', regexp_count: 'trino_regexp_count',
  date: 'trino_date', date_add: 'trino_date_add', date_diff: 'date_sub', from_unixtime: 'trino_from_unixtime', to_unixtime: 'epoch', to_iso8601: 'trino_to_iso8601',
  day_of_week: 'isodow', dow: 'isodow', day_of_month: 'day', day_of_year: 'dayofyear', doy: 'dayofyear', week_of_year: 'week', year_of_week: 'isoyear', yow: 'isoyear',
  last_day_of_month: 'last_day', second: 'trino_second', millisecond: 'trino_millisecond', at_timezone: 'trino_at_timezone',
  split: 'trino_split', split_part: 'trino_split_part', split_to_map: 'trino_split_to_map', replace: 'trino_replace',
  typeof: 'trino_typeof', codepoint: 'unicode', levenshtein_distance: 'levenshtein', from_utf8: 'decode', to_utf8: 'encode', from_hex: 'unhex', to_hex: 'hex',
  substr: 'trino_substr', substring: 'trino_substr', with_timezone: 'trino_with_timezone', current_timezone: 'trino_current_timezone', url_decode: 'trino_url_decode', url_encode: 'trino_url_encode',
  url_extract_host: 'trino_url_host', url_extract_port: 'trino_url_port', url_extract_path: 'trino_url_path', url_extract_protocol: 'trino_url_protocol',
  url_extract_query: 'trino_url_query', url_extract_fragment: 'trino_url_fragment', url_extract_parameter: 'trino_url_parameter',
  cardinality: 'trino_cardinality', array_distinct: 'trino_array_distinct', array_sort: 'trino_array_sort', array_position: 'trino_array_position',
  array_remove: 'trino_array_remove', array_join: 'trino_array_join', array_max: 'list_max', array_min: 'list_min', array_union: 'trino_array_union', array_except: 'trino_array_except', md5: 'trino_md5', sha1: 'trino_sha1', sha256: 'trino_sha256',
  array_intersect: 'list_intersect', arrays_overlap: 'list_has_any', combinations: 'trino_combinations', width_bucket: 'trino_width_bucket', normalize: 'nfc_normalize', regexp_position: 'trino_regexp_position', slice: 'trino_slice', repeat: 'trino_repeat', sequence: 'trino_sequence',
  filter: 'list_filter', transform: 'list_transform', zip: 'list_zip',
  every: 'bool_and', arbitrary: 'any_value', max_by: 'arg_max_null', min_by: 'arg_min_null', approx_percentile: 'quantile_disc', map_agg: 'trino_map_agg', multimap_agg: 'trino_multimap_agg', bitwise_and: 'trino_bitwise_and', bitwise_or: 'trino_bitwise_or',
  power: 'pow', e: 'trino_e', infinity: 'trino_infinity', nan: 'trino_nan', rand: 'random', ceiling: 'ceil', truncate: 'trunc', char_length: 'length',
} // biome-ignore format: a table

/** Functions whose second argument is a pattern of times. */
const patterns: Readonly<Record<string, { readonly name: string; readonly read: (pattern: string) => string }>> = {
  date_format: { name: 'trino_strftime', read: fromMysqlPattern },
  date_parse: { name: 'strptime', read: fromMysqlPattern },
  format_datetime: { name: 'trino_strftime', read: fromJavaPattern },
  parse_datetime: { name: 'trino_parse_datetime', read: fromJavaPattern },
}

/** What an analyst calls a function of DuckDB or a macro of ours. */
export const trinoNameOf = (name: string): string =>
  Object.keys(renamed).find((trino) => renamed[trino] === name) ?? name.replace(/^trino_/, '')

type Rewrite = (call: Call, text: Text, edits: Edits) => void

/** `f(a, b)` becomes what stands before, between and behind its arguments. */
const shaped =
  (before: string, between: string, behind: string): Rewrite =>
  ({ at, open, close, arguments: parts }, _text, edits) => {
    edits.replace(at, '')
    edits.replace(open, before)
    for (const { last } of parts.slice(0, -1)) edits.replace(last + 1, between)
    edits.replace(close, behind)
  }

/** Something about whether the elements of an array pass, where NULL is neither yes nor no. */
const someElements =
  (called: string): Rewrite =>
  ({ at, close }, _text, edits) => {
    edits.replace(at, `${called}(list_transform`)
    edits.after(close, ')')
  }

/** NULL where one of the arguments is, as in Trino: DuckDB passes over it. Each argument is written once, or calls within calls would double. */
const extreme =
  (over: '>' | '<'): Rewrite =>
  ({ at, open, close }, _text, edits) => {
    edits.replace(at, 'list_reduce')
    edits.after(open, '[')
    edits.before(
      close,
      `], lambda one, other: CASE WHEN one ${over} other THEN one WHEN one IS NOT NULL AND other IS NOT NULL THEN other END`,
    )
  }

const rewrites: Readonly<Record<string, Rewrite>> = {
  element_at: (call, text, edits) => {
    if (call.arguments.length === 2) shaped('(', ')[', ']')(call, text, edits)
  },
  concat: (call, text, edits) => {
    if (call.arguments.length > 1) shaped('((', ') || (', '))')(call, text, edits)
  },
  // DuckDB has NULL for no rows, and Trino 0.
  count_if: ({ at, open, close }, _text, edits) => {
    edits.replace(at, 'count')
    edits.after(open, 'CASE WHEN ')
    edits.before(close, ' THEN 1 END')
  },
  approx_distinct: ({ at, open, close, arguments: parts }, _text, edits) => {
    edits.replace(at, 'count')
    edits.after(open, 'DISTINCT ')
    if (parts.length === 2) edits.remove({ first: parts[1]!.first - 1, last: close - 1 })
  },
  approx_percentile: ({ at, arguments: [, share] }, text, edits) => {
    if (share !== undefined && !text.is(share.first, 'array')) edits.replace(at, 'trino_percentile')
  },
  any_match: someElements('trino_any'),
  all_match: someElements('trino_all'),
  none_match: someElements('NOT trino_any'),
  greatest: extreme('>'),
  least: extreme('<'),
  if: ({ close, arguments: parts }, _text, edits) => {
    if (parts.length === 2) edits.before(close, ', NULL')
  },
  from_iso8601_timestamp: ({ at, close }, _text, edits) => {
    edits.replace(at, 'CAST')
    edits.before(close, ' AS TIMESTAMPTZ')
  },
  from_iso8601_date: ({ at, close }, _text, edits) => {
    edits.replace(at, 'CAST')
    edits.before(close, ' AS DATE')
  },
  contains: (call, text, edits) => {
    const [block, address] = call.arguments
    if (block !== undefined && address !== undefined && isAddress(text, address))
      edits.replace(call.at, 'trino_in_block')
  },
  try: ({ at, open, close }, text, edits) => {
    // DuckDB takes what reads an address for volatile and refuses it within TRY; it gives NULL for what is none.
    for (let inside = open + 1; inside < close; inside++) if (text.is(inside, 'ipaddress')) edits.replace(at, '')
  },
  format: ({ arguments: [pattern] }, text, edits) => {
    const written = pattern === undefined ? null : text.string(pattern.first)
    if (written !== null) edits.replace(pattern!.first, literal(fromJavaFormat(written)))
  },
  reduce: ({ at, close, arguments: parts }, _text, edits) => {
    const [, initial, step, output] = parts
    if (initial === undefined || step === undefined || output === undefined) return
    // list_reduce takes the initial value last, and nothing that makes the result of it.
    edits.replace(at, 'list_transform([list_reduce')
    const start = edits.textOf(initial)
    edits.remove({ first: initial.first, last: initial.last + 1 })
    edits.replace(step.last + 1, `, ${start})], `)
    edits.after(close, '[1]')
  },
  date_add: ({ at, close, arguments: parts }, text, edits) => {
    // A day moved by days stays a day.
    const [unit, , moved] = parts
    const isWhole = unit !== undefined && /^(day|week|month|quarter|year)$/i.test(text.string(unit.first) ?? '')
    if (!isWhole || moved === undefined || !isDate(text, moved)) return
    edits.before(at, 'CAST(')
    edits.after(close, ' AS DATE)')
  },
  date_trunc: ({ at, close, arguments: [, moved] }, text, edits) => {
    if (moved === undefined) return
    const isOfDate = isDate(text, moved)
    // DuckDB 1.5.6 takes date_trunc(…, NULL) <> constant for true where no value is the constant; not of a sum.
    edits.before(at, isOfDate ? 'CAST(' : '(')
    edits.after(close, isOfDate ? ' AS DATE)' : ' + INTERVAL 0 SECOND)')
  },
  listagg: ({ at, close }, text, edits) => {
    const [within, group, open] = [close + 1, close + 2, close + 3]
    if (!text.is(within, 'within') || !text.is(group, 'group') || !text.is(open, '(')) return
    edits.replace(at, 'string_agg')
    edits.replace(close, ' ')
    edits.remove({ first: within, last: open })
  },
}

/** Writes the calls of a query as DuckDB calls them. */
export function rewriteFunctions(text: Text, edits: Edits): void {
  // From the last to the first, so that a call is rewritten after those within it.
  for (let at = text.length - 1; at >= 0; at--) {
    const call = text.call(at)
    if (call === null) continue
    rewritePaths(call, text, edits)
    const pattern = patterns[call.name]
    if (pattern !== undefined) rewritePattern(call, text, edits, pattern)
    const name = renamed[call.name]
    if (name !== undefined && !isKeywordForm(call, text)) edits.replace(at, name)
    rewrites[call.name]?.(call, text, edits)
    rewriteEntryLambda(call, text, edits)
    rewriteIgnoredNulls(call, text, edits)
  }
}

/** `substring(x FROM 2 FOR 1)` is grammar, and no call of a macro. */
const isKeywordForm = ({ open, close }: Call, text: Text): boolean => {
  for (let at = open + 1; at < close; at = text.next(at))
    if (text.is(at, 'from', 'for') && !text.is(at - 1, 'distinct')) return true
  return false
}

const jsonWithPath = new Set(['json_extract_scalar', 'json_extract', 'json_size', 'json_value', 'json_query'])

function rewritePaths({ name, arguments: [, path] }: Call, text: Text, edits: Edits): void {
  if (!jsonWithPath.has(name) || path === undefined) return
  const written = text.string(path.first)
  const steps = written === null ? null : stepsOf(written)
  if (steps !== null) edits.replaceAll(path, literal(duckdbPath(steps)))
}

function rewritePattern(
  { at, arguments: [, pattern] }: Call,
  text: Text,
  edits: Edits,
  { name, read }: (typeof patterns)[string],
): void {
  edits.replace(at, name)
  const written = pattern === undefined ? null : text.string(pattern.first)
  if (written !== null) edits.replaceAll(pattern!, literal(read(written)))
}

/** `lag(x) IGNORE NULLS OVER (…)`: DuckDB has the words inside the brackets. */
function rewriteIgnoredNulls({ close }: Call, text: Text, edits: Edits): void {
  if (!text.is(close + 1, 'ignore', 'respect') || !text.is(close + 2, 'nulls')) return
  edits.before(close, ` ${text.tokens[close + 1]!.text} NULLS`)
  edits.remove({ first: close + 1, last: close + 2 })
}

function isAddress(text: Text, { first, last }: Range): boolean {
  return text.is(first, 'ipaddress') || (text.is(first, 'cast', 'try_cast') && text.is(last - 1, 'ipaddress'))
}
