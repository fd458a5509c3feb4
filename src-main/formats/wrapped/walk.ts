import { closeBrace, closeBracket, colon, comma, openBrace, openBracket, quote } from '../json-bytes.ts'
import { JsonPeek } from '../peek-json.ts'
import type { Piece } from '../piece.ts'
import type { Carrier } from './carriers.ts'
import { type KnownKey, knownKey, type RecordField } from './keys.ts'
import { beginsAsRecord, isCloudTrailVersion, isNotification, jsonStart } from './record-text.ts'
import { TextWithin } from './text-within.ts'

/** How many envelopes, lists and texts may lie within each other. */
const mostLevels = 24
const mostLabelBytes = 100
/** A text that names it and is broken was to be a record. */
const fieldOfRecords = '"eventSource'

/** How the first record of a file was come to. */
export interface Way {
  readonly carriers: readonly Carrier[]
  readonly isText: boolean
}

/** What the walks of one file share. */
interface Trip {
  /** The carriers that lead to where the walk stands. */
  readonly carriers: Carrier[]
  first: Way | null
}

/** The byte range in the file of a range of the text. */
type PlaceOf = (from: number, to: number) => { readonly offset: number; readonly length: number }

/** What the keys of an object told by now. */
interface Seen {
  readonly from: number
  fields: Set<RecordField> | null
  candidates: Candidate[] | null
  /** Null as long as its fields do not tell. */
  isRecord: boolean | null
}

/** A value that may hold the record of the object at hand. */
interface Candidate {
  readonly carrier: Carrier
  readonly rank: number
  readonly from: number
  readonly to: number
}

/**
 * Finds the records in JSON text of other things: in lists, under the keys of known envelopes, and in text within text.
 * Only such keys are followed, and none within a record: what looks like a record in a request is none. A record is handed
 * over by its place, and the extractor tells what it is worth. Every thing without a record is told by a name.
 */
export class Walk {
  readonly #bytes: Buffer
  readonly #peek: JsonPeek
  readonly #placeOf: PlaceOf
  readonly #trip: Trip
  #level: number
  /** What the thing at hand is called by its own fields. */
  #label: string | null = null
  /** The text is no JSON where the walk stands. */
  isBroken = false
  /** Behind the last thing that was told. */
  toldUntil = 0

  private constructor(bytes: Buffer, placeOf: PlaceOf, trip: Trip, level: number) {
    this.#bytes = bytes
    this.#peek = new JsonPeek(bytes)
    this.#placeOf = placeOf
    this.#trip = trip
    this.#level = level
  }

  static of(bytes: Buffer): Walk {
    return new Walk(bytes, (from, to) => ({ offset: from, length: to - from }), { carriers: [], first: null }, 0)
  }

  get first(): Way | null {
    return this.#trip.first
  }

  get at(): number {
    return this.#peek.at
  }

  /** Goes on there, whatever was open. */
  set at(at: number) {
    this.#peek.at = at
    this.isBroken = false
  }

  /** The next byte that is not white space, or -1 at the end. Stays before it. */
  next(): number {
    return this.#peek.next()
  }

  take(byte: number): boolean {
    return this.#peek.take(byte)
  }

  /** One value that may hold records. Where it holds nothing that is told otherwise, it is told by its name. */
  *thing(): Generator<Piece> {
    const outer = this.#label
    const first = this.#peek.next()
    const told = yield* this.#value()
    if (this.isBroken) return
    if (told === 0) yield { beside: this.#label ?? nameOf(first) }
    this.#label = outer
    this.toldUntil = this.#peek.at
  }

  /** Gives how many pieces it told, as all of these do. */
  *#value(): Generator<Piece, number> {
    const first = this.#peek.next()
    const from = this.#peek.at
    if (first === quote) {
      this.isBroken = !this.#peek.skipText()
      return this.isBroken ? 0 : yield* this.#text(from, this.#peek.at)
    }
    if ((first !== openBrace && first !== openBracket) || this.#level === mostLevels) {
      this.isBroken = !this.#peek.skipValue()
      return 0
    }
    this.#level++
    const told = first === openBrace ? yield* this.#object() : yield* this.#list()
    this.#level--
    return told
  }

  /** There is nothing to tell of an empty list. */
  *#list(): Generator<Piece, number> {
    this.#peek.take(openBracket)
    while (!this.#peek.take(closeBracket)) {
      yield* this.thing()
      if (this.isBroken || !this.#goesOn(closeBracket)) break
    }
    return 1
  }

  /** Each element is a list of cells, which is one thing, or is one itself. */
  *#rows(): Generator<Piece, number> {
    this.#peek.take(openBracket)
    while (!this.#peek.take(closeBracket)) {
      if (this.#peek.next() === openBracket) yield* this.#row()
      else yield* this.thing()
      if (this.isBroken || !this.#goesOn(closeBracket)) break
    }
    return 1
  }

  *#row(): Generator<Piece> {
    let told = 0
    this.#peek.take(openBracket)
    while (!this.#peek.take(closeBracket)) {
      told += yield* this.#value()
      if (this.isBroken || !this.#goesOn(closeBracket)) return
    }
    if (told === 0) yield { beside: 'row without a record' }
    this.toldUntil = this.#peek.at
  }

  *#object(): Generator<Piece, number> {
    const peek = this.#peek
    const seen: Seen = { from: peek.at, fields: null, candidates: null, isRecord: null }
    let told = 0
    peek.take(openBrace)
    while (!peek.take(closeBrace)) {
      const key = this.#key()
      if (this.isBroken) return told
      if (this.#isStream(key)) told += yield* this.#stream(key.carrier)
      else this.#note(key, seen)
      if (seen.isRecord === true && told === 0) {
        this.isBroken ||= !peek.skipRest()
        break
      }
      if (this.isBroken || !this.#goesOn(closeBrace)) return told
    }
    if (this.isBroken || told > 0) return told
    if (seen.isRecord ?? hasFields(seen)) {
      yield this.#recordAt(seen.from, peek.at, false)
      return 1
    }
    return seen.candidates === null ? 0 : yield* this.#bestOf(seen.candidates)
  }

  #key(): KnownKey | null {
    const peek = this.#peek
    const isKey = peek.next() === quote
    const from = peek.at + 1
    this.isBroken = !isKey || !peek.skipText()
    const to = peek.at - 1
    this.isBroken ||= !peek.take(colon)
    return this.isBroken ? null : knownKey(this.#bytes, from, to)
  }

  #isStream(key: KnownKey | null): key is KnownKey & { is: 'carrier' } {
    if (key?.is !== 'carrier' || (key.carrier.holds !== 'many' && key.carrier.holds !== 'rows')) return false
    const first = this.#peek.next()
    return first === openBrace || first === openBracket
  }

  *#stream(carrier: Carrier): Generator<Piece, number> {
    this.#trip.carriers.push(carrier)
    const isRows = carrier.holds === 'rows' && this.#peek.next() === openBracket
    const told = isRows ? yield* this.#rows() : yield* this.#value()
    this.#trip.carriers.pop()
    return told
  }

  /** Notes what a member of an object tells and goes behind it. */
  #note(key: KnownKey | null, seen: Seen): void {
    const peek = this.#peek
    peek.next()
    const from = peek.at
    this.isBroken = !peek.skipValue()
    if (key === null || this.isBroken) return
    if (key.is === 'carrier') {
      seen.candidates ??= []
      seen.candidates.push({ carrier: key.carrier, rank: key.rank, from, to: peek.at })
    } else if (key.is === 'otherCloud') seen.isRecord = false
    else if (key.is === 'label') this.#label = this.#shortText(from) ?? this.#label
    else this.#noteField(key.field, from, seen)
  }

  #noteField(field: RecordField, from: number, seen: Seen): void {
    seen.fields ??= new Set()
    seen.fields.add(field)
    if (field === 'eventVersion' && this.#isShortText(from) && isCloudTrailVersion(this.#bytes, from + 1))
      seen.isRecord ??= true
    const source = field === 'eventSource' ? this.#shortText(from) : null
    if (source === null || !isNotification(source)) return
    seen.isRecord = false
    this.#label = `event of ${source}`
  }

  /** Of the value from there to where the walk stands. */
  #shortText(from: number): string | null {
    return this.#isShortText(from) ? this.#bytes.toString('latin1', from + 1, this.#peek.at - 1) : null
  }

  #isShortText(from: number): boolean {
    return this.#bytes[from] === quote && this.#peek.at - from < mostLabelBytes
  }

  /** The record that the first of them holds; where none does, what the first tells that tells anything. */
  *#bestOf(candidates: Candidate[]): Generator<Piece, number> {
    const end = this.#peek.at
    let best: readonly Piece[] = []
    for (const candidate of candidates.sort((a, b) => a.rank - b.rank)) {
      this.#trip.carriers.push(candidate.carrier)
      const pieces = this.#candidate(candidate)
      this.#trip.carriers.pop()
      if (pieces.some(isPlaced)) {
        best = pieces
        break
      }
      if (best.length === 0) best = pieces
    }
    this.#peek.at = end
    yield* best
    return best.length
  }

  #candidate({ carrier, from, to }: Candidate): readonly Piece[] {
    if (carrier.holds === 'record') return [this.#certainRecord(from, to)]
    if (this.#bytes[from] === quote) return this.#textPieces(from, to)
    this.#peek.at = from
    return [...this.#value()]
  }

  /** Of a value that can be nothing else. */
  #certainRecord(from: number, to: number): Piece {
    const isText = this.#bytes[from] === quote
    const start = isText ? jsonStart(this.#bytes, from + 1, to - 1) : from
    if (start !== -1) return this.#recordAt(start, isText ? to - 1 : to, isText)
    this.#trip.first ??= { carriers: [...this.#trip.carriers], isText }
    return { ...this.#placeOf(from, to), reason: 'its text is no JSON object' }
  }

  *#text(from: number, to: number): Generator<Piece, number> {
    const pieces = this.#textPieces(from, to)
    yield* pieces
    return pieces.length
  }

  /** Of a string, quotes included. */
  #textPieces(from: number, to: number): readonly Piece[] {
    const start = this.#level === mostLevels ? -1 : jsonStart(this.#bytes, from + 1, to - 1)
    if (start === -1) return []
    return beginsAsRecord(this.#bytes, start) ? [this.#recordAt(start, to - 1, true)] : this.#within(start, to - 1)
  }

  /** All that a text within the text holds. Nothing where it only begins like JSON: it is then one thing without a record. */
  #within(from: number, to: number): readonly Piece[] {
    const within = TextWithin.of(this.#bytes.subarray(from, to))
    if (within === null) return []
    const { text } = within
    const placeOf: PlaceOf = (a, b) => this.#placeOf(from + within.rawAt(a), from + within.rawAt(b))
    const inner = new Walk(text, placeOf, this.#trip, this.#level + 1)
    const pieces: Piece[] = []
    let things = 0
    for (; !inner.isBroken && inner.next() !== -1; things++) for (const piece of inner.thing()) pieces.push(piece)
    if (inner.isBroken && text.includes(fieldOfRecords))
      pieces.push({ ...placeOf(inner.toldUntil, text.length), reason: 'its text is broken' })
    const isJson = things === 1 && !inner.isBroken
    return isJson || pieces.some((piece) => !('beside' in piece)) ? pieces : []
  }

  #recordAt(from: number, to: number, isText: boolean): Piece {
    this.#trip.first ??= { carriers: [...this.#trip.carriers], isText }
    const { offset, length } = this.#placeOf(from, to)
    return { offset, length, isEscaped: true }
  }

  /** Takes a comma, or sees the end. */
  #goesOn(close: number): boolean {
    this.isBroken = !this.#peek.take(comma) && this.#peek.next() !== close
    return !this.isBroken
  }
}

/** Two of the fields by which the extractor knows an event: a version alone may be that of anything. */
function hasFields({ fields }: Seen): boolean {
  if (fields === null) return false
  const has = (field: RecordField) => fields.has(field)
  if (has('eventVersion')) return fields.size > 1
  return (has('eventSource') && has('eventName')) || (has('eventID') && has('eventTime'))
}

const isPlaced = (piece: Piece): boolean => 'isEscaped' in piece

function nameOf(first: number): string {
  if (first === openBrace) return 'object without a record'
  return first === quote ? 'text without a record' : 'value without a record'
}
