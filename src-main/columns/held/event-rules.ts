import type { Steps } from '../../runtime/steps.ts'
import { hashWords } from '../content-hash.ts'
import { comparePlaces, type FileOrder, type Place } from '../copy-book.ts'
import { IdIndex } from '../dedupe.ts'
import { EventIdentities } from '../event-identity.ts'
import type { Events, IdData, Locators, TimeData } from '../snapshot.ts'
import type { TextData } from '../text-data.ts'
import type { RecordCheck } from './record-check.ts'

/** How files lie to each other, by their numbers in the case. */
export interface FilesNow {
  /** Which file an event is shown from. */
  readonly best: FileOrder
  /** The number by which a file is read now: events of one time stand in that order. */
  readonly readAs: (file: number) => number
  /** Whether its records are made of another form. */
  readonly isMade: (file: number) => boolean
}

/** A record whose content is to be compared with the others of its event. `content`: 0 for the one that is shown. */
export interface Unsettled extends Place {
  readonly event: number
  readonly content: number
}

/** What is counted of events; see IngestCounts. */
export interface CountedEvents {
  conflicting: number
  withoutEventId: number
}

const eventsPerStep = 2048

/**
 * Holds events against each other by the rules by which `ColumnStore` makes them of records: one event for each UUID,
 * shown as its best record tells it; its copies in order; contradicted where it was written with several contents;
 * events of one time in the order in which they are read. Which records have equal contents is told by their hashes;
 * what these leave open is given back.
 */
export function* eventRules(
  events: Events,
  { noted, copyHashes, eventHashes }: RecordCheck,
  files: FilesNow,
): Steps<{ readonly unsettled: readonly Unsettled[]; readonly counts: CountedEvents }> {
  const { copies, locator, alternates, conflicting } = events
  const times = (events.columns.eventTime as TimeData).values
  const identities = new Identities(events)
  const unsettled: Unsettled[] = []
  const counts = { conflicting: 0, withoutEventId: 0 }
  const isShownAs = new Uint8Array(alternates?.events ?? 0)
  const arrivesAfter = (one: Place, other: Place) =>
    files.readAs(one.file) - files.readAs(other.file) || one.index - other.index
  let before: Place | null = null
  for (let row = 0, copy = 0; row < events.events; row++) {
    if (row % eventsPerStep === 0) yield
    const from = copy
    while (copies.row[copy] === row) copy++
    const isIdentified = identities.take(row)
    if (!isIdentified) counts.withoutEventId++
    if (identities.isRepeated || (!isIdentified && copy > from)) noted.note(row, 'copies')
    let first = placeAt(locator, row)
    if (copy > from) {
      const group = new Group(events, row, from, copy, identities)
      if (!group.isInOrder(files.best, isShownAs)) noted.note(row, 'copies')
      if (group.isContradicted(files.isMade, arrivesAfter) !== (conflicting[row] === 1)) noted.note(row, 'conflicting')
      const open = group.unsettled(eventHashes, copyHashes)
      if (open === null) noted.note(row, 'copies')
      else unsettled.push(...open)
      first = group.first(arrivesAfter)
    } else if (conflicting[row] === 1) noted.note(row, 'conflicting')
    if (conflicting[row] === 1) counts.conflicting++
    const isTie =
      row > 0 && (times[row] === times[row - 1] || (Number.isNaN(times[row]!) && Number.isNaN(times[row - 1]!)))
    if (isTie && arrivesAfter(before!, first) > 0) noted.note(row, 'order')
    before = first
  }
  // Contents of no copy.
  for (const [alternate, is] of isShownAs.entries()) if (is === 0) noted.note(alternates!.of[alternate]!, 'copies')
  return { unsettled, counts }
}

/** Which events have a UUID, and whether another has the same. */
class Identities {
  isRepeated = false
  readonly #shown: EventIdentities
  readonly #hidden: EventIdentities | null
  readonly #index: IdIndex

  constructor({ events, columns, alternates }: Events) {
    this.#shown = new EventIdentities(columns.eventID as IdData)
    this.#hidden = alternates === null ? null : new EventIdentities(alternates.columns.eventID as IdData)
    this.#index = new IdIndex({ events })
  }

  take(row: number): boolean {
    const is = this.#shown.find(row)
    this.isRepeated = is && this.#index.findOrAdd(this.#shown.words, this.#shown.at, row) !== -1
    return is
  }

  /** Whether a content has the UUID of the event that was taken last. */
  isOf(alternate: number): boolean {
    const [hidden, shown] = [this.#hidden!, this.#shown]
    if (!hidden.find(alternate)) return false
    for (let w = 0; w < 4; w++) if (hidden.words[hidden.at + w] !== shown.words[shown.at + w]) return false
    return true
  }
}

/** The records of an event that has more than one. */
class Group {
  readonly #records: readonly (Place & { readonly content: number })[]

  constructor(
    private readonly events: Events,
    private readonly row: number,
    private readonly from: number,
    until: number,
    private readonly identities: Identities,
  ) {
    const { locator, copies } = events
    const records = [{ ...placeAt(locator, row), content: 0 }]
    for (let copy = from; copy < until; copy++)
      records.push({ ...placeAt(copies, copy), content: copies.alternate[copy]! })
    this.#records = records
  }

  /** Whether the best record is shown, and each other content lies at the best record that has it. */
  isInOrder(best: FileOrder, isShownAs: Uint8Array): boolean {
    const { alternates } = this.events
    let isIt = true
    for (const [n, record] of this.#records.entries()) {
      if (n > 0 && comparePlaces(best, this.#records[n - 1]!, record) >= 0) isIt = false
      if (record.content === 0) continue
      const alternate = record.content - 1
      const place = placeAt(alternates!.locator, alternate)
      if (isShownAs[alternate] === 0)
        isIt &&= place.offset === record.offset && place.length === record.length && place.file === record.file && place.index === record.index // biome-ignore format: a line
      isShownAs[alternate] = 1
      if (alternates!.of[alternate] !== this.row || !this.identities.isOf(alternate)) isIt = false
    }
    return isIt
  }

  /** Whether it was written with several contents: what was made of another form contradicts nothing. */
  isContradicted(isMade: (file: number) => boolean, arrivesAfter: (one: Place, other: Place) => number): boolean {
    // A content is written where the first record that has it was.
    const firsts = new Map<number, Place>()
    for (const record of this.#records) {
      const known = firsts.get(record.content)
      if (known === undefined || arrivesAfter(known, record) > 0) firsts.set(record.content, record)
    }
    if (firsts.size === 1) return false
    let written = 0
    for (const { file } of firsts.values()) if (!isMade(file)) written++
    return written > 1
  }

  first(arrivesAfter: (one: Place, other: Place) => number): Place {
    return this.#records.reduce((first, record) => (arrivesAfter(first, record) > 0 ? record : first))
  }

  /** One record for each hash of a content, where hashes do not settle it; null where one hash is of two contents. */
  unsettled(eventHashes: Uint32Array, copyHashes: Uint32Array): readonly Unsettled[] | null {
    const contentOf = new Map<string, number>()
    const open: Unsettled[] = []
    for (const [n, record] of this.#records.entries()) {
      const [hashes, at] = n === 0 ? [eventHashes, this.from] : [copyHashes, this.from + n - 1]
      const hash = hashes.subarray(at * hashWords, (at + 1) * hashWords).join()
      const known = contentOf.get(hash)
      if (known === undefined) open.push({ ...record, event: this.row })
      else if (known !== record.content) return null
      contentOf.set(hash, record.content)
    }
    return open.length === 1 ? [] : open
  }
}

const placeAt = ({ file, index, offset, length }: Locators, i: number): Place => ({
  file: file[i]!,
  index: index[i]!,
  offset: offset[i]!,
  length: length[i]!,
})

const textsPerStep = 4096

/** Whether a text has two codes: those would be counted apart, under one name. */
export function* hasTextTwice({ texts: { bytes, starts, illFormed } }: TextData): Steps<boolean> {
  const met = new Set<string>()
  for (let code = 1; code + 1 < starts.length; code++) {
    if (code % textsPerStep === 0) yield
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + starts[code]!, starts[code + 1]! - starts[code]!)
    // The bytes of texts with lone surrogates have U+FFFD in their place.
    const name = illFormed.has(code) ? JSON.stringify(illFormed.get(code)) : text.toString('latin1')
    if (met.has(name)) return true
    met.add(name)
  }
  return false
}
