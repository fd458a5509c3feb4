import { useState } from 'react'
import { secondMs } from '../../../../src-shared/base/time.ts'
import { sqlSideWords } from '../../../../src-shared/words/sql-side.ts'
import { forgetSaved, useSaved } from '../../../state/saved-queries.ts'
import { setParameters } from '../../../state/sql-parameters.ts'
import { IconButton } from '../../../widgets/button.tsx'
import { Empty } from '../../../widgets/empty.tsx'
import { SearchInput } from '../../../widgets/search-input.tsx'
import { Timestamp } from '../../../widgets/timestamp.tsx'
import { type OpenQuery, QueryEntry } from './query-entry.tsx'

/** The saved queries of the case; picking one opens it in a tab, or shows the tab that it has. */
export function SavedList({ onOpen }: { readonly onOpen: OpenQuery }) {
  const { queries, failure } = useSaved()
  const [search, setSearch] = useState('')
  const sought = search.trim().toLowerCase()
  const shown = queries.filter(({ name, sql }) => `${name}\n${sql}`.toLowerCase().includes(sought))
  return (
    <section className="sql-list" aria-label="Saved queries">
      <div className="panel-head">
        <SearchInput label="Search the saved queries" value={search} onChange={setSearch} />
      </div>
      {failure !== null && (
        <p className="sql-problem" role="alert">
          {failure.message}
        </p>
      )}
      {queries.length === 0 && <Empty text={sqlSideWords.noneSaved} />}
      {queries.length > 0 && shown.length === 0 && <Empty text={sqlSideWords.noneHolds(search.trim())} />}
      <ul>
        {shown.map(({ name, sql, values, savedAt }) => (
          <QueryEntry
            key={name}
            title={name}
            sql={sql}
            note={<Timestamp ms={Math.floor(savedAt / secondMs) * secondMs} />}
            onOpen={() => {
              setParameters(values)
              onOpen({ name, text: sql, saved: { name, sql } })
            }}
            actions={<IconButton icon="close" label={`Delete ${name}`} onClick={() => void forgetSaved(name)} />}
          />
        ))}
      </ul>
    </section>
  )
}
