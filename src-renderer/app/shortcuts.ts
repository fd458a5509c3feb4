import { useEffect, useRef } from 'react'
import type { Hello } from '../../src-shared/contract/index.ts'
import { filterInputId } from '../panels/filter/input.tsx'
import { noteEvent, toggleBookmark } from '../state/bookmarks.ts'
import { useCase } from '../state/case.ts'
import { compareMarked } from '../state/compare-marked.ts'
import { chooseSection, showSection, useLayout } from '../state/layout.ts'
import { goBack, goForward } from '../state/navigation.ts'
import { selectNeighbour } from '../state/neighbours.ts'
import { pickAndAdd, pickAndOpen, showAroundSelected } from '../state/open.ts'
import { useSelection } from '../state/selection.ts'
import { useSingleKeys } from '../state/single-keys.ts'
import { sections } from './sections.ts'

interface Shortcut {
  readonly keys: string
  readonly what: string
}

/** Browsers keep Ctrl+1 for their tabs; Ctrl+0 is the usual size, in a browser and on a desktop. */
export const sectionKeys = (digit: number, host: Hello['host']): string =>
  host === 'electron' && digit !== 0 ? `Mod+${digit}` : `Alt+${digit}`

/** Every shortcut of the window, as the help dialog shows them. */
export const shortcutsOf = (host: Hello['host']): readonly Shortcut[] => [
  { keys: 'Mod+O', what: 'Open folders or files' },
  { keys: 'Mod+Shift+O', what: 'Add folders or files to the case' },
  ...sections.map(({ name, digit }) => ({ keys: sectionKeys(digit, host), what: name })),
  { keys: 'Alt+←', what: 'Back to what was shown before' },
  { keys: 'Alt+→', what: 'Forward again' },
  { keys: 'Mod+Z', what: 'The same as Back, outside of texts: takes back a change of the filter' },
  { keys: 'Mod+Shift+Z', what: 'The same as Forward' },
  { keys: 'Alt+↑ Alt+↓', what: 'Event shown: the one before it, after it' },
  { keys: 'M', what: 'Event shown: keep a bookmark, or remove it' },
  { keys: 'N', what: 'Event shown: keep a bookmark and write its note, which Enter saves' },
  { keys: 'A', what: 'Event shown: all events five minutes before and after it' },
  { keys: 'C', what: 'Events: compare the selected rows, or the event shown and the next one' },
  { keys: 'Mod+K', what: 'Go to a section, a command, an entity or a question by its name' },
  { keys: '/', what: 'Go to the filter' },
  { keys: '?', what: 'Show the shortcuts' },
  { keys: 'Esc', what: 'Close a dialog or menu, clear a search, show the whole time range' },
  { keys: '↑ ↓', what: 'Grid: previous and next row' },
  { keys: 'PgUp PgDn', what: 'Grid: a page up or down' },
  { keys: 'Home End', what: 'Grid: first and last row' },
  { keys: 'Enter', what: 'Grid: open the row; on a title, sort by its column' },
  { keys: 'Shift+↑ Shift+↓', what: 'Grid of events: select several rows; with PgUp, PgDn, Home and End, too' },
  { keys: 'Mod+Space Mod+A', what: 'Grid of events: select the row beside others; all rows' },
  { keys: 'Mod+C', what: 'Grid: copy the row, or all that are selected' },
  {
    keys: 'E F B U G',
    what: 'Grid of events: next error, finding, bookmark, event not verified, time not proven; with Shift the one before',
  },
  { keys: 'Shift+F10', what: 'Grid: menu of the cell or the title' },
  { keys: 'Shift+← Shift+→', what: 'Title, reached by ↑ from the first row: narrower, wider' },
  { keys: 'Mod+← Mod+→', what: 'Title: move the column' },
  { keys: 'Mod+Enter', what: 'SQL: run the selection, or the statement at the cursor' },
  { keys: 'Shift+Alt+F', what: 'SQL: set the selection, or all of the text, out in lines' },
  { keys: 'Mod+S', what: 'SQL: save the query' },
  { keys: 'F2 Del', what: 'SQL, on a tab: rename, close' },
  { keys: '← → Home End', what: 'Timeline: move along, to the first and the last event' },
  { keys: '+ −', what: 'Timeline: zoom in and out; the wheel does so around the pointer' },
]

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, .native-edit-context'))

interface Opens {
  readonly onHelp: () => void
  readonly onPalette: () => void
}

/** Keys that work wherever the focus is. */
export function useShortcuts(opens: Opens) {
  const opened = useRef(opens)
  opened.current = opens
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (takeKey(event, opened.current)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Whether the key is a shortcut; it is carried out then. */
function takeKey(event: KeyboardEvent, { onHelp, onPalette }: Opens): boolean {
  const isMod = event.metaKey || event.ctrlKey
  const hasCase = useCase.getState().summary !== null
  const section = sectionOfKey(event, isMod)
  if (section !== undefined) {
    if (hasCase) chooseSection(section.id)
    return true
  }
  if (isMod && !event.shiftKey && event.key.toLowerCase() === 'k') {
    onPalette()
    return true
  }
  if (isMod && event.key.toLowerCase() === 'o') {
    if (!event.shiftKey) void pickAndOpen()
    else if (hasCase) void pickAndAdd()
    return true
  }
  if (isTyping(event.target)) return false
  if (isMod && !event.altKey && hasCase && event.key.toLowerCase() === 'z') {
    if (event.shiftKey) goForward()
    else goBack()
    return true
  }
  if (isMod) return false
  const isHistoryKey = event.altKey && !event.shiftKey && hasCase
  if (isHistoryKey && event.key === 'ArrowLeft') {
    goBack()
    return true
  }
  if (isHistoryKey && event.key === 'ArrowRight') {
    goForward()
    return true
  }
  if (hasCase && takeEventKey(event)) return true
  if (!useSingleKeys.getState().areOn) return false
  if (event.key === '?') {
    onHelp()
    return true
  }
  if (event.key !== '/' || !hasCase) return false
  goToFilter()
  return true
}

/** Keys for the event in the detail pane, and for rows that are selected together. */
function takeEventKey({ key, altKey, shiftKey }: KeyboardEvent): boolean {
  if (shiftKey || useLayout.getState().section !== 'events') return false
  const { row } = useSelection.getState()
  if (altKey) {
    if (row === null || (key !== 'ArrowUp' && key !== 'ArrowDown')) return false
    void selectNeighbour(key === 'ArrowUp' ? 'before' : 'after')
    return true
  }
  if (!useSingleKeys.getState().areOn) return false
  const letter = key.toLowerCase()
  if (letter === 'c') void compareMarked()
  else if (row === null) return false
  else if (letter === 'm') void toggleBookmark(row)
  else if (letter === 'n') void noteEvent(row)
  else if (letter === 'a') void showAroundSelected()
  else return false
  return true
}

/** The key pressed with Alt may be another sign; its code is not. */
function sectionOfKey(event: KeyboardEvent, isMod: boolean) {
  if (isMod === event.altKey || event.shiftKey) return undefined
  const digit = (isMod ? /^Digit([1-9])$/ : /^Digit(\d)$/).exec(event.code)?.[1]
  return digit === undefined ? undefined : sections.find((section) => section.digit === Number(digit))
}

function goToFilter() {
  showSection('events')
  // The input is focused at once where it is in the document, or the next letters typed would be lost.
  if (!focusFilter()) requestAnimationFrame(focusFilter)
}

function focusFilter(): boolean {
  const input = document.getElementById(filterInputId)
  input?.focus()
  return input !== null
}
