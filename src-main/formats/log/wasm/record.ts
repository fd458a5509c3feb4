// One record to one line of columns.

import { codeOfLast, codeOfRaw, Dictionary } from './dictionary'
import * as host from './host'
import {
  byteAt, clearEscaped, closeBrace, closeBracket, colonEnd, comma, escaped, Fault, fault, openBrace, openBracket, quote,
  skipSpace, stringEnd, textEnds, trueWord, falsWord, valueEnd,
} from './json'
import { Field, fieldAt, isKey, KeyTree, Use } from './keys'
import {
  addResource, Column, events, IdKind, resourceArray, resourceDictionary, setByte, setTime, setWord,
} from './lines'
import { packShortId, packUuid, timeOf } from './values'
import { offsetOf, textEnd } from './window'

/** Only JSON.parse knows how to read the record at hand. */
export let unsure: bool = false
/** Where the list behind `Records` begins, when the record at hand turned out to be the wrapper around records. */
export let wrapped: usize = 0
let mayWrap: bool = false

/** Where keys are looked for that are spelled otherwise than CloudTrail spells them. */
export const enum Asking {
  nowhere,
  atTheTop,
  everywhere,
}
export let asking: Asking = Asking.nowhere
/** The record at hand has such a key. */
export let respelled: bool = false

export function ask(where: Asking): void {
  asking = where
}

export function isAskedAtTheTop(): bool {
  return asking == Asking.atTheTop
}
let root: usize = 0
let record: u32 = 0
let objects: u32 = 0
let resource: u32 = 0

const letterN: u32 = 0x6e
/** Longest run of bytes that can be one string in V8. */
const longestText: usize = 0x1fffffe8

export function setRoot(tree: usize): void {
  root = tree
}

export function rootTree(): usize {
  return root
}

/** `at` is the opening brace; gives the place behind the closing one, or 0 for a fault or a wrapper. */
export function readRecord(at: usize, canWrap: bool): usize {
  record++
  unsure = false
  respelled = false
  wrapped = 0
  mayWrap = canWrap
  return readObject(root, at + 1)
}

/** `at` is behind the brace; gives the place behind the closing one. */
function readObject(tree: usize, at: usize): usize {
  const object = ++objects
  at = skipSpace(at)
  if (byteAt(at) == closeBrace) return at + 1
  // Where the key that is met next time is guessed from: the tree's `first`, then each field's `next`.
  let guessAt = tree + offsetof<KeyTree>('first')
  while (true) {
    if (byteAt(at) != quote) return fault(at, Fault.noKey)
    const keyAt = at + 1
    let field: usize = load<usize>(guessAt)
    if (field != 0 && isKey(field, keyAt)) {
      at = keyAt + changetype<Field>(field).keyLength
    } else {
      at = keyEnd(keyAt)
      if (at == 0) return 0
      field = escaped
        ? host.fieldOfEscaped(tree, offsetOf(keyAt), offsetOf(at))
        : fieldAt(tree, keyAt, <u32>(at - keyAt))
      store<u32>(guessAt, field)
      if (field == 0 && asking != Asking.nowhere) field = fieldOfOther(tree, keyAt, at)
    }
    at = colonEnd(at + 1)
    if (at == 0) return 0
    if (field == 0) at = valueEnd(at)
    else {
      if (changetype<Field>(field).metIn == object) unsure = true
      changetype<Field>(field).metIn = object
      at = readValue(changetype<Field>(field), at)
      guessAt = field + offsetof<Field>('next')
    }
    if (at == 0) return 0
    at = skipSpace(at)
    const next = byteAt(at)
    if (next == closeBrace) return at + 1
    if (next != comma) return fault(at, textEnds(at) ? Fault.objectCut : Fault.noComma)
    at = skipSpace(at + 1)
  }
}

/** The nested keys before the first one at the top were passed over: JSON.parse reads that record. */
function fieldOfOther(tree: usize, from: usize, end: usize): usize {
  if (asking == Asking.atTheTop && tree != root) return 0
  const field = host.fieldOfOther(tree, offsetOf(from), offsetOf(end))
  if (field == 0) return 0
  if (asking == Asking.atTheTop) unsure = true
  asking = Asking.everywhere
  respelled = true
  return field
}

function keyEnd(at: usize): usize {
  clearEscaped()
  return stringEnd(at)
}

@inline function readValue(field: Field, at: usize): usize {
  switch (field.use) {
    case Use.text:
      return readText(changetype<Column>(field.column), at)
    case Use.id:
      return readId(changetype<Column>(field.column), at)
    case Use.time:
      return readTime(changetype<Column>(field.column), at)
    case Use.flag:
      return readFlag(changetype<Column>(field.column), at)
    case Use.size:
      return readSized(field, at)
    case Use.resources:
      return readResources(field, at)
    case Use.resource:
      return readResourceField(<u32>field.column, at)
    case Use.records:
      return readWrapped(at)
    default:
      return readInside(field, at)
  }
}

@inline function readInside(field: Field, at: usize): usize {
  return field.inside != 0 && byteAt(at) == openBrace ? readObject(field.inside, at + 1) : valueEnd(at)
}

function readSized(field: Field, at: usize): usize {
  const end = readInside(field, at)
  if (end != 0) setWord(changetype<Column>(field.column), byteAt(at) == letterN ? -1 : <u32>(end - at))
  return end
}

/** Another path has set the column: only JSON.parse knows both values, and the first path wins. */
@inline function claim(column: Column): void {
  if (column.setIn == record) unsure = true
  column.setIn = record
}

function readText(column: Column, at: usize): usize {
  if (byteAt(at) != quote) return readUnusual(at)
  claim(column)
  const dictionary = changetype<Dictionary>(column.dictionary)
  const code = codeOfLast(dictionary, at + 1, textEnd)
  if (code != 0) {
    setWord(column, code)
    return at + 2 + dictionary.lastLength
  }
  clearEscaped()
  const end = stringEnd(at + 1)
  if (end == 0) return 0
  setWord(column, codeAt(dictionary, at + 1, end))
  return end + 1
}

@inline function codeAt(dictionary: Dictionary, from: usize, end: usize): u32 {
  if (isTooLong(from, end)) return 0
  return escaped
    ? host.codeOfEscaped(changetype<usize>(dictionary), offsetOf(from), offsetOf(end))
    : codeOfRaw(dictionary, from, <u32>(end - from))
}

/** No string can be made of it; JSON.parse could not either, and then says so. */
@inline function isTooLong(from: usize, end: usize): bool {
  if (end - from <= longestText) return false
  unsure = true
  return true
}

/** null is as good as absent; any other type is for JSON.parse. */
function readUnusual(at: usize): usize {
  if (byteAt(at) != letterN) unsure = true
  return valueEnd(at)
}

function readId(column: Column, at: usize): usize {
  if (byteAt(at) != quote) return readUnusual(at)
  claim(column)
  const into = column.idBytes + (<usize>events << 4)
  if (byteAt(at + 37) == quote && packUuid(at + 1, into)) {
    setByte(column, IdKind.uuid)
    return at + 38
  }
  clearEscaped()
  const end = stringEnd(at + 1)
  if (end == 0) return 0
  if (escaped) unsure = true
  else if (packShortId(at + 1, <u32>(end - at - 1), into)) setByte(column, IdKind.ascii)
  else if (!isTooLong(at + 1, end)) host.longId(changetype<usize>(column), offsetOf(at + 1), offsetOf(end))
  return end + 1
}

function readTime(column: Column, at: usize): usize {
  if (byteAt(at) != quote) return readUnusual(at)
  claim(column)
  const quick = byteAt(at + 21) == quote ? timeOf(at + 1) : NaN
  if (!isNaN(quick)) {
    setTime(column, quick)
    return at + 22
  }
  const end = stringEnd(at + 1)
  if (end == 0) return 0
  if (!isTooLong(at + 1, end)) setTime(column, host.timeOf(offsetOf(at + 1), offsetOf(end)))
  return end + 1
}

/** A flag may be text, too: `"true"` or `"false"`. Any other text is for JSON.parse. */
function readFlag(column: Column, at: usize): usize {
  const first = byteAt(at)
  const end = valueEnd(at)
  if (end == 0) return 0
  const isText = first == quote
  const word = load<u32>(at + u32(isText))
  const length = <u32>(end - at) - (u32(isText) << 1)
  if (first == letterN || (!isText && word != trueWord && word != falsWord)) {
    if (first != letterN) unsure = true
    return end
  }
  claim(column)
  if (word == trueWord && length == 4) setByte(column, 2)
  else if (word == falsWord && length == 5 && byteAt(at + u32(isText) + 4) == 0x65) setByte(column, 1)
  else unsure = true
  return end
}

function readResources(field: Field, at: usize): usize {
  if (byteAt(at) != openBracket) return readUnusual(at)
  at = skipSpace(at + 1)
  if (byteAt(at) == closeBracket) return at + 1
  while (true) {
    if (byteAt(at) == openBrace) {
      resource = addResource()
      at = readObject(field.inside, at + 1)
    } else {
      // A text is an ARN alone, which is seldom enough for JSON.parse.
      if (byteAt(at) == quote) unsure = true
      at = valueEnd(at)
    }
    if (at == 0) return 0
    at = skipSpace(at)
    if (byteAt(at) == closeBracket) return at + 1
    if (byteAt(at) != comma) return fault(at, Fault.noCommaInResources)
    at = skipSpace(at + 1)
  }
}

function readResourceField(number: u32, at: usize): usize {
  if (byteAt(at) != quote) return readUnusual(at)
  clearEscaped()
  const end = stringEnd(at + 1)
  if (end == 0) return 0
  const code = codeAt(changetype<Dictionary>(resourceDictionary(number)), at + 1, end)
  const cell = resourceArray(number + 1) + (<usize>resource << 2)
  if (load<u32>(cell) != 0) unsure = true
  store<u32>(cell, code)
  return end + 1
}

function readWrapped(at: usize): usize {
  if (!mayWrap || byteAt(at) != openBracket) return valueEnd(at)
  wrapped = at
  return 0
}
