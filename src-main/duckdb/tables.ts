import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import { type ColumnName, columnNames } from '../../src-shared/model/columns.ts'
import { lookupColumns } from '../../src-shared/model/enrichment.ts'
import type { Absence } from '../../src-shared/model/explanation.ts'
import { ledgerStates } from '../../src-shared/model/ledger.ts'
import { sessionJoins, sessionKinds, sessionStarts } from '../../src-shared/model/session.ts'
import { byAwsService, fromConsole, mfa } from '../../src-shared/what/caller.ts'
import { absenceWords } from '../../src-shared/words/absences.ts'
import { actors } from '../columns/actors.ts'
import { type ConfigItems, configItemsInOrder } from '../columns/config-items.ts'
import { copiedColumn } from '../columns/copied-column.ts'
import type { CoverageHours } from '../columns/coverage-hours.ts'
import { failedCalls } from '../columns/failed-calls.ts'
import type { Found } from '../columns/found.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import { lookupColumn } from '../columns/lookup-column.ts'
import { type Lookups, noLookups } from '../columns/lookups.ts'
import { hopsOf, type SessionTable } from '../columns/sessions.ts'
import type { ColumnData, Events, FileEntry, Judged, Locators, Rows, TimeData } from '../columns/snapshot.ts'
import { toldColumn, toldFlag } from '../columns/told-columns.ts'
import {
  type Columns,
  certain,
  columnOf,
  count,
  list,
  milliseconds,
  number,
  rowNumber,
  strings,
  text,
  time,
} from './case-columns.ts'
import { type CaseColumn, type CaseTables, codedList } from './column.ts'
import { anomalyTables, foundTables, incidentTables, noIncidents, nothingFound } from './found-tables.ts'
import { itemJson, type ReadRecord, recordText } from './record-functions.ts'

/** What is known of a case by now: `judged` is null until its files are judged, `found` until a query asks for it. */
export interface CaseKnown {
  readonly events: Events
  readonly judged: Judged | null
  readonly found: Found | null
  /** Null until events are joined to them. */
  readonly sessions: SessionTable | null
  /** Null until findings are related. */
  readonly incidents: IncidentTable | null
  /** Null until something is filled in. */
  readonly lookups: Lookups | null
  /** Null until counts are compared. */
  readonly anomalies: readonly Anomaly[] | null
}

/**
 * The tables of the case, under the names of schema.sql, without the columns that read records: these are functions of
 * the row (record-functions.ts). A test holds their rows against SQLite's.
 */
export function caseTables(
  { events: unjudged, judged, found, sessions, incidents, lookups, anomalies }: CaseKnown,
  read: ReadRecord,
): CaseTables {
  const events = { ...unjudged, ...judged?.places }
  const files = judged?.files ?? []
  return {
    events: eventsTable(events, files, sessions ?? noSessions, lookups ?? noLookups),
    copies: copiesTable(events, files, read),
    resources: resourcesTable(events),
    files: filesTable(events, files),
    coverage: coverageTable(judged?.coverage ?? noHours),

    sessions: sessionsTable(sessions ?? noSessions),
    session_hops: hopsTable(sessions ?? noSessions, events),
    absences: absencesTable(judged?.absences ?? []),
    config_items: configTable(judged?.config ?? configItemsInOrder([]), files, read),
    ...foundTables(found ?? nothingFound),
    ...incidentTables(incidents ?? noIncidents),
    ...anomalyTables(anomalies ?? []),
  }
}

function eventsTable(events: Events, files: readonly FileEntry[], sessions: SessionTable, lookups: Lookups) {
  const { columns, conflicting, copies, locator } = events
  const ofRecord = columnNames.map((name) => [name, () => columnOf(columns[name])] as const)
  const lookedUp = lookupColumns.map(
    (name) => [name, (): CaseColumn => ({ type: 'coded', ...lookupColumn(columns, lookups, name) })] as const,
  )
  return {
    rows: events.events,
    columns: {
      id: rowNumber,
      ...Object.fromEntries(ofRecord),
      eventTimeMs: milliseconds((columns.eventTime as TimeData).values),
      ...placeColumns(locator, files),
      conflicting: () => certain(conflicting),
      isError: (): CaseColumn => ({ type: 'flag', values: failedCalls(events) }),
      bookmarked: (): CaseColumn => ({ type: 'flag', values: events.bookmarked }),
      actor: (): CaseColumn => ({ type: 'coded', ...actors(events) }),
      mfa: (): CaseColumn => ({ type: 'coded', ...toldColumn(events, mfa) }),
      console: (): CaseColumn => ({ type: 'coded', ...toldColumn(events, fromConsole) }),
      byAwsService: (): CaseColumn => ({ type: 'flag', values: toldFlag(events, byAwsService) }),
      ...Object.fromEntries(lookedUp),
      session: () => coded(sessions.names, (row) => sessions.session[row] ?? 0, events.events),
      origin: () => coded(sessions.origins, (row) => sessions.origin[row] ?? 0, events.events),
      copies: () => countedCopies(events.events, copies.row),
    },
  }
}

function countedCopies(events: number, rows: Uint32Array): CaseColumn {
  const counts = new Int32Array(events).fill(1)
  for (const row of rows) counts[row]!++
  return { type: 'integer', values: counts }
}

/** Where records lie, and what the file that holds them tells. */
const placeColumns = ({ file, index }: Locators, files: readonly FileEntry[]): Columns => ({
  file: byFile(file, files, ({ name }) => name),
  fileId: count(file, 1),
  recordIndex: count(index),
  logVerdict: byFile(file, files, ({ verdict }) => verdict),
})

function byFile(file: Uint32Array, files: readonly FileEntry[], of: (file: FileEntry) => string | null) {
  return (): CaseColumn => {
    const { codes, dictionary } = codedList(files.map(of))
    return { type: 'coded', codes: file.map((number) => codes[number] ?? 0), dictionary }
  }
}

function copiesTable(events: Events, files: readonly FileEntry[], read: ReadRecord) {
  const { copies, alternates, conflicting, columns } = events
  const copied = (of: (rows: Rows) => ColumnData) => () =>
    columnOf(copiedColumn(copies, of(events), alternates === null ? null : of(alternates)))
  const ofRecord = columnNames.map((name: ColumnName) => [name, copied((rows) => rows.columns[name])] as const)
  return {
    rows: copies.row.length,
    columns: {
      event: count(copies.row, 1),
      differs: () => certain(Uint8Array.from(copies.alternate, (alternate) => (alternate === 0 ? 0 : 1))),
      ...Object.fromEntries(ofRecord),
      eventTimeMs: () => {
        const times = copiedColumn(copies, columns.eventTime, alternates?.columns.eventTime ?? null) as TimeData
        return milliseconds(times.values)()
      },
      isError: copied((rows) => ({ type: 'flag', values: failedCalls(rows) })),
      ...placeColumns(copies, files),
      offset: count(copies.offset),
      length: count(copies.length),
      conflicting: () => certain(Uint8Array.from(copies.row, (row) => conflicting[row]!)),
      record: (): CaseColumn => ({ type: 'string', at: (row) => recordText(read, 'copy', row) }),
    },
  }
}

const resourcesTable = ({ resources }: Events) => ({
  rows: resources.row.length,
  columns: {
    event: count(resources.row, 1),
    arn: () => text(resources.arn),
    accountId: () => text(resources.accountId),
    type: () => text(resources.type),
  },
})

function filesTable({ locator, copies }: Events, files: readonly FileEntry[]) {
  const held =
    ({ file }: Locators) =>
    (): CaseColumn => {
      const counts = new Int32Array(files.length)
      for (const number of file) counts[number]!++
      return { type: 'integer', values: counts }
    }
  return {
    rows: files.length,
    columns: {
      id: rowNumber,
      path: strings(files.map(({ name }) => name)),
      kind: list(() => files.map(({ kind }) => kind)),
      uri: strings(files.map(({ uri }) => uri)),
      sha256: strings(files.map(({ sha256 }) => sha256)),
      bytes: number((row) => files[row]!.bytes),
      verdict: list(() => files.map(({ status }) => status)),
      events: held(locator),
      furtherCopies: held(copies),
    },
  }
}

function coverageTable({ rows, row, hour, state, digest, digests, logs, events }: CoverageHours) {
  const name = (of: (row: (typeof rows)[number]) => string) => () => {
    const { codes, dictionary } = codedList(rows.map(of))
    return { type: 'coded' as const, codes: row.map((number) => codes[number]!), dictionary }
  }
  return {
    rows: row.length,
    columns: {
      account: name(({ account }) => account),
      region: name(({ region }) => region),
      trail: name(({ trail }) => trail),
      kind: name(({ kind }) => kind),
      hour: time(hour),
      state: list(() => Array.from(state, (number) => ledgerStates[number]!)),
      digest: (): CaseColumn => ({ type: 'string', at: (i) => digests[digest[i]!] ?? null }),
      logs: count(logs),
      events: count(events),
    },
  }
}

/** Code 0 is NULL. */
const coded = (dictionary: readonly string[], codeOf: (row: number) => number, rows: number): CaseColumn => ({
  type: 'coded',
  codes: Uint32Array.from({ length: rows }, (_, row) => codeOf(row)),
  dictionary,
})

/** Rows count from 0, sessions from 1. */
function sessionsTable(sessions: SessionTable) {
  const { names, texts, parent } = sessions
  const rows = parent.length - 1
  const text = (dictionary: readonly string[], codes: ArrayLike<number>) => () =>
    coded(dictionary, (row) => codes[row + 1]!, rows)
  const word = (words: readonly string[], codes: Uint8Array) => () =>
    coded(['', ...words], (row) => codes[row + 1]! + 1, rows)
  const counted = (values: ArrayLike<number>) => number((row) => values[row + 1]!)
  return {
    rows,
    columns: {
      id: rowNumber,
      session: strings(names.slice(1)),
      kind: word(sessionKinds, sessions.kind),
      origin: text(sessions.origins, sessions.originOf),
      principal: text(texts, sessions.principal),
      role: text(texts, sessions.role),
      account: text(texts, sessions.account),
      start: word(sessionStarts, sessions.start),
      parent: text(names, parent),
      issuedBy: number((row) => (sessions.issuedBy[row + 1] === -1 ? null : sessions.issuedBy[row + 1]! + 1)),
      firstSeen: time(sessions.firstSeen.slice(1)),
      lastSeen: time(sessions.lastSeen.slice(1)),
      events: counted(sessions.events),
      errors: counted(sessions.errors),
      writes: counted(sessions.writes),
      issued: counted(sessions.issued),
    },
  }
}

function hopsTable(sessions: SessionTable, { columns }: Events) {
  const { names, texts, parent, account, join, issuedBy } = sessions
  const hops = hopsOf(sessions)
  const times = (columns.eventTime as TimeData).values
  const text = (dictionary: readonly string[], codeOf: (session: number) => number) => () =>
    coded(dictionary, (row) => codeOf(hops[row]!), hops.length)
  return {
    rows: hops.length,
    columns: {
      session: text(names, (session) => session),
      parent: text(names, (session) => parent[session]!),
      event: number((row) => issuedBy[hops[row]!]! + 1),
      joinedBy: text(['', ...sessionJoins], (session) => join[session]! + 1),
      parentAccount: text(texts, (session) => account[parent[session]!]!),
      account: text(texts, (session) => account[session]!),
      eventTime: time(Float64Array.from(hops, (session) => times[issuedBy[session]!]!)),
    },
  }
}

function absencesTable(absences: readonly Absence[]) {
  const isMoment = (kind: string) => kind === 'log-missing' || kind === 'log-invalid'
  return {
    rows: absences.length,
    columns: {
      kind: list(() => absences.map(({ kind }) => kind)),
      meaning: list(() => absences.map(({ kind }) => absenceWords[kind].doc)),
      account: list(() => absences.map(({ account }) => account)),
      region: list(() => absences.map(({ region }) => region)),
      trail: list(() => absences.map(({ trail }) => trail)),
      startTime: time(Float64Array.from(absences, ({ from }) => from)),
      endTime: time(Float64Array.from(absences, ({ kind, until }) => (isMoment(kind) ? Number.NaN : until))),
      uri: strings(absences.map(({ uri }) => uri)),
    },
  }
}

function configTable(items: ConfigItems, files: readonly FileEntry[], read: ReadRecord) {
  const { texts, captureTime, file, previous } = items
  const json = (path: string) => (): CaseColumn => ({ type: 'string', at: (row) => itemJson(read, row, path) })
  return {
    rows: file.length,
    columns: {
      id: rowNumber,
      configurationItemCaptureTime: time(captureTime),
      resourceType: list(() => texts.resourceType),
      resourceId: strings(texts.resourceId),
      resourceName: strings(texts.resourceName),
      arn: strings(texts.arn),
      accountId: list(() => texts.accountId),
      awsRegion: list(() => texts.awsRegion),
      configurationItemStatus: list(() => texts.status),
      previous: number((row) => (previous[row] === 0 ? null : previous[row]!)),
      relatedEvents: json('relatedEvents'),
      configuration: json('configuration'),
      supplementaryConfiguration: json('supplementaryConfiguration'),
      relationships: json('relationships'),
      tags: json('tags'),
      item: json('$'),
      snapshotId: list(() => texts.snapshotId),
      file: byFile(file, files, ({ name }) => name),
      fileId: count(file, 1),
    },
  }
}

const noHours: CoverageHours = {
  rows: [],
  row: new Uint32Array(0),
  hour: new Float64Array(0),
  state: new Uint8Array(0),
  digest: new Int32Array(0),
  digests: [],
  logs: new Uint32Array(0),
  events: new Uint32Array(0),
}

const noSessions: SessionTable = {
  session: new Uint32Array(0),
  origin: new Uint32Array(0),
  origins: [''],
  names: [''],
  kind: new Uint8Array(1),
  start: new Uint8Array(1),
  join: new Uint8Array(1),
  parent: new Uint32Array(1),
  originOf: new Uint32Array(1),
  principal: new Uint32Array(1),
  role: new Uint32Array(1),
  account: new Uint32Array(1),
  texts: [''],
  issuedBy: new Int32Array(1),
  firstRow: new Int32Array(1),
  events: new Uint32Array(1),
  errors: new Uint32Array(1),
  writes: new Uint32Array(1),
  firstSeen: new Float64Array(1),
  lastSeen: new Float64Array(1),
  issued: new Uint32Array(1),
}
