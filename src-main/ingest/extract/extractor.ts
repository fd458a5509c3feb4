import { columnNames } from '../../../src-shared/columns.ts'
import { parseIsoTime } from '../../../src-shared/time.ts'
import { idKind } from '../../columns/id-column.ts'
import type { BatchBuilder } from './batch-builder.ts'
import { writeByJsonParse } from './by-json-parse.ts'
import type { Dictionary } from './dictionary.ts'
import { colonEnd, JsonFault, skipSpace, stringEnd, stringEndOrEscaped, valueEnd } from './json-scan.ts'
import { type Field, type KeyTree, matches, recordKeys, use } from './keys.ts'
import { isFlagText, kindOf, packShortId, packUuid, timeOf } from './values.ts'

/** What was found in one file, beside the events written to the batch. */
export interface Extracted {
  /** Records of any kind: events and unparsed. */
  records: number
  unparsed: { index: number; offset: number; length: number; reason: string }[]
  /** Records that went through JSON.parse because the byte extractor was not sure of them. */
  byJsonParse: number
  /** Where the text stops being JSON, and why; what stands from there on is unparsed. */
  fault: { at: number; reason: string } | null
  firstEventTime: number
  lastEventTime: number
}

// Longest run of bytes that JSON.parse can be given as one string in this V8.
const longestText = 0x1fffffe8

const number = (name: (typeof columnNames)[number]) => columnNames.indexOf(name)
const version = number('eventVersion')
const source = number('eventSource')
const eventName = number('eventName')
const eventId = number('eventID')
const eventTime = number('eventTime')

/**
 * Reads CloudTrail log files from bytes to columns without making objects of them. It accepts exactly the texts that
 * JSON.parse accepts, value by value: `{"Records":[…]}`, an array of records, single records, and any sequence of
 * these (JSON lines). Where it is not sure to read a record as JSON.parse would, it has JSON.parse read it.
 */
export class Extractor {
  private readonly keys = recordKeys()
  private bytes: Buffer = Buffer.alloc(0)
  private words: DataView = new DataView(new ArrayBuffer(0))
  private objects = 0
  private unsure = false
  private file = 0
  private found: Extracted = nothingYet()
  /** Which columns the record at hand has set: two paths may lead to one column. */
  private readonly setIn = new Uint32Array(columnNames.length)
  private record = 0
  private resource = 0

  constructor(
    private readonly out: BatchBuilder,
    /** Called when the batch is full: must take it. */
    private readonly onFull: () => void,
  ) {}

  extract(file: number, bytes: Buffer): Extracted {
    this.file = file
    this.bytes = bytes
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.found = nothingYet()
    const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    let at = skipSpace(bytes, hasByteOrderMark ? 3 : 0)
    while (at < bytes.length) {
      try {
        at = skipSpace(bytes, this.readTop(at))
      } catch (fault) {
        if (!(fault instanceof JsonFault)) throw fault
        at = this.keepBroken(fault)
      }
    }
    this.bytes = Buffer.alloc(0)
    return this.found
  }

  /** Where the text begins that has not been kept yet, as event or as unparsed, should it break off. */
  private keptUntil = 0
  /** The top object at hand turned out to be no record but the wrapper that CloudTrail writes around records. */
  private wrapper = false

  private readTop(at: number): number {
    this.keptUntil = at
    return this.bytes[at] === 0x5b ? this.readRecords(at) : this.readRecord(at, true)
  }

  /** An array of records. */
  private readRecords(at: number): number {
    const { bytes } = this
    at = skipSpace(bytes, at + 1)
    if (bytes[at] === 0x5d) return at + 1
    for (;;) {
      this.keptUntil = at
      at = this.readRecord(at, false)
      this.keptUntil = at
      at = skipSpace(bytes, at)
      if (bytes[at] === 0x5d) return at + 1
      if (bytes[at] !== 0x2c) throw new JsonFault(at, 'expected a comma or the end of the records')
      at = skipSpace(bytes, at + 1)
    }
  }

  private readRecord(at: number, mayWrap: boolean): number {
    const { out, bytes } = this
    if (bytes[at] !== 0x7b) {
      const end = valueEnd(bytes, at)
      this.keepUnparsed(at, end, `${kindOf(bytes[at]!)}, not an object`)
      return end
    }
    if (out.full) this.onFull()
    this.record++
    this.unsure = false
    this.mayWrap = mayWrap
    const end = this.readObject(this.keys, at + 1)
    if (this.wrapper) {
      this.wrapper = false
      out.clearLine()
      return end
    }
    if (this.unsure) {
      if (end - at > longestText) {
        out.clearLine()
        this.keepUnparsed(at, end, 'longer than 512 MB and not in the usual form')
        return end
      }
      this.found.byJsonParse++
      writeByJsonParse(bytes.toString('utf8', at, end), out)
    }
    this.keepEvent(at, end)
    return end
  }

  private keepEvent(at: number, end: number): void {
    const { out, found } = this
    const cells = out.cells
    const line = out.events
    const time = cells[eventTime]![line]!
    const isEvent =
      cells[version]![line] !== 0 ||
      (cells[source]![line] !== 0 && cells[eventName]![line] !== 0) ||
      (cells[eventId]![line] !== idKind.null && !Number.isNaN(time))
    if (!isEvent) {
      out.clearResources()
      this.keepUnparsed(
        at,
        end,
        'no CloudTrail event: it has neither eventVersion, nor eventSource and eventName, nor eventID and eventTime',
      )
      return
    }
    out.file[line] = this.file
    out.index[line] = found.records++
    out.offset[line] = at
    out.length[line] = end - at
    out.events++
    if (time < found.firstEventTime) found.firstEventTime = time
    if (time > found.lastEventTime) found.lastEventTime = time
  }

  private keepUnparsed(offset: number, end: number, reason: string): void {
    this.found.unparsed.push({ index: this.found.records++, offset, length: end - offset, reason })
  }

  /**
   * The text is not JSON from `fault.at` on. Lines of JSON go on at the next line; of anything else the rest is one
   * unparsed piece. Gives the place to go on at.
   */
  private keepBroken(fault: JsonFault): number {
    const { bytes, keptUntil, found } = this
    this.wrapper = false
    this.out.clearLine()
    found.fault ??= { at: fault.at, reason: fault.message }
    const lineEnd = bytes.indexOf(0x0a, fault.at)
    const startsLine = keptUntil === 0 || bytes[keptUntil - 1] === 0x0a
    const goesOn = startsLine && lineEnd !== -1 && bytes[lineEnd + 1] === 0x7b
    const end = goesOn ? lineEnd : bytes.length
    if (skipSpace(bytes, keptUntil) < end)
      this.keepUnparsed(keptUntil, end, `not JSON from byte ${fault.at} on: ${fault.message}`)
    return goesOn ? lineEnd + 1 : bytes.length
  }

  /** `at` is behind the brace; gives the place behind the closing one. */
  private readObject(tree: KeyTree, at: number): number {
    const { bytes } = this
    const object = ++this.objects
    at = skipSpace(bytes, at)
    if (bytes[at] === 0x7d) return at + 1
    let before: Field | null = null
    for (;;) {
      if (bytes[at] !== 0x22) throw new JsonFault(at, 'expected a key')
      const keyAt = at + 1
      const guess: Field | null = before === null ? tree.first : before.next
      let field: Field | null = null
      if (guess !== null && bytes[keyAt + guess.bytes.length] === 0x22 && matches(guess, bytes, this.words, keyAt)) {
        field = guess
        at = keyAt + guess.bytes.length
      } else {
        const end = stringEndOrEscaped(bytes, keyAt)
        at = end < 0 ? ~end : end
        field = end < 0 ? tree.byText(this.decoded(keyAt, at)) : tree.byBytes(bytes, this.words, keyAt, at)
        if (before === null) tree.first = field
        else before.next = field
      }
      at = bytes[at + 1] === 0x3a && bytes[at + 2]! > 0x20 ? at + 2 : colonEnd(bytes, at + 1)
      if (field === null) at = valueEnd(bytes, at)
      else {
        if (field.metIn === object) this.unsure = true
        field.metIn = object
        at = this.readValue(field, at)
        before = field
      }
      if (bytes[at]! <= 0x20) at = skipSpace(bytes, at)
      const next = bytes[at]
      if (next === 0x7d) return at + 1
      if (next !== 0x2c) throw new JsonFault(at, next === undefined ? 'text ends inside an object' : 'expected a comma')
      at++
      if (bytes[at]! <= 0x20) at = skipSpace(bytes, at)
    }
  }

  private readValue(field: Field, at: number): number {
    switch (field.use) {
      case use.text:
        return this.readText(field.column, at)
      case use.id:
        return this.readId(field.column, at)
      case use.time:
        return this.readTime(field.column, at)
      case use.flag:
        return this.readFlag(field.column, at)
      case use.size: {
        const end = this.readInside(field, at)
        this.out.cells[field.column]![this.out.events] = this.bytes[at] === 0x6e ? -1 : end - at
        return end
      }
      case use.resources:
        return this.readResources(field, at)
      case use.resource:
        return this.readResourceField(field.column, at)
      case use.records:
        return this.readWrapped(at)
      case use.none:
        return this.readInside(field, at)
    }
  }

  private readInside(field: Field, at: number): number {
    return field.inside !== null && this.bytes[at] === 0x7b
      ? this.readObject(field.inside, at + 1)
      : valueEnd(this.bytes, at)
  }

  /** Another path has set the column: only JSON.parse knows both values, and the first path wins. */
  private claim(column: number): void {
    if (this.setIn[column] === this.record) this.unsure = true
    this.setIn[column] = this.record
  }

  private readText(column: number, at: number): number {
    const { bytes } = this
    if (bytes[at] !== 0x22) return this.readUnusual(at)
    this.claim(column)
    const dictionary = this.out.dictionaries[column]!
    const code = dictionary.again(bytes, this.words, at + 1)
    if (code !== 0) {
      this.out.cells[column]![this.out.events] = code
      return at + 2 + dictionary.lengthOf(code)
    }
    const end = stringEndOrEscaped(bytes, at + 1)
    this.out.cells[column]![this.out.events] = this.codeOf(dictionary, at + 1, end)
    return (end < 0 ? ~end : end) + 1
  }

  private codeOf(dictionary: Dictionary, from: number, end: number): number {
    return end < 0
      ? dictionary.codeOfText(this.decoded(from, ~end))
      : dictionary.codeOfBytes(this.bytes, this.words, from, end, true)
  }

  /** Text between quotes that has escapes. */
  private decoded(from: number, to: number): string {
    return JSON.parse(this.bytes.toString('utf8', from - 1, to + 1)) as string
  }

  /** null is as good as absent; any other type is for JSON.parse. */
  private readUnusual(at: number): number {
    if (this.bytes[at] !== 0x6e) this.unsure = true
    return valueEnd(this.bytes, at)
  }

  private readId(column: number, at: number): number {
    const { bytes, out } = this
    if (bytes[at] !== 0x22) return this.readUnusual(at)
    const into = out.idBytes[column]!
    if (bytes[at + 37] === 0x22 && packUuid(bytes, at + 1, into, out.events * 16)) {
      out.cells[column]![out.events] = idKind.uuid
      return at + 38
    }
    const end = stringEndOrEscaped(bytes, at + 1)
    if (end < 0) this.unsure = true
    else if (packShortId(bytes, at + 1, end, into, out.events * 16)) out.cells[column]![out.events] = idKind.ascii
    else out.putId(column, bytes.toString('utf8', at + 1, end))
    return (end < 0 ? ~end : end) + 1
  }

  private readTime(column: number, at: number): number {
    const { bytes, out } = this
    if (bytes[at] !== 0x22) return this.readUnusual(at)
    const quick = bytes[at + 21] === 0x22 ? timeOf(bytes, at + 1) : Number.NaN
    if (!Number.isNaN(quick)) {
      out.cells[column]![out.events] = quick
      return at + 22
    }
    const end = stringEnd(bytes, at + 1)
    out.cells[column]![out.events] = parseIsoTime(this.decoded(at + 1, end)) ?? Number.NaN
    return end + 1
  }

  private readFlag(column: number, at: number): number {
    const { bytes } = this
    const first = bytes[at]
    if (first === 0x22) {
      const end = stringEnd(bytes, at + 1)
      if (isFlagText(bytes, at + 1, end)) this.out.cells[column]![this.out.events] = bytes[at + 1] === 0x74 ? 2 : 1
      else this.unsure = true
      return end + 1
    }
    if (first === 0x74 || first === 0x66) this.out.cells[column]![this.out.events] = first === 0x74 ? 2 : 1
    else if (first !== 0x6e) this.unsure = true
    return valueEnd(bytes, at)
  }

  private readResources(field: Field, at: number): number {
    const { bytes, out } = this
    if (bytes[at] !== 0x5b) return this.readUnusual(at)
    at = skipSpace(bytes, at + 1)
    if (bytes[at] === 0x5d) return at + 1
    for (;;) {
      if (bytes[at] === 0x7b) {
        this.resource = out.addResource()
        at = this.readObject(field.inside!, at + 1)
      } else at = valueEnd(bytes, at)
      at = skipSpace(bytes, at)
      if (bytes[at] === 0x5d) return at + 1
      if (bytes[at] !== 0x2c) throw new JsonFault(at, 'expected a comma or the end of the resources')
      at = skipSpace(bytes, at + 1)
    }
  }

  private readResourceField(column: number, at: number): number {
    const { bytes, out } = this
    if (bytes[at] !== 0x22) return this.readUnusual(at)
    const cells = out.resourceCells[column]!
    if (cells[this.resource] !== 0) this.unsure = true
    const end = stringEndOrEscaped(bytes, at + 1)
    cells[this.resource] = this.codeOf(out.resourceDictionaries[column]!, at + 1, end)
    return (end < 0 ? ~end : end) + 1
  }

  private mayWrap = false

  private readWrapped(at: number): number {
    if (!this.mayWrap || this.bytes[at] !== 0x5b) return valueEnd(this.bytes, at)
    const end = this.readRecords(at)
    this.wrapper = true
    this.mayWrap = true
    return end
  }
}

function nothingYet(): Extracted {
  return {
    records: 0,
    unparsed: [],
    byJsonParse: 0,
    fault: null,
    firstEventTime: Number.POSITIVE_INFINITY,
    lastEventTime: Number.NEGATIVE_INFINITY,
  }
}
