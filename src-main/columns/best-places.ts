import { comparePlaces, type FileOrder, type Place } from './copy-book.ts'
import { sharedArray } from './shared-array.ts'
import { type Locators, locatorNames, type Places, type Snapshot } from './snapshot.ts'

/** A record of the current event. `content`: 0 for the content of the event, else 1 + a row of the alternates. */
type Record = Place & { readonly alternate: number }

interface Moved {
  readonly places: Places
  /** Events that are shown from another record now, with the files of both. */
  readonly moved: readonly { readonly from: number; readonly to: number }[]
}

/**
 * Places each event, and each content that is not shown, at the best of the records that have it, and sorts the other
 * copies of an event, the best first. Null where nothing changes. The input is not modified, because other threads may
 * read it.
 */
export function bestPlaces(places: Places, files: FileOrder): Moved | null {
  const { copies } = places
  let made: Places | null = null
  const moved: Moved['moved'][number][] = []
  for (let k = 0, end = 0; k < copies.row.length; k = end) {
    while (end < copies.row.length && copies.row[end] === copies.row[k]) end++
    if (isInOrder(places, k, end, files)) continue
    made ??= copyOf(places)
    const row = copies.row[k]!
    const from = places.locator.file[row]!
    putInOrder(made, row, k, end, files)
    const to = made.locator.file[row]!
    if (to !== from) moved.push({ from, to })
  }
  return made === null ? null : { places: made, moved }
}

function isInOrder({ locator, copies }: Places, k: number, end: number, files: FileOrder): boolean {
  let before = placeAt(locator, copies.row[k]!)
  for (let copy = k; copy < end; copy++) {
    const place = placeAt(copies, copy)
    if (comparePlaces(files, before, place) > 0) return false
    before = place
  }
  return true
}

/** The best record has the content that is shown, because the same order chose that content. */
function putInOrder({ locator, copies, alternates }: Places, row: number, k: number, end: number, files: FileOrder) {
  const records: Record[] = [{ ...placeAt(locator, row), alternate: 0 }]
  for (let copy = k; copy < end; copy++) records.push({ ...placeAt(copies, copy), alternate: copies.alternate[copy]! })
  records.sort((one, other) => comparePlaces(files, one, other))
  const [shown] = records.splice(
    records.findIndex(({ alternate }) => alternate === 0),
    1,
  )
  write(locator, row, shown!)
  const met = new Set<number>()
  records.forEach((record, n) => {
    const { alternate } = record
    write(copies, k + n, record)
    copies.alternate[k + n] = alternate
    if (alternate === 0 || met.has(alternate)) return
    met.add(alternate)
    write(alternates!.locator, alternate - 1, record)
  })
}

const placeAt = ({ file, index, offset, length }: Locators, i: number): Place => ({
  file: file[i]!,
  index: index[i]!,
  offset: offset[i]!,
  length: length[i]!,
})

function write(to: Locators, i: number, place: Place): void {
  for (const name of locatorNames) to[name][i] = place[name]
}

function copyOf({ locator, copies, alternates }: Places): Places {
  return {
    locator: locatorsLike(locator),
    copies: { ...locatorsLike(copies), row: copies.row, alternate: shared(copies.alternate) },
    alternates: alternates === null ? null : { ...alternates, locator: locatorsLike(alternates.locator) },
  }
}

const locatorsLike = ({ file, index, offset, length }: Locators): Snapshot['locator'] => ({
  file: shared(file),
  index: shared(index),
  offset: shared(offset),
  length: shared(length),
})

function shared(cells: Uint32Array): Uint32Array {
  const copy = sharedArray(Uint32Array, cells.length)
  copy.set(cells)
  return copy
}
