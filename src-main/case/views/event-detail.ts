import { lowerBound } from '../../../src-shared/base/binary-search.ts'
import type { FilterColumn } from '../../../src-shared/filter/columns.ts'
import type { AddedColumnName } from '../../../src-shared/model/added-columns.ts'
import { columnNames } from '../../../src-shared/model/columns.ts'
import type { CopiesPage, Copy, EventDetail, ResourcesPage, Row, Value } from '../../../src-shared/model/event.ts'
import type { LogVerdict, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { isMadeOf, sourceText } from '../../../src-shared/model/source.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Locators, Snapshot } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'
import type { RecordReader } from '../../records/reader.ts'
import { shownResources, shownValues } from './shown-value.ts'

/** Null where there is no verdict on it, or none yet. */
export type VerdictOn = (log: ObjectUri) => LogVerdict | null

/** Everything known of one event: its columns, those of `added` among them, and its records read again from their files. */
export function eventDetail(
  query: ColumnQuery,
  reader: RecordReader,
  verdictOn: VerdictOn,
  row: Row,
  added: readonly AddedColumnName[],
): EventDetail {
  const { snapshot } = query
  const valuesOf = <Name extends FilterColumn>(names: readonly Name[]): Partial<Record<Name, Value>> =>
    shownValues(Object.fromEntries(names.map((name) => [name, query.value(name, row)])) as Partial<Record<Name, Value>>)
  return {
    row,
    values: valuesOf(columnNames),
    added: valuesOf(added),
    ...eventCopies(snapshot, reader, verdictOn, { row, offset: 0, limit: mostCopies }),
    conflicting: snapshot.conflicting[row] === 1,
    isError: failedCalls(snapshot)[row] === 2,
    ...eventResources(snapshot, { row, offset: 0, limit: mostResources }),
  }
}

/** Copies in one answer: an event may have hundreds of thousands, and each may be long. */
const mostCopies = 50
const mostResources = 100
/** Of one record in an answer, and of all records in it; bytes. CloudTrail delivers up to 256 KB in a record. */
const mostText = 1 << 20
const mostTexts = 4 << 20

interface PageOf {
  readonly row: Row
  readonly offset: number
  readonly limit: number
}

/** A page of the records of an event, the one that is shown first. */
export function eventCopies(
  snapshot: Snapshot,
  reader: RecordReader,
  verdictOn: VerdictOn,
  { row, offset, limit }: PageOf,
): CopiesPage {
  const places = recordPlaces(snapshot, row)
  const asked = places.slice(offset, offset + Math.min(limit, mostCopies))
  let left = mostTexts
  const copies = asked.map((place) => {
    const most = Math.min(left, mostText)
    left -= Math.min(most, place.length)
    return copyAt(snapshot, reader, verdictOn, place, most)
  })
  return { copiesTotal: places.length, copies }
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
  most: number,
): Copy {
  const source = files[file]!
  const { uri, sha256 } = source
  const { bytes, problem } = reader.readBytes(file, offset, length)
  const lying = reader.readOriginal(file, offset, length).bytes
  const original = bytes === null || lying === null || lying.equals(bytes) ? null : lying
  const told = {
    text: bytes === null ? null : beginningOf(bytes, most).toString(),
    original: original === null ? null : beginningOf(original, most).toString(),
    isCut: [bytes, original].some((each) => each !== null && each.length > most),
    isUtf8: bytes === null || isUtf8(beginningOf(bytes, most)),
  }
  const verdict = uri === null ? null : verdictOn(uri)
  return {
    file: sourceText(source),
    uri,
    index,
    offset,
    length,
    differs,
    ...told,
    recordBytes: bytes?.length ?? 0,
    isMade: isMadeOf(source),
    problem,
    fileSha256: sha256 ?? '',
    verdict,
  }
}

/** At most so many bytes, without a character in whose middle they would end. */
function beginningOf(bytes: Buffer, most: number): Buffer {
  let end = Math.min(most, bytes.length)
  while (end > 0 && end > most - longestCharacter && isContinued(bytes[end])) end--
  return bytes.subarray(0, end)
}

const longestCharacter = 4
const isContinued = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80
const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString()).equals(bytes)

/** A page of the resources that the record of an event names: a record may name a million. */
export function eventResources({ resources }: Snapshot, { row, offset, limit }: PageOf): ResourcesPage {
  const [first, end] = [lowerBound(resources.row, row), lowerBound(resources.row, row + 1)]
  const found: ResourcesPage['resources'][number][] = []
  const from = Math.min(end, first + offset)
  for (let k = from; k < Math.min(end, from + Math.min(limit, mostResources)); k++)
    found.push({
      arn: textAt(resources.arn, k),
      accountId: textAt(resources.accountId, k),
      type: textAt(resources.type, k),
    })
  return { resourcesTotal: end - first, resources: shownResources(found) }
}

const textAt = (data: TextData, k: number) => (data.codes[k] === 0 ? null : data.textOf(data.codes[k]!))
