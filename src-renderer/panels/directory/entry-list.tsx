import { useEffect, useId, useRef, useState } from 'react'
import { classes } from '../../widgets/classes.ts'
import { Icon } from '../../widgets/icon.tsx'
import type { Entry } from './listing.ts'
import { useEntryKeys } from './use-entry-keys.ts'

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

/** What is in a folder. One Tab stop: keys move within it (use-entry-keys.ts). */
export function EntryList({ label, entries, marked, onMark, onEnter, onUp }: EntryListProps) {
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
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
  const onKeyDown = useEntryKeys({ entries, at, onAt: setAt, onMark: mark, onEnter, onUp })
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

/** The arrow at the end of a folder is for the pointer: a button within an option would be out of reach of the keys. */
const Line = ({ id, entry, isAt, isMarked, canBeMarked, onChoose, onEnter }: LineProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys for its options
  <div
    id={id}
    role="option"
    aria-selected={isMarked}
    className={classes('directory-entry', isAt && 'directory-at')}
    onClick={(event) => {
      if ((event.target as Element).closest('.directory-enter') === null) onChoose()
      else onEnter(entry.path)
    }}
    onDoubleClick={() => {
      if (entry.isFolder) onEnter(entry.path)
    }}
  >
    {canBeMarked && <span className="directory-mark">{isMarked && <Icon name="check" size={12} />}</span>}
    <Icon name={entry.isFolder ? 'folder' : 'file'} size={14} />
    <span className="directory-name">{entry.name}</span>
    {entry.isFolder && (
      <span className="directory-enter" title={`Enter ${entry.name}`} aria-hidden="true">
        <Icon name="chevronRight" size={12} />
      </span>
    )}
  </div>
)
