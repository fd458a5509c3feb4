import { useState } from 'react'
import { type Bookmarked, bookmarkKey, type CaseBookmark, tagOf, withTag } from '../../src-shared/model/bookmark.ts'
import type { Row } from '../../src-shared/model/event.ts'
import { saidWords, tagging } from '../../src-shared/words/bookmarks.ts'
import {
  keepBookmark,
  removeBookmark,
  toggleBookmark,
  useBookmarkOf,
  useBookmarks,
  writeNote,
} from '../state/bookmarks.ts'
import { Button, IconButton } from '../widgets/button.tsx'
import { Icon } from '../widgets/icon.tsx'
import './bookmark.css'
import { TagList, TagsField } from './tags.tsx'

const label = (isKept: boolean, what: string) =>
  isKept ? `Remove the bookmark on this ${what}` : `Bookmark this ${what}`

/** Of a session or a finding. */
export function BookmarkButton({ of, what }: { readonly of: Bookmarked; readonly what: string }) {
  const isKept = useBookmarkOf(of) !== undefined
  return (
    <IconButton
      className="bookmark-button"
      icon="bookmark"
      label={label(isKept, what)}
      pressed={isKept}
      onClick={() => void (isKept ? removeBookmark(of) : keepBookmark(of))}
    />
  )
}

export function EventBookmarkButton({ row }: { readonly row: Row }) {
  const isKept = useBookmarks(({ ofRow }) => ofRow.has(row))
  return (
    <IconButton
      className="bookmark-button"
      icon="bookmark"
      label={label(isKept, 'event')}
      title={`${label(isKept, 'event')} (M)`}
      pressed={isKept}
      onClick={() => void toggleBookmark(row)}
    />
  )
}

/** In a grid: nothing for an event without a bookmark. */
export function BookmarkMark({ row }: { readonly row: Row }) {
  const bookmark = useBookmarks(({ ofRow }) => ofRow.get(row))
  if (bookmark === undefined) return null
  return (
    <span className="bookmark-mark" role="img" aria-label="bookmarked" title={saidWords(bookmark) || 'Bookmarked'}>
      <Icon name="bookmark" size={12} />
    </span>
  )
}

/** The note on a session or a finding that is kept; nothing on another. */
export function KeptNote({ of }: { readonly of: Bookmarked }) {
  const bookmark = useBookmarkOf(of)
  return bookmark === undefined ? null : <BookmarkNote bookmark={bookmark} />
}

/** What the analyst wrote, to be read and to be changed. */
export function BookmarkNote({ bookmark }: { readonly bookmark: CaseBookmark }) {
  const { of, note, tags = [] } = bookmark
  const key = bookmarkKey(of)
  const first = useBookmarks(({ noted }) => (noted?.key === key ? noted.first : null))
  if (first !== null) return <NoteForm key={key} bookmark={bookmark} first={first} />
  return (
    <div className="bookmark-note">
      {tags.length > 0 && <TagList tags={tags} />}
      {note !== '' && <p>{note}</p>}
      <Button look="quiet" onClick={() => writeNote(of)}>
        {note === '' ? 'Add a note' : 'Edit the note'}
      </Button>
      <Button look="quiet" onClick={() => writeNote(of, 'tags')}>
        {tags.length === 0 ? tagging.add : tagging.edit}
      </Button>
    </div>
  )
}

/** As long as the contract takes a text. */
const longestNote = 10_000

interface NoteFormProps {
  readonly bookmark: CaseBookmark
  /** Where the reader begins to write. */
  readonly first: 'note' | 'tags'
}

function NoteForm({ bookmark: { of, note, tags: before = [] }, first }: NoteFormProps) {
  const [text, setText] = useState(note)
  const [tags, setTags] = useState(before)
  const [tag, setTag] = useState('')
  const end = () => writeNote(null)
  const save = async () => {
    // What was not kept stays in the form: nothing that was written is lost.
    if (await keepBookmark(of, text.trim(), withTag(tags, tagOf(tag)))) end()
  }
  return (
    <div className="bookmark-form">
      <textarea
        aria-label="Note"
        rows={3}
        maxLength={longestNote}
        // biome-ignore lint/a11y/noAutofocus: the reader has just asked to write
        autoFocus={first === 'note'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // The pane around it has keys of its own.
          event.stopPropagation()
          if (event.key === 'Escape') end()
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          void save()
        }}
      />
      <TagsField
        tags={tags}
        onTags={setTags}
        text={tag}
        onText={setTag}
        isFirst={first === 'tags'}
        onDone={() => void save()}
        onCancel={end}
      />
      <Button look="primary" title="Enter; Shift+Enter begins a new line" onClick={() => void save()}>
        Save the note
      </Button>
      <Button onClick={end}>Cancel</Button>
    </div>
  )
}
