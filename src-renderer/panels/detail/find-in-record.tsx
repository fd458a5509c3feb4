import { type RefObject, useRef } from 'react'
import { IconButton } from '../../widgets/button.tsx'
import { formatCount } from '../../widgets/format.ts'
import { SearchInput } from '../../widgets/search-input.tsx'

interface FindInRecordProps {
  readonly find: string
  readonly onFind: (text: string) => void
  /** In how many keys and values it stands; null while nothing is looked for. */
  readonly hits: number | null
  /** What the record is drawn in. */
  readonly box: RefObject<HTMLElement | null>
}

/** Looks for a text in the record. Enter and the buttons go from one place to the next. */
export function FindInRecord({ find, onFind, hits, box }: FindInRecordProps) {
  const at = useRef(-1)
  const go = (by: 1 | -1) => {
    const marks = box.current?.querySelectorAll<HTMLElement>('mark') ?? []
    if (marks.length === 0) return
    marks[at.current]?.classList.remove('found-here')
    at.current = (at.current + by + marks.length) % marks.length
    const mark = marks[at.current]!
    mark.classList.add('found-here')
    scrollTo(mark)
  }
  return (
    <div
      className="record-find"
      role="search"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        go(event.shiftKey ? -1 : 1)
      }}
    >
      <SearchInput
        label="Find in the record"
        placeholder="Find"
        value={find}
        onChange={(text) => {
          at.current = -1
          onFind(text)
        }}
      />
      {hits !== null && (
        <>
          <span className="muted" role="status">
            {hits === 0 ? 'not found' : formatCount(hits)}
          </span>
          <IconButton icon="chevronUp" label="Previous place" disabled={hits === 0} onClick={() => go(-1)} />
          <IconButton icon="chevronDown" label="Next place" disabled={hits === 0} onClick={() => go(1)} />
        </>
      )}
    </div>
  )
}

/** Within the nearest pane that scrolls: `scrollIntoView` would move the window, too. */
function scrollTo(mark: HTMLElement) {
  let pane = mark.parentElement
  while (pane !== null && pane.scrollHeight <= pane.clientHeight) pane = pane.parentElement
  if (pane === null) return
  pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 2
}
