import { fail, ok } from '../../../src-shared/base/result.ts'
import type { eventsCalls, HiddenEvents } from '../../../src-shared/contract/events.ts'
import type { Answer, EventsPage, EventsQuery, In } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { addedColumnNames } from '../../../src-shared/model/added-columns.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { noEventSentence } from '../../../src-shared/words/proofs.ts'
import { rowAt } from '../../columns/event-ref.ts'
import { markTest } from '../../columns/next-event.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Case } from '../case.ts'
import { eventDeeds } from '../views/event-deeds.ts'
import { eventCopies, eventDetail, eventResources, type VerdictOn } from '../views/event-detail.ts'
import { foundIn } from '../views/found-in.ts'
import { recordValues } from '../views/record-values.ts'
import { shownFacet, shownGroups, shownHistogram, shownValues } from '../views/shown-value.ts'
import type { Answers } from './form.ts'

export const eventsAnswers: Answers<keyof typeof eventsCalls> = {
  histogram: (opened, asked) => ok(shownHistogram(filtering(opened, asked.filter).histogram(asked))),
  facet: (opened, asked) => ok(shownFacet(filtering(opened, asked.filter).facet(asked))),
  groups: (opened, asked) => ok(shownGroups(filtering(opened, asked.filter).groups(asked))),
  events: (opened, asked) => ok(page(opened, asked)),
  hiddenMatches: (opened, { filter }) => ok(hiddenEvents(opened, filter)),
  eventDetail: (opened, { row }) => detail(opened, row),
  eventDeeds: (opened, { rows }) => deeds(opened, rows),
  recordValues: (opened, asked) => values(opened, asked),
  eventCopies: (opened, asked) => copies(opened, asked),
  eventResources: (opened, asked) => resources(opened, asked),
  eventAt: (opened, asked) => eventAt(opened, asked),
  nextEvent: async (opened, asked) => ok(await nextEvent(opened, asked)),
  eventAtTime: (opened, { filter, time }) => ok(filtering(opened, filter).atTime(filter, time)),
  findEvents: (opened, { filter, sort, rows }) => ok(filtering(opened, filter).findAll(filter, sort, rows)),
  neighbours: (opened, { filter, sort, row }) => ok(filtering(opened, filter).neighbours(filter, sort, row)),
  spanAround: (opened, { filter, row, limit }) => ok(filtering(opened, filter).spanAround(filter, row, limit)),
}

/**
 * Columns to ask with this filter. What it looks for in records is searched for from now on, if it was not before: the
 * answer is of what was found so far, and whoever asked is to ask again.
 */
function filtering({ searches, query }: Case, filter: Filter): ColumnQuery {
  searches.begin(filter)
  return query
}

const hiddenNamed = 50

function hiddenEvents({ searches, hidden, query }: Case, filter: Filter): HiddenEvents {
  searches.begin(filter)
  const rows = hidden.of(filter)
  const eventIDs = rows.slice(0, hiddenNamed).map((row) => String(query.value('eventID', row)))
  return { events: rows.length, eventIDs }
}

/** Without the columns of layers that are not there: that there is no verdict yet is not that a file has none. */
function page(opened: Case, asked: EventsQuery): EventsPage {
  const missing = opened.layers.missingColumns
  const columns = asked.columns.filter((column) => !missing.includes(column))
  const { total, lines } = filtering(opened, asked.filter).page({ ...asked, columns })
  return { total, lines: lines.map(({ row, values }) => ({ row, values: shownValues(values) })) }
}

function detail(opened: Case, row: Row): Answer<'eventDetail'> {
  const { query, reader } = opened
  if (row >= query.snapshot.events) return noSuchEvent(opened, row)
  const missing = opened.layers.missingColumns
  const added = addedColumnNames.filter((name) => !missing.includes(name))
  return ok(eventDetail(query, reader, verdictIn(opened), row, added))
}

async function deeds(opened: Case, rows: readonly Row[]): Promise<Answer<'eventDeeds'>> {
  const { snapshot, reader } = opened
  const beyond = rows.find((row) => row >= snapshot.events)
  if (beyond !== undefined) return noSuchEvent(opened, beyond)
  return ok(await eventDeeds(snapshot, reader, rows))
}

async function nextEvent(opened: Case, { filter, sort, row, back, mark }: In<'nextEvent'>): Promise<Row | null> {
  const found = mark === 'finding' ? (await foundIn(opened)).event : null
  return filtering(opened, filter).next(filter, sort, row, back, markTest(opened.snapshot, mark, found))
}

async function values(opened: Case, { rows, recordPaths }: In<'recordValues'>): Promise<Answer<'recordValues'>> {
  const { snapshot, reader } = opened
  const beyond = rows.find((row) => row >= snapshot.events)
  if (beyond !== undefined) return noSuchEvent(opened, beyond)
  return ok(await recordValues(snapshot, reader, rows, recordPaths))
}

function copies(opened: Case, asked: In<'eventCopies'>): Answer<'eventCopies'> {
  const { snapshot, reader } = opened
  if (asked.row >= snapshot.events) return noSuchEvent(opened, asked.row)
  return ok(eventCopies(snapshot, reader, verdictIn(opened), asked))
}

function resources(opened: Case, asked: In<'eventResources'>): Answer<'eventResources'> {
  if (asked.row >= opened.snapshot.events) return noSuchEvent(opened, asked.row)
  return ok(eventResources(opened.snapshot, asked))
}

function eventAt({ snapshot }: Case, { path, record }: In<'eventAt'>): Answer<'eventAt'> {
  const file = snapshot.files.findIndex((each) => sourceText(each) === path)
  const row = file === -1 ? null : rowAt(snapshot, file, record)
  if (row !== null) return ok(row)
  return fail('no-such-event', file === -1 ? `${path} is no file of the case` : noEventSentence(path, record))
}

const noSuchEvent = ({ snapshot: { events } }: Case, row: Row) =>
  fail('no-such-event', `There is no event ${row}: the case has ${events}`)

function verdictIn({ layers }: Case): VerdictOn {
  const report = layers.value('verdicts')?.ingested.report ?? null
  return (log) => report?.logs.get(log) ?? null
}
