import { useEffect, useRef, useState } from 'react'
import { type CaseBookmark, longestTag, tagOf, tagsOf, withTag } from '../../src-shared/model/bookmark.ts'
import { tagging } from '../../src-shared/words/bookmarks.ts'
import { toggleShownTag, useBookmarks } from '../state/bookmarks.ts'
import { PlainButton } from '../widgets/button.tsx'
import { Combobox } from '../widgets/combobox.tsx'
import { Icon } from '../widgets/icon.tsx'
import './tags.css'

/** Tags that are there to be read. */
export const TagList = ({ tags }: { readonly tags: readonly string[] }) => (
  <ul className="tags" aria-label={tagging.title}>
    {tags.map((tag) => (
      <li key={tag} className="tag">
        {tag}
      </li>
    ))}
  </ul>
)

interface TagsFieldProps {
  readonly tags: readonly string[]
  readonly onTags: (tags: readonly string[]) => void
  /** What is being typed and is no tag yet. */
  readonly text: string
  readonly onText: (text: string) => void
  /** The reader begins to write here. */
  readonly isFirst: boolean
  /** Enter, where nothing is typed. */
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Tags that are typed, with those in use as suggestions. */
export function TagsField({ tags, onTags, text, onText, isFirst, onDone, onCancel }: TagsFieldProps) {
  const bookmarks = useBookmarks((state) => state.bookmarks)
  const field = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const typed = tagOf(text)
  const suggestions = [...tagsOf(bookmarks)]
    .filter(([tag]) => !tags.includes(tag) && tag.includes(typed ?? ''))
    .map(([tag, count]) => ({ id: tag, label: tag, note: tagging.inUse(count) }))
  const add = (tag: string | null) => {
    onText('')
    onTags(withTag(tags, tag))
  }
  useEffect(() => {
    if (isFirst) field.current?.querySelector('input')?.focus()
  }, [isFirst])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pane around it has keys of its own
    <div className="tags-field" ref={field} onKeyDown={(event) => event.stopPropagation()}>
      {tags.map((tag) => (
        <PlainButton
          key={tag}
          className="tag"
          aria-label={tagging.remove(tag)}
          onClick={() => onTags(without(tags, tag))}
        >
          {tag} <Icon name="close" size={10} />
        </PlainButton>
      ))}
      <Combobox
        label={tagging.title}
        placeholder={tags.length === 0 ? tagging.placeholder : ''}
        text={text}
        onText={(next) => {
          setOpen(next !== '')
          if (next.includes(',')) add(tagOf(next))
          else onText(next.slice(0, longestTag))
        }}
        suggestions={suggestions}
        isOpen={isOpen}
        onOpen={setOpen}
        opensOnFocus={false}
        onTake={({ id }) => add(id)}
        onKey={({ key, nativeEvent }, marked) => {
          if (nativeEvent.isComposing) return false
          if (key === 'Escape' && !isOpen) onCancel()
          else if (key === 'Backspace' && text === '' && tags.length > 0) onTags(tags.slice(0, -1))
          else if (key === 'Enter' && marked === null) {
            if (typed === null) onDone()
            else add(typed)
          } else return false
          return true
        }}
        problem={null}
        isMono={false}
        foot={tagging.keys}
      />
    </div>
  )
}

const without = (tags: readonly string[], tag: string) => tags.filter((each) => each !== tag)

interface TagChoicesProps {
  readonly bookmarks: readonly CaseBookmark[]
  /** Those that are chosen. */
  readonly asked: readonly string[]
}

/** The tags in use, to choose from which bookmarks are listed. */
export function TagChoices({ bookmarks, asked }: TagChoicesProps) {
  const inUse = [...tagsOf(bookmarks)]
  if (inUse.length === 0) return null
  return (
    <ul className="tags" aria-label={tagging.title}>
      {inUse.map(([tag, count]) => (
        <li key={tag}>
          <PlainButton
            className="tag"
            aria-label={tagging.only(tag, count)}
            aria-pressed={asked.includes(tag)}
            onClick={() => toggleShownTag(tag)}
          >
            {tag} <span>{count}</span>
          </PlainButton>
        </li>
      ))}
    </ul>
  )
}
