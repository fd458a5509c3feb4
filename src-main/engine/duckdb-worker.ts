import { parentPort } from 'node:worker_threads'
import { parsePath } from '../../src-shared/base/json-slice.ts'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { SqlFailureCode, SqlPage, SqlRows, Table } from '../../src-shared/contract/index.ts'
import { deedOfPath } from '../../src-shared/model/deed-fields.ts'
import { saidOf } from '../../src-shared/sql/dialects/errors.ts'
import { type Asked, type Prepared, prepare } from '../../src-shared/sql/dialects/prepare.ts'
import { type RowChoice, rowChoiceIn } from '../../src-shared/sql/grouped/read-choice.ts'
import { type TrinoGroupedQuery, trinoGroupedQueryIn } from '../../src-shared/sql/grouped/read-trino.ts'
import { placeNamed } from '../../src-shared/sql/place-names.ts'
import { duckdbMissing, placeInText } from '../../src-shared/words/sql.ts'
import { received } from '../columns/coded-text.ts'
import { FieldColumn, type FieldData } from '../columns/fields/field-column.ts'
import { filesInRowOrder } from '../columns/file-events.ts'
import { foundOf } from '../columns/found.ts'
import { fewRows } from '../columns/grouped/few-rows.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import { ColumnQuery } from '../columns/query.ts'
import { hasRow, type RowSet } from '../columns/row-set.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Events, FileEntry, Judged, Snapshot } from '../columns/snapshot.ts'
import { type CaseColumn, codedList } from '../duckdb/column.ts'
import { DuckdbDatabase } from '../duckdb/database.ts'
import type { DuckdbFailure } from '../duckdb/failure.ts'
import { areWrittenOtherwise, pagesFromColumns } from '../duckdb/from-columns.ts'
import { gathered } from '../duckdb/gathered.ts'
import { type Duckdb, loadDuckdb } from '../duckdb/package.ts'
import type { Pages } from '../duckdb/pages.ts'
import type { ReadRecord } from '../duckdb/record-functions.ts'
import { Refusal } from '../duckdb/running.ts'
import { type CaseKnown, caseTables } from '../duckdb/tables.ts'
import { type DuckdbQuery, runUserQuery, UserQuery } from '../duckdb/user-query.ts'
import { fieldAt } from '../records/fields/field-at.ts'
import { JsonPlace } from '../records/fields/json-place.ts'
import { ReadAhead } from '../records/read-ahead.ts'
import { type RecordBytes, RecordReader } from '../records/reader.ts'
import { serve } from '../runtime/rpc.ts'
import type { Part } from '../store/parts.ts'
import { partsOf } from './duckdb-parts.ts'

export interface BeginDuckdb {
  readonly events: Events
  /** The built inflate-worker.js. */
  readonly inflateWorkerFile: string
  /** What DuckDB may take, bytes. */
  readonly memory: number
}

/** What a text needs to run. */
export interface Needs {
  readonly parts: ReadonlySet<Part>
  /** Columns that are places in records: see src-shared/sql/place-names.ts. */
  readonly fields: readonly string[]
}

/**
 * A field with the name of its column. It is sent with each query, and made ready here once. `data` is null where the values
 * are too large to be kept: they are read from each record.
 */
export interface SentField {
  readonly column: string
  readonly data: FieldData | null
}

export interface RunDuckdb {
  /** As given to `prepare`. */
  readonly handle: number
  readonly limit: number
  /** Of the contract; rows are told with it while the query runs. */
  readonly id: string | undefined
  readonly fields: readonly SentField[]
  /** Null: all events. */
  readonly shown: RowSet | null
  /** Sentences beside those that the text gives. */
  readonly notes: readonly string[]
  readonly cancelWord: Int32Array
}

export type DuckdbService = {
  readonly begin: (request: BeginDuckdb) => Promise<void>
  /** The next of the judged files. */
  readonly addFiles: (files: Judged['files']) => Promise<void>
  readonly finish: (judged: Omit<Judged, 'files'>) => Promise<void>
  /** What files of the user tell, in place of what they told before. Asked for after `finish`. */
  readonly enrich: (lookups: Lookups) => Promise<void>
  /** What the rules found, in place of what they found before. Asked for after `finish`. */
  readonly addFindings: (findings: readonly Finding[]) => Promise<void>
  readonly chain: (sessions: SessionTable) => Promise<void>
  /** In place of those before. */
  readonly relate: (incidents: IncidentTable) => Promise<void>
  readonly compare: (anomalies: readonly Anomaly[]) => Promise<void>
  /** Loads DuckDB and opens its database, where the package is installed. */
  readonly warm: (nothing: undefined) => Promise<void>
  /** Reads a text, which is then known by its handle until it is closed. */
  readonly prepare: (
    asked: Asked & { handle: number; sql: string; limit: number },
  ) => Promise<Result<Needs, SqlFailureCode>>
  /** Of a text whose parts are there: the fields that it needs of all records, beside those that are read here of few. */
  readonly readFew: (handle: number) => Promise<readonly string[]>
  readonly run: (request: RunDuckdb) => Promise<Result<Table, SqlFailureCode>>
  /** Begins a query that is answered page by page. */
  readonly open: (request: RunDuckdb) => Promise<Result<void, SqlFailureCode>>
  readonly next: (request: {
    readonly handle: number
    readonly id: string | null
  }) => Promise<Result<SqlPage, SqlFailureCode>>
  readonly close: (handle: number) => Promise<void>
}

interface Text {
  readonly typed: string
  readonly prepared: Prepared
  /** Null for what only DuckDB answers. */
  readonly grouped: TrinoGroupedQuery | null
  /** The only rows that its answer can rest on, and fields of these; null for all. */
  few: { readonly rows: Uint32Array; readonly fields: Map<string, CaseColumn> } | null
  readonly fields: readonly string[]
  paged: { readonly pages: Pages; readonly close: () => Promise<void> } | null
}

/** Loaded when a query needs it: most are answered from the columns. */
let duckdb: Promise<Duckdb | null> | null = null
let begun: (BeginDuckdb & { readonly known: CaseKnown }) | null = null
/** Once the files are judged. */
let snapshot: Snapshot | null = null
let reader: RecordReader | null = null
/** Opened by the first query, and anew after one that broke it. */
let database: Promise<DuckdbDatabase> | null = null
const files: FileEntry[] = []
const texts = new Map<number, Text>()

/** A scan reads thousands of records a millisecond: asking for the file's state before each would double its time. */
const scanTrustMs = 100

/** Only queries that touch records read any, and these wait for the files. */
const read: ReadRecord = (of, row) => {
  const { events, judged } = begun!.known
  const { locator, copies } = judged?.places ?? events
  const places = { event: locator, copy: copies, config: judged?.config }[of]
  const file = places?.file[row]
  if (places === undefined || file === undefined) return null
  return reader!.read(file, places.offset[row]!, places.length[row]!)
}

/** Null where the package is not installed. */
const loaded = (): Promise<Duckdb | null> => {
  duckdb ??= loadDuckdb()
  return duckdb
}

/** To be called where the package is installed. */
async function opened(): Promise<DuckdbDatabase> {
  const [before, duckdb] = [await database, await loaded()]
  if (before !== null && !before.isBroken) return before
  const { known, memory } = begun!
  database = DuckdbDatabase.open({ duckdb: duckdb!, read, known, memory })
  return database
}

const service: DuckdbService = {
  begin: async (request) => {
    const events = received(request.events)
    begun = {
      ...request,
      known: { events, judged: null, found: null, sessions: null, incidents: null, lookups: null, anomalies: null },
    }
  },
  addFiles: async (next) => {
    for (const file of next) files.push(file)
  },
  finish: async (judgedBeside) => {
    const judged = { ...judgedBeside, files }
    const { events } = begun!.known
    snapshot = { ...events, ...judged.places, ...judged }
    begun = {
      ...begun!,
      known: { events, judged, found: null, sessions: null, incidents: null, lookups: null, anomalies: null },
    }
    const ahead = new ReadAhead(begun.inflateWorkerFile, files, filesInRowOrder(snapshot))
    reader = new RecordReader(files, { ahead, trustMs: scanTrustMs })
    ;(await database)?.know(begun.known)
  },
  addFindings: async (findings) => {
    begun = { ...begun!, known: { ...begun!.known, found: foundOf(findings, new ColumnQuery(snapshot!)) } }
    ;(await database)?.know(begun.known)
  },
  enrich: async (lookups) => {
    snapshot = { ...snapshot!, lookups }
    begun = { ...begun!, known: { ...begun!.known, lookups } }
    ;(await database)?.know(begun.known)
  },
  chain: async (sessions) => {
    snapshot = { ...snapshot!, sessions }
    begun = { ...begun!, known: { ...begun!.known, sessions } }
    ;(await database)?.know(begun.known)
  },
  relate: async (incidents) => {
    begun = { ...begun!, known: { ...begun!.known, incidents } }
    ;(await database)?.know(begun.known)
  },
  compare: async (anomalies) => {
    begun = { ...begun!, known: { ...begun!.known, anomalies } }
    ;(await database)?.know(begun.known)
  },
  warm: async () => {
    if ((await loaded()) !== null) await opened()
  },
  prepare: async ({ handle, sql, limit, ...asked }) => {
    const prepared = prepare(sql, asked)
    if (!prepared.ok) {
      const { place, code, message } = prepared
      return fail(code, place === null ? message : message + placeInText(sql, place.from))
    }
    const grouped = trinoGroupedQueryIn(sql, asked)
    const fields = fieldsIn(prepared.value)
    const rows = grouped === null ? fewRowsOf(rowChoiceIn(sql, asked), limit) : null
    const few = rows === null ? null : { rows, fields: new Map<string, CaseColumn>() }
    texts.set(handle, { typed: sql, prepared: prepared.value, grouped, few, fields, paged: null })
    if (grouped === null && (await loaded()) === null) return fail('engine-missing', duckdbMissing)
    return ok({ parts: partsOf(prepared.value, fields), fields })
  },
  readFew: async (handle) => {
    const text = texts.get(handle)!
    const { few, fields } = text
    const records = few === null ? null : recordsOf(few.rows)
    if (few === null || records === null) {
      text.few = null
      return fields
    }
    return fields.filter((column) => {
      if (deedOfPath(column) !== null) return true
      const place = placeIn(column)
      few.fields.set(column, codedList(records.map((record) => fieldAt(place, record))))
      return false
    })
  },
  run: async (request) => {
    const started = performance.now()
    const text = texts.get(request.handle)!
    const pages = fromColumns(text, request)
    if (pages === null && (await loaded()) === null) return fail('engine-missing', duckdbMissing)
    const tellRows = (rows: Omit<SqlRows, 'id'>) => {
      if (request.id !== undefined) tell({ id: request.id, ...rows } satisfies SqlRows)
    }
    const answer =
      pages === null
        ? await runUserQuery(await opened(), queryOf(text, request), tellRows)
        : await pages.table(tellRows, started)
    return answer.ok ? answer : said(text, answer as DuckdbFailure)
  },
  open: async (request) => {
    const text = texts.get(request.handle)!
    const pages = fromColumns(text, request)
    if (pages !== null) {
      text.paged = { pages, close: async () => {} }
      return ok(undefined)
    }
    if ((await loaded()) === null) return fail('engine-missing', duckdbMissing)
    const begun = await UserQuery.begin(await opened(), queryOf(text, request))
    if (!begun.ok) return said(text, begun as DuckdbFailure)
    text.paged = begun.value
    return ok(undefined)
  },
  next: async ({ handle, id }) => {
    const text = texts.get(handle)!
    const page = await text.paged!.pages.page((rows) => id !== null && tell({ id, ...rows } satisfies SqlRows))
    return page.ok ? page : said(text, page as DuckdbFailure)
  },
  close: async (handle) => {
    await texts.get(handle)?.paged?.close()
    texts.delete(handle)
  },
}

const tell = serve(parentPort!, service)

function fromColumns({ grouped, prepared }: Text, { shown, notes, limit, cancelWord }: RunDuckdb): Pages | null {
  if (grouped === null) return null
  const asked = { grouped, shown, notes: [...prepared.notes, ...notes], limit, cancelWord }
  return pagesFromColumns(begun!.known.events, asked)
}

/** Rows that are handed to DuckDB in the place of all. */
const mostFew = 20_000
/** Files that are inflated for their records: some tenths of a second. Those of all are read by all cores. */
const mostFiles = 64

/** One row more than are asked for tells whether there are more. */
function fewRowsOf(choice: RowChoice | null, limit: number): Uint32Array | null {
  const { events } = begun!.known
  if (choice === null || (choice.readsTimeText && areWrittenOtherwise(events))) return null
  return fewRows(events, choice, limit + 1, mostFew)
}

/** Null where they lie in many files, and where one cannot be read: then it is told of which. */
function recordsOf(rows: Uint32Array): readonly Buffer[] | null {
  const { locator } = snapshot!
  if (new Set(Array.from(rows, (row) => locator.file[row]!)).size > mostFiles) return null
  const records: Buffer[] = []
  for (const row of rows) {
    const { bytes } = recordAt(row)
    if (bytes === null) return null
    records.push(bytes)
  }
  return records
}

function recordAt(row: number): RecordBytes {
  const { file, offset, length } = snapshot!.locator
  return reader!.readBytes(file[row]!, offset[row]!, length[row]!)
}

let ownColumns: ReadonlySet<string> | null = null

/** Columns of `events` that the text names and the case has not: paths in records. */
function fieldsIn({ tables }: Prepared): readonly string[] {
  ownColumns ??= new Set(Object.keys(caseTables(begun!.known, read).events!.columns))
  const named = tables.flatMap(({ name, columns }) => (name === 'events' ? columns : []))
  return [...new Set(named)].filter((column) => !ownColumns!.has(column) && column !== shownColumn)
}

/** Whether the filter of the window shows the event: no column of the case, as it differs from query to query. */
const shownColumn = 'shown'

function queryOf({ prepared, few }: Text, { limit, fields, shown, notes, cancelWord }: RunDuckdb): DuckdbQuery {
  const { before, sql } = prepared
  const ofRows = (column: CaseColumn) => (few === null ? column : gathered(column, few.rows))
  const columns = new Map<string, CaseColumn>(few?.fields)
  for (const field of fields) columns.set(field.column, ofRows(fieldColumn(field)))
  if (before.some((statement) => statement.includes(`'${shownColumn}'`))) columns.set(shownColumn, shownIn(shown))
  return { before, sql, notes: [...prepared.notes, ...notes], limit, columns, rows: few?.rows ?? null, cancelWord }
}

/** Fields by their ids, the one unused for longest first: what is made of a field is more than the field. */
const madeFields = new Map<number, CaseColumn>()
const mostMadeFields = 32

function fieldColumn(field: SentField): CaseColumn {
  const { column, data } = field
  if (data === null) return readAnew(placeIn(column))
  const { id } = data
  const made = madeFields.get(id) ?? { type: 'coded', ...codesOf(new FieldColumn(data)) }
  madeFields.delete(id)
  madeFields.set(id, made)
  for (const oldest of madeFields.keys()) {
    if (madeFields.size <= mostMadeFields) break
    madeFields.delete(oldest)
  }
  return made
}

function placeIn(column: string): JsonPlace {
  const { path, anyCase } = placeNamed(column)
  return new JsonPlace(parsePath(path)!, { anyCase })
}

function readAnew(place: JsonPlace): CaseColumn {
  return {
    type: 'string',
    at: (row) => {
      const { bytes, problem } = recordAt(row)
      if (bytes === null) throw new Refusal(problem)
      return fieldAt(place, bytes)
    },
  }
}

const codesOf = ({ events: { codes, dictionary } }: FieldColumn) => ({ codes, dictionary })

const shownIn = (shown: RowSet | null): CaseColumn => ({
  type: 'flag',
  values: Uint8Array.from({ length: begun!.known.events.events }, (_, row) =>
    shown === null || hasRow(shown, row) ? 2 : 1,
  ),
})

/** With what may have been meant, and where in the typed text. */
function said({ typed, prepared }: Text, { code, message, at }: DuckdbFailure): Result<never, SqlFailureCode> {
  const named = saidOf(message, prepared)
  return fail(code, at === null ? named : named + placeInText(typed, prepared.placeOf(at)))
}
