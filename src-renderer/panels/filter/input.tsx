import { type KeyboardEvent, useState } from 'react'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { addPart, narrowTo, removeLastPart } from '../../state/filter.ts'
import { Combobox } from '../../widgets/combobox.tsx'
import { conditionOf, problemWith, readDraft } from './suggest.ts'
import { type FilterSuggestion, useSuggestions } from './use-suggestions.ts'
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
  const [problem, setProblem] = useState<string | null>(null)
  const draft = readDraft(text)
  const suggestions = useSuggestions(draft, isOpen)

  const type = (next: string) => {
    setDraftText(next)
    setProblem(null)
    setOpen(true)
  }
  const finish = () => {
    setDraftText('')
    setProblem(null)
    setOpen(false)
  }
  const take = (suggestion: FilterSuggestion) => {
    const condition = suggestion.completes ? conditionOf(readDraft(suggestion.text)) : null
    if (condition === null) {
      type(suggestion.text)
      return
    }
    addPart(condition)
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
      addPart(condition)
      finish()
      return
    }
    const parsed = parseFilter(text)
    if (!parsed.ok) {
      setProblem(parsed.message)
      return
    }
    narrowTo(parsed.value)
    finish()
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>, marked: FilterSuggestion | null): boolean => {
    if (event.key === 'Enter') {
      if (marked !== null) return false
      if (text.trim() !== '') enter()
    } else if (event.key === 'Tab' && isOpen && text !== '' && suggestions.length > 0) {
      take(marked ?? suggestions[0]!)
    } else if (event.key === 'Backspace' && text === '') {
      removeLastPart()
    } else if (event.key === 'Escape') {
      // The first Escape closes the list.
      if (problem !== null || (isOpen && suggestions.length > 0)) return false
      finish()
      event.currentTarget.blur()
    } else return false
    return true
  }
  return (
    <div className="filter-input">
      <Combobox
        id={filterInputId}
        label="Filter: a column, free text or filter text"
        placeholder="Filter by column, value or text"
        text={text}
        onText={type}
        suggestions={suggestions}
        isOpen={isOpen}
        onOpen={(next) => {
          setOpen(next)
          if (!next) setProblem(null)
        }}
        onTake={take}
        onKey={onKey}
        problem={problem}
        isMono={draft.stage !== 'operator'}
        foot="↑ ↓ and Enter take one of these; Enter alone takes what is typed"
      />
    </div>
  )
}
