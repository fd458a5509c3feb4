import { useState } from 'react'
import type { Where } from '../../../src-shared/filter/model.ts'
import { operators } from '../../../src-shared/filter/operators.ts'
import { formatFilter, formatWhere, readFilter } from '../../../src-shared/filter/text.ts'
import { rewritePart, setFilter, useFilter } from '../../state/filter.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'

interface FilterTextDialogProps {
  /** Null: the whole filter. */
  readonly part: Where | null
  readonly onClose: () => void
}

/** The filter or a part of it as text, the form that the command line and reports use. */
export function FilterTextDialog({ part, onClose }: FilterTextDialogProps) {
  const [text, setText] = useState(() =>
    part === null ? formatFilter(useFilter.getState().filter) : formatWhere(part),
  )
  const read = readFilter(text)
  const use = () => {
    if (!read.ok) return
    if (part === null) setFilter(read.value.filter, read.value.notes)
    else rewritePart(part, read.value)
    onClose()
  }
  return (
    <Dialog
      title={part === null ? 'Filter as text' : 'Part of the filter as text'}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!read.ok} onClick={use}>
            {part === null ? 'Use this filter' : 'Use this part'}
          </Button>
        </>
      }
    >
      <textarea
        className="filter-text"
        aria-label="Filter text"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) use()
        }}
      />
      <p className="filter-text-help">
        Terms separated by spaces, all of which hold: <code>eventName=ConsoleLogin,GetUser</code>{' '}
        <code>userIdentityArn~alice</code> <code>isError=true</code> <code>sourceIPAddress=10.0.0.0/8</code>{' '}
        <code>time=2024-03-05T10:00:00Z..2024-03-05T11:00:00Z</code>. A date is its 00:00 and what names no zone is UTC.
        <code>eventName=Create*</code> <code>eventName=~^(Get|List)</code>. Signs:{' '}
        {Object.values(operators)
          .map(({ sign }) => sign)
          .join(' ')}
        . Groups: <code>(a OR b) NOT c</code>. Other words are searched for as text. <code>record~"some text"</code>{' '}
        searches the original records in the log files.
      </p>
      {read.ok ? (
        read.value.notes.map((note) => (
          <p key={note} className="filter-text-help">
            {note}
          </p>
        ))
      ) : (
        <p className="filter-text-problem" role="alert">
          {read.message}
        </p>
      )}
    </Dialog>
  )
}
