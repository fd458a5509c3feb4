import { type ReactNode, useId, useState } from 'react'
import { withPart } from '../../src-shared/filter/asks.ts'
import type { FilterColumn } from '../../src-shared/filter/columns.ts'
import { entityKindOf } from '../../src-shared/filter/entity.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { useQuery } from '../ask/use-query.ts'
import { showEntity } from '../state/entity.ts'
import { showEvents } from '../state/open.ts'
import { showSession } from '../state/session.ts'
import { Answered } from './answered.tsx'
import { valueHandlers } from './value-menu.tsx'
import { isVerdict, VerdictMark } from './verdict.tsx'
import './value-card.css'
import { Button, PlainButton } from '../widgets/button.tsx'
import { formatCount, formatCounted } from '../widgets/format.ts'
import { MiddleCut } from '../widgets/middle-cut.tsx'

interface ValueCardProps {
  readonly title: string
  readonly column: FilterColumn
  /** Whose events are counted. */
  readonly within: Filter
}

const fewest = 8
const most = 200

/** The most frequent values of a column that hold the text: a value opens its page, its number the events behind it. */
export function SearchedCard({ search, ...card }: ValueCardProps & { readonly search: string }) {
  const { query, list } = useValues(card, search)
  return (
    <Card title={card.title}>
      <Answered query={query} loading="Counting…" later="Then they are counted.">
        {({ distinct, absent }) => (
          <>
            {list}
            {distinct === 0 && <p className="value-note">{search === '' ? 'None' : 'None holds this text'}</p>}
            {absent > 0 && search === '' && <p className="value-note">{formatCounted(absent, 'event')} without</p>}
          </>
        )}
      </Answered>
    </Card>
  )
}

/** The same of the events of one entity; nothing where these have no value but the entity itself. */
export function RelatedCard({ entity, ...card }: ValueCardProps & { readonly entity: string }) {
  const { query, list } = useValues(card, '')
  if (query.state === 'ready' && query.value.values.every(({ value }) => value === entity)) return null
  return (
    <Card title={card.title}>
      <Answered query={query} loading="Counting…" later="Then they are counted.">
        {({ absent }) => (
          <>
            {list}
            {absent > 0 && <p className="value-note">{formatCounted(absent, 'event')} without</p>}
          </>
        )}
      </Answered>
    </Card>
  )
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const headingId = useId()
  return (
    <section className="value-card" aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      {children}
    </section>
  )
}

function useValues({ column, within }: ValueCardProps, search: string) {
  const [showsAll, setShowsAll] = useState(false)
  const query = useQuery('facet', { filter: within, column, search, limit: showsAll ? most : fewest })
  const list = query.state === 'ready' && (
    <>
      <ul aria-busy={query.refreshing}>
        {query.value.values.map(({ value, events }) => (
          <Value key={value} column={column} value={value} events={events} within={within} />
        ))}
      </ul>
      {query.value.distinct > fewest && (
        <Button look="link" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : moreWords(query.value.distinct)}
        </Button>
      )}
    </>
  )
  return { query, list }
}

const moreWords = (distinct: number) =>
  distinct > most ? `Show the ${most} most frequent of ${formatCount(distinct)}` : `Show all ${formatCount(distinct)}`

interface ValueProps {
  readonly column: FilterColumn
  readonly value: string
  readonly events: number
  readonly within: Filter
}

function Value({ column, value, events, within }: ValueProps) {
  const open = openerOf(column, value)
  const text = isVerdict(value) ? (
    <span className="value-text">
      <VerdictMark status={value} size={12} /> {value}
    </span>
  ) : value.startsWith('arn:') ? (
    <MiddleCut text={value} />
  ) : (
    <span className="value-text">{value}</span>
  )
  return (
    <li {...valueHandlers({ column, value })}>
      {open === null ? (
        <span className="value-name">{text}</span>
      ) : (
        <PlainButton className="value-name" hint={value} onClick={open}>
          {text}
        </PlainButton>
      )}
      <PlainButton
        className="value-count"
        aria-label={`Show ${formatCounted(events, 'event')} with ${value}`}
        onClick={() => showEvents(withPart(within, { column, operator: 'is', values: [value] }))}
      >
        {formatCount(events)}
      </PlainButton>
    </li>
  )
}

/** What a value leads to: the page of the entity, or the chain of the session; null for other values. */
function openerOf(column: FilterColumn, value: string): (() => void) | null {
  if (column === 'session') return () => showSession(value)
  const kind = entityKindOf(column)
  return kind === null ? null : () => showEntity({ kind, value })
}
