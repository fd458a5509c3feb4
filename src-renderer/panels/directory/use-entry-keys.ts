import { type KeyboardEvent, useRef } from 'react'
import { type Entry, typeAhead } from './listing.ts'

interface EntryKeys {
  readonly entries: readonly Entry[]
  /** Where the keyboard stands. */
  readonly at: number
  readonly onAt: (at: number) => void
  readonly onMark: (entry: Entry | undefined) => void
  readonly onEnter: (path: string) => void
  /** Null at the top. */
  readonly onUp: (() => void) | null
}

/** Letters typed within this time are one word. */
const wordMs = 700
const pageRows = 10

/** Arrows move, letters lead to the name that begins so, Space marks, Enter enters, Backspace goes up. */
export function useEntryKeys(keys: EntryKeys) {
  const { entries, at, onAt, onMark, onEnter, onUp } = keys
  const findTyped = useTypedName(keys)
  return (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const entry = entries[at]
    const to = destination(event.key, at, entries.length)
    if (to !== null) onAt(to)
    else if (event.key === 'Enter' && entry?.isFolder === true) onEnter(entry.path)
    else if (event.key === 'Enter') onMark(entry)
    else if (event.key === 'Backspace') onUp?.()
    else if (event.key.length === 1) {
      const found = findTyped(event.key, event.timeStamp)
      if (found !== null) onAt(found)
      // A space that belongs to no name marks.
      else if (event.key === ' ') onMark(entry)
    } else return
    event.preventDefault()
  }
}

/** Takes a letter and its time, milliseconds, and finds the entry whose name begins as was typed; null without one. */
function useTypedName({ entries, at }: Pick<EntryKeys, 'entries' | 'at'>) {
  const typed = useRef({ text: '', time: 0 })
  return (letter: string, time: number): number | null => {
    const isWordGoingOn = time - typed.current.time < wordMs && typed.current.text !== ''
    const text = isWordGoingOn ? typed.current.text + letter : letter
    const isAlone = letter === ' ' && !isWordGoingOn
    // A first letter typed again goes on to the next that begins so.
    const found = isAlone ? null : typeAhead(entries, text, text.length === 1 ? at + 1 : at)
    typed.current = { text: letter === ' ' && found === null ? '' : text, time }
    return found
  }
}

/** Where a key moves to; null for keys that do not. */
function destination(key: string, at: number, count: number): number | null {
  const within = (index: number) => Math.max(0, Math.min(count - 1, index))
  switch (key) {
    case 'ArrowDown':
      return within(at + 1)
    case 'ArrowUp':
      return within(at - 1)
    case 'PageDown':
      return within(at + pageRows)
    case 'PageUp':
      return within(at - pageRows)
    case 'Home':
      return 0
    case 'End':
      return within(count - 1)
    default:
      return null
  }
}
