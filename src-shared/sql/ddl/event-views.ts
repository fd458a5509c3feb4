import { type ColumnName, columnNames, columns, emptyIsNull } from '../../model/columns.ts'
import type { DaySpan } from '../../model/trail-place.ts'
import { jsonColumns, pathsOf, recordFields, valueAt } from './record-fields.ts'
import { folderOfDay, indented, literal } from './text.ts'

/**
 * The SELECTs of the views over tables of log files, in the SQL of Trino, which is that of Athena. Columns have the names
 * and meanings that events have here.
 */

/** The partitions of a table of log files: one folder each. */
export const partitions = ['account', 'family', 'region', 'day'] as const

/** One row for each record of each log file. A condition on `account`, `family`, `region` or `day` reads those folders only. */
export function eventRecordsSelect(tables: readonly string[], days: DaySpan): string {
  return tables.map((table) => recordsOfTable(table, days)).join('\nUNION ALL\n')
}

function recordsOfTable(table: string, { first, last }: DaySpan): string {
  const fields = [...recordFields().keys()].map((name) => `"${name}"`)
  const among = `BETWEEN ${literal(folderOfDay(first))} AND ${literal(folderOfDay(last))}`
  return `SELECT
${columnList(recordColumns.map((name) => (name in derived ? `${derived[name]} AS "${name}"` : `"${name}"`)))}
FROM (
  SELECT
${indented(columnList(Object.entries(read).map(([name, sql]) => `${sql} AS "${name}"`)))}
  FROM ${table}
  CROSS JOIN UNNEST("records") WITH ORDINALITY AS record (${fields.join(', ')}, "record_number")
  WHERE "day" ${among}
)`
}

const columnList = (columns: readonly string[]): string => indented(columns.join(',\n'))

/**
 * One row for each event. Only a UUID identifies an event (RFC 9562): records without one, or with one that was masked,
 * have nothing in common. Of copies, the one in the first log file by name is taken.
 */
export function eventsSelect(records: string): string {
  return `SELECT
${columnList([...recordColumns, 'copies'].map((name) => `"${name}"`))}
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY ${identity} ORDER BY "file", "recordIndex") AS "copy",
    count(*) OVER (PARTITION BY ${identity}) AS "copies"
  FROM ${records}
)
WHERE "copy" = 1`
}

const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
const noUuid = '^[0-]+$|^[fF-]+$'
const identity = `CASE WHEN regexp_like("eventID", ${literal(uuid)}) AND NOT regexp_like("eventID", ${literal(noUuid)}) THEN lower("eventID") ELSE "id" END`

/** One row for each resource that an event names. */
export const resourcesSelect = (events: string): string => `SELECT
  "id" AS "event",
  coalesce(json_extract_scalar(resource, '$.ARN'), json_extract_scalar(resource, '$.arn'), json_extract_scalar(resource, '$.ARNPrefix')) AS "arn",
  json_extract_scalar(resource, '$.accountId') AS "accountId",
  json_extract_scalar(resource, '$.type') AS "type"
FROM ${events}
CROSS JOIN UNNEST(try(CAST(json_parse("resourcesJson") AS array(json)))) AS list (resource)`

const written = valueAt('eventTime')

/** Of the same form as CloudTrail writes it, without which a time says nothing that was not kept. */
const isWhole = `regexp_like(${written}, '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$')`
/** A time without zone is read as UTC. */
const zoned = (time: string) =>
  `CASE WHEN regexp_like(${time}, '(Z|[+-]\\d\\d:?\\d\\d)$') THEN ${time} ELSE ${time} || 'Z' END`
const momentOf = (paths: readonly string[]) =>
  `CAST(try(from_iso8601_timestamp(${zoned(firstOf(paths))})) AT TIME ZONE 'UTC' AS timestamp(3))`

/** The first that holds a value wins. */
function firstOf(paths: readonly string[]): string {
  const values = paths.map(valueAt)
  return values.length === 1 ? values[0]! : `coalesce(${values.join(', ')})`
}

function sqlOf(name: ColumnName): string {
  const { type, paths } = columns[name]
  if (name === 'eventTimeWritten') return `CASE WHEN NOT ${isWhole} THEN ${written} END`
  const value = firstOf(pathsOf(paths))
  switch (type) {
    case 'time':
      return momentOf(pathsOf(paths))
    case 'flag':
      return `CASE lower(${value}) WHEN 'true' THEN true WHEN 'false' THEN false END`
    case 'integer':
      return `length(to_utf8(${value}))`
    case 'text':
    case 'id':
      return emptyIsNull.has(name) ? `nullif(${value}, '')` : value
  }
}

/** What is read of a record in its file. */
const read: Readonly<Record<string, string>> = {
  // Sorts by time, as the number does that an event has here.
  id: `coalesce(${written}, '') || ' ' || "$path" || '#' || CAST("record_number" - 1 AS varchar)`,
  ...Object.fromEntries(columnNames.map((name) => [name, sqlOf(name)])),
  file: '"$path"',
  recordIndex: '"record_number" - 1',
  ...Object.fromEntries(Object.entries(jsonColumns).map(([name, field]) => [name, valueAt(field)])),
  ...Object.fromEntries(partitions.map((name) => [name, `"${name}"`])),
}

/** What follows from that. Which calls failed: failed-calls.ts. */
const derived: Readonly<Record<string, string>> = {
  eventTimeMs: 'CAST(round(to_unixtime("eventTime") * 1000) AS bigint)',
  isError: `coalesce("errorCode" IS NOT NULL OR "errorMessage" IS NOT NULL OR lower("consoleLogin") = 'failure' OR lower("signInResult") = 'failure', false)`,
}

/** In the order of the columns of events here. */
const recordColumns: readonly string[] = [
  ...['id', 'eventTime', 'eventTimeMs'],
  ...columnNames.filter((name) => name !== 'eventTime'),
  ...['file', 'recordIndex', 'isError'],
  ...Object.keys(jsonColumns),
  ...partitions,
]
