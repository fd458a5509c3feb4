import type { SqlDialect } from '../../../../src-shared/sql/dialect.ts'

export interface KnownFunction {
  readonly name: string
  readonly signature: string
  /** What it does, in one or two sentences. */
  readonly doc: string
}

/** `name(arguments): sentence`, a line each. */
const read = (lines: string): readonly KnownFunction[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [signature = '', doc = ''] = line.trim().split(/: (.*)/s)
      return { name: signature.slice(0, signature.indexOf('(')), signature, doc }
    })

const everywhere = read(`
  count(*): Number of rows. count(x) leaves out rows where x is NULL; count(DISTINCT x) counts different values.
  sum(x): Sum of the values that are not NULL; NULL where there are none.
  avg(x): Mean of the values that are not NULL.
  min(x): Least value. Times as ISO 8601 text compare as times.
  max(x): Greatest value. Times as ISO 8601 text compare as times.
  coalesce(x, y, …): The first that is not NULL.
  nullif(x, y): NULL where both are equal, else x.
  lower(text): The text in lower case.
  upper(text): The text in upper case.
  length(text): Number of characters.
  trim(text): The text without blanks around it.
  replace(text, from, to): The text with every from replaced by to.
  substr(text, start, length): A part of the text; places are counted from 1.
  round(x, digits): The number rounded to so many digits.
  abs(x): The number without its sign.
  row_number() OVER (…): Number of the row within its partition, from 1.
  rank() OVER (…): Rank of the row; equal rows share one, and ranks are left out behind them.
  dense_rank() OVER (…): Rank of the row; equal rows share one, and none is left out.
  lag(x, n) OVER (…): The value of the row n before this one in its partition; NULL where there is none.
  lead(x, n) OVER (…): The value of the row n behind this one in its partition; NULL where there is none.
  first_value(x) OVER (…): The value of the first row of the window.
  last_value(x) OVER (…): The value of the last row of the window.
  ntile(n) OVER (…): The partition in n parts of equal size: number of the part, from 1.
  CAST(x AS type): The value as another type.
`)

/** Source: SQLite, "Built-In Scalar SQL Functions", "Date And Time Functions", "JSON Functions And Operators". */
const ofSqlite = read(`
  group_concat(x, separator): The values as one text.
  total(x): Sum as a number with fraction; 0.0 where there are no values.
  iif(condition, x, y): x where the condition holds, else y.
  ifnull(x, y): x, or y where x is NULL.
  instr(text, part): Place of the part in the text, from 1; 0 where it is not in it.
  date(time, modifier, …): The day, YYYY-MM-DD, of a time such as eventTime; modifiers such as '-7 days'.
  datetime(time, modifier, …): YYYY-MM-DD HH:MM:SS, UTC.
  strftime(format, time, modifier, …): The time as the format says: %Y %m %d %H %M %S, %w the day of the week from Sunday 0.
  julianday(time): Days as a number with fraction: differences of it are days.
  unixepoch(time): Seconds since 1970.
  json_extract(json, '$.path'): The value at a path of a JSON text.
  json_each(json): A table with a row for each element: key, value, type.
  json_group_array(x): The values as a JSON array.
  json_array_length(json): Number of elements of a JSON array.
  printf(format, …): The values as the format says.
  hex(x): The bytes of the value as hexadecimal text.
  glob(pattern, text): 1 where the text is of the pattern: * any text, ? one character, case-sensitive.
`)

/** Source: Trino, "Functions and operators". */
const ofTrino = read(`
  element_at(map, key): The value of the key; NULL where the map lacks it. element_at(array, n) is the nth element, from 1.
  json_extract_scalar(json, '$.path'): The scalar at a path of a JSON text, as text; NULL for objects and arrays.
  json_extract(json, '$.path'): The value at a path of a JSON text, as JSON.
  json_parse(text): The JSON value that the text is.
  json_array_length(json): Number of elements of a JSON array.
  json_array_get(json, n): The element of a JSON array, from 0.
  regexp_like(text, pattern): Whether the pattern is found in the text; (?i) at its start ignores case.
  regexp_extract(text, pattern, group): What the pattern found, or its group.
  regexp_replace(text, pattern, replacement): The text with what the pattern finds replaced.
  from_iso8601_timestamp(text): The time that an ISO 8601 text is.
  from_unixtime(seconds): The time so many seconds after 1970.
  to_unixtime(time): Seconds since 1970.
  date_parse(text, format): The time in a text; format as in MySQL: %Y-%m-%d %H:%i:%s.
  date_format(time, format): The time as text; format as in MySQL: %Y-%m-%d %H:%i:%s.
  date_trunc(unit, time): The start of the 'hour', 'day', 'week', 'month' that the time is in.
  date_add(unit, n, time): The time n units later: date_add('hour', -2, now()).
  date_diff(unit, from, until): Whole units from one time to another.
  day_of_week(time): 1 for Monday to 7 for Sunday.
  hour(time): The hour of the day.
  now(): The time at which the query began.
  split(text, separator): The parts of the text as an array.
  split_part(text, separator, n): The nth part of the text, from 1.
  strpos(text, part): Place of the part in the text, from 1; 0 where it is not in it.
  starts_with(text, part): Whether the text begins with the part.
  concat(x, y, …): The texts or arrays, one behind the other.
  array_agg(x ORDER BY y): The values as an array.
  array_join(array, separator): The elements as one text.
  array_distinct(array): The array with each value once.
  cardinality(x): Number of elements of an array or a map.
  contains(array, x): Whether the value is in the array. contains(network, address) takes '10.0.0.0/8' and CAST(x AS ipaddress).
  any_match(array, x -> condition): Whether the condition holds for an element.
  filter(array, x -> condition): The elements for which the condition holds.
  transform(array, x -> value): The array with each element changed.
  map_keys(map): The keys as an array.
  map_values(map): The values as an array.
  slice(array, start, length): A part of the array, from 1.
  approx_distinct(x): Number of different values, counted exactly here.
  approx_percentile(x, share): The value below which that share of values lies.
  count_if(condition): Number of rows for which the condition holds.
  max_by(x, y): The x of the row with the greatest y.
  min_by(x, y): The x of the row with the least y.
  arbitrary(x): One of the values.
  bool_or(condition): Whether the condition holds for a row.
  try(x): The value, or NULL where it fails.
  try_cast(x AS type): The value as another type, or NULL where it is none.
  url_extract_host(url): The host of a URL.
`)

/** The functions of a dialect, beside those that the case adds to SQLite. */
export const functionsOf = (dialect: SqlDialect): readonly KnownFunction[] => [
  ...everywhere,
  ...(dialect === 'sqlite' ? ofSqlite : ofTrino),
]
