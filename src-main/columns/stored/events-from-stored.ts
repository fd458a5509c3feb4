import { type ColumnName, columnNames, columns as modelColumns } from '../../../src-shared/model/columns.ts'
import type { Steps } from '../../runtime/steps.ts'
import { type AllRows, rowsFrom } from '../all-rows.ts'
import { CodedText } from '../coded-text.ts'
import type { Cells } from '../gather.ts'
import { idKind } from '../id-column.ts'
import { sharedArray } from '../shared-array.ts'
import { type ColumnData, type Events, type Locators, locatorNames } from '../snapshot.ts'
import type { TextData } from '../text-data.ts'
import { resourceColumns, type StoredForm } from './stored-events.ts'

/** Stored arrays that no case can have: cut, altered or made by hand. The message is a part of a sentence. */
export class BadArrays extends Error {}

/**
 * The events that `storedEvents` has stored. `arrays` has every array of `expectedArrays`, of one of its types and of
 * its length. Nothing else is taken on trust: every number that is an index is held against what it points into, since
 * whoever made the file may be anybody.
 */
export function* eventsFromStored(
  form: StoredForm,
  arrays: ReadonlyMap<string, Cells>,
  isRecordFile: (file: number) => boolean,
): Steps<Events> {
  const { events, alternates, resources: resourceCount } = form
  const rows = events + (alternates ?? 0)
  const cells = <T extends Cells>(name: string) => arrays.get(name) as T

  const columns: [ColumnName, ColumnData][] = []
  for (const name of columnNames) {
    columns.push([name, columnFrom(name, form, cells)])
    yield
  }
  const locators = locatorsFrom('locator', cells)
  yield* checkRecordFiles('locator', locators, isRecordFile)
  const resources = cells<Uint32Array>('resources/row')
  checkAscending('resources/row', resources, rows)
  const resourceTexts = resourceColumns.map((name) => textFrom(`resources/${name}`, form, cells))
  yield
  const copies = {
    row: cells<Uint32Array>('copies/row'),
    alternate: cells<Uint32Array>('copies/alternate'),
    ...locatorsFrom('copies', cells),
  }
  checkAscending('copies/row', copies.row, events)
  checkBelow('copies/alternate', copies.alternate, (alternates ?? 0) + 1)
  yield* checkRecordFiles('copies', copies, isRecordFile)
  const conflicting = cells<Uint8Array>('conflicting')
  checkBelow('conflicting', conflicting, 2)
  checkOrderOfTime(cells<Float64Array>('columns/eventTime/values').subarray(0, events))
  yield

  const all: AllRows = { columns, locators, resources, resourceTexts }
  if (resourceTexts.some(({ codes }) => codes.length !== resourceCount)) throw new BadArrays('resources of two lengths')
  const of = alternates === null ? null : cells<Uint32Array>('alternates/of')
  if (of !== null) checkBelow('alternates/of', of, events)
  return {
    ...rowsFrom(all, 0, events),
    conflicting,
    bookmarked: sharedArray(Uint8Array, events).fill(1),
    copies,
    alternates: of === null ? null : { ...rowsFrom(all, events, rows), of },
  }
}

type Take = <T extends Cells>(name: string) => T

function columnFrom(name: ColumnName, form: StoredForm, cells: Take): ColumnData {
  const { type } = modelColumns[name]
  const path = `columns/${name}`
  switch (type) {
    case 'text':
      return textFrom(path, form, cells)
    case 'flag': {
      const values = cells<Uint8Array>(`${path}/values`)
      checkBelow(`${path}/values`, values, 3)
      return { type, values }
    }
    case 'integer': {
      const values = cells<Int32Array>(`${path}/values`)
      checkEvery(`${path}/values`, values, (value) => value >= -1)
      return { type, values }
    }
    case 'time': {
      const values = cells<Float64Array>(`${path}/values`)
      checkEvery(`${path}/values`, values, (value) => Math.abs(value) <= mostTime || Number.isNaN(value))
      return { type, values }
    }
    case 'id': {
      const [kinds, bytes] = [cells<Uint8Array>(`${path}/kinds`), cells<Uint8Array>(`${path}/bytes`)]
      const others = form.others[path] ?? []
      const words = new DataView(bytes.buffer, bytes.byteOffset)
      for (let row = 0; row < kinds.length; row++) {
        if (kinds[row]! > idKind.other) throw new BadArrays(`${path}/kinds has a kind that there is none of`)
        if (kinds[row] === idKind.other && words.getUint32(row * 16, true) >= others.length)
          throw new BadArrays(`${path}/bytes points behind the last id`)
      }
      return { type, kinds, bytes, others }
    }
  }
}

/** The most milliseconds before and after 1970 that a time can have (ECMA-262, 21.4.1.1). */
const mostTime = 8.64e15

function textFrom(path: string, form: StoredForm, cells: Take): TextData {
  const codes = cells<TextData['codes']>(`${path}/codes`)
  const [bytes, starts] = [cells<Uint8Array>(`${path}/bytes`), cells<Uint32Array>(`${path}/starts`)]
  if (starts.length < 2) throw new BadArrays(`${path}/starts has no texts`)
  checkAscending(`${path}/starts`, starts, bytes.length + 1)
  checkBelow(`${path}/codes`, codes, starts.length - 1)
  const illFormed = new Map(form.illFormed[path] ?? [])
  for (const code of illFormed.keys())
    if (code >= starts.length - 1) throw new BadArrays(`${path} has a text behind its last code`)
  return new CodedText(codes, { bytes, starts, illFormed })
}

function locatorsFrom(folder: string, cells: Take): Locators {
  const [file, index, offset, length] = locatorNames.map((name) => cells<Uint32Array>(`${folder}/${name}`))
  return { file: file!, index: index!, offset: offset!, length: length! }
}

const placesPerStep = 1 << 18

function* checkRecordFiles(folder: string, { file }: Locators, isRecordFile: (file: number) => boolean): Steps<void> {
  let known = -1
  for (let k = 0; k < file.length; k++) {
    if (k % placesPerStep === 0) yield
    if (file[k] === known) continue
    known = file[k]!
    if (!isRecordFile(known)) throw new BadArrays(`${folder}/file names a file that holds no records`)
  }
}

function checkBelow(name: string, cells: Cells, end: number): void {
  for (let k = 0; k < cells.length; k++)
    if (cells[k]! >= end) throw new BadArrays(`${name} has ${cells[k]} where less than ${end} is possible`)
}

/** And below the end. */
function checkAscending(name: string, cells: Uint32Array, end: number): void {
  checkBelow(name, cells, end)
  for (let k = 1; k < cells.length; k++) if (cells[k]! < cells[k - 1]!) throw new BadArrays(`${name} does not ascend`)
}

function checkEvery(name: string, cells: Cells, is: (value: number) => boolean): void {
  for (let k = 0; k < cells.length; k++)
    if (!is(cells[k]!)) throw new BadArrays(`${name} has ${cells[k]}, which is none of its values`)
}

/** Those without a time last: binary searches rely on it. */
function checkOrderOfTime(times: Float64Array): void {
  for (let row = 1; row < times.length; row++)
    if (times[row]! < times[row - 1]! || (Number.isNaN(times[row - 1]!) && !Number.isNaN(times[row]!)))
      throw new BadArrays('the events do not lie in order of time')
}
