import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { classes } from '../../widgets/classes.ts'
import { Icon } from '../../widgets/icon.tsx'
import { type Entry, typeAhead } from './listing.ts'

interface EntryListProps {
  readonly label: string
  readonly entries: readonly Entry[]
  readonly marked: ReadonlySet<string>
  /** Null where nothing can be marked: only the folder shown is chosen. */
  readonly onMark: ((marked: ReadonlySet<string>) => void) | null
  readonly onEnter: (path: string) => void
  /** Null at the top. */
  readonly onUp: (() => void) | null
}

/** Letters typed within this time are one word. */
const wordMs = 700
const pageRows = 10

export function EntryList({ label, entries, marked, onMark, onEnter, onUp }: EntryListProps) {
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', time: 0 })
  const id = useId()
  useEffect(() => {
    // Who is typing a path goes on typing when the list arrives.
    if (!(document.activeElement instanceof HTMLInputElement)) list.current?.focus()
  }, [])
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const mark = (entry: Entry | undefined) => {
    if (entry === undefined || onMark === null) return
    const next = new Set(marked)
    if (!next.delete(entry.path)) next.add(entry.path)
    onMark(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const entry = entries[at]
    const to = destination(event.key, at, entries.length)
    const isWordGoingOn = event.timeStamp - typed.current.time < wordMs && typed.current.text !== ''
    if (to !== null) setAt(to)
    else if (event.key === 'Enter') {
      if (entry?.isFolder === true) onEnter(entry.path)
      else mark(entry)
    } else if (event.key === 'Backspace') onUp?.()
    else if (event.key.length === 1) {
      const text = isWordGoingOn ? typed.current.text + event.key : event.key
      // A first letter typed again goes on to the next that begins so.
      const found =
        event.key === ' ' && !isWordGoingOn ? null : typeAhead(entries, text, text.length === 1 ? at + 1 : at)
      typed.current = { text: event.key === ' ' && found === null ? '' : text, time: event.timeStamp }
      if (found !== null) setAt(found)
      // A space that belongs to no name marks.
      else if (event.key === ' ') mark(entry)
    } else return
    event.preventDefault()
  }

  return (
    <div
      ref={list}
      className="directory-list"
      role="listbox"
      aria-label={label}
      aria-multiselectable={onMark !== null}
      aria-activedescendant={entries.length > 0 ? `${id}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {entries.length === 0 && <p className="muted directory-none">There is nothing to show in this folder.</p>}
      {entries.map((entry, index) => (
        <Line
          key={entry.path}
          id={`${id}-${index}`}
          entry={entry}
          isAt={index === at}
          isMarked={marked.has(entry.path)}
          canBeMarked={onMark !== null}
          onChoose={() => {
            setAt(index)
            mark(entry)
          }}
          onEnter={onEnter}
        />
      ))}
    </div>
  )
}

interface LineProps {
  readonly id: string
  readonly entry: Entry
  /** Where the keyboard stands. */
  readonly isAt: boolean
  readonly isMarked: boolean
  readonly canBeMarked: boolean
  readonly onChoose: () => void
  readonly onEnter: (path: string) => void
}

const Line = ({ id, entry, isAt, isMarked, canBeMarked, onChoose, onEnter }: LineProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys for its options
  <div
    id={id}
    role="option"
    aria-selected={isMarked}
    className={classes('directory-entry', isAt && 'directory-at')}
    onClick={onChoose}
    onDoubleClick={() => {
      if (entry.isFolder) onEnter(entry.path)
    }}
  >
    {canBeMarked && <span className="directory-mark">{isMarked && <Icon name="check" size={12} />}</span>}
    <Icon name={entry.isFolder ? 'folder' : 'file'} size={14} />
    <span className="directory-name">{entry.name}</span>
    {entry.isFolder && (
      <button
        type="button"
        className="directory-enter"
        tabIndex={-1}
        aria-label={`Enter ${entry.name}`}
        onClick={(event) => {
          event.stopPropagation()
          onEnter(entry.path)
        }}
      >
        <Icon name="chevronRight" size={12} />
      </button>
    )}
  </div>
)

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
