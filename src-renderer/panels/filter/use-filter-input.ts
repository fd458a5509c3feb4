import { type KeyboardEvent, useState } from 'react'
import { formatWhere, readFilter } from '../../../src-shared/filter/text.ts'
import { addPart, narrowTo, removeLastPart } from '../../state/filter.ts'
import { goBack, goForward } from '../../state/navigation.ts'
import { asFilterText, conditionOf, lastTerm, readDraft } from './suggest.ts'
import { type FilterSuggestion, useSuggestions } from './use-suggestions.ts'

/** What is typed into the filter, what may come next, and what the keys make of it. */
export function useFilterInput() {
  const [text, setDraftText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { before, typed } = lastTerm(text)
  const draft = readDraft(typed)
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
    // Behind other terms it is one more of them, as filter text has it.
    if (before.trim() !== '')
      type(before + (condition === null ? withoutSpaces(suggestion.text) : `${formatWhere(condition)} `))
    else if (condition === null) type(suggestion.text)
    else {
      addPart(condition)
      finish()
    }
  }
  const enter = () => {
    const wrong = narrowByText(text)
    if (wrong === null) finish()
    else setProblem(wrong)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>, marked: FilterSuggestion | null): boolean => {
    if (event.key === 'Enter') {
      if (marked !== null) return false
      if (text.trim() !== '') enter()
    } else if (event.key === 'Tab' && isOpen && text !== '' && suggestions.length > 0) {
      take(marked ?? suggestions[0]!)
    } else if (event.key === 'Backspace' && text === '') {
      removeLastPart()
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && text === '') {
      // What was typed last is a part of the filter now.
      if (event.shiftKey) goForward()
      else goBack()
    } else if (event.key === 'Escape') {
      // The first Escape closes the list.
      if (problem !== null || (isOpen && suggestions.length > 0)) return false
      finish()
      event.currentTarget.blur()
    } else return false
    return true
  }
  const onOpen = (next: boolean) => {
    setOpen(next)
    if (!next) setProblem(null)
  }
  return {
    text,
    onText: type,
    suggestions,
    isOpen,
    onOpen,
    onTake: take,
    onKey,
    problem,
    isMono: draft.stage !== 'operator',
  }
}

/** `eventName ` stays, `eventName = ` is `eventName=`: the space behind a name tells that it is whole. */
const withoutSpaces = (text: string): string => (/ \S/.test(text) ? text.replaceAll(' ', '') : text)

/** Narrows by what is typed; a sentence with its place where it is not understood. */
function narrowByText(text: string): string | null {
  const read = readFilter(asFilterText(text))
  if (!read.ok) return read.message
  narrowTo(read.value)
  return null
}
