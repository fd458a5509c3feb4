import { formatCount } from '../../src-shared/base/count.ts'
import type { SchemaTable } from '../../src-shared/contract/index.ts'
import { addedColumnNames, addedColumns } from '../../src-shared/model/added-columns.ts'
import { type ColumnName, columnNames, columns } from '../../src-shared/model/columns.ts'
import { deedFieldNames, deedFields, deedPath } from '../../src-shared/model/deed-fields.ts'
import { mostFindingEvents } from '../columns/found.ts'
import { type Column, generated, plain, read } from './schema-column.ts'
import { isShownFunction } from './shown.ts'
import {
  absences,
  anomalies,
  coverage,
  findingEvents,
  findings,
  incidentEvents,
  incidents,
  sessionHops,
  sessions,
} from './told-tables.ts'

/*
 * The tables that an analyst queries, in one place with told-tables.ts. schema.sql and the help beside the SQL editor are
 * written from them and from src-shared/model/columns.ts. A test compares schema.sql with them.
 */

/**
 * Columns that events are joined on. An index on a generated column serves the right side of a LEFT JOIN. An index on an
 * expression does not. For a generated column without an index SQLite can build an automatic one. The list is short
 * because an automatic index holds all generated columns (README.md).
 */
export const joinable: readonly ColumnName[] = [
  'eventID', 'sharedEventID', 'accessKeyId', 'issuedAccessKeyId', 'userIdentityArn', 'sourceIPAddress',
] // biome-ignore format: a list

const sqlType = { text: 'TEXT', id: 'TEXT', time: 'TEXT', flag: 'INTEGER', integer: 'INTEGER' } as const
const typeNote = {
  text: '',
  id: '',
  time: ' ISO 8601 text: texts compare as times, but for milliseconds; id has the exact order.',
  flag: ' 1, 0, or NULL where the record does not say.',
  integer: '',
} as const

const ofRecord: readonly Column[] = columnNames.map((name) => ({
  name,
  type: sqlType[columns[name].type],
  sql: joinable.includes(name) ? name : `column_${name}(id)`,
  calls: `column_${name}`,
  doc: columns[name].doc + typeNote[columns[name].type],
  ...(columns[name].paths.length === 0 ? {} : { source: columns[name].paths.join(', or ') }),
  group: columns[name].group,
}))

const asText = (name: string, member: string, doc: string): Column => ({
  ...plain(name, 'TEXT', `record_json(id, '$."${member}"')`, doc),
  source: member,
})

/**
 * Columns that are not fields of a record. SQL has the path of an event's file beside the file's number, and the incident of
 * an event in a table of its own: a query of all columns shall not wait for the rules.
 */
const ofLayers: readonly Column[] = addedColumnNames
  .filter((name) => name !== 'sourceFile' && name !== 'incident')
  .map((name) => {
    const { type, doc } = addedColumns[name]
    return read(
      name,
      sqlType[type],
      `event_${name}`,
      `${doc} ${type === 'flag' ? '1 or 0.' : 'NULL where there is none.'}`,
    )
  })

const deeds: readonly Column[] = deedFieldNames.map((name) =>
  plain(name, 'TEXT', `field(id, '${deedPath(name)}')`, deedFields[name].doc),
)

const events: readonly Column[] = [
  plain('id', 'INTEGER', 'id', 'Number of the event, from 1, in order of eventTime.'),
  ...ofRecord.slice(0, 1),
  { ...read('eventTimeMs', 'INTEGER', 'event_timeMs', 'eventTime, milliseconds since 1970 UTC.'), sql: 'CAST(event_timeMs(id) AS INTEGER)' },
  ...ofRecord.slice(1),
  read('file', 'TEXT', 'event_file', 'Log file that holds the event, below the opened folder.'),
  read('fileId', 'INTEGER', 'event_fileId', 'The same file as files.id.'),
  read('recordIndex', 'INTEGER', 'event_recordIndex', 'Position among the records of the file, from 0.'),
  ...ofLayers,
  ...deeds,
  read('copies', 'INTEGER', 'event_copies', 'How many records are this event; 1 when there is no duplicate.'),
  asText('requestParameters', 'requestParameters', 'What was asked, as JSON text. Reads the record from its file.'),
  asText('responseElements', 'responseElements', 'What was answered, as JSON text. Reads the record from its file.'),
  asText('additionalEventData', 'additionalEventData', 'Further facts, as JSON text. Reads the record from its file.'),
  asText('serviceEventDetails', 'serviceEventDetails', 'Of service events, as JSON text. Reads the record from its file.'),
  asText('eventContext', 'eventContext', 'Of enriched events, as JSON text. Reads the record from its file.'),
  asText('resourcesJson', 'resources', 'resources as JSON text. Reads the record from its file; table resources does not.'),
] // biome-ignore format: a table

const files: readonly Column[] = [
  plain('id', 'INTEGER', '', 'Number of the file; events.fileId and copies.fileId point here.'),
  read('path', 'TEXT', 'file_path', 'Path below the opened folder, of a member of an archive `logs.zip › name`; events.file is the same text.'),
  read('kind', 'TEXT', 'file_kind', 'What the file is: log, digest, public-keys, sidecar, other and further kinds.'),
  read('uri', 'TEXT', 'file_uri', 's3://bucket/key, or file:path where nothing tells its place in S3.'),
  read('sha256', 'TEXT', 'file_sha256', 'SHA-256 of the inflated bytes, hex.'),
  read('bytes', 'INTEGER', 'file_bytes', 'Size as it lies on disk or in its archive, bytes.'),
  read('verdict', 'TEXT', 'file_verdict', 'Integrity verdict of a log file or digest; NULL when it was not judged.'),
  read('events', 'INTEGER', 'file_events', 'Events that are shown from this file, the best proven that holds them.'),
  read('furtherCopies', 'INTEGER', 'file_furtherCopies', 'Records in this file that are further copies of an event.'),
] // biome-ignore format: a table

const ofCopy = (column: Column): Column => ({
  ...column,
  sql: `copy_column_${column.name}(id)`,
  calls: `copy_column_${column.name}`,
})

const copies: readonly Column[] = [
  generated('event', 'INTEGER', 'copy_event', 'events.id of the event that this record is a further copy of.'),
  read('differs', 'INTEGER', 'copy_differs', '1 when its content is another than that of the event in events.'),
  ...ofRecord.slice(0, 1).map(ofCopy),
  { ...read('eventTimeMs', 'INTEGER', 'copy_timeMs', 'eventTime, milliseconds since 1970 UTC.'), sql: 'CAST(copy_timeMs(id) AS INTEGER)' },
  ...ofRecord.slice(1).map(ofCopy),
  read('isError', 'INTEGER', 'copy_isError', `${addedColumns.isError.doc} 1 or 0.`),
  read('file', 'TEXT', 'copy_file', 'Log file that holds this copy.'),
  read('fileId', 'INTEGER', 'copy_fileId', 'The same file as files.id.'),
  read('recordIndex', 'INTEGER', 'copy_recordIndex', 'Position among the records of the file, from 0.'),
  read('offset', 'INTEGER', 'copy_offset', 'Where the record begins in the inflated file, bytes. Of a row of a Parquet file its number, from 0.'),
  read('length', 'INTEGER', 'copy_length', 'Length of the record in the inflated file, bytes. 0 for a row of a Parquet file.'),
  read('logVerdict', 'TEXT', 'copy_logVerdict', 'Integrity verdict of that file; NULL when it was not judged.'),
  read('conflicting', 'INTEGER', 'event_conflicting', '1 when copies of that event differ in content.', 'event'),
  read('record', 'TEXT', 'copy_record', 'The record of the copy, as record(id) is that of the event. Reads it from its file.'),
] // biome-ignore format: a table

const resources: readonly Column[] = [
  generated('event', 'INTEGER', 'resource_event', 'events.id of the event that names the resource.'),
  generated('arn', 'TEXT', 'resource_arn', 'resources[].ARN or resources[].arn of the record.'),
  read('accountId', 'TEXT', 'resource_accountId', 'Account that owns the resource.'),
  read('type', 'TEXT', 'resource_type', 'Type of the resource, such as AWS::S3::Object.'),
] // biome-ignore format: a table

const ofItem = (name: string, member: string, doc: string): Column => ({
  ...plain(
    name,
    'TEXT',
    `config_json(id, '${member === '' ? '$' : `$."${member}"`}')`,
    `${doc} Reads the item from its file.`,
  ),
  ...(member === '' ? {} : { source: member }),
})

const configItems: readonly Column[] = [
  plain('id', 'INTEGER', 'id', 'Number of the configuration item, from 1, in order of capture time.'),
  read('configurationItemCaptureTime', 'TEXT', 'config_captureTime', 'When AWS Config saw the resource so, ISO 8601 text, UTC.'),
  generated('resourceType', 'TEXT', 'config_resourceType', 'Type of the resource, such as AWS::EC2::SecurityGroup.'),
  generated('resourceId', 'TEXT', 'config_resourceId', 'ID of the resource, such as sg-0123.'),
  read('resourceName', 'TEXT', 'config_resourceName', 'Name of the resource, where it has one.'),
  generated('arn', 'TEXT', 'config_arn', 'ARN of the resource.'),
  read('accountId', 'TEXT', 'config_accountId', 'Account that owns the resource.'),
  read('awsRegion', 'TEXT', 'config_awsRegion', 'Region of the resource.'),
  read('configurationItemStatus', 'TEXT', 'config_status', 'OK, ResourceDiscovered, ResourceDeleted or another status of AWS Config.'),
  generated('previous', 'INTEGER', 'config_previous', 'config_items.id of the newest item of the resource with an earlier capture time: what it was before.'),
  ofItem('relatedEvents', 'relatedEvents', 'CloudTrail event IDs that the change came with, as a JSON array; often empty.'),
  ofItem('configuration', 'configuration', 'What the resource was, as JSON text.'),
  ofItem('supplementaryConfiguration', 'supplementaryConfiguration', 'Further settings, as JSON text.'),
  ofItem('relationships', 'relationships', 'Resources that it is related to, as a JSON array.'),
  ofItem('tags', 'tags', 'Tags, as a JSON object.'),
  ofItem('item', '', 'The whole item, as JSON text.'),
  read('snapshotId', 'TEXT', 'config_snapshotId', 'ID of the snapshot that holds the item; NULL for an item of the history.'),
  read('file', 'TEXT', 'config_file', 'File that holds the item, below the opened folder.'),
  read('fileId', 'INTEGER', 'config_fileId', 'The same file as files.id.'),
] // biome-ignore format: a table

const functions: NonNullable<SchemaTable['functions']> = [
  {
    signature: 'record(id)',
    doc: 'The original record of event id as text, its bytes read as UTF-8: bytes that are none become U+FFFD. Exports keep the bytes.',
  },
  {
    signature: "field(id, 'requestParameters.bucketName')",
    doc: 'A field of the original record by path ("a.b[0]" or "$.a.b[0]"): text and numbers as such, true and false as text, objects and arrays as JSON text, NULL when absent.',
  },
  {
    signature: 'text REGEXP pattern',
    doc: 'JavaScript regular expression found anywhere in the text. A pattern that backtracks without end cannot be cancelled before its row is done.',
  },
  { signature: 'regexp(pattern, text)', doc: 'The same as a function.' },
  {
    signature: "in_cidr(sourceIPAddress, '10.0.0.0/8')",
    doc: '1 when the address, of IPv4 or IPv6, is in the CIDR block, 0 when it is not or is no address, NULL without one.',
  },
]

interface TableSource {
  readonly name: string
  readonly doc: string
  readonly base: string
  readonly columns: readonly Column[]
}

/** Every view ends in `tick`, by which a running query can be cancelled (cancel.ts). */
const views: readonly TableSource[] = [
  { name: 'events', doc: 'One row per event as its best proven copy tells it, in order of eventTime; its other copies are in copies.', base: 'event', columns: events },
  { name: 'resources', doc: 'The resources that events name: resources.event = events.id.', base: 'resource', columns: resources },
  { name: 'copies', doc: 'Further records of events already in events, each with its own columns: copies.event = events.id.', base: 'copy', columns: copies },
  {
    name: 'coverage',
    doc: 'What is known of every hour of delivery, by account, Region and trail; the first million hours.',
    base: 'coverage_hour',
    columns: coverage,
  },
  { name: 'absences', doc: 'Everything that is missing or invalid, as Integrity lists it and `verify` counts it: spans of time first, then digests and log files.', base: 'absence', columns: absences },
  { name: 'sessions', doc: 'Sets of credentials, from issue to last use, and long-term access keys: sessions.session = events.session.', base: 'session', columns: sessions },
  { name: 'session_hops', doc: 'From one session to the next: the calls that issued credentials, where the session that made them is known.', base: 'session_hop', columns: sessionHops },
  {
    name: 'config_items',
    doc: 'What AWS Config told of resources, one row per configuration item; no digest covers them. Who changed one: JOIN json_each(config_items.relatedEvents) r JOIN events e ON e.eventID = r.value.',
    base: 'config_item',
    columns: configItems,
  },
  { name: 'findings', doc: 'What the rules found, one row per finding, as the section Findings has it. It says what was seen, and does not accuse.', base: 'finding', columns: findings },
  {
    name: 'finding_events',
    doc: `The events behind findings: finding_events.event = events.id, in order of finding and event; the first ${formatCount(mostFindingEvents)}. A rule that stopped has none.`,
    base: 'finding_event',
    columns: findingEvents,
  },
  { name: 'incidents', doc: 'Findings that belong together, the first to look at first, as the section Findings has them; those of Sigma rules that the user has loaded take part.', base: 'incident', columns: incidents },
  { name: 'incident_events', doc: 'The events of incidents, in order of time: incident_events.event = events.id.', base: 'incident_event', columns: incidentEvents },
  { name: 'anomalies', doc: 'Counts far above what the earlier hours of the case let expect, at the usual sensitivity, the least likely first; at most 200. Found by Trailproof, not by CloudTrail Insights.', base: 'anomaly', columns: anomalies },
] // biome-ignore format: a table

/** The functions of a row that columns call. They must exist before the tables are created. */
export const rowFunctions: ReadonlySet<string> = new Set(
  [
    ...events,
    ...resources,
    ...copies,
    ...coverage,
    ...absences,
    ...sessions,
    ...sessionHops,
    ...configItems,
    ...findings,
    ...findingEvents,
    ...incidents,
    ...incidentEvents,
    ...anomalies,
    ...files,
  ].flatMap(({ calls }) => calls ?? []),
)

/** Without a filter it has every event, as where no window asks. */
const shownView = {
  name: 'shown',
  doc: 'Those of events that the filter of the window shows when the query runs; all of them without a filter, and in the command line.',
  columns: events,
}

const filesTable = { name: 'files', doc: 'The files of the case.', columns: files }

export function schemaTables(): readonly SchemaTable[] {
  const shown = ({ name, doc, columns }: Omit<TableSource, 'base'>): SchemaTable => ({
    name,
    doc,
    columns: columns.map(({ name, type, doc, source, group }) => ({
      name,
      type,
      doc: source === undefined ? doc : `${doc} From ${source}.`,
      ...(group === undefined ? {} : { group }),
    })),
  })
  const [first, ...rest] = views.map(shown)
  return [{ ...first!, functions }, shown(shownView), ...rest, shown(filesTable)]
}

/** Every column of a table or view, each name once. */
export const schemaNames: readonly string[] = [
  ...new Set(schemaTables().flatMap(({ columns }) => columns.map(({ name }) => name))),
]

/** The text of schema.sql. */
export function renderSchema(): string {
  return [
    ...heading,
    '',
    'CREATE TABLE event (',
    '  id INTEGER PRIMARY KEY,',
    joinable.map((name) => `  ${name} TEXT AS (column_${name}(id))`).join(',\n'),
    ');',
    '',
    'CREATE TABLE resource (id INTEGER PRIMARY KEY, event INTEGER AS (resource_event(id)), arn TEXT AS (resource_arn(id)));',
    'CREATE TABLE copy (id INTEGER PRIMARY KEY, event INTEGER AS (copy_event(id)));',
    'CREATE TABLE coverage_hour (',
    '  id INTEGER PRIMARY KEY,',
    coverage.map(({ name, type, calls }) => `  ${name} ${type} AS (${calls}(id))`).join(',\n'),
    ');',
    'CREATE TABLE absence (id INTEGER PRIMARY KEY);',
    'CREATE TABLE session (id INTEGER PRIMARY KEY, session TEXT AS (session_name(id)));',
    'CREATE TABLE session_hop (',
    '  id INTEGER PRIMARY KEY,',
    sessionHops
      .filter(({ name, sql }) => sql === name)
      .map(({ name, type, calls }) => `  ${name} ${type} AS (${calls}(id))`)
      .join(',\n'),
    ');',
    'CREATE TABLE config_item (',
    '  id INTEGER PRIMARY KEY,',
    configItems
      .filter(({ name, sql, calls }) => calls !== null && sql === name)
      .map(({ name, type, calls }) => `  ${name} ${type} AS (${calls}(id))`)
      .join(',\n'),
    ');',
    'CREATE TABLE finding (id INTEGER PRIMARY KEY);',
    'CREATE TABLE finding_event (',
    '  id INTEGER PRIMARY KEY,',
    findingEvents.map(({ name, type, calls }) => `  ${name} ${type} AS (${calls}(id))`).join(',\n'),
    ');',
    'CREATE TABLE incident (id INTEGER PRIMARY KEY);',
    'CREATE TABLE anomaly (id INTEGER PRIMARY KEY);',
    'CREATE TABLE incident_event (',
    '  id INTEGER PRIMARY KEY,',
    incidentEvents.map(({ name, type, calls }) => `  ${name} ${type} AS (${calls}(id))`).join(',\n'),
    ');',
    ...views.flatMap((view) => ['', `-- ${view.doc}`, ...renderView(view)]),
    '',
    `-- ${shownView.doc}`,
    `CREATE VIEW ${shownView.name} AS SELECT * FROM events WHERE ${isShownFunction}(id);`,
    '',
    `-- ${filesTable.doc}`,
    'CREATE TABLE files (',
    ...lines(files, ({ name, type, sql }) => `${name} ${type} ${name === 'id' ? 'PRIMARY KEY' : `AS (${sql})`}`),
    ');',
    '',
  ].join('\n')
}

const heading = [
  '-- Schema of the database that SQL runs on. Written from src-shared/model/columns.ts and src-main/store/schema.ts: change',
  '-- those, then run `APPROVE=1 npx vitest run --config test/vitest.config.ts --root . test/main/store/schema.test.ts`.',
  '-- long: a line for each column of each table.',
  '--',
  '-- Query the views events, shown, resources, copies, coverage, absences, config_items, sessions, session_hops, findings,',
  '-- finding_events, incidents, incident_events, anomalies and the table files. Columns are functions of the row that read',
  '-- the arrays of the case: nothing is stored twice (src-main/store/README.md tells why, with figures).',
  '-- Names are those of the record fields where AWS documents them. A field that the record lacks is NULL.',
  '--',
  '-- Functions:',
  ...functions.map(({ signature, doc }) => `--   ${signature}: ${doc}`),
  '--',
  '-- Costs, measured at one million events: a condition on any column of events reads all rows in 0.1 to 0.4 s; on',
  '-- eventName, issuedAccessKeyId and errorCode an index answers in milliseconds, on eventTime and accessKeyId from the',
  '-- second query on, as the first makes the index in about a second. record and the columns of JSON text inflate the log',
  '-- file of every row they are asked for: several seconds for all events. field with a literal path does so for few',
  '-- events; a query that needs it of many has the fields that it names read from all records, twice as long as a search',
  '-- of records, and kept for later queries. To look for a text in records, the filter is faster: record~text.',
]

function renderView({ name, base, columns }: TableSource): string[] {
  const expressions = lines(columns, ({ name, sql }) => (sql === name ? name : `${sql} AS ${name}`))
  return [`CREATE VIEW ${name} AS SELECT`, ...expressions, `FROM ${base} WHERE tick(id);`]
}

/** One line per column: its SQL, a comma but after the last, and its meaning. */
function lines(columns: readonly Column[], sql: (column: Column) => string): string[] {
  return columns.map((column, i) => {
    const from = column.source === undefined ? '' : ` From ${column.source}.`
    return `  ${sql(column)}${i < columns.length - 1 ? ',' : ''} -- ${column.doc}${from}`
  })
}
