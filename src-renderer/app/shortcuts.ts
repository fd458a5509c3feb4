import { useEffect, useRef } from 'react'
import { useCase } from '../state/case.ts'
import { sections, showSection } from '../state/layout.ts'
import { pickAndAdd, pickAndOpen } from '../state/open.ts'

/** Every shortcut of the window, once: the help dialog and the README show this list. */
export const shortcuts = [
  { keys: 'Mod+O', what: 'Open folders or files' },
  { keys: 'Mod+Shift+O', what: 'Add folders or files to the case' },
  { keys: 'Mod+1', what: 'Events (in a browser Alt+1, and so on)' },
  { keys: 'Mod+2', what: 'Integrity' },
  { keys: 'Mod+3', what: 'Findings' },
  { keys: 'Mod+4', what: 'SQL' },
  { keys: 'Mod+5', what: 'Sources' },
  { keys: '/', what: 'Go to the filter' },
  { keys: '?', what: 'Show the shortcuts' },
  { keys: 'Esc', what: 'Close what floats, clear a search, show the whole time range' },
  { keys: '↑ ↓', what: 'Grid: previous and next row' },
  { keys: 'PgUp PgDn', what: 'Grid: a page up or down' },
  { keys: 'Home End', what: 'Grid: first and last row' },
  { keys: 'Mod+C', what: 'Grid: copy the row' },
  { keys: '← →', what: 'Timeline: move along' },
  { keys: '+ −', what: 'Timeline: zoom in and out' },
] as const

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, .native-edit-context'))

/** Keys that work wherever the focus is. */
export function useShortcuts(onHelp: () => void) {
  const help = useRef(onHelp)
  help.current = onHelp
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isMod = event.metaKey || event.ctrlKey
      // Browsers keep Ctrl+1 for their tabs, so Alt+1 does the same; its key may be another sign, its code is not.
      const digit = (isMod !== event.altKey && !event.shiftKey && /^Digit([1-9])$/.exec(event.code)?.[1]) || ''
      const section = sections[Number(digit) - 1]
      if (section !== undefined) {
        if (useCase.getState().summary !== null) showSection(section)
      } else if (isMod && event.key.toLowerCase() === 'o') {
        if (!event.shiftKey) void pickAndOpen()
        else if (useCase.getState().summary !== null) void pickAndAdd()
      } else if (!isMod && !isTyping(event.target) && event.key === '?') {
        help.current()
      } else if (!isMod && !isTyping(event.target) && event.key === '/') {
        if (useCase.getState().summary === null) return
        showSection('events')
        // At once where it can be, or the next letters typed are lost; in another section it is only now drawn.
        if (!focusFilter()) requestAnimationFrame(focusFilter)
      } else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

export const filterInputId = 'filter-input'

function focusFilter(): boolean {
  const input = document.getElementById(filterInputId)
  input?.focus()
  return input !== null
}
