import type { ToOrder } from './ordering.ts'
import { byRow, locatorData, type RowAt } from './put-in-order.ts'
import { Growing } from './shared-array.ts'
import { locatorNames, type Snapshot } from './snapshot.ts'

/** Where a record lies. */
export interface Place {
  readonly file: number
  readonly index: number
  readonly offset: number
  readonly length: number
}

/** Which of two files an event is shown from, if it lies in both: negative for the first. Equal for a file and itself. */
export type FileOrder = (one: number, other: number) => number

/** The better of two records of one event first. */
export const comparePlaces = (files: FileOrder, one: Place, other: Place): number =>
  files(one.file, other.file) || one.index - other.index

/** A copy whose bytes differ from those of the first. Whether its content differs is decided by reading both again. */
export interface Suspect {
  readonly copy: number
  /** The row of the first record of its event. */
  readonly event: number
  /** Its own row. */
  readonly row: number
}

/** How events with several contents are shown. All numbers are rows, in order of arrival. */
export interface Choice {
  /** The row whose content is shown, by the row of the first record; left out where that is the first. */
  readonly shownAs: ReadonlyMap<number, number>
  /** Contents that are not shown, and the first record of their event. */
  readonly others: readonly { readonly event: number; readonly row: number }[]
}

/** The further records of events while they arrive: their places and their contents. */
export class CopyBook {
  count = 0
  readonly suspects: Suspect[] = []
  private readonly events = new Growing(Uint32Array)
  private readonly locators = locatorNames.map(() => new Growing(Uint32Array))
  /** The row that has the content of a copy, where that is not the first record's. */
  private readonly contents = new Map<number, number>()
  /** The events that have several contents, with the copy whose row holds each further content. */
  private readonly owners = new Map<number, Map<number, number>>()

  /** Of the same bytes as the first record of its event, which has row `event`. */
  add(event: number, place: Place): number {
    const copy = this.count++
    this.events.reserve(copy + 1)[copy] = event
    this.write(copy, place)
    return copy
  }

  addSuspect(event: number, place: Place, row: number): void {
    this.suspects.push({ copy: this.add(event, place), event, row })
  }

  /** Notes that a copy has another content than the first record: that of `row`, its own or another copy's. */
  differs({ copy, event, row: own }: Suspect, row: number): void {
    this.contents.set(copy, row)
    const owners = this.owners.get(event) ?? new Map<number, number>()
    this.owners.set(event, owners)
    if (row === own) owners.set(row, copy)
  }

  /** Whether some event has several contents, of which the best proven is to be shown. */
  get differ(): boolean {
    return this.owners.size > 0
  }

  placeOf(copy: number): Place {
    const [file, index, offset, length] = this.locators.map(({ cells }) => cells[copy]!)
    return { file: file!, index: index!, offset: offset!, length: length! }
  }

  /** Shows every event with the content of its best record. `firstPlace`: where the first record of an event lies. */
  choose(files: FileOrder, firstPlace: (event: number) => Place): Choice {
    const best = new Map<number, { place: Place; row: number }>()
    for (const event of this.owners.keys()) best.set(event, { place: firstPlace(event), row: event })
    for (let copy = 0; best.size > 0 && copy < this.count; copy++) {
      const event = this.events.cells[copy]!
      const known = best.get(event)
      if (known === undefined) continue
      const place = this.placeOf(copy)
      if (comparePlaces(files, place, known.place) < 0) best.set(event, { place, row: this.contentOf(copy) })
    }
    const shownAs = new Map<number, number>()
    const others: Choice['others'][number][] = []
    for (const [event, { row: shown }] of best) {
      const owners = this.owners.get(event)!
      for (const row of [event, ...owners.keys()]) if (row !== shown) others.push({ event, row })
      if (shown === event) continue
      shownAs.set(event, shown)
      // The record of the shown row becomes the event, and the first record becomes a copy.
      const copy = owners.get(shown)!
      this.write(copy, firstPlace(event))
      this.contents.set(copy, event)
    }
    return { shownAs, others }
  }

  /** Hands over the copies. `rowOf`: the final row of a content. Rows from `events` on are not shown. */
  finish({ shownAs }: Choice, rowOf: RowAt, events: number, by: (order: Uint32Array) => ToOrder): Snapshot['copies'] {
    const eventOf = (event: number) => rowOf(shownAs.get(event) ?? event)
    const { row, order } = byRow(this.events.cells, this.count, eventOf, events)
    const alternates = this.events.reserve(this.count)
    for (let copy = 0; copy < this.count; copy++) {
      const content = rowOf(this.contentOf(copy))
      alternates[copy] = content < events ? 0 : content - events + 1
    }
    const alternate = this.events.give(this.count, by(order))
    return { row, alternate, ...locatorData(this.locators, this.count, by(order)) }
  }

  private contentOf(copy: number): number {
    return this.contents.get(copy) ?? this.events.cells[copy]!
  }

  private write(copy: number, place: Place): void {
    locatorNames.forEach((name, c) => {
      this.locators[c]!.reserve(copy + 1)[copy] = place[name]
    })
  }
}
