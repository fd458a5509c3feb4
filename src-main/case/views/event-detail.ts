import { lowerBound } from '../../../src-shared/base/binary-search.ts'
import { type ColumnName, columnNames } from '../../../src-shared/model/columns.ts'
import type { Copy, EventDetail, Row, Value } from '../../../src-shared/model/event.ts'
import type { LogVerdict, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Locators, Snapshot } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'
import type { RecordReader } from '../../records/reader.ts'
import { shownResources, shownValues } from './shown-value.ts'

/** Null where there is no verdict on it, or none yet. */
export type VerdictOn = (log: ObjectUri) => LogVerdict | null

/** Everything known of one event: its columns, and its records read again from their files. */
export function eventDetail(query: ColumnQuery, reader: RecordReader, verdictOn: VerdictOn, row: Row): EventDetail {
  const { snapshot } = query
  const values = Object.fromEntries(columnNames.map((name) => [name, query.value(name, row)]))
  return {
    row,
    values: shownValues(values as Partial<Record<ColumnName, Value>>),
    copies: recordPlaces(snapshot, row).map((place) => copyAt(snapshot, reader, verdictOn, place)),
    conflicting: snapshot.conflicting[row] === 1,
    isError: failedCalls(snapshot)[row] === 2,
    resources: shownResources(resourcesOf(snapshot, row)),
  }
}

/** Where a record lies: the file by its number, the record by its number in it and its bytes in the inflated file. */
export interface RecordPlace {
  readonly file: number
  readonly index: number
  readonly offset: number
  readonly length: number
}

/** Where the record of an event lies, then where its further copies do. */
export function recordPlaces({ locator, copies }: Snapshot, row: Row): readonly RecordPlace[] {
  const further: RecordPlace[] = []
  for (let k = lowerBound(copies.row, row); copies.row[k] === row; k++) further.push(placeAt(copies, k))
  return [placeAt(locator, row), ...further]
}

const placeAt = ({ file, index, offset, length }: Locators, k: number): RecordPlace => ({
  file: file[k]!,
  index: index[k]!,
  offset: offset[k]!,
  length: length[k]!,
})

function copyAt(
  { files }: Snapshot,
  reader: RecordReader,
  verdictOn: VerdictOn,
  { file, index, offset, length }: RecordPlace,
): Copy {
  const { path, uri, sha256 } = files[file]!
  const { text, problem } = reader.read(file, offset, length)
  const verdict = uri === null ? null : verdictOn(uri)
  return { file: path, uri, index, offset, length, text, problem, fileSha256: sha256 ?? '', verdict }
}

function resourcesOf({ resources }: Snapshot, row: Row): EventDetail['resources'] {
  const found: EventDetail['resources'][number][] = []
  for (let k = lowerBound(resources.row, row); resources.row[k] === row; k++)
    found.push({
      arn: textAt(resources.arn, k),
      accountId: textAt(resources.accountId, k),
      type: textAt(resources.type, k),
    })
  return found
}

const textAt = ({ codes, dictionary }: TextData, k: number) => (codes[k] === 0 ? null : dictionary[codes[k]!]!)
