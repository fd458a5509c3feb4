// What is read lies in memory, with zeros behind it: a piece of the file (the window), or the text of one record that does
// not lie as itself in the file. Huge files are read piece by piece.

import { setTextEnd } from './json'
import { allocExactly, release } from './memory'

/** Zeros behind the text: more than anything reads ahead of what it has looked at. */
const padding: usize = 64

let window: usize = 0
let windowSize: usize = 0
let windowFilled: usize = 0
let windowFrom: u32 = 0
let isWindowLast: bool = false
let text: usize = 0
let textSize: usize = 0

/** Where the text at hand ends. */
export let textEnd: usize = 0
/** Where the byte 0 would be, from which places in the text at hand are counted. */
let origin: usize = 0
/** Whether the file ends where the text at hand does. */
export let isLast: bool = false

/** Where to write `size` bytes of the file; what was there is gone. */
export function windowFor(size: usize): usize {
  if (size > windowSize) {
    window = blockFor(size, window, windowSize)
    windowSize = size
  }
  return window
}

/** The string of the file whose text was resolved in advance: from which byte on, its bytes, and those of the text. */
export let aheadOffset: u32 = 0
export let aheadLength: u32 = 0
export let aheadSize: u32 = 0

export function keepAhead(offset: u32, length: u32, size: u32): void {
  aheadOffset = offset
  aheadLength = length
  aheadSize = size
}

/** Where the text is that was resolved in advance, which is to be used once. */
export function takeAhead(): usize {
  aheadLength = 0
  return text
}

/** Where to write `size` bytes of text; what was there is gone. */
export function textFor(size: usize): usize {
  aheadLength = 0
  if (size > textSize) {
    text = blockFor(size, text, textSize)
    textSize = size
  }
  return text
}

/** The old one can serve as the largest power of two that fits it. */
function blockFor(size: usize, old: usize, oldSize: usize): usize {
  if (old != 0) release(old, <usize>1 << (31 - clz<u32>(<u32>oldSize)))
  return allocExactly(size + padding)
}

/** The window holds `length` bytes from byte `from` of the file on. */
export function setWindow(length: usize, from: u32, last: bool): void {
  windowFilled = window + length
  windowFrom = from
  isWindowLast = last
  endWithZeros(windowFilled)
  readWindow()
}

/** The text at hand is that of the window. Its places are those of the file. */
export function readWindow(): void {
  setText(windowFilled, window - windowFrom, isWindowLast)
}

/** The text at hand is `length` bytes of what was written as text. */
export function readText(length: usize): void {
  endWithZeros(text + length)
  setText(text + length, text, true)
}

@inline function setText(end: usize, from: usize, last: bool): void {
  textEnd = end
  setTextEnd(end)
  origin = from
  isLast = last
}

@inline function endWithZeros(end: usize): void {
  const zeros = i8x16.splat(0)
  for (let at: usize = 0; at < padding; at += 16) v128.store(end + at, zeros)
}

@inline export function offsetOf(at: usize): u32 {
  return <u32>(at - origin)
}

/** The place in memory of a byte of the text at hand. */
export function placeOf(offset: u32): usize {
  return origin + offset
}
