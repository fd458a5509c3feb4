import { useCallback } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import type { GroupOrder } from '../../../src-shared/contract/group-order.ts'
import type { Group } from '../../../src-shared/contract/index.ts'
import { layersOfQuestion } from '../../../src-shared/contract/needs.ts'
import type { ValueColumn } from '../../../src-shared/filter/columns.ts'
import { eventGroups } from '../../../src-shared/words/rows.ts'
import { ask } from '../../ask/ask.ts'
import { useRows } from '../../ask/use-rows.ts'
import { beingJudged, useIsAwaiting } from '../../ask/waiting.ts'
import { RowsGrid } from '../../parts/rows-grid.tsx'
import { valueEntries } from '../../parts/value-menu.tsx'
import { chooseValue, useFilter } from '../../state/filter.ts'
import { groupBy, orderGroups, searchGroups, useGrouping } from '../../state/grouping.ts'
import { Button } from '../../widgets/button.tsx'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { Empty, Waiting } from '../../widgets/empty.tsx'
import { formatCount, takenTime } from '../../widgets/format.ts'
import { SearchInput } from '../../widgets/search-input.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'

/** The events of the filter, grouped by the values of a column: how many, and when each was seen. */
export function GroupsPanel({ column }: { readonly column: ValueColumn }) {
  const filter = useFilter((state) => state.filter)
  const { order, descending, search } = useGrouping()
  const isAwaiting = useIsAwaiting(layersOfQuestion({ filter, column }))
  const question = JSON.stringify([filter, column, order, descending, search])
  const fetch = useCallback(
    async (offset: number, limit: number) => {
      const answer = await ask('groups', { filter, column, order, descending, search, offset, limit })
      return answer.ok ? ok({ total: answer.value.total, rows: answer.value.groups }) : answer
    },
    [filter, column, order, descending, search],
  )
  const rows = useRows<Group>(question, fetch)
  const isCounted = rows.state === 'ready' && !rows.answersOther
  return (
    <section className="events" aria-label="Events" aria-busy={rows.refreshing}>
      <header className="panel-head">
        <h3>{eventGroups.title(column, isCounted ? rows.total : null)}</h3>
        <SearchInput label={eventGroups.search(column)} value={search} onChange={searchGroups} />
        <span className="panel-space" />
        <Button look="quiet" icon="events" onClick={() => groupBy(null)}>
          {eventGroups.leave}
        </Button>
      </header>
      <div className="events-grid">
        {isAwaiting ? (
          <Waiting text={beingJudged} />
        ) : (
          <RowsGrid
            label={eventGroups.label}
            rows={rows}
            loading={eventGroups.counting}
            columns={columnsOf(column)}
            sort={{ column: order, descending }}
            onSort={(id) => orderGroups(id as GroupOrder)}
            cellMenu={({ value }) => valueEntries({ column, value })}
            onActivate={(index) => {
              const group = rows.rowAt(index)
              if (group === undefined) return
              chooseValue({ column, value: group.value }, 'is')
              groupBy(null)
            }}
            resetKey={question}
            empty={<Empty icon="filter" text={search === '' ? eventGroups.none : eventGroups.noneFound(search)} />}
          />
        )}
      </div>
    </section>
  )
}

const columnsOf = (column: ValueColumn): readonly GridColumn<Group>[] => [
  {
    id: 'value',
    title: column,
    width: 360,
    doc: eventGroups.openDoc,
    render: ({ value }) =>
      value === null ? <em className="muted">{eventGroups.absent}</em> : <span title={value}>{value}</span>,
    text: ({ value }) => value ?? '',
  },
  countColumn('events', ({ events }) => events),
  countColumn('errors', ({ errors }) => errors),
  {
    id: 'firstSeen',
    title: eventGroups.columns.firstSeen,
    width: 180,
    render: ({ firstSeen }) => <Timestamp ms={firstSeen} />,
    text: ({ firstSeen }) => takenTime(firstSeen),
  },
  {
    id: 'lastSeen',
    title: eventGroups.columns.lastSeen,
    width: 180,
    render: ({ lastSeen }) => <Timestamp ms={lastSeen} />,
    text: ({ lastSeen }) => takenTime(lastSeen),
  },
]

function countColumn(id: 'events' | 'errors', countOf: (group: Group) => number): GridColumn<Group> {
  return {
    id,
    title: eventGroups.columns[id],
    width: 100,
    align: 'end',
    render: (group) => formatCount(countOf(group)),
    text: (group) => String(countOf(group)),
  }
}
