import { formatCount } from '../../base/count.ts'
import type { SqlDialect } from '../dialect.ts'
import { isSaid, tokenize } from '../tokens.ts'
import { sqliteFunctions } from './foreign.ts'
import { selectsIn } from './selects.ts'
import { caseTables } from './tables.ts'
import { Text } from './text.ts'

/** The dialect that a text is written in, and by what that is told: a sentence. */
export interface DialectTold {
  readonly dialect: SqlDialect
  readonly because: string
}

/** Functions and words that Trino has and SQLite has not. */
const trinoFunctions = [
  'element_at', 'json_extract_scalar', 'json_parse', 'regexp_like', 'regexp_extract', 'regexp_replace', 'from_iso8601_timestamp', 'from_unixtime', 'to_unixtime', 'date_trunc', 'date_add', 'date_diff',
  'date_format', 'date_parse', 'day_of_week', 'array_agg', 'array_join', 'cardinality', 'approx_distinct', 'approx_percentile', 'count_if', 'split', 'split_part', 'strpos', 'try', 'try_cast', 'unnest',
  'transform', 'any_match', 'filter', 'contains', 'slice', 'map_agg', 'max_by', 'min_by', 'arbitrary', 'histogram', 'now', 'url_extract_host', 'at_timezone', 'reduce', 'concat_ws', 'extract', 'bool_or', 'every',
] // biome-ignore format: a list

/** What begins a statement of Athena and none of SQLite. */
const athenaStatements = ['msck', 'show', 'unload', 'describe', 'desc', 'prepare', 'execute'] as const

/** Columns that Lake has and a table of Athena has not. */
const lakeColumns = ['eventjson', 'eventjsonchecksum'] as const
const mapColumns = ['requestparameters', 'responseelements', 'additionaleventdata', 'serviceeventdetails'] as const

/** Characters that are read to tell the dialect of a text: many times what a person writes. */
const longestRead = 100_000

/**
 * Told by the tables first, as a query of Lake names a place-holder or an ID, then by functions. A query of the case's own tables is
 * SQLite's unless it uses what only Trino has. Of a longer text its first 100,000 characters tell, which is said.
 */
export function dialectOf(sql: string): DialectTold {
  if (sql.length <= longestRead) return dialectOfAll(sql)
  const { dialect, because } = dialectOfAll(sql.slice(0, longestRead))
  return {
    dialect,
    because: `${because.replace(/\.$/, '')} (of this text its first ${formatCount(longestRead)} characters tell).`,
  }
}

function dialectOfAll(sql: string): DialectTold {
  const text = new Text(tokenize(sql, 'signs').filter(isSaid))
  const [first] = text.tokens
  if (athenaStatements.some((word) => text.is(0, word)))
    return told('athena', `${first!.text.toUpperCase()} is a statement of Athena`)
  const calls = text.tokens.flatMap((_, at) => text.call(at)?.name ?? [])
  const tables = selectsIn(text).flatMap(({ sources }) => sources.filter(({ kind }) => kind === 'table'))
  const own = tables.filter(({ name }) => isOwn(name))
  const others = tables.filter(({ name }) => !isOwn(name))

  const eventDataStore = others.find(({ name, range }) => isEventDataStore(name, text.tokens[range.first]!.text))
  if (eventDataStore !== undefined) return told('lake', `${eventDataStore.name} stands for an event data store`)
  const sqlite = calls.find((name) => sqliteFunctions.includes(name))
  if (sqlite !== undefined && own.length > 0) return told('sqlite', `${sqlite}() is a function of SQLite`)
  const column = text.tokens.findIndex((_, at) => lakeColumns.some((name) => text.name(at) === name))
  if (column >= 0 && others.length > 0)
    return told('lake', `${text.tokens[column]!.text} is a column of event data stores`)
  const onMap = text.tokens.findIndex(
    (_, at) =>
      text.is(at, 'element_at') && mapColumns.some((name) => text.name(at + 2) === name || text.name(at + 4) === name),
  )
  if (onMap >= 0 && others.length > 0)
    return told('lake', 'element_at takes a key of a map, which these columns are in event data stores')
  if (others.length > 0)
    return told('athena', `${others[0]!.name} is no table of the case: it is taken for one of CloudTrail’s logs`)
  const trino = calls.find((name) => trinoFunctions.includes(name))
  if (trino !== undefined) return told('athena', `${trino}() is a function of Athena`)
  if (text.tokens.some((_, at) => text.is(at, 'interval') && text.string(at + 1) !== null))
    return told('athena', 'INTERVAL is a literal of Athena')
  if (text.tokens.some((_, at) => text.is(at, '->') || text.is(at, '[')))
    return told('athena', 'brackets and arrows are of Athena')
  return told(
    'sqlite',
    own.length > 0 ? `${own[0]!.name} is a table of the case` : 'nothing in it is of another dialect',
  )
}

const told = (dialect: SqlDialect, because: string): DialectTold => ({ dialect, because: `${because}.` })

const isOwn = (name: string): boolean => {
  const lower = name.toLowerCase()
  return lower === 'events' || lower === 'shown' || lower.startsWith('sqlite_') || Object.hasOwn(caseTables, lower)
}

/** `$EDS_ID`, `<EDS ID>`, `a1b2c3d4-…`, `event_data_store_ID`. */
const isEventDataStore = (name: string, written: string): boolean =>
  /^[<$]/.test(written) || /^[0-9a-f]{8}-[\w-]+$/i.test(name) || /event.?data.?store|\beds/i.test(name)
