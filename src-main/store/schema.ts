import type { SchemaTable } from '../../src-shared/contract/index.ts'
import { type ColumnName, columnNames, columns } from '../../src-shared/model/columns.ts'
import { ledgerStates } from '../../src-shared/model/ledger.ts'

/**
 * The tables an analyst queries, once: schema.sql is written from this table and from src-shared/model/columns.ts (a test
 * compares), and so is the help beside the SQL editor.
 */
interface Column {
  readonly name: string
  readonly type: 'TEXT' | 'INTEGER'
  /** What it is read from. */
  readonly sql: string
  readonly doc: string
  readonly source?: string
  readonly group?: SchemaTable['columns'][number]['group']
}

/**
 * Columns that events are joined on. As generated columns they can use their index from the right side of a LEFT JOIN,
 * which an index on an expression cannot, and SQLite can build a passing index for those that have none. Few, as such
 * an index holds all generated columns (README.md).
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
  doc: columns[name].doc + typeNote[columns[name].type],
  source: columns[name].paths.join(', or '),
  group: columns[name].group,
}))

const ours = (name: string, type: Column['type'], sql: string, doc: string): Column => ({ name, type, sql, doc })
const asText = (name: string, member: string, doc: string): Column => ({
  ...ours(name, 'TEXT', `record_json(id, '$."${member}"')`, doc),
  source: member,
})

const events: readonly Column[] = [
  ours('id', 'INTEGER', 'id', 'Number of the event, from 1, in order of eventTime.'),
  ...ofRecord.slice(0, 1),
  ours('eventTimeMs', 'INTEGER', 'CAST(event_timeMs(id) AS INTEGER)', 'eventTime, milliseconds since 1970 UTC.'),
  ...ofRecord.slice(1),
  ours('file', 'TEXT', 'event_file(id)', 'Log file that holds the event, below the opened folder.'),
  ours('fileId', 'INTEGER', 'event_fileId(id)', 'The same file as files.id.'),
  ours('recordIndex', 'INTEGER', 'event_recordIndex(id)', 'Position among the records of the file, from 0.'),
  ours('logVerdict', 'TEXT', 'event_logVerdict(id)', 'Integrity verdict of that file; NULL when it was not judged.'),
  ours('conflicting', 'INTEGER', 'event_conflicting(id)', '1 when copies of the event differ in content.'),
  ours('copies', 'INTEGER', 'event_copies(id)', 'How many records are this event; 1 when there is no duplicate.'),
  asText('requestParameters', 'requestParameters', 'What was asked, as JSON text. Reads the record from its file.'),
  asText('responseElements', 'responseElements', 'What was answered, as JSON text. Reads the record from its file.'),
  asText('additionalEventData', 'additionalEventData', 'Further facts, as JSON text. Reads the record from its file.'),
  asText('serviceEventDetails', 'serviceEventDetails', 'Of service events, as JSON text. Reads the record from its file.'),
  asText('eventContext', 'eventContext', 'Of enriched events, as JSON text. Reads the record from its file.'),
  asText('resourcesJson', 'resources', 'resources as JSON text. Reads the record from its file; table resources does not.'),
] // biome-ignore format: a table

const files: readonly Column[] = [
  ours('id', 'INTEGER', '', 'Number of the file; events.fileId and copies.fileId point here.'),
  ours('path', 'TEXT', 'file_path(id)', 'Path below the opened folder; events.file is the same text.'),
  ours('kind', 'TEXT', 'file_kind(id)', 'What the file is: log, digest, public-keys, sidecar, other and further kinds.'),
  ours('uri', 'TEXT', 'file_uri(id)', 's3://bucket/key, or file:path where nothing tells its place in S3.'),
  ours('sha256', 'TEXT', 'file_sha256(id)', 'SHA-256 of the inflated bytes, hex.'),
  ours('bytes', 'INTEGER', 'file_bytes(id)', 'Size as it lies on disk, bytes.'),
  ours('verdict', 'TEXT', 'file_verdict(id)', 'Integrity verdict of a log file or digest; NULL when it was not judged.'),
  ours('events', 'INTEGER', 'file_events(id)', 'Events whose columns were read from this file.'),
  ours('furtherCopies', 'INTEGER', 'file_furtherCopies(id)', 'Records in this file that are further copies of an event.'),
] // biome-ignore format: a table

const copies: readonly Column[] = [
  ours('event', 'INTEGER', 'event', 'events.id of the event that this record is a further copy of.'),
  ours('file', 'TEXT', 'copy_file(id)', 'Log file that holds this copy.'),
  ours('fileId', 'INTEGER', 'copy_fileId(id)', 'The same file as files.id.'),
  ours('recordIndex', 'INTEGER', 'copy_recordIndex(id)', 'Position among the records of the file, from 0.'),
  ours('offset', 'INTEGER', 'copy_offset(id)', 'Where the record begins in the inflated file, bytes.'),
  ours('length', 'INTEGER', 'copy_length(id)', 'Length of the record, bytes.'),
  ours('conflicting', 'INTEGER', 'event_conflicting(event)', '1 when copies of that event differ in content.'),
] // biome-ignore format: a table

const resources: readonly Column[] = [
  ours('event', 'INTEGER', 'event', 'events.id of the event that names the resource.'),
  ours('arn', 'TEXT', 'arn', 'resources[].ARN or resources[].arn of the record.'),
  ours('accountId', 'TEXT', 'resource_accountId(id)', 'Account that owns the resource.'),
  ours('type', 'TEXT', 'resource_type(id)', 'Type of the resource, such as AWS::S3::Object.'),
] // biome-ignore format: a table

const coverage: readonly Column[] = [
  ours('account', 'TEXT', 'account', 'Account whose log files are meant.'),
  ours('region', 'TEXT', 'region', 'Region whose log files are meant.'),
  ours('trail', 'TEXT', 'trail', 'Name of the trail; empty for log files in the place of no chain.'),
  ours('kind', 'TEXT', 'kind', 'standard, backfill (digests made later), or none (no digests).'),
  ours('hour', 'TEXT', 'hour', 'Start of the hour of delivery, ISO 8601 text, UTC. Events happened some time before.'),
  ours('state', 'TEXT', 'state', `The worst that is known of the hour, best first: ${ledgerStates.join(', ')}.`),
  ours('digest', 'TEXT', 'digest', 'The digest that covers most of the hour, as in files.uri; NULL without any.'),
  ours('logs', 'INTEGER', 'logs', 'Log files delivered in the hour, missing ones included.'),
  ours('events', 'INTEGER', 'events', 'Events in the log files delivered in the hour.'),
] // biome-ignore format: a table

const functions: NonNullable<SchemaTable['functions']> = [
  { signature: 'record(id)', doc: 'The original record of event id as text, byte for byte as in its file.' },
  {
    signature: "field(id, 'requestParameters.bucketName')",
    doc: 'A field of the original record by path ("a.b[0]" or "$.a.b[0]"): text and numbers as such, true and false as text, objects and arrays as JSON text, NULL when absent.',
  },
  {
    signature: 'text REGEXP pattern',
    doc: 'JavaScript regular expression found anywhere in the text. A pattern that backtracks without end cannot be cancelled before its row is done.',
  },
  { signature: 'regexp(pattern, text)', doc: 'The same as a function.' },
]

interface TableSource {
  readonly name: string
  readonly doc: string
  readonly base: string
  readonly columns: readonly Column[]
}

/** Every view ends in `tick`, by which a running query can be cancelled (cancel.ts). */
const views: readonly TableSource[] = [
  { name: 'events', doc: 'One row per event, in order of eventTime; further copies of its eventID are in copies.', base: 'event', columns: events },
  { name: 'resources', doc: 'The resources that events name: resources.event = events.id.', base: 'resource', columns: resources },
  { name: 'copies', doc: 'Further records of events already in events: copies.event = events.id.', base: 'copy', columns: copies },
  {
    name: 'coverage',
    doc: 'What is known of every hour of delivery, by account, Region and trail; the first million hours.',
    base: 'coverage_hour',
    columns: coverage,
  },
] // biome-ignore format: a table

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
  return [{ ...first!, functions }, ...rest, shown(filesTable)]
}

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
    coverage.map(({ name, type }) => `  ${name} ${type} AS (coverage_${name}(id))`).join(',\n'),
    ');',
    ...views.flatMap((view) => ['', `-- ${view.doc}`, ...renderView(view)]),
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
  '--',
  '-- Query the views events, resources, copies, coverage and the table files. Columns are functions of the row that read',
  '-- the arrays of the case: nothing is stored twice (src-main/store/README.md tells why, with figures). Names are those',
  '-- of the record fields where AWS documents them. A field that the record lacks is NULL.',
  '--',
  '-- Functions:',
  ...functions.map(({ signature, doc }) => `--   ${signature}: ${doc}`),
  '--',
  '-- Costs, measured at one million events: a condition on any column of events reads all rows in 0.1 to 0.4 s; on',
  '-- eventName, issuedAccessKeyId and errorCode an index answers in milliseconds, on eventTime and accessKeyId from the',
  '-- second query on, as the first makes the index in about a second. record, field and the columns of JSON text inflate',
  '-- the log file of every row they are asked for: about 5 s for one field of all events. To look for a text in records,',
  '-- the filter is ten times as fast: record~text.',
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
