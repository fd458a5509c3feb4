import { useState } from 'react'
import type { Question } from '../../../../src-shared/contract/index.ts'
import { type QuestionGroup, questionGroups } from '../../../../src-shared/model/question-group.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { Answered } from '../../../parts/answered.tsx'
import { Empty } from '../../../widgets/empty.tsx'
import { SearchInput } from '../../../widgets/search-input.tsx'
import { questionTab } from '../question-tab.ts'
import { InWordsEntry } from './in-words.tsx'
import { QueriesElsewhere } from './queries-elsewhere.tsx'
import { type OpenQuery, QueryEntry } from './query-entry.tsx'

/** Ready-made questions by group; picking one opens it in a tab. What is searched for may be asked in words, too. */
export function LibraryList({ onOpen }: { readonly onOpen: OpenQuery }) {
  const questions = useQuery('questions', undefined)
  const [search, setSearch] = useState('')
  return (
    <section className="sql-list" aria-label="Library">
      <div className="panel-head">
        <SearchInput
          label="Search the library, or ask in words"
          placeholder="Search, or ask in words"
          value={search}
          onChange={setSearch}
        />
      </div>
      <Answered query={questions} loading="Reading the library…">
        {(all) => {
          const found = matching(all, search)
          return (
            <div className="sql-groups">
              {search.trim() !== '' && <InWordsEntry text={search.trim()} onOpen={onOpen} />}
              {found.length === 0 && <Empty text={`No question of the library holds “${search.trim()}”.`} />}
              {groupsOf(found).map(([group, those]) => (
                <section key={group} aria-label={questionGroups[group]}>
                  <h3>{questionGroups[group]}</h3>
                  <ul>
                    {those.map((question) => (
                      <QuestionEntry key={question.id} question={question} onOpen={onOpen} />
                    ))}
                  </ul>
                </section>
              ))}
              <QueriesElsewhere search={search} onOpen={onOpen} />
            </div>
          )
        }}
      </Answered>
    </section>
  )
}

const QuestionEntry = ({ question, onOpen }: { readonly question: Question; readonly onOpen: OpenQuery }) => (
  <QueryEntry
    title={question.question}
    sql={question.sql}
    note={question.title}
    onOpen={() => onOpen(questionTab(question))}
  />
)

/** Those whose title, question, reason or text has every word that is searched for. */
function matching(all: readonly Question[], search: string): readonly Question[] {
  const words = search.trim().toLowerCase().split(/\s+/)
  return all.filter(({ title, question, why, sql, group }) => {
    const text = [title, question, why, sql, questionGroups[group]].join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function groupsOf(questions: readonly Question[]): readonly (readonly [QuestionGroup, readonly Question[]])[] {
  const groups = new Map<QuestionGroup, Question[]>()
  for (const question of questions) groups.set(question.group, [...(groups.get(question.group) ?? []), question])
  return [...groups]
}
