import type { Absence, AbsenceKind } from '../../src-shared/model/explanation.ts'
import { ledgerStates } from '../../src-shared/model/ledger.ts'
import { absenceWords } from '../../src-shared/words/absences.ts'
import { textsOf } from '../columns/coded-text.ts'
import { type ConfigItems, type ConfigText, configTexts } from '../columns/config-items.ts'
import type { CoverageHours } from '../columns/coverage-hours.ts'
import type { Events, FileEntry, Judged, Locators } from '../columns/snapshot.ts'
import { type ColumnMaker, placeFunctions } from './column-functions.ts'
import type { RowFunction } from './functions.ts'
import type { Addition } from './sql-database.ts'

/**
 * What is known once the files are judged: the tables files, coverage, absences and config_items, and the columns of
 * events and copies that name their file and its verdict.
 */
export function judgedColumns(make: ColumnMaker, events: Events, judged: Judged): Addition {
  const { files, coverage, absences, places, config } = judged
  const { locator, copies } = places ?? events
  const names = make.pool(textsOf(files.map(({ name }) => name)))
  const verdict = make.coded(files.map(({ verdict }) => verdict))
  const nameOf = ({ file }: Locators): RowFunction => {
    return (context, row) => {
      const number = file[row]
      if (number !== undefined) names.result(context, number)
    }
  }
  const functions = new Map<string, RowFunction>([
    ...(places === undefined ? [] : placeFunctions(make, { ...events, ...places })),
    ['event_file', nameOf(locator)],
    ['copy_file', nameOf(copies)],
    ['event_logVerdict', (context, row) => verdict(context, locator.file[row] ?? files.length)],
    ['copy_logVerdict', (context, copy) => verdict(context, copies.file[copy] ?? files.length)],
    ['file_path', (context, row) => row < files.length && names.result(context, row)],
    ...ofFiles(make, files),
    ['file_events', make.integer(countByFile(locator, files.length))],
    ['file_furtherCopies', make.integer(countByFile(copies, files.length))],
    ...(coverage === undefined ? [] : ofCoverage(make, coverage)),
    ...(absences === undefined ? [] : ofAbsences(make, absences)),
    ...(config === undefined ? [] : ofConfig(make, config)),
    ['config_file', (context, row) => names.result(context, config?.file[row] ?? 0)],
  ])
  const tables = {
    files: files.length,
    coverage_hour: coverage?.row.length ?? 0,
    absence: absences?.length ?? 0,
    config_item: config?.file.length ?? 0,
  }
  return { functions, tables }
}

function ofFiles(make: ColumnMaker, files: readonly FileEntry[]): [string, RowFunction][] {
  return [
    ['file_kind', make.coded(files.map(({ kind }) => kind))],
    ['file_uri', make.texts(files.map(({ uri }) => uri))],
    ['file_sha256', make.texts(files.map(({ sha256 }) => sha256))],
    ['file_bytes', make.integer(files.map(({ bytes }) => bytes))],
    ['file_verdict', make.coded(files.map(({ status }) => status))],
  ]
}

function ofCoverage(make: ColumnMaker, hours: CoverageHours): [string, RowFunction][] {
  const { rows, row, hour, state, digest, digests, logs, events } = hours
  const name = (of: (row: CoverageHours['rows'][number]) => string): RowFunction => {
    const result = make.coded(rows.map(of))
    return (context, i) => result(context, row[i] ?? rows.length)
  }
  const states = make.coded(ledgerStates)
  const uris = make.texts(digests)
  return [
    ['coverage_account', name(({ account }) => account)],
    ['coverage_region', name(({ region }) => region)],
    ['coverage_trail', name(({ trail }) => trail)],
    ['coverage_kind', name(({ kind }) => kind)],
    ['coverage_hour', make.time({ type: 'time', values: hour })],
    ['coverage_state', (context, i) => states(context, state[i] ?? ledgerStates.length)],
    ['coverage_digest', (context, i) => uris(context, digest[i] ?? -1)],
    ['coverage_logs', make.integer(logs)],
    ['coverage_events', make.integer(events)],
  ]
}

function ofAbsences(make: ColumnMaker, absences: readonly Absence[]): [string, RowFunction][] {
  const time = (of: (absence: Absence) => number) =>
    make.time({ type: 'time', values: Float64Array.from(absences, of) })
  return [
    ['absence_kind', make.coded(absences.map(({ kind }) => kind))],
    ['absence_meaning', make.coded(absences.map(({ kind }) => absenceWords[kind].doc))],
    ['absence_account', make.coded(absences.map(({ account }) => account))],
    ['absence_region', make.coded(absences.map(({ region }) => region))],
    ['absence_trail', make.coded(absences.map(({ trail }) => trail))],
    ['absence_start', time(({ from }) => from)],
    ['absence_end', time(({ kind, until }) => (isMoment(kind) ? Number.NaN : until))],
    ['absence_uri', make.texts(absences.map(({ uri }) => uri))],
  ]
}

const isMoment = (kind: AbsenceKind) => kind === 'log-missing' || kind === 'log-invalid'

/** Of these there are few different ones. */
const fewTexts: ReadonlySet<ConfigText> = new Set(['resourceType', 'accountId', 'awsRegion', 'status', 'snapshotId'])

function ofConfig(make: ColumnMaker, { texts, captureTime, file, previous }: ConfigItems): [string, RowFunction][] {
  return [
    ...configTexts.map((name): [string, RowFunction] => [
      `config_${name}`,
      fewTexts.has(name) ? make.coded(texts[name]) : make.texts(texts[name]),
    ]),
    ['config_captureTime', make.time({ type: 'time', values: captureTime })],
    ['config_fileId', make.integer(file, 1)],
    [
      'config_previous',
      make.integer(
        Float64Array.from(previous, (row) => row - 1),
        1,
      ),
    ],
  ]
}

function countByFile({ file }: Locators, files: number): Uint32Array {
  const counts = new Uint32Array(files)
  for (const number of file) counts[number]!++
  return counts
}
