import { Autocomplete as Base } from '@base-ui/react/autocomplete'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import './combobox.css'
import './popover.css'

export interface Suggestion {
  readonly id: string
  readonly label: string
  /** Beside the label, in fewer words: a count, a description. */
  readonly note: string
}

interface ComboboxProps<Item extends Suggestion> {
  readonly id?: string
  readonly label: string
  readonly placeholder: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly suggestions: readonly Item[]
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  /** Whether the list opens with the focus, and not only by a press, an arrow key or what is typed. */
  readonly opensOnFocus?: boolean
  /** A suggestion was clicked, or marked and Enter pressed. */
  readonly onTake: (item: Item) => void
  /** Hears keys before the list does. True: the key is used up. */
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>, marked: Item | null) => boolean
  /** What is wrong with the text: shown in place of the suggestions. */
  readonly problem: string | null
  /** Suggestions are code: names, values. */
  readonly isMono: boolean
  /** Below the suggestions: which keys take them. */
  readonly foot: ReactNode
}

/** A line of text that a list of suggestions helps to write. The text may be anything: suggestions are no choices. */
export function Combobox<Item extends Suggestion>(props: ComboboxProps<Item>) {
  const { text, isOpen, onOpen, opensOnFocus = true, onKey, problem } = props
  const suggestions = useWithoutOldMark(props)
  const marked = useRef<Item | null>(null)
  return (
    <Base.Root<Item>
      items={suggestions}
      mode="none"
      value={text}
      // A suggestion that is taken says itself what the text becomes, and whether others follow it.
      onValueChange={(value, { reason }) => reason !== 'item-press' && props.onText(value)}
      itemToStringValue={({ label }) => label}
      open={problem !== null || (isOpen && props.suggestions.length > 0)}
      onOpenChange={(isOpen, { reason }) => reason !== 'item-press' && onOpen(isOpen)}
      openOnInputClick
      onItemHighlighted={(item) => {
        marked.current = item ?? null
      }}
    >
      <Base.Input
        id={props.id}
        className="combobox-input"
        aria-label={props.label}
        aria-invalid={problem !== null}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        onFocus={() => opensOnFocus && onOpen(true)}
        onKeyDown={(event) => {
          if (!onKey(event, marked.current)) return
          event.preventDefault()
          event.preventBaseUIHandler()
        }}
      />
      <Base.Portal>
        <Base.Positioner className="popover-place" align="start" sideOffset={4} collisionPadding={8}>
          <Base.Popup className="popover combobox">
            {problem !== null && (
              <p className="combobox-problem" role="alert">
                {problem}
              </p>
            )}
            {problem === null && <List {...props} suggestions={suggestions} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/**
 * The suggestions; none for one commit, which is not painted, after the text has changed. Base UI forgets the mark when
 * the reader types, but leaves it at its index when the suggestions that follow a taken one are listed.
 */
function useWithoutOldMark<Item extends Suggestion>({ text, suggestions }: ComboboxProps<Item>): readonly Item[] {
  const [listedFor, setListedFor] = useState(text)
  useLayoutEffect(() => setListedFor(text), [text])
  return listedFor === text ? suggestions : []
}

function List<Item extends Suggestion>({ suggestions, onTake, isMono, foot }: ComboboxProps<Item>) {
  return (
    <>
      <Base.List className="combobox-list" aria-label="Suggestions">
        {suggestions.map((item) => (
          <Base.Item key={item.id} value={item} className="combobox-item" onClick={() => onTake(item)}>
            <span className={isMono ? 'mono' : undefined}>{item.label}</span>
            <span className="combobox-note">{item.note}</span>
          </Base.Item>
        ))}
      </Base.List>
      <p className="combobox-foot">{foot}</p>
    </>
  )
}
