import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { parseFilter } from '../../../src-shared/filter/filter.ts'
import { addCondition, setConditions, setText, useFilter, zoomTo } from '../../state/filter.ts'
import { classes } from '../../widgets/classes.ts'
import { Popover } from '../../widgets/popover.tsx'
import { conditionOf, problemWith, readDraft } from './suggest.ts'
import { type Suggestion, useSuggestions } from './use-suggestions.ts'
import './input.css'

/** The `/` key leads here. */
export const filterInputId = 'filter-input'

/**
 * One line to type conditions, free text or whole filter text into. A list offers what may come next; Enter takes what
 * is marked in it, or else what was typed.
 */
export function FilterInput() {
  const [text, setDraftText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [marked, setMarked] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const listId = useId()
  const draft = readDraft(text)
  const suggestions = useSuggestions(draft, isOpen)

  const type = (next: string) => {
    setDraftText(next)
    setMarked(null)
    setProblem(null)
    setOpen(true)
  }
  const finish = () => {
    setDraftText('')
    setMarked(null)
    setProblem(null)
    setOpen(false)
  }
  const take = (suggestion: Suggestion) => {
    const condition = suggestion.completes ? conditionOf(readDraft(suggestion.text)) : null
    if (condition === null) {
      type(suggestion.text)
      return
    }
    addCondition(condition)
    finish()
  }
  const enter = () => {
    const condition = conditionOf(draft)
    const wrong = condition === null ? null : problemWith(condition)
    if (wrong !== null) {
      setProblem(wrong)
      return
    }
    if (condition !== null) {
      addCondition(condition)
      finish()
      return
    }
    const parsed = parseFilter(text)
    if (!parsed.ok) {
      setProblem(parsed.message)
      return
    }
    const { filter } = useFilter.getState()
    const { range, conditions, text: words } = parsed.value
    if (range !== null) zoomTo(range)
    if (conditions.length > 0) setConditions([...filter.conditions, ...conditions])
    if (words !== '') setText(words)
    finish()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && suggestions.length > 0) {
      setOpen(true)
      setMarked((before) =>
        before === null && step < 0
          ? suggestions.length - 1
          : ((before ?? -1) + step + suggestions.length) % suggestions.length,
      )
    } else if (event.key === 'Enter') {
      if (marked !== null && suggestions[marked] !== undefined) take(suggestions[marked])
      else if (text.trim() !== '') enter()
    } else if (event.key === 'Tab' && isOpen && text !== '' && suggestions.length > 0) {
      take(suggestions[marked ?? 0]!)
    } else if (event.key === 'Backspace' && text === '') {
      const { conditions } = useFilter.getState().filter
      setConditions(conditions.slice(0, -1))
    } else if (event.key === 'Escape') {
      // The popover, when open, has taken the first Escape.
      finish()
      event.currentTarget.blur()
    } else return
    event.preventDefault()
  }
  const anchor = box.current?.getBoundingClientRect()
  const showsList = isOpen && problem === null && suggestions.length > 0 && anchor !== undefined
  return (
    <div ref={box} className="filter-input">
      <input
        id={filterInputId}
        type="text"
        role="combobox"
        aria-label="Filter: a column, free text or filter text"
        aria-expanded={showsList}
        aria-controls={listId}
        aria-activedescendant={showsList && marked !== null ? `${listId}-${marked}` : undefined}
        aria-invalid={problem !== null}
        autoComplete="off"
        spellCheck={false}
        placeholder="Filter by column, value or text"
        value={text}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {problem !== null && anchor !== undefined && (
        <Popover label="Problem" anchor={anchor} owner={box} keepsFocus onClose={() => setProblem(null)}>
          <p className="filter-problem" role="alert">
            {problem}
          </p>
        </Popover>
      )}
      {showsList && (
        <Popover
          label="What may come next"
          anchor={anchor}
          role="listbox"
          owner={box}
          keepsFocus
          onClose={() => setOpen(false)}
        >
          <div className="suggestions" id={listId}>
            {suggestions.map((suggestion, at) => (
              <div
                key={suggestion.id}
                id={`${listId}-${at}`}
                className={classes('suggestion', at === marked && 'suggestion-marked')}
                role="option"
                aria-selected={at === marked}
                ref={at === marked ? intoView : undefined}
                // The input keeps the focus; a press would take it.
                onPointerDown={(event) => {
                  event.preventDefault()
                  take(suggestion)
                }}
              >
                <span className={draft.stage === 'operator' ? undefined : 'mono'}>{suggestion.label}</span>
                <span className="suggestion-note">{suggestion.note}</span>
              </div>
            ))}
          </div>
          <p className="suggestions-foot">↑ ↓ and Enter take one of these; Enter alone takes what is typed</p>
        </Popover>
      )}
    </div>
  )
}

const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })
