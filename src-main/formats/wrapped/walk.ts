import { closeBrace, closeBracket, colon, comma, openBrace, openBracket, quote } from '../json-bytes.ts'
import { JsonPeek } from '../peek-json.ts'
import type { Piece, PieceSink } from '../piece.ts'
import type { Carrier } from './carriers.ts'
import { Findings } from './findings.ts'
import { type KnownKey, knownKey, skipperOfOtherKeys } from './keys.ts'
import { PlacedText } from './placed-text.ts'
import { beginsAsRecord, beginsPlainlyAsRecord, jsonStart } from './record-text.ts'
import { type Candidate, type Label, labelText, SeenMembers } from './seen-members.ts'

/** How many envelopes, lists and texts may lie within each other. */
const mostLevels = 24
/** A text that names it and is broken was to be a record. */
const fieldOfRecords = '"eventSource'

/** How the first record of a file was come to. */
export interface Way {
  readonly carriers: readonly Carrier[]
  readonly isText: boolean
}

/** What the walks of one file share. */
interface Trip {
  readonly findings: Findings
  /** It ends at the first record. */
  readonly isToFirst: boolean
  /** The carriers that lead to where the walk stands. */
  readonly carriers: Carrier[]
  first: Way | null
}

/**
 * Finds the records in JSON text of other things: in lists, under the keys of known envelopes, and in text within text.
 * Only such keys are followed, and none within a record: what looks like a record in a request is none. A record is handed
 * over by its place, and the extractor tells what it is worth. Every thing without a record is told by a name.
 */
export class Walk {
  readonly #text: PlacedText
  readonly #bytes: Buffer
  readonly #peek: JsonPeek
  readonly #trip: Trip
  #level: number
  /** What the thing at hand is called by its own fields. */
  #label: Label | null = null
  #isBroken = false
  /** Behind the last thing that was told. */
  toldUntil = 0

  private constructor(text: PlacedText, trip: Trip, level: number) {
    this.#text = text
    this.#bytes = text.bytes
    this.#peek = new JsonPeek(text.skipped)
    this.#trip = trip
    this.#level = level
  }

  /** `into` takes what is found. */
  static of(bytes: Buffer, into: PieceSink): Walk {
    return Walk.#of(bytes, into, false)
  }

  /** One that ends at the first record. */
  static toFirst(bytes: Buffer, into: PieceSink): Walk {
    return Walk.#of(bytes, into, true)
  }

  static #of(bytes: Buffer, into: PieceSink, isToFirst: boolean): Walk {
    const trip: Trip = { findings: new Findings(into), isToFirst, carriers: [], first: null }
    return new Walk(PlacedText.ofFile(bytes, skipperOfOtherKeys()), trip, 0)
  }

  get first(): Way | null {
    return this.#trip.first
  }

  /** The text is no JSON where the walk stands, or the walk has ended. */
  get isBroken(): boolean {
    return this.#isBroken || this.hasEnded
  }

  get hasEnded(): boolean {
    return this.#trip.isToFirst && this.#trip.first !== null
  }

  get at(): number {
    return this.#peek.at
  }

  /** Goes on there, whatever was open. */
  set at(at: number) {
    this.#peek.at = at
    this.#isBroken = false
  }

  /** The next byte that is not white space, or -1 at the end. Stays before it. */
  next(): number {
    return this.#peek.next()
  }

  take(byte: number): boolean {
    return this.#peek.take(byte)
  }

  /** One value that may hold records. Where it holds nothing that is told otherwise, it is told by its name. */
  thing(): void {
    const outer = this.#label
    const first = this.#peek.next()
    const told = this.#value()
    if (this.isBroken) return
    if (!told) this.#tell({ beside: this.#label === null ? nameOf(first) : labelText(this.#bytes, this.#label) })
    this.#label = outer
    this.toldUntil = this.#peek.at
  }

  /** Gives whether it told anything, as all of these do. */
  #value(): boolean {
    const first = this.#peek.next()
    const from = this.#peek.at
    if (first === quote) {
      this.#isBroken = !this.#skipString(from)
      return !this.isBroken && this.#string(from, this.#peek.at)
    }
    if ((first !== openBrace && first !== openBracket) || this.#level === mostLevels) {
      this.#isBroken = !this.#peek.skipValue()
      return false
    }
    if (first === openBrace && beginsPlainlyAsRecord(this.#bytes, from)) return this.#record(from)
    this.#level++
    const told = first === openBrace ? this.#object() : this.#list()
    this.#level--
    return told
  }

  #record(from: number): boolean {
    const end = this.#text.isFile ? this.#trip.findings.record(from) : -1
    if (end !== -1) {
      this.#isBroken = false
      this.#peek.at = end
      this.#noteFirst(false)
      return true
    }
    this.#isBroken = !this.#peek.skipValue()
    return !this.isBroken && this.#tellRecord(from, this.#peek.at, false)
  }

  /** There is nothing to tell of an empty list. */
  #list(): boolean {
    this.#peek.take(openBracket)
    while (!this.#peek.take(closeBracket)) {
      this.thing()
      if (this.isBroken || !this.#goesOn(closeBracket)) break
    }
    return true
  }

  /** Each element is a list of cells, which is one thing, or is one itself. */
  #rows(): boolean {
    this.#peek.take(openBracket)
    while (!this.#peek.take(closeBracket)) {
      if (this.#peek.next() === openBracket) this.#row()
      else this.thing()
      if (this.isBroken || !this.#goesOn(closeBracket)) break
    }
    return true
  }

  #row(): void {
    let told = false
    this.#peek.take(openBracket)
    while (!this.#peek.take(closeBracket)) {
      told = this.#value() || told
      if (this.isBroken || !this.#goesOn(closeBracket)) return
    }
    if (!told) this.#tell({ beside: 'row without a record' })
    this.toldUntil = this.#peek.at
  }

  #object(): boolean {
    const peek = this.#peek
    const { at: from } = peek
    const seen = new SeenMembers()
    let told = false
    peek.take(openBrace)
    for (;;) {
      if (peek.passMembers()) this.#isBroken = false
      if (peek.take(closeBrace)) break
      const key = this.#key()
      if (this.isBroken) return told
      if (this.#isStream(key)) told = this.#stream(key.carrier) || told
      else this.#note(key, seen)
      if (seen.isCertainlyRecord && !told) {
        this.#isBroken ||= !peek.skipRest()
        break
      }
      if (this.isBroken || !this.#goesOn(closeBrace)) return told
    }
    if (this.isBroken || told) return told
    if (seen.isRecord) return this.#tellRecord(from, peek.at, false)
    return seen.candidates !== null && this.#bestOf(seen.candidates)
  }

  #key(): KnownKey | null {
    const peek = this.#peek
    const isKey = peek.next() === quote
    const from = peek.at + 1
    this.#isBroken = !isKey || !peek.skipText()
    const to = peek.at - 1
    this.#isBroken ||= !peek.take(colon)
    return this.#isBroken ? null : knownKey(this.#bytes, from, to)
  }

  #isStream(key: KnownKey | null): key is KnownKey & { is: 'carrier' } {
    if (key?.is !== 'carrier' || (key.carrier.holds !== 'many' && key.carrier.holds !== 'rows')) return false
    const first = this.#peek.next()
    return first === openBrace || first === openBracket
  }

  #stream(carrier: Carrier): boolean {
    this.#trip.carriers.push(carrier)
    const isRows = carrier.holds === 'rows' && this.#peek.next() === openBracket
    const told = isRows ? this.#rows() : this.#value()
    this.#trip.carriers.pop()
    return told
  }

  /** Notes what a member of an object tells and goes behind it. */
  #note(key: KnownKey | null, seen: SeenMembers): void {
    const peek = this.#peek
    peek.next()
    const from = peek.at
    this.#isBroken = !(key?.is === 'carrier' && this.#bytes[from] === quote ? this.#skipString(from) : peek.skipValue())
    if (key === null || this.#isBroken) return
    this.#label = seen.note(this.#bytes, key, { from, to: peek.at }) ?? this.#label
  }

  /** The record that the first of them holds; where none does, what the first tells that tells anything. */
  #bestOf(candidates: Candidate[]): boolean {
    const { findings, carriers } = this.#trip
    const end = this.#peek.at
    let best: readonly Piece[] = []
    if (candidates.length > 1) candidates.sort((a, b) => a.rank - b.rank)
    for (const candidate of candidates) {
      carriers.push(candidate.carrier)
      findings.beginDoubt()
      const told = this.#candidate(candidate)
      const withoutRecord = findings.endOrTakeBack()
      carriers.pop()
      this.#peek.at = end
      if (withoutRecord === null) return told
      if (best.length === 0) best = withoutRecord
    }
    for (const piece of best) this.#tell(piece)
    return best.length > 0
  }

  #candidate({ carrier, from, to }: Candidate): boolean {
    if (carrier.holds === 'record') return this.#certainRecord(from, to)
    if (this.#bytes[from] === quote) return this.#string(from, to)
    this.#peek.at = from
    return this.#value()
  }

  /** Of a value that can be nothing else. */
  #certainRecord(from: number, to: number): boolean {
    const isText = this.#bytes[from] === quote
    const start = isText ? jsonStart(this.#bytes, from + 1, to - 1) : from
    if (start !== -1) return this.#tellRecord(start, isText ? to - 1 : to, isText)
    this.#noteFirst(isText)
    return this.#tell({ ...this.#text.placeOf(from, to), reason: 'its text is no JSON object' })
  }

  /** Goes behind the string at `from`; false at an unfinished one. */
  #skipString(from: number): boolean {
    const end = this.#text.isFile ? this.#recordStringEnd(from + 1) : -1
    if (end === -1) return this.#peek.skipText()
    this.#peek.at = end + 1
    return true
  }

  #recordStringEnd(from: number): number {
    const start = jsonStart(this.#bytes, from, this.#bytes.length)
    return start !== -1 && beginsAsRecord(this.#bytes, start) ? this.#trip.findings.stringEnd(start) : -1
  }

  /** Of a string, quotes included. */
  #string(from: number, to: number): boolean {
    const start = this.#level === mostLevels ? -1 : jsonStart(this.#bytes, from + 1, to - 1)
    if (start === -1) return false
    return beginsAsRecord(this.#bytes, start) ? this.#tellRecord(start, to - 1, true) : this.#within(start, to - 1)
  }

  /** All that a text within the text holds. Nothing where it only begins like JSON: it is then one thing without a record. */
  #within(from: number, to: number): boolean {
    const text = this.#text.within(from, to)
    if (text === null) return false
    const { bytes } = text
    const { findings } = this.#trip
    const inner = new Walk(text, this.#trip, this.#level + 1)
    findings.beginDoubt()
    let things = 0
    for (; !inner.isBroken && inner.next() !== -1; things++) inner.thing()
    if (inner.isBroken && bytes.includes(fieldOfRecords))
      inner.#tell({ ...text.placeOf(inner.toldUntil, bytes.length), reason: 'its text is broken' })
    const counts = (things === 1 && !inner.isBroken) || findings.hasPlaces
    findings.endDoubt(counts)
    return counts
  }

  #tellRecord(from: number, to: number, isText: boolean): true {
    this.#noteFirst(isText)
    const { offset, length } = this.#text.placeOf(from, to)
    if (this.#text.isFile) return this.#tell({ offset, length, isEscaped: true })
    return this.#tell({ offset, length, isEscaped: true, copy: { bytes: this.#bytes, from, to } })
  }

  #noteFirst(isText: boolean): void {
    this.#trip.first ??= { carriers: [...this.#trip.carriers], isText }
  }

  #tell(piece: Piece): true {
    this.#trip.findings.tell(piece)
    return true
  }

  /** Takes a comma, or sees the end. */
  #goesOn(close: number): boolean {
    this.#isBroken = !this.#peek.take(comma) && this.#peek.next() !== close
    return !this.isBroken
  }
}

function nameOf(first: number): string {
  if (first === openBrace) return 'object without a record'
  return first === quote ? 'text without a record' : 'value without a record'
}
