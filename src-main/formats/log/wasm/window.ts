// The piece of the file that lies in memory, with zeros behind it. Huge files are read piece by piece.

import { setTextEnd } from './json'
import { allocExactly, release } from './memory'

/** Zeros behind the text: more than anything reads ahead of what it has looked at. */
const padding: usize = 64

let window: usize = 0
let windowSize: usize = 0
/** Where the text in it ends. */
export let windowEnd: usize = 0
/** The byte of the file that is its first. */
let base: u32 = 0
/** Whether the file ends where the window does. */
export let isLast: bool = false

/** Where to write `size` bytes of text; what was there is gone. */
export function windowFor(size: usize): usize {
  if (size > windowSize) {
    // The old one can serve as the largest power of two that fits it.
    if (window != 0) release(window, <usize>1 << (31 - clz<u32>(<u32>windowSize)))
    window = allocExactly(size + padding)
    windowSize = size
  }
  return window
}

@inline export function windowAt(): usize {
  return window
}

let held: usize = 0
/** Bytes of a file that are held for the records that lie in it. */
export const heldSize: u32 = 1 << 17

/** Where to write `heldSize` bytes of the file. */
export function heldAt(): usize {
  if (held == 0) held = allocExactly(heldSize)
  return held
}

/** Text that is held goes to the window: `length` bytes, from `from` on. */
export function takeHeld(from: u32, length: u32): void {
  memory.copy(windowFor(length), held + from, length)
}

export function setWindow(length: usize, from: u32, last: bool): void {
  windowEnd = window + length
  memory.fill(windowEnd, 0, padding)
  setTextEnd(windowEnd)
  base = from
  isLast = last
}

@inline export function offsetOf(at: usize): u32 {
  return <u32>(at - window) + base
}

@inline export function placeOf(offset: u32): usize {
  return <usize>(offset - base) + window
}
