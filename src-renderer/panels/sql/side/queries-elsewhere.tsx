import { formatFilter } from '../../../../src-shared/filter/text.ts'
import { filterQuery } from '../../../../src-shared/sql/remote/filter-query.ts'
import { sqlSideWords } from '../../../../src-shared/words/sql-side.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { useFilter } from '../../../state/filter.ts'
import { type OpenQuery, QueryEntry } from './query-entry.tsx'

interface QueriesElsewhereProps {
  /** Only those that hold it. */
  readonly search: string
  readonly onOpen: OpenQuery
}

/** The filter and the rules in the dialect of Athena and Trino: they run there, and here, too. */
export function QueriesElsewhere({ search, onOpen }: QueriesElsewhereProps) {
  const filter = useFilter((state) => state.filter)
  const rules = useQuery('ruleQueries', undefined)
  const words = search.trim().toLowerCase().split(/\s+/)
  const isFound = (...texts: readonly string[]) => words.every((word) => texts.join(' ').toLowerCase().includes(word))
  const shown = filterQuery(filter)
  const text = formatFilter(filter)
  const found = rules.state === 'ready' ? rules.value.filter(({ rule, sql }) => isFound(rule.title, rule.why, sql)) : []
  const isFilterFound = isFound(sqlSideWords.ofFilter, text)
  if (!isFilterFound && found.length === 0) return null
  return (
    <section aria-label={sqlSideWords.elsewhere}>
      <h3>{sqlSideWords.elsewhere}</h3>
      <ul>
        {isFilterFound && (
          <QueryEntry
            title={sqlSideWords.ofFilter}
            sql={shown.ok ? shown.value : shown.message}
            note={shown.ok ? (text === '' ? 'No filter: all events' : text) : shown.message}
            onOpen={() => shown.ok && onOpen({ name: 'Filter', text: `${shown.value}\n`, dialect: 'athena' })}
          />
        )}
        {found.map(({ rule, sql }) => (
          <QueryEntry
            key={rule.rule}
            title={`Events of the rule: ${rule.title}`}
            sql={sql}
            note={rule.why}
            onOpen={() => onOpen({ name: rule.title, text: `${sql}\n`, dialect: 'athena' })}
          />
        ))}
      </ul>
    </section>
  )
}
