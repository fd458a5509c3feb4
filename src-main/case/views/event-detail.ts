import { lowerBound } from '../../../src-shared/base/binary-search.ts'
import { type ColumnName, columnNames } from '../../../src-shared/model/columns.ts'
import type { CopiesPage, Copy, EventDetail, Row, Value } from '../../../src-shared/model/event.ts'
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
    ...eventCopies(snapshot, reader, verdictOn, { row, offset: 0, limit: mostCopies }),
    conflicting: snapshot.conflicting[row] === 1,
    isError: failedCalls(snapshot)[row] === 2,
    resources: shownResources(resourcesOf(snapshot, row)),
  }
}

/** Copies in one answer: an event may have hundreds of thousands, and each may be long. */
const mostCopies = 50

/** A page of the records of an event, the one that is shown first. */
export function eventCopies(
  snapshot: Snapshot,
  reader: RecordReader,
  verdictOn: VerdictOn,
  { row, offset, limit }: { readonly row: Row; readonly offset: number; readonly limit: number },
): CopiesPage {
  const places = recordPlaces(snapshot, row)
  const asked = places.slice(offset, offset + Math.min(limit, mostCopies))
  return { copiesTotal: places.length, copies: asked.map((place) => copyAt(snapshot, reader, verdictOn, place)) }
}

/** Where a record lies: the file by its number, the record by its number in it and its bytes in the inflated file. */
export interface RecordPlace {
  readonly file: number
  readonly index: number
  readonly offset: number
  readonly length: number
  /** Whether its content is another than that of the record that is shown. */
  readonly differs: boolean
}

/** Where the record of an event lies, then where its further copies do. */
export function recordPlaces({ locator, copies }: Snapshot, row: Row): readonly RecordPlace[] {
  const further: RecordPlace[] = []
  for (let k = lowerBound(copies.row, row); copies.row[k] === row; k++)
    further.push({ ...placeAt(copies, k), differs: copies.alternate[k] !== 0 })
  return [{ ...placeAt(locator, row), differs: false }, ...further]
}

const placeAt = ({ file, index, offset, length }: Locators, k: number): Omit<RecordPlace, 'differs'> => ({
  file: file[k]!,
  index: index[k]!,
  offset: offset[k]!,
  length: length[k]!,
})

function copyAt(
  { files }: Snapshot,
  reader: RecordReader,
  verdictOn: VerdictOn,
  { file, index, offset, length, differs }: RecordPlace,
): Copy {
  const { path, uri, sha256 } = files[file]!
  const { bytes, problem } = reader.readBytes(file, offset, length)
  const lying = reader.readOriginal(file, offset, length).bytes
  const text = bytes === null ? null : bytes.toString()
  const original = bytes === null || lying === null || lying.equals(bytes) ? null : lying.toString()
  const isUtf8 = bytes === null || Buffer.from(text!).equals(bytes)
  const verdict = uri === null ? null : verdictOn(uri)
  const texts = { isUtf8, text, original, problem }
  return { file: path, uri, index, offset, length, differs, ...texts, fileSha256: sha256 ?? '', verdict }
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
