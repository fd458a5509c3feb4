import { useState } from 'react'
import { formatFilter, readFilter } from '../../../src-shared/filter/text.ts'
import { setFilter, useFilter } from '../../state/filter.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'

/** The whole filter as one text, the form the command line and reports use. */
export function FilterTextDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState(() => formatFilter(useFilter.getState().filter))
  const read = readFilter(text)
  const use = () => {
    if (!read.ok) return
    setFilter(read.value.filter, read.value.notes)
    onClose()
  }
  return (
    <Dialog
      title="Filter as text"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!read.ok} onClick={use}>
            Use this filter
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
        Signs: = != ~ !~ ^= &gt;= &lt;= =* !=*. Other words are searched for as text. <code>record~"some text"</code>{' '}
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
