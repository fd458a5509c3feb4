import { minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Insight, InsightRate } from '../../../src-shared/contract/insights.ts'
import { type Condition, type Filter, filterOf } from '../../../src-shared/filter/model.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { type InsightDetails, insightDetails } from '../../../src-shared/what/insight.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { RecordReader } from '../../records/reader.ts'
import { readInTurns } from './read-in-turns.ts'

/** A record of Insights. */
interface Recorded extends InsightDetails {
  readonly id: string
  readonly state: string | null
  readonly time: UtcMs | null
  readonly row: Row
}

const isInsight: Condition = { column: 'eventCategory', operator: 'is', values: ['Insight'] }
const byTime = { column: 'eventTime', descending: false } as const

/**
 * What CloudTrail Insights recorded, and what the case has of it. AWS publishes no threshold; what its averages are
 * follows from the records in its documentation: a baseline is the events in `baselineDuration` minutes before the start,
 * by these minutes; at the start the rate is that of five minutes, at the end that of `insightDuration` minutes.
 */
export async function recordedInsights(query: ColumnQuery, reader: RecordReader): Promise<readonly Insight[]> {
  const rows = [...(query.sorted(filterOf([isInsight]), byTime) ?? query.snapshot.locator.file.keys())] as Row[]
  const details = await readInTurns(query.snapshot, reader, rows, (text) => insightDetails(text === null ? null : parseRecord(text)))
  const pairs = new Map<string, Recorded[]>()
  for (const [place, row] of rows.entries()) {
    const recorded = recordedAt(query, row, details[place]!)
    pairs.set(recorded.id, [...(pairs.get(recorded.id) ?? []), recorded])
  }
  return [...pairs].map(([id, records]) => insightOf(query, id, records))
} // biome-ignore format: one line a step

function recordedAt(query: ColumnQuery, row: Row, details: InsightDetails): Recorded {
  const text = (column: 'sharedEventID' | 'eventID' | 'insightState') => query.value(column, row) as string | null
  return {
    ...details,
    id: text('sharedEventID') ?? text('eventID') ?? `row ${row}`,
    state: text('insightState'),
    time: query.value('eventTime', row) as UtcMs | null,
    row,
  }
}

/** At the start, CloudTrail takes the average of so many minutes. */
const minutesAtStart = 5

function insightOf(query: ColumnQuery, id: string, records: readonly Recorded[]): Insight {
  const start = records.find(({ state }) => state === 'Start')
  const end = records.findLast(({ state }) => state === 'End')
  const told = end ?? start ?? records[0]!
  const value = (column: 'insightType' | 'recipientAccountId' | 'awsRegion' | 'insightEventSource' | 'insightEventName') => query.value(column, told.row) as string | null
  const minutes = told.duration ?? (told === start ? minutesAtStart : null)
  const began = start?.time ?? (end?.time != null && minutes !== null ? ((end.time - minutes * minuteMs) as UtcMs) : null)
  const [account, region] = [value('recipientAccountId'), value('awsRegion')]
  const [eventSource, eventName] = [value('insightEventSource'), value('insightEventName')]
  const place = [of('recipientAccountId', account), of('awsRegion', region)]
  const about = [...place, of('eventCategory', told.category), of('eventSource', eventSource), of('eventName', eventName), ...(told.errorCode === null ? [] : [of('errorCode', told.errorCode)])]
  const within = (from: number | null, length: number | null): Filter | null =>
    from === null || length === null ? null : filterOf(about, { from: from as UtcMs, until: (from + length * minuteMs) as UtcMs })
  const activityFilter = within(began, minutes)
  const beganBefore = began === null || told.baselineDuration === null ? null : began - told.baselineDuration * minuteMs
  return {
    id,
    type: value('insightType') ?? '',
    account,
    region,
    eventSource,
    eventName,
    errorCode: told.errorCode,
    start: began,
    end: end?.time ?? null,
    activity: rate(query, told.rate, activityFilter, minutes),
    baseline: rate(query, told.baseline, within(beganBefore, told.baselineDuration), told.baselineDuration),
    baselineHeld: beganBefore === null ? null : minutesHeld(query, place, beganBefore, began!),
    attributions: told.attributions,
    filter: filterOf([isInsight, of('sharedEventID', query.value('sharedEventID', told.row) as string | null)]),
    activityFilter,
  }
} // biome-ignore format: one line a fact

const of = (column: Condition['column'], value: string | null): Condition =>
  value === null ? { column, operator: 'isNotSet', values: [] } : { column, operator: 'is', values: [value] }

const rate = (query: ColumnQuery, recorded: number | null, filter: Filter | null, minutes: number | null): InsightRate => ({
  recorded,
  found: filter === null || minutes === null || minutes === 0 ? null : { events: query.count(filter), minutes },
}) // biome-ignore format: one line a field

/** Minutes before the first event of this account and Region are not in the case: nothing is known of them. */
function minutesHeld(query: ColumnQuery, place: readonly Condition[], from: number, until: number): number {
  const notInsight: Condition = { ...isInsight, operator: 'isNot' }
  const rows = query.sorted(filterOf([...place, notInsight], { from: null, until: until as UtcMs }), byTime)
  const first = rows === null || rows.length === 0 ? until : (query.value('eventTime', rows[0]!) as number)
  return Math.round((until - Math.min(until, Math.max(from, first))) / minuteMs)
}
