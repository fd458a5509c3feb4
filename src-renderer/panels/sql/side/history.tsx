import { useState } from 'react'
import { secondMs } from '../../../../src-shared/base/time.ts'
import { dialectNames } from '../../../../src-shared/words/sql.ts'
import { forgetHistory, type PastQuery, useHistory } from '../../../state/sql-history.ts'
import { Button } from '../../../widgets/button.tsx'
import { Empty } from '../../../widgets/empty.tsx'
import { formatCounted, formatDuration } from '../../../widgets/format.ts'
import { SearchInput } from '../../../widgets/search-input.tsx'
import { Timestamp } from '../../../widgets/timestamp.tsx'
import { type OpenQuery, QueryEntry } from './query-entry.tsx'

/** Queries that were run, newest first; picking one opens it in a tab. */
export function HistoryList({ onOpen }: { readonly onOpen: OpenQuery }) {
  const queries = useHistory((state) => state.queries)
  const [search, setSearch] = useState('')
  const sought = search.trim().toLowerCase()
  const shown = queries.filter(({ sql }) => sql.toLowerCase().includes(sought))
  return (
    <section className="sql-list" aria-label="History">
      <div className="panel-head">
        <SearchInput label="Search the history" value={search} onChange={setSearch} />
      </div>
      <ul>
        {shown.map((past) => (
          <QueryEntry
            key={past.sql}
            title={past.sql.replace(/\s+/g, ' ')}
            sql={past.sql}
            isCode
            note={<Outcome past={past} />}
            onOpen={() => onOpen({ name: nameOf(past.sql), text: past.sql, dialect: past.dialect })}
          />
        ))}
      </ul>
      {queries.length === 0 && <Empty text="No query was run yet." />}
      {queries.length > 0 && shown.length === 0 && <Empty text={`No query holds “${search.trim()}”.`} />}
      {queries.length > 0 && (
        <div className="sql-list-foot">
          <Button look="quiet" onClick={forgetHistory}>
            Clear history
          </Button>
        </div>
      )}
    </section>
  )
}

function Outcome({ past: { at, tookMs, outcome, rows, dialect } }: { readonly past: PastQuery }) {
  const what = outcome === 'done' ? formatCounted(rows ?? 0, 'row') : outcome
  const took = tookMs < 1000 ? `${Math.round(tookMs)} ms` : formatDuration(tookMs)
  return (
    <>
      <Timestamp ms={Math.floor(at / secondMs) * secondMs} /> · {what} · {took} · {dialectNames[dialect]}
    </>
  )
}

/** A tab is named by the first words of a query that has no name. */
const nameOf = (sql: string): string => {
  const words = sql.replace(/\s+/g, ' ').trim()
  return words.length > 24 ? `${words.slice(0, 24)}…` : words
}
