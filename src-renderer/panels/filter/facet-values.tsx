import { type MouseEvent, memo, useState } from 'react'
import { isChosen, withoutChoices } from '../../../src-shared/filter/asks.ts'
import type { ValueColumn } from '../../../src-shared/filter/columns.ts'
import { valueMenu } from '../../../src-shared/words/values.ts'
import { useQuery } from '../../ask/use-query.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { valueHandlers } from '../../parts/value-menu.tsx'
import { isVerdict, VerdictMark } from '../../parts/verdict.tsx'
import { toggleValue, useFilter } from '../../state/filter.ts'
import { IconButton, PlainButton } from '../../widgets/button.tsx'
import { classes } from '../../widgets/classes.ts'
import { formatCount } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { SearchInput } from '../../widgets/search-input.tsx'

const fewest = 8
const more = 100

export function FacetValues({ column }: { readonly column: ValueColumn }) {
  const filter = useFilter((state) => state.filter)
  const [showsMore, setShowsMore] = useState(false)
  const [search, setSearch] = useState('')
  const limit = showsMore ? more : fewest
  const query = useQuery('facet', { filter: withoutChoices(filter, column), column, search, limit })
  if (query.state === 'waiting') return <p className="facet-note">{beingJudged}</p>
  if (query.state === 'loading') return <p className="facet-note">Counting…</p>
  if (query.state === 'failed') return <p className="facet-note facet-failed">{query.failure.message}</p>
  const { values, distinct, absent } = query.value
  const most = values.reduce((all, { events }) => Math.max(all, events), 1)
  return (
    <div className="facet-values" aria-busy={query.refreshing}>
      {showsMore && <SearchInput label={`Search ${column}`} value={search} onChange={setSearch} />}
      {values.map(({ value, events }) => (
        <FacetValue
          key={value}
          column={column}
          value={value}
          events={events}
          share={events / most}
          isIncluded={isChosen(filter, { column, value }, 'is')}
          isExcluded={isChosen(filter, { column, value }, 'isNot')}
        />
      ))}
      {absent > 0 && search === '' && (
        <PlainButton
          className="facet-note facet-absent"
          aria-pressed={isChosen(filter, { column, value: null }, 'is')}
          hint={`Events without ${column}\n${moreByMenu}`}
          onClick={() => toggleValue(column, 'is', null)}
          {...valueHandlers({ column, value: null })}
        >
          <span>{valueMenu.isAbsent}</span>
          <span>{formatCount(absent)}</span>
        </PlainButton>
      )}
      {values.length === 0 && absent === 0 && <p className="facet-note">No value</p>}
      {(showsMore || distinct > fewest) && (
        <PlainButton className="facet-more" onClick={() => setShowsMore(!showsMore)}>
          {showsMore ? 'Show fewer' : `Search all ${formatCount(distinct)} values`}
        </PlainButton>
      )}
      {showsMore && values.length < distinct && search === '' && (
        <p className="facet-note">
          The {formatCount(values.length)} most frequent of {formatCount(distinct)}
        </p>
      )}
    </div>
  )
}

const moreByMenu = 'Right button or Shift+F10: only these, whatever else is asked for.'

/** Told apart by its end rather than its beginning. */
const isPath = (value: string) => value.startsWith('arn:') || value.includes('/CloudTrail')

interface FacetValueProps {
  readonly column: ValueColumn
  readonly value: string
  readonly events: number
  readonly share: number
  readonly isIncluded: boolean
  readonly isExcluded: boolean
}

/** Drawn again only when it changes: a filter that is asked for draws the values of the one before until it is answered. */
const FacetValue = memo(function FacetValue({ column, value, events, share, isIncluded, isExcluded }: FacetValueProps) {
  const choose = (event: MouseEvent) => toggleValue(column, event.altKey ? 'isNot' : 'is', value)
  return (
    <div
      className={classes('facet-value', isIncluded && 'facet-included', isExcluded && 'facet-excluded')}
      {...valueHandlers({ column, value })}
    >
      <span className="facet-bar" style={{ width: `${share * 100}%` }} />
      <PlainButton
        className="facet-choose"
        aria-pressed={isIncluded}
        hint={`${value}\nClick or Enter: only these. Alt-click or Delete: all but these.\n${moreByMenu}`}
        aria-keyshortcuts="Delete"
        onClick={choose}
        onKeyDown={(event) => event.key === 'Delete' && toggleValue(column, 'isNot', value)}
      >
        {column === 'logVerdict' && isVerdict(value) && <VerdictMark status={value} size={12} />}
        {isPath(value) ? <MiddleCut text={value} tail={17} /> : <span className="facet-text">{value}</span>}
        <span className="facet-count">{formatCount(events)}</span>
      </PlainButton>
      <IconButton
        icon="minus"
        label={isExcluded ? `Stop excluding ${value}` : `Exclude ${value}`}
        pressed={isExcluded}
        onClick={() => toggleValue(column, 'isNot', value)}
      />
    </div>
  )
})
