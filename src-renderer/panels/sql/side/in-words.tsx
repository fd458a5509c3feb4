import { useDeferredValue } from 'react'
import { useQuery } from '../../../ask/use-query.ts'
import { type OpenQuery, QueryEntry } from './query-entry.tsx'

interface InWordsEntryProps {
  readonly text: string
  readonly onOpen: OpenQuery
}

/** What is typed, read as a question: the query is shown in a tab before it runs. */
export function InWordsEntry({ text, onOpen }: InWordsEntryProps) {
  const read = useQuery('queryInWords', { text: useDeferredValue(text) })
  if (read.state !== 'ready' || read.value.sql === null) return null
  const { sql, dialect, notUnderstood, said } = read.value
  const unread = notUnderstood.length === 0 ? '' : ` Not understood: ${notUnderstood.join(', ')}.`
  return (
    <section aria-label="In words">
      <h3>In words</h3>
      <ul>
        <QueryEntry
          title={`Write a query: ${text}`}
          sql={sql}
          note={[`Shown before it runs.${unread}`, ...said].join(' ')}
          onOpen={() => onOpen({ name: text, text: `${sql.trimEnd()}\n`, dialect })}
        />
      </ul>
    </section>
  )
}
