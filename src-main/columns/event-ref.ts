import { type EventRef, isUuid, type Row, type Sha256 } from '../../src-shared/model/event.ts'
import { idTest, idText } from './id-column.ts'
import type { IdData, Locators, Snapshot } from './snapshot.ts'

type Named = Pick<Snapshot, 'columns' | 'locator' | 'copies' | 'files'>

/** The name of a row's event beyond this opening; null where its source has no hash or there is no such row. */
export function refOf({ columns, locator, files }: Named, row: Row): EventRef | null {
  const source = files[locator.file[row] ?? -1]?.sha256 ?? null
  if (source === null) return null
  return { eventID: eventIdOf(columns, row), source: source as Sha256, record: locator.index[row]! }
}

/**
 * The rows of the events with those names, in their order; null where the case does not hold one. A record that was the
 * event in one opening may be a copy of it in another. Where a source is no longer opened, its events are found by ID.
 */
export function rowsOf({ columns, locator, copies, files }: Named, refs: readonly EventRef[]): readonly (Row | null)[] {
  const found: (Row | null)[] = refs.map(() => null)
  const sought = recordsSought(files, refs)
  const look = ({ file, index }: Locators, rowOf: (place: number) => Row) => {
    for (let i = 0; i < file.length; i++)
      for (const ref of sought[file[i]!]?.get(index[i]!) ?? []) found[ref] ??= rowOf(i)
  }
  look(locator, (row) => row)
  look(copies, (copy) => copies.row[copy]!)
  const lost = new Set(refs.flatMap(({ eventID }, at) => (found[at] === null && isUuid(eventID) ? [eventID!] : [])))
  if (lost.size === 0) return found
  const rows = rowsWithIds(columns, locator.file.length, lost)
  return refs.map(({ eventID }, at) => found[at] ?? rows.get(eventID ?? '') ?? null)
}

/** By the number of the file and of the record in it: which of the refs name it. */
function recordsSought(files: Named['files'], refs: readonly EventRef[]) {
  const bySource = new Map<string, Map<number, number[]>>()
  for (const [at, { source, record }] of refs.entries()) {
    const records = bySource.get(source) ?? new Map<number, number[]>()
    records.set(record, [...(records.get(record) ?? []), at])
    bySource.set(source, records)
  }
  return files.map(({ sha256 }) => (sha256 === null ? undefined : bySource.get(sha256)))
}

/** The first row of each id. */
function rowsWithIds({ eventID }: Named['columns'], events: number, ids: ReadonlySet<string>): Map<string, Row> {
  const rows = new Map<string, Row>()
  const idOf = idTest(eventID as IdData, ids)
  for (let row = 0; row < events; row++) {
    const id = idOf(row)
    if (id !== null && !rows.has(id)) rows.set(id, row)
  }
  return rows
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

function eventIdOf({ eventID }: Named['columns'], row: Row): string | null {
  if (eventID.type !== 'id') throw new Error('eventID is no id column')
  return idText(eventID, row)
}
