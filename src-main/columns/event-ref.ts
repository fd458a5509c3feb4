import { type EventRef, isUuid, type Row, type Sha256 } from '../../src-shared/model/event.ts'
import { idText } from './id-column.ts'
import type { Locators, Snapshot } from './snapshot.ts'

type Named = Pick<Snapshot, 'columns' | 'locator' | 'copies' | 'files'>

/** The name of a row's event beyond this opening; null where its source has no hash or there is no such row. */
export function refOf({ columns, locator, files }: Named, row: Row): EventRef | null {
  const source = files[locator.file[row] ?? -1]?.sha256 ?? null
  if (source === null) return null
  return { eventID: eventIdOf(columns, row), source: source as Sha256, record: locator.index[row]! }
}

/**
 * The row of the event with that name; null where the case does not hold it. A record that was the event in one opening
 * may be a copy of it in another. Where the source is no longer opened, the event is found by its ID.
 */
export function rowOf({ columns, locator, copies, files }: Named, ref: EventRef): Row | null {
  const sources = new Set(files.flatMap(({ sha256 }, file) => (sha256 === ref.source ? [file] : [])))
  const row = placeOf(locator, sources, ref.record)
  if (row !== -1) return row
  const copy = placeOf(copies, sources, ref.record)
  if (copy !== -1) return copies.row[copy]!
  return ref.eventID === null || !isUuid(ref.eventID) ? null : rowWithId(columns, locator.file.length, ref.eventID)
}

/** The row of the event that a record of the file is, or is a copy of; null where it is no record of an event. */
export function rowAt({ locator, copies }: Named, file: number, record: number): Row | null {
  const files = new Set([file])
  const row = placeOf(locator, files, record)
  if (row !== -1) return row
  const copy = placeOf(copies, files, record)
  return copy === -1 ? null : copies.row[copy]!
}

function placeOf({ file, index }: Locators, sources: ReadonlySet<number>, record: number): number {
  if (sources.size === 0) return -1
  for (let i = 0; i < index.length; i++) if (index[i] === record && sources.has(file[i]!)) return i
  return -1
}

function rowWithId(columns: Named['columns'], events: number, eventID: string): Row | null {
  for (let row = 0; row < events; row++) if (eventIdOf(columns, row) === eventID) return row
  return null
}

function eventIdOf({ eventID }: Named['columns'], row: Row): string | null {
  if (eventID.type !== 'id') throw new Error('eventID is no id column')
  return idText(eventID, row)
}
