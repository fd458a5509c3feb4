import { type KeyboardEvent, useCallback, useMemo, useRef } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import { noSpans } from '../../../src-shared/base/row-spans.ts'
import { layersOfQuestion } from '../../../src-shared/contract/needs.ts'
import { isEverything } from '../../../src-shared/filter/asks.ts'
import type { FilterColumn, ValueColumn } from '../../../src-shared/filter/columns.ts'
import { type Condition, type Filter, filterOf } from '../../../src-shared/filter/model.ts'
import type { EventLine } from '../../../src-shared/model/event.ts'
import { hiddenMatchesSentence } from '../../../src-shared/words/copies.ts'
import { ask } from '../../ask/ask.ts'
import { useQuery } from '../../ask/use-query.ts'
import { isPartial, useRecordSearches } from '../../ask/use-record-searches.ts'
import { type Rows, useRows } from '../../ask/use-rows.ts'
import { beingJudged, useIsAwaiting, useIsBeingJudged } from '../../ask/waiting.ts'
import { alwaysRead, gridColumns, rowClass } from '../../parts/event-columns.tsx'
import { NotReadMark } from '../../parts/not-read.tsx'
import { RowsGrid } from '../../parts/rows-grid.tsx'
import { useSoughtMarks } from '../../parts/sought-marks.ts'
import { useCase } from '../../state/case.ts'
import { sortBy, useFilter } from '../../state/filter.ts'
import { useGrouping } from '../../state/grouping.ts'
import { columnsOfEvents, setColumns, useLayout } from '../../state/layout.ts'
import { markLines, say } from '../../state/marked.ts'
import { hereOf, noteTopRow, useNavigation } from '../../state/navigation.ts'
import { showEvents } from '../../state/open.ts'
import { useZone } from '../../state/zone.ts'
import { Button } from '../../widgets/button.tsx'
import type { DataGridProps } from '../../widgets/data-grid/types.ts'
import { Waiting } from '../../widgets/empty.tsx'
import { formatCount, formatCounted } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { useTimeText } from '../../widgets/timestamp.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { cellMenu } from './cell-menu.ts'
import { ColumnChooser } from './column-chooser.tsx'
import './events.css'
import { type GoToKind, goToNext } from './go-to.ts'
import { GoToMenu } from './go-to-menu.tsx'
import { GroupMenu } from './group-menu.tsx'
import { GroupsPanel } from './groups-grid.tsx'
import { MarkedLines, useMarkedLines } from './marked-lines.tsx'
import { NoEvents } from './no-events.tsx'
import { TextScope } from './text-scope.tsx'
import { titleMenu } from './title-menu.ts'
import { useSelectedLine } from './use-selected-line.ts'
import { rowHeights, ViewMenu } from './view-menu.tsx'

/** The events that the filter shows, one by one or in groups. */
export function EventsPanel() {
  const groupedBy = useGrouping((state) => state.column)
  return groupedBy === null ? <EventLines /> : <GroupsPanel column={groupedBy} />
}

function EventLines() {
  const { filter, sort } = useFilter()
  const all = useCase((state) => state.summary?.events ?? 0)
  const isAwaiting = useIsAwaiting(layersOfQuestion({ filter, sort }))
  const searches = useRecordSearches(filter)
  const { rows, question } = useEventRows()
  const generation = useCase((state) => state.generation)
  const line = useSelectedLine({
    question,
    generation,
    filter,
    sort,
    isAnswered: !rows.refreshing,
    rowAt: rows.rowAt,
  })
  const timeText = useTimeText()
  const grid = useRef<HTMLDivElement>(null)
  useSoughtMarks(grid)
  const marked = useMarkedLines()
  return (
    <section
      className="events"
      aria-label="Events"
      aria-busy={rows.refreshing}
      onKeyDown={(event) => {
        // Keys of what floats come here too, as React passes them to parents: their Escape closes no more than itself.
        if (!event.currentTarget.contains(event.target as Node)) return
        const goesTo = goToKey(event)
        if (goesTo !== null) void goToNext(...goesTo, timeText).then(say)
        if (event.key !== 'Escape') return
        if (marked.spans.length > 0) markLines(noSpans)
        else line.clear()
      }}
    >
      <header className="panel-head">
        <h3>{isAwaiting ? 'Events' : countWords(rows, all, filter)}</h3>
        {!isAwaiting && rows.total > 0 && !rows.answersOther && <TextScope filter={filter} events={rows.total} />}
        {isPartial(searches) && (
          <span
            className="events-partial"
            title="Not every log file was searched for what the filter looks for in records"
          >
            Partial
          </span>
        )}
        <NotReadMark />
        <span className="panel-space" />
        <Toolbar label="Rows and columns" className="events-tools">
          <MarkedLines {...marked} />
          <GoToMenu />
          <GroupMenu />
          <ColumnChooser />
          <ViewMenu />
        </Toolbar>
      </header>
      <Hidden key={searches.map(({ state }) => state).join()} filter={filter} />
      <div className="events-grid" ref={grid}>
        {isAwaiting ? (
          <Waiting text={`${beingJudged} Which events are to be shown is known when that is done.`} />
        ) : (
          <EventsGrid
            rows={rows}
            question={question}
            selected={line.index}
            onSelect={line.select}
            marked={marked.spans}
            onMark={markLines}
            rowMenu={marked.rowMenu}
            onCopy={marked.onCopy}
            empty={<NoEvents filter={filter} searches={searches} />}
          />
        )}
      </div>
    </section>
  )
}

/** What the filter matches in copies that are not shown. */
function Hidden({ filter }: { readonly filter: Filter }) {
  const conflicting = useCase((state) => state.summary?.conflicting ?? 0)
  const query = useQuery('hiddenMatches', { filter }, conflicting > 0 && !isEverything(filter))
  if (query.state !== 'ready' || query.value.events === 0) return null
  const { events, eventIDs } = query.value
  const shows: Condition =
    events === eventIDs.length
      ? { column: 'eventID', operator: 'is', values: eventIDs }
      : { column: 'conflicting', operator: 'is', values: ['true'] }
  return (
    <p className="events-hidden" role="status">
      <Icon name="alert" size={14} />
      <span>{hiddenMatchesSentence(events)}</span>
      <Button onClick={() => showEvents(filterOf([shows]))}>
        {events === eventIDs.length ? 'Show them' : 'Show all events with copies that differ'}
      </Button>
    </p>
  )
}

/** The events of filter and order, by pages. */
function useEventRows(): { readonly rows: Rows<EventLine>; readonly question: string } {
  const { filter, sort } = useFilter()
  const shown = useLayout((state) => state.columns)
  const read = useMemo<readonly FilterColumn[]>(() => [...new Set([...alwaysRead, ...columnsOfEvents(shown)])], [shown])
  const fetch = useCallback(
    async (offset: number, limit: number) => {
      const answer = await ask('events', { filter, sort, columns: read, offset, limit })
      return answer.ok ? ok({ total: answer.value.total, rows: answer.value.lines }) : answer
    },
    [filter, sort, read],
  )
  const question = JSON.stringify([filter, sort])
  // Widths and order of columns are the grid's affair; only another set of columns is another question.
  const rows = useRows<EventLine>(`${question} ${[...read].sort().join()}`, fetch)
  return { rows, question }
}

type GridProps = DataGridProps<EventLine>

interface EventsGridProps
  extends Pick<GridProps, 'selected' | 'onSelect' | 'marked' | 'onMark' | 'rowMenu' | 'onCopy' | 'empty'> {
  readonly rows: Rows<EventLine>
  readonly question: string
}

function EventsGrid({ rows, question, ...rest }: EventsGridProps) {
  const sort = useFilter((state) => state.sort)
  const shown = useLayout((state) => state.columns)
  const placeId = useNavigation((state) => hereOf(state).id)
  const startRow = useNavigation((state) => state.startRow)
  const rowHeight = rowHeights[useLayout((state) => state.rowHeight)]
  const isBeingJudged = useIsBeingJudged()
  const zone = useZone().name
  const columns = useMemo(() => gridColumns(shown, isBeingJudged, zone), [shown, isBeingJudged, zone])
  return (
    <RowsGrid
      label="Events"
      rows={rows}
      loading="Looking for events…"
      columns={columns}
      sort={sort}
      onSort={(column) => sortBy(column as ValueColumn)}
      onResize={resize}
      onReorder={reorder}
      rowHeight={rowHeight}
      rowClass={rowClass}
      cellMenu={cellMenu}
      titleMenu={titleMenu}
      resetKey={`${placeId} ${question}`}
      startRow={startRow}
      onTopRow={rows.answersOther ? undefined : noteTopRow}
      {...rest}
    />
  )
}

/** Letters work where the grid has the focus, which types nothing. */
function goToKey({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): readonly [GoToKind, boolean] | null {
  const kind = goToLetters[key.toLowerCase()]
  const isGrid = (target as Element).getAttribute('role') === 'grid'
  return kind === undefined || !isGrid || altKey || ctrlKey || metaKey ? null : [kind, key !== key.toLowerCase()]
}

const goToLetters: Readonly<Record<string, GoToKind>> = {
  e: 'error',
  f: 'finding',
  b: 'bookmark',
  u: 'unproven',
  g: 'gap',
}

/** `1,204 of 20,000 events`; the total of another filter would be a false claim, so it is left open until it is known. */
function countWords({ state, total, answersOther }: Rows<EventLine>, all: number, filter: Filter): string {
  if (state !== 'ready') return 'Events'
  if (isEverything(filter)) return formatCounted(answersOther ? all : total, 'event')
  return `${answersOther ? '…' : formatCount(total)} of ${formatCounted(all, 'event')}`
}

const resize = (column: string, width: number) =>
  setColumns(useLayout.getState().columns.map((held) => (held.name === column ? { ...held, width } : held)))

function reorder(column: string, onto: string) {
  const { columns } = useLayout.getState()
  const moved = columns.find(({ name }) => name === column)
  const to = columns.findIndex(({ name }) => name === onto)
  if (moved === undefined || to === -1) return
  const rest = columns.filter((held) => held !== moved)
  setColumns([...rest.slice(0, to), moved, ...rest.slice(to)])
}
