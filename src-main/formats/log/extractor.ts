import { columnNames } from '../../../src-shared/model/columns.ts'
import { comma } from '../json-bytes.ts'
import type { PieceSink, PlacedRecord, TextRange, UnreadPiece } from '../piece.ts'
import type { BatchBuilder } from './batch-builder.ts'
import { writeByJsonParse } from './by-json-parse.ts'
import { type Compiled, type Host, outcome } from './compiled.ts'
import type { Dictionary } from './dictionary.ts'
import { readEventTime } from './event-time.ts'
import { isSpace } from './json-walk.ts'
import { fieldOfOther, type WrittenTrees, writeKeys } from './keys.ts'
import { faults, kindOf, noEvent } from './reasons.ts'
import { Resynchroniser } from './resynchronise.ts'

/** What was found in one file, beside the events written to the batch. */
export interface Extracted {
  /** Records of any kind: events and unparsed. */
  records: number
  unparsed: { index: number; offset: number; length: number; reason: string }[]
  /** Records that went through JSON.parse because the byte extractor was not sure of them. */
  byJsonParse: number
  /** Where the text stops being JSON, and why; what stands from there on is unparsed. */
  fault: { at: number; reason: string } | null
  /** What the file holds beside records, by what it is, and how many of it: events of other services, control messages. */
  beside: Map<string, number> | null
  /** Keys in another spelling than CloudTrail's that were read as its own, the first of them. */
  respelled: Set<string>
  firstEventTime: number
  lastEventTime: number
}

// Longest run of bytes that JSON.parse can be given as one string in this V8.
const longestText = 0x1fffffe8

/** Bytes of a file that lie in the compiled half's memory at one time: they stay in the processor's cache. */
const usualWindow = 1 << 18
const mostSpellings = 100
/** Names that a file gives to what is no record; what it calls otherwise is counted together. */
const mostNamesBeside = 40
const otherThings = 'other things'
/** A record that does not fit is read again with this many times as much. */
const windowGrowth = 8

/**
 * Reads CloudTrail log files from bytes to columns without making objects of them. It accepts exactly the texts that
 * JSON.parse accepts, value by value: `{"Records":[…]}`, an array of records, single records, and any sequence of
 * these (JSON lines). Where it is not sure to read a record as JSON.parse would, it has JSON.parse read it.
 *
 * The reading itself is done by the compiled half (wasm/), which gets the file window by window.
 */
export class Extractor {
  private readonly compiled: Compiled
  private readonly trees: WrittenTrees
  /** By address. */
  private readonly dictionaries: ReadonlyMap<number, Dictionary>
  private bytes: Buffer = Buffer.alloc(0)
  /** Of the record at hand, where it is another than that of its text. */
  private place: PlacedRecord | null = null
  private found: Extracted = nothingYet()
  /** Of the file at hand, once its text has broken. */
  private resynchroniser: Resynchroniser | null = null
  private windowFrom = 0
  private windowTo = 0

  constructor(
    private readonly out: BatchBuilder,
    /** Called when the batch is full: must take it. */
    onFull: () => void,
    private readonly windowBytes = usualWindow,
  ) {
    const { compiled, columnAddresses } = out
    this.compiled = compiled
    this.trees = writeKeys(compiled, columnAddresses)
    const column = (name: (typeof columnNames)[number]) => columnAddresses[columnNames.indexOf(name)]!
    compiled.setEventRule(
      column('eventVersion'),
      column('eventSource'),
      column('eventName'),
      column('eventID'),
      column('eventTime'),
      column('awsRegion'),
      column('recipientAccountId'),
    )
    const dictionaries = [...out.dictionaries, ...out.resourceDictionaries].filter((dictionary) => dictionary !== null)
    this.dictionaries = new Map(dictionaries.map((dictionary) => [dictionary.address, dictionary]))
    out.host = this.hostCalls(onFull)
  }

  /** `from`: where the text begins in the file. */
  extract(file: number, bytes: Buffer, from = 0): Extracted {
    const { compiled } = this
    this.begin(file, bytes)
    let at = beginsWithMark(bytes, from) ? from + markBytes : from
    this.openWindow(at, this.windowBytes)
    for (;;) {
      const ended = compiled.run(at)
      if (ended === outcome.done) break
      if (ended === outcome.fault) {
        at = this.keepBroken()
        if (at < this.windowFrom || at > this.windowTo) this.openWindow(at, this.windowBytes)
      } else {
        at = compiled.resumeAt.value >>> 0
        this.openWindow(at, at === this.windowFrom ? (this.windowTo - at) * windowGrowth : this.windowBytes)
      }
    }
    return this.end()
  }

  /** Reads records one by one, from wherever they lie in the file, as `find` finds them. */
  extractPieces(file: number, bytes: Buffer, find: (into: PieceSink) => void): Extracted {
    this.begin(file, bytes)
    find({
      piece: (piece) => {
        if ('beside' in piece) this.countBeside(piece.beside)
        else if ('reason' in piece) this.keepPiece(piece)
        else this.readPlaced(piece)
      },
      record: (offset) => this.readOne(offset),
      stringEnd: (offset) => this.readAhead(offset),
    })
    return this.end()
  }

  private begin(file: number, bytes: Buffer): void {
    this.bytes = bytes
    this.windowTo = 0
    this.found = nothingYet()
    this.compiled.beginFile(file)
  }

  private end(): Extracted {
    const { compiled, found } = this
    this.bytes = Buffer.alloc(0)
    this.resynchroniser = null
    return {
      ...found,
      records: compiled.records.value,
      firstEventTime: compiled.firstEventTime.value,
      lastEventTime: compiled.lastEventTime.value,
    }
  }

  private countBeside(what: string): void {
    const beside = this.found.beside ?? new Map<string, number>()
    const name = beside.has(what) || beside.size < mostNamesBeside ? what : otherThings
    this.found.beside = beside.set(name, (beside.get(name) ?? 0) + 1)
  }

  private readOne(offset: number): number {
    const { compiled, out } = this
    const isHeld = offset >= this.windowFrom && offset < this.windowTo
    if (!isHeld) this.openWindow(offset, this.windowBytes)
    const { respelled } = this.found
    const respelledBefore = respelled.size
    const end = compiled.runOne(offset) >>> 0
    if (end !== 0) return end
    out.clearLine()
    if (respelled.size > respelledBefore) for (const key of [...respelled].slice(respelledBefore)) respelled.delete(key)
    // Its end may lie behind the window.
    if (this.windowTo === this.bytes.length || this.windowFrom === offset) return -1
    this.openWindow(offset, this.windowBytes)
    return this.readOne(offset)
  }

  private readAhead(offset: number): number {
    if (offset < this.windowFrom || offset >= this.windowTo) this.openWindow(offset, this.windowBytes)
    const end = this.compiled.readAhead(offset) >>> 0
    if (end !== 0) return end
    if (this.windowTo === this.bytes.length || this.windowFrom === offset) return -1
    this.openWindow(offset, this.windowBytes)
    return this.readAhead(offset)
  }

  private readPlaced(piece: PlacedRecord): void {
    const { compiled, out, windowBytes } = this
    const { offset, length, text, copy, isEscaped = false, isNarrow = false } = piece
    this.place = piece
    let ended: number
    if (text === undefined && copy === undefined && length <= windowBytes) {
      if (offset < this.windowFrom || offset + length > this.windowTo) this.openWindow(offset, windowBytes)
      ended = compiled.runPlaced(offset, length, isEscaped, isNarrow)
    } else {
      const size = text === undefined ? this.copyText(copy ?? this.rangeOf(offset, length)) : this.writeText(text)
      ended = compiled.runWritten(size, isEscaped, isNarrow, offset, length)
    }
    this.place = null
    if (ended === outcome.done) return
    out.clearLine()
    const reason = `not JSON: ${faults[compiled.faultWhat.value]!}`
    this.keepPiece({ offset, length, reason })
  }

  private rangeOf(offset: number, length: number): TextRange {
    return { bytes: this.bytes, from: offset, to: offset + length }
  }

  private copyText({ bytes, from, to }: TextRange): number {
    return bytes.copy(this.roomForText(to - from), 0, from, to)
  }

  private writeText(text: string): number {
    return new TextEncoder().encodeInto(text, this.roomForText(text.length * 3)).written
  }

  private roomForText(most: number): Uint8Array {
    const { compiled } = this
    const at = compiled.textFor(most) >>> 0
    return new Uint8Array(compiled.memory.buffer, at, most)
  }

  private keepPiece({ offset, length, reason, breaksOff }: UnreadPiece): void {
    const { compiled, found } = this
    if (breaksOff === true) found.fault ??= { at: offset, reason }
    found.unparsed.push({ index: compiled.records.value++, offset, length, reason })
  }

  private openWindow(from: number, size: number): void {
    const { compiled, bytes } = this
    const to = Math.min(from + size, bytes.length)
    const at = compiled.windowFor(to - from) >>> 0
    bytes.copy(new Uint8Array(compiled.memory.buffer, at, to - from), 0, from, to)
    compiled.setWindow(to - from, from, to === bytes.length)
    this.windowFrom = from
    this.windowTo = to
  }

  /** Of the text at hand. */
  private textAt(from: number, to: number): string {
    const { compiled } = this
    const at = compiled.placeOf(from) >>> 0
    return Buffer.from(compiled.memory.buffer, at, to - from).toString()
  }

  private hostCalls(onFull: () => void): Host {
    const { out } = this
    return {
      full: onFull,
      clearLine: () => out.clearLine(),
      byJsonParse: (from, to) => this.readByJsonParse(from, to),
      unparsed: (from, to, first) =>
        this.keepUnparsed(from, to, first === 0 ? noEvent : `${kindOf(first)}, not an object`),
      fieldOfEscaped: (tree, from, to) => this.trees.get(tree)!.fields.get(this.decoded(from, to)) ?? 0,
      fieldOfOther: (tree, from, to) => this.fieldOfOther(tree, this.decoded(from, to)),
      codeOfEscaped: (dictionary, from, to) => this.dictionaries.get(dictionary)!.codeOfText(this.decoded(from, to)),
      timeOf: (from, to) => this.timeOf(this.decoded(from, to)),
      longId: (column, from, to) => out.putId(out.columnAddresses.indexOf(column), this.decoded(from, to)),
    }
  }

  private fieldOfOther(tree: number, key: string): number {
    const { found } = this
    const field = fieldOfOther(this.trees.get(tree)!, key)
    if (field !== 0 && found.respelled.size < mostSpellings) found.respelled.add(key)
    return field
  }

  /** Of the line at hand. */
  private timeOf(text: string): number {
    const { time, written } = readEventTime(text)
    this.out.setText('eventTimeWritten', written)
    return time
  }

  /** Text between quotes. */
  private decoded(from: number, to: number): string {
    return JSON.parse(this.textAt(from - 1, to + 1)) as string
  }

  private readByJsonParse(from: number, to: number): boolean {
    if (to - from > longestText) {
      this.keepUnparsed(from, to, 'longer than 512 MB and not in the usual form')
      return false
    }
    this.found.byJsonParse++
    try {
      writeByJsonParse(this.textAt(from, to), this.out, this.compiled.isRespelled())
      return true
    } catch (error) {
      // JSON.stringify recurses: a list a million deep where text is usual is too much for it.
      if (!(error instanceof RangeError)) throw error
      this.keepUnparsed(from, to, 'nested too deep where text is usual')
      return false
    }
  }

  private keepUnparsed(from: number, to: number, reason: string): void {
    const { offset, length } = this.place ?? { offset: from, length: to - from }
    this.found.unparsed.push({ index: this.compiled.records.value, offset, length, reason })
  }

  /** The text is not JSON at a fault. What is lost until the next record is one unparsed piece; gives where to go on. */
  private keepBroken(): number {
    const { bytes, found, compiled } = this
    const at = compiled.faultOffset.value >>> 0
    const from = compiled.keptUntil.value >>> 0
    this.out.clearLine()
    if (at === from && !compiled.isInList() && beginsWithMark(bytes, at)) return this.passMark(at)
    const reason = faults[compiled.faultWhat.value]!
    found.fault ??= { at, reason }
    const around = compiled.isInWrapper() ? 'wrapper' : compiled.isInList() ? 'list' : 'nothing'
    this.resynchroniser ??= new Resynchroniser(bytes)
    const next = this.resynchroniser.next({ from, at, around })
    if (next !== null && next.at < from) this.shortenUnparsed(next.at)
    const end = lostUntil(bytes, from, next?.at ?? bytes.length)
    if (end > from) {
      this.keepUnparsed(from, end, `not JSON from byte ${at} on: ${reason}`)
      compiled.records.value++
    }
    if (next?.inList) compiled.beginRecord(around !== 'list')
    else compiled.beginTop()
    return next?.at ?? bytes.length
  }

  /** Files that were put one behind the other have a byte order mark each. */
  private passMark(at: number): number {
    this.compiled.beginTop()
    return at + markBytes
  }

  /** A text that was kept as no record has taken the beginning of one with it. */
  private shortenUnparsed(end: number): void {
    const last = this.found.unparsed.at(-1)!
    this.found.unparsed.push({ ...this.found.unparsed.pop()!, length: end - last.offset })
  }
}

/** Of a byte order mark in UTF-8. */
const markBytes = 3
const beginsWithMark = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf

/** Without the comma and the white space before what follows. */
function lostUntil(bytes: Buffer, from: number, next: number): number {
  const behind = (end: number) => {
    let at = end
    while (at > from && isSpace(bytes[at - 1])) at--
    return at
  }
  const end = behind(next)
  return next < bytes.length && end > from && bytes[end - 1] === comma ? behind(end - 1) : end
}

function nothingYet(): Extracted {
  return {
    records: 0,
    unparsed: [],
    byJsonParse: 0,
    fault: null,
    beside: null,
    respelled: new Set(),
    firstEventTime: Number.POSITIVE_INFINITY,
    lastEventTime: Number.NEGATIVE_INFINITY,
  }
}
