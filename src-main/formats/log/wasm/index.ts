// From the bytes of a log file to columns: `{"Records":[…]}`, a list of records, single records, and any sequence of
// these (JSON lines). What it exports is what ../compiled.ts names; extractor.ts outside runs it.

import { innermostEnd, isEscaped, resolved, resolvedAt, resolvedString } from './escapes'
import * as host from './host'
import {
  byteAt, closeBrace, closeBracket, colonEnd, comma, escaped, clearEscaped, Fault, fault, faultAt, faultKind, openBrace,
  openBracket, quote, skipSpace, stringEnd, textEnds, valueEnd,
} from './json'
import { fieldAt, Field, Use } from './keys'
import { addEvent, byteOf, IdKind, makeRoom, timeOfLine, wordOf } from './lines'
import { ask, Asking, asking, isAskedAtTheTop, readRecord, respelled, rootTree, unsure, wrapped } from './record'
import {
  aheadLength, aheadOffset, aheadSize, isLast, keepAhead, offsetOf, placeOf, readText, readWindow, takeAhead, textEnd, textFor,
} from './window'

export { contentKeyAt, contentKeySize } from './content-hash'
export { alloc, release } from './memory'
export { arenaEndOf, arenaOf, codeOf, hashKeysAt, hashKeysSize, reserveCode } from './dictionary'
export { newField, newTree } from './keys'
export {
  addResource, cellsOf, clearResources, dictionaryOf, events, hashesAt, idBytesOf, isAll, newColumn, newLines, newResources,
  resourceArray, resourceDictionary, resources,
} from './lines'
export { setRoot } from './record'
export { placeOf, setWindow, textFor, windowFor } from './window'

/** Where in the text reading stands. */
const enum State {
  /** Between top values. */
  top,
  /** Behind the bracket of a list of records. */
  listBegins,
  /** Before a record of a list. */
  record,
  /** Behind one. */
  recordEnds,
  /** In the wrapper, behind a list of records. */
  wrapper,
}

export const enum Outcome {
  done,
  /** The rest of the file is needed, from `resumeAt` on. */
  more,
  /** The text is not JSON: see `faultOffset`. */
  fault,
}

let state: State = State.top
let inWrapper: bool = false
let file: u32 = 0
/** So many events of a file in CloudTrail's spelling, and no other spelling is looked for: that costs time. */
const enoughPlain: u32 = 100
let plainEvents: u32 = 0
/** Records met so far in this file, of any kind. */
export let records: u32 = 0
export let firstEventTime: f64 = Infinity
export let lastEventTime: f64 = -Infinity
export let resumeAt: u32 = 0
export let faultOffset: u32 = 0
export let faultWhat: u32 = 0
/** Where the text begins that has not been kept yet, as event or as unparsed, should it break off. */
export let keptUntil: u32 = 0

export function beginFile(number: u32): void {
  file = number
  keepAhead(0, 0, 0)
  records = 0
  plainEvents = 0
  ask(Asking.atTheTop)
  firstEventTime = Infinity
  lastEventTime = -Infinity
  beginTop()
}

/** What comes next is at the top, whatever was open. */
export function beginTop(): void {
  state = State.top
  inWrapper = false
}

/** What comes next is a record of a list, whose beginning was not read, perhaps. */
export function beginRecord(within: bool): void {
  state = State.record
  inWrapper = within
}

export function isInWrapper(): bool {
  return inWrapper
}

export function isInList(): bool {
  return state != State.top
}

/** Reads on from `offset`, a byte of the file that is in the window. */
export function run(offset: u32): Outcome {
  let at = placeOf(offset)
  while (true) {
    const stepAt = at
    at = skipSpace(at)
    if (textEnds(at)) {
      resumeAt = offsetOf(at)
      if (!isLast) return Outcome.more
      if (state == State.top) return Outcome.done
    }
    at = step(at)
    if (at != 0) continue
    if (textEnds(faultAt) && !isLast) {
      host.clearLine()
      resumeAt = offsetOf(stepAt)
      return Outcome.more
    }
    faultOffset = offsetOf(faultAt)
    faultWhat = faultKind
    return Outcome.fault
  }
}

/** Whether the record at hand has a place in the file that is not where its text is. */
let isPlaced: bool = false
/** A name and a time make the record at hand an event. */
let isNarrow: bool = false
let placedOffset: u32 = 0
let placedLength: u32 = 0

/** Reads the record that begins at byte `offset` of the file. Gives the byte behind it; 0 where none ends in the window. */
export function runOne(offset: u32): u32 {
  readWindow()
  makeRoom()
  const askedBefore = asking
  const end = readRecord(placeOf(offset), false)
  if (end == 0) {
    ask(askedBefore)
    return 0
  }
  keepElement(placeOf(offset), end)
  return offsetOf(end)
}

/**
 * Reads the one object that is `length` bytes of the window, from byte `offset` of the file on. Where it is `escaped`,
 * escapes are resolved before. Where it is `narrow`, a name and a time make it an event.
 */
export function runPlaced(offset: u32, length: u32, escaped: bool, narrow: bool): Outcome {
  if (escaped && length == aheadLength && offset == aheadOffset)
    return runText(takeAhead(), aheadSize, true, narrow, offset, length)
  const text = textFor(length)
  readWindow()
  const at = placeOf(offset)
  const end = escaped && isEscaped(at) ? resolved(at, at + length, text) : copied(at, length, text)
  return end == 0 ? faulty() : runText(text, <u32>(end - text), escaped, narrow, offset, length)
}

/**
 * Resolves the escapes of the object in a string that begins at byte `offset` of the file, until `runPlaced` reads it. Gives
 * where the closing quote is; 0 where none is in the window, or no such object begins there.
 */
export function readAhead(offset: u32): u32 {
  readWindow()
  const at = placeOf(offset)
  if (!isEscaped(at)) return 0
  const text = textFor(textEnd - at)
  const end = resolvedString(at, textEnd, text)
  if (end == 0) return 0
  keepAhead(offset, <u32>(resolvedAt - at), <u32>(end - text))
  return offsetOf(resolvedAt)
}

function copied(at: usize, length: u32, to: usize): usize {
  memory.copy(to, at, length)
  return to + length
}

/** The same of `size` bytes of text that were written to where `textFor` said, and are said to lie at `offset`. */
export function runWritten(size: u32, escaped: bool, narrow: bool, offset: u32, length: u32): Outcome {
  return runText(textFor(size), size, escaped, narrow, offset, length)
}

function runText(at: usize, size: u32, escaped: bool, narrow: bool, offset: u32, length: u32): Outcome {
  readText(size)
  const end = escaped ? innermostEnd(at, at + size) : at + size
  if (end == 0) return faulty()
  readText(end - at)
  isPlaced = true
  isNarrow = narrow
  placedOffset = offset
  placedLength = length
  const read = readPlaced(skipSpace(at))
  isPlaced = false
  isNarrow = false
  return read == 0 ? faulty() : Outcome.done
}

function faulty(): Outcome {
  faultWhat = faultKind
  return Outcome.fault
}

function readPlaced(at: usize): usize {
  if (byteAt(at) != openBrace) return fault(at, Fault.noValue)
  makeRoom()
  const end = readRecord(at, false)
  if (end == 0) return 0
  const rest = skipSpace(end)
  if (!textEnds(rest)) return fault(rest, Fault.textGoesOn)
  keepElement(at, end)
  return end
}

/** Reads what is to be read in one go: given up at the end of the window, it is read again from `at` on. */
@inline function step(at: usize): usize {
  switch (state) {
    case State.top:
      keptUntil = offsetOf(at)
      return byteAt(at) == openBracket ? beginList(at) : readElement(at, true)
    case State.listBegins:
      if (byteAt(at) == closeBracket) return endList(at)
      state = State.record
      return at
    case State.record:
      keptUntil = offsetOf(at)
      at = readElement(at, false)
      if (at == 0) return 0
      keptUntil = offsetOf(at)
      state = State.recordEnds
      return at
    case State.recordEnds:
      if (byteAt(at) == closeBracket) return endList(at)
      if (byteAt(at) != comma) return fault(at, Fault.noCommaInRecords)
      state = State.record
      return at + 1
    default:
      return readWrapper(at)
  }
}

function beginList(at: usize): usize {
  state = State.listBegins
  return at + 1
}

function endList(at: usize): usize {
  state = inWrapper ? State.wrapper : State.top
  return at + 1
}

/** The wrapper goes on behind its records: with other keys, of no interest, or with yet more records. */
function readWrapper(at: usize): usize {
  if (byteAt(at) == closeBrace) {
    beginTop()
    return at + 1
  }
  if (byteAt(at) != comma) return fault(at, textEnds(at) ? Fault.objectCut : Fault.noComma)
  at = skipSpace(at + 1)
  if (byteAt(at) != quote) return fault(at, Fault.noKey)
  clearEscaped()
  const keyAt = at + 1
  const keyEnd = stringEnd(keyAt)
  if (keyEnd == 0) return 0
  const field = escaped
    ? host.fieldOfEscaped(rootTree(), offsetOf(keyAt), offsetOf(keyEnd))
    : fieldAt(rootTree(), keyAt, <u32>(keyEnd - keyAt))
  at = colonEnd(keyEnd + 1)
  if (at == 0) return 0
  return field != 0 && changetype<Field>(field).use == Use.records && byteAt(at) == openBracket
    ? beginList(at)
    : wholeValueEnd(at)
}

/** Of a value with nothing behind it that would tell: a number may go on behind the window. */
function wholeValueEnd(at: usize): usize {
  const end = valueEnd(at)
  return end != 0 && textEnds(end) && !isLast ? fault(end, Fault.noValue) : end
}

function readElement(at: usize, mayWrap: bool): usize {
  if (byteAt(at) != openBrace) return readNoObject(at)
  makeRoom()
  const end = readRecord(at, mayWrap)
  if (end == 0) {
    if (wrapped == 0) return 0
    host.clearLine()
    inWrapper = true
    return beginList(wrapped)
  }
  keepElement(at, end)
  return end
}

/** Keeps an object that was read whole, as an event or as unparsed. */
function keepElement(at: usize, end: usize): void {
  const from = offsetOf(at)
  const to = offsetOf(end)
  if (unsure && !host.byJsonParse(from, to)) {
    host.clearLine()
    records++
  } else if (isEvent()) {
    if (isPlaced) keepEvent(placedOffset, placedLength, at, <u32>(end - at))
    else keepEvent(from, to - from, at, to - from)
  } else {
    host.clearLine()
    host.unparsed(from, to, 0)
    records++
  }
}

function readNoObject(at: usize): usize {
  const end = wholeValueEnd(at)
  if (end == 0) return 0
  host.unparsed(offsetOf(at), offsetOf(end), byteAt(at))
  records++
  return end
}

let version: usize = 0
let source: usize = 0
let name: usize = 0
let id: usize = 0
let time: usize = 0
let region: usize = 0
let account: usize = 0

/** The columns by which an event is known. */
export function setEventRule(
  versionColumn: usize,
  sourceColumn: usize,
  nameColumn: usize,
  idColumn: usize,
  timeColumn: usize,
  regionColumn: usize,
  accountColumn: usize,
): void {
  version = versionColumn
  source = sourceColumn
  name = nameColumn
  id = idColumn
  time = timeColumn
  region = regionColumn
  account = accountColumn
}

export function isRespelled(): bool {
  return respelled
}

/** Of other spellings the same rule as in spelling.ts. */
@inline function isEvent(): bool {
  if (respelled && wordOf(version) == 0 && wordOf(region) == 0 && wordOf(account) == 0) return false
  if (respelled) return wordOf(source) != 0 && wordOf(name) != 0
  if (wordOf(version) != 0) return true
  if (wordOf(source) != 0 && wordOf(name) != 0) return true
  return (byteOf(id) != IdKind.null || (isNarrow && wordOf(name) != 0)) && !isNaN(timeOfLine(time))
}

/** `offset` and `length`: its place in the file; `at` and `bytes`: where its text is now. */
@inline function keepEvent(offset: u32, length: u32, at: usize, bytes: u32): void {
  // A missing time is NaN, of which neither holds.
  const eventTime = timeOfLine(time)
  if (eventTime < firstEventTime) firstEventTime = eventTime
  if (eventTime > lastEventTime) lastEventTime = eventTime
  if (!respelled && ++plainEvents == enoughPlain && isAskedAtTheTop()) ask(Asking.nowhere)
  addEvent(file, records++, offset, length, at, bytes)
}
