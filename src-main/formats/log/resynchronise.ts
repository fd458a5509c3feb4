import { closeBrace, closeBracket, colon, comma, openBrace, openBracket, quote } from '../json-bytes.ts'
import { plainOf } from '../spelling.ts'
import { isSpace, JsonWalk } from './json-walk.ts'

/** What is open where the text breaks. */
export interface Broken {
  /** Where the text begins that was not kept yet. */
  readonly from: number
  /** Where it stops being JSON. */
  readonly at: number
  /** What is around the records: nothing, a list, or a list in the wrapper `{"Records":[…]}`. */
  readonly around: 'nothing' | 'list' | 'wrapper'
}

/** Where reading goes on: at a record of a list, or at something that stands alone. */
export interface GoesOn {
  readonly at: number
  readonly inList: boolean
}

/** What is looked for. */
interface Search {
  /** So many brackets close the list of records and what is around it; where none was read, the wrapper is supposed. */
  readonly depth: number
  readonly inList: boolean
  /** Only what the text behind it shows to be no part of something else. */
  readonly mustShow: boolean
}

/** Bytes walked in vain, beyond twice those of the file, after which the rest is given up. */
const patience = 16 * 1024 * 1024

/**
 * Finds where the records of a damaged file go on behind a break. What begins there is certainly written as an object
 * with the fields of a record:
 *
 * - A record within a string is never taken for one: its quotes are escaped there, and no `{` is followed by a quote.
 * - An object that is the value of a key is none, whatever its fields.
 * - An object whose text goes on as it could not behind a record of the list lies deeper, and is none.
 *
 * Everything before is one unparsed piece.
 */
export class Resynchroniser {
  readonly #bytes: Buffer
  #patience: number
  /** Where reading went on last: it never goes back to there. */
  #last = -1

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#patience = 2 * bytes.length + patience
  }

  /** Null where no record follows, or none was found within reason. */
  next(broken: Broken): GoesOn | null {
    const next = (broken.around === 'nothing' ? this.#nextLine(broken) : null) ?? this.#nextRecord(broken)
    this.#last = next?.at ?? this.#last
    return next
  }

  /** Of lines of JSON, the next one. A string holds no line feed. */
  #nextLine({ from, at }: Broken): GoesOn | null {
    const bytes = this.#bytes
    if (from !== 0 && bytes[from - 1] !== lineFeed) return null
    // A line that is cut off behind a value is found broken at the brace of the next one.
    const isNextLine = bytes[at] === openBrace && bytes[at - 1] === lineFeed
    const lineEnd = isNextLine ? at - 1 : bytes.indexOf(lineFeed, at)
    // Two lines may have become one.
    const within = this.#find(this.#swallowed(at), lineEnd, { depth: 0, inList: false, mustShow: true })
    if (within !== null) return within
    let next = lineEnd
    while (next !== -1 && bytes[next + 1] === openBrace) {
      if (!this.#isWithin(next + 1)) return { at: next + 1, inList: false }
      next = bytes.indexOf(lineFeed, next + 1)
    }
    return null
  }

  /** A line feed that does not belong there makes a line of what lies within a record. A list of lines has commas. */
  #isWithin(brace: number): boolean {
    if (this.#patience <= 0) return false
    const walk = new JsonWalk(this.#bytes, brace)
    if (!walk.value()) {
      this.#patience -= walk.at - brace
      return false
    }
    const end = walk.at
    if (walk.take(comma) && walk.peek() === openBrace && walk.beginsLine()) return false
    walk.at = end
    return this.#depthShown(walk, 0) === 'deeper'
  }

  #nextRecord({ from, at, around }: Broken): GoesOn | null {
    const search = { depth: around === 'list' ? 1 : 2, inList: around !== 'nothing', mustShow: false }
    const start = Math.max(this.#last, from) + 1
    const end = this.#bytes.length
    // A record whose own brackets are lost takes those behind it for a part of itself.
    const within = search.inList ? this.#find(start, at, { ...search, mustShow: true }) : null
    if (within !== null) return within
    // What stands behind `Records` and is no list was read as the value of any key.
    const isWrapper = !search.inList && new JsonWalk(this.#bytes, from).beginsWith(brokenWrapperForm)
    return this.#find(isWrapper ? start : Math.max(this.#last + 1, this.#swallowed(at)), end, search)
  }

  #find(from: number, to: number, search: Search): GoesOn | null {
    let next = this.#bytes.indexOf(openBrace, from)
    while (next !== -1 && next < to && this.#patience > 0) {
      const taken = this.#take(next, search)
      if (typeof taken !== 'number') return taken
      next = this.#bytes.indexOf(openBrace, taken)
    }
    return null
  }

  /** A string without its closing quote goes on to the first quote of the next record, whose brace lies within it. */
  #swallowed(at: number): number {
    const bytes = this.#bytes
    if (bytes[at - 1] !== quote) return at
    const before = this.#beforeSpace(at - 1)
    return bytes[before] === openBrace ? before : at
  }

  /** Takes the object at a brace for what goes on, or gives where to look further. */
  #take(brace: number, { depth, inList, mustShow }: Search): GoesOn | number {
    const walk = new JsonWalk(this.#bytes, brace + 1)
    if (walk.peek() !== quote || this.#belongsToKey(brace)) return brace + 1
    walk.at = brace
    const before = this.#beforeSpace(brace)
    // What must show itself may have been taken into the list.
    if (inList && !mustShow && this.#bytes[before] === openBracket && this.#belongsToKey(before))
      return this.#behindList(walk)
    const isWrapper = walk.beginsWith(wrapperForm)
    const keys = new Set<string>()
    if (!walk.value((key) => keys.add(plainOf(key)))) {
      if (!mustShow && (isWrapper || isBrokenRecord(keys))) return { at: brace, inList: inList && !isWrapper }
      this.#patience -= walk.at - brace
      return brace + 1
    }
    if (!isWrapper && !isRecord(keys)) return walk.at
    const next = walk.peek()
    const shown = this.#depthShown(walk, isWrapper ? 0 : depth)
    if (shown === 'deeper' || (mustShow && shown === 'nothing')) return walk.at
    return { at: brace, inList: !isWrapper && (inList || next === comma || next === closeBracket) }
  }

  /** Whether the object or list at `at` is the value of a key other than `Records`. */
  #belongsToKey(at: number): boolean {
    const bytes = this.#bytes
    const before = this.#beforeSpace(at)
    if (bytes[before] !== colon) return false
    const keyEnd = this.#beforeSpace(before)
    return bytes[keyEnd] === quote && bytes.toString('latin1', Math.max(0, keyEnd - 7), keyEnd) !== 'Records'
  }

  #beforeSpace(at: number): number {
    let before = at - 1
    while (isSpace(this.#bytes[before])) before--
    return before
  }

  #depthShown(walk: JsonWalk, depth: number): DepthShown {
    const from = walk.at
    const shown = depthShown(walk, depth)
    if (shown === 'nothing') this.#patience -= walk.at - from
    return shown
  }

  #behindList(walk: JsonWalk): number {
    const from = walk.at
    while (walk.value() && walk.take(comma)) walk.peek()
    this.#patience -= walk.at - from
    return walk.at
  }
}

const lineFeed = 0x0a
const brokenWrapperForm = /^\s*\{\s*"Records"/
const wrapperForm = /^\{\s*"Records"\s*:\s*\[/

/** The same rule as of a whole record (wasm/index.ts), by the keys alone, in any spelling. */
function isRecord(keys: ReadonlySet<string>): boolean {
  const has = (...names: string[]) => names.every((name) => keys.has(name))
  return has('eventversion') || has('eventsource', 'eventname') || has('eventid', 'eventtime')
}

/** The first fields of a record are enough: those behind the break are not seen. */
function isBrokenRecord(keys: ReadonlySet<string>): boolean {
  const first = ['eventsource', 'eventname', 'eventid', 'eventtime'].filter((key) => keys.has(key))
  return keys.has('eventversion') || first.length > 1
}

type DepthShown = 'deeper' | 'nothing' | 'record'

/**
 * What is behind an object that ends where `walk` stands shows whether it lies deeper than the records. A break shows
 * nothing. The walk stays where it was seen.
 */
function depthShown(walk: JsonWalk, depth: number): DepthShown {
  let closed = 0
  let isOtherwise = false
  for (;;) {
    const next = walk.peek()
    if (next === -1) {
      if (closed >= depth + 2 || (isOtherwise && closed > depth)) return 'deeper'
      return closed === depth && !isOtherwise ? 'record' : 'nothing'
    }
    if (next === closeBrace || next === closeBracket) {
      isOtherwise ||= closed === 0 && next === closeBrace
      closed++
      walk.at++
      continue
    }
    if (next !== comma) {
      const begins = walk.beginsWith(wrapperForm) || (depth === 0 && walk.beginsLine())
      return begins && closed === depth && !isOtherwise ? 'record' : 'nothing'
    }
    walk.at++
    if (walk.peek() === openBrace && walk.beginsWith(wrapperForm)) return 'nothing'
    const isMember = walk.peek() === quote && keyFollows(walk)
    if (!walk.value()) return 'nothing'
    if (closed >= depth || isOtherwise || (isMember && closed === 0)) return 'deeper'
  }
}

/** Takes a key and its colon, or nothing. */
function keyFollows(walk: JsonWalk): boolean {
  const { at } = walk
  if (walk.key(() => {})) return true
  walk.at = at
  return false
}
