import { useState } from 'react'
import { useQuery } from '../../../ask/use-query.ts'
import { Answered } from '../../../parts/answered.tsx'
import { Empty } from '../../../widgets/empty.tsx'
import { SearchInput } from '../../../widgets/search-input.tsx'
import { QueryEntry } from './query-list.tsx'

/** Ready-made questions; picking one opens it in a tab. Titles, questions and texts are searched. */
export function LibraryList({ onOpen }: { readonly onOpen: (name: string, text: string) => void }) {
  const questions = useQuery('questions', undefined)
  const [search, setSearch] = useState('')
  const words = search.trim().toLowerCase().split(/\s+/)
  return (
    <section className="sql-list" aria-label="Library">
      <div className="panel-head">
        <SearchInput label="Search the library" value={search} onChange={setSearch} />
      </div>
      <Answered query={questions} loading="Reading the library…">
        {(all) => {
          const shown = all.filter(({ title, question, sql }) => {
            const text = `${title} ${question} ${sql}`.toLowerCase()
            return words.every((word) => text.includes(word))
          })
          return shown.length === 0 ? (
            <Empty text={`No question holds “${search.trim()}”.`} />
          ) : (
            <ul>
              {shown.map(({ title, question, sql }) => (
                <QueryEntry
                  key={title}
                  title={question}
                  sql={sql}
                  note={title}
                  onOpen={() => onOpen(title, `${sql}\n`)}
                />
              ))}
            </ul>
          )
        }}
      </Answered>
    </section>
  )
}
