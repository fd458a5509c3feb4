import { csvForms, csvText } from '../../../src-shared/base/csv.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { ReadAlarm, RefusedAlarm } from '../../../src-shared/contract/alarms.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { AlarmRun } from '../../../src-shared/model/alarm.ts'
import {
  alarmCondition,
  alarmHeadline,
  alarmsAssume,
  alarmsMean,
  intervalWords,
  moreIntervals,
} from '../../../src-shared/words/alarms.ts'
import type { CommandIo } from './io.ts'

export const alarmsFormats = ['table', 'csv', 'json'] as const
export type AlarmsFormat = (typeof alarmsFormats)[number]

/** An alarm with what it would have done. */
export interface ToldAlarm extends ReadAlarm {
  readonly run: AlarmRun
}

interface AlarmsToTell {
  readonly alarms: readonly ToldAlarm[]
  readonly refused: readonly RefusedAlarm[]
}

export const alarmsIn: Readonly<Record<AlarmsFormat, (told: AlarmsToTell, io: CommandIo) => Promise<void>>> = {
  table: (told, { out }) => out.say(tableLines(told)),
  csv: async ({ alarms, refused }, { out, err }) => {
    await out.data(csvText([csvColumns, ...alarms.flatMap(csvRows)], csvForms.result))
    await err.say(refused.map(({ title, reason }) => `trailproof alarms: ${title}: ${reason}`))
  },
  json: (told, { out }) => out.data(`${JSON.stringify(asJson(told), null, 2)}\n`),
}

function* tableLines({ alarms, refused }: AlarmsToTell): Iterable<string> {
  yield alarmsMean
  for (const sentence of alarmsAssume) yield `  ${sentence}`
  for (const { title, settings, notes, run } of alarms) {
    yield `\n${title}`
    yield `       ${alarmCondition(settings)}`
    yield `       ${alarmHeadline(run)}`
    for (const interval of run.intervals) yield `       ${intervalWords(interval)}`
    if (run.intervals.length < run.intervalsInAll)
      yield `       ${moreIntervals(run.intervals.length, run.intervalsInAll)}`
    for (const note of notes) yield `       ${note}`
  }
  for (const { title, reason } of refused) {
    yield `\n${title}`
    yield `       ${reason}`
  }
}

const csvColumns = ['alarm', 'from', 'until', 'isOpen', 'firstDatapoint', 'datapoints', 'events', 'condition', 'filter']

const csvRows = ({ title, settings, filter, run }: ToldAlarm) =>
  run.intervals.map(({ from, until, since, isOpen, datapoints, events }) => [
    title,
    formatUtc(from),
    formatUtc(until),
    isOpen ? 1 : 0,
    formatUtc(since),
    datapoints,
    events,
    alarmCondition(settings),
    formatFilter(filter),
  ])

const asJson = ({ alarms, refused }: AlarmsToTell) => ({
  alarms: alarms.map(({ title, pattern, filter, settings, notes, run: { span, intervals, strip, ...run } }) => ({
    title,
    pattern,
    filter: formatFilter(filter),
    settings,
    notes,
    ...run,
    from: span === null ? null : utc(span.from),
    until: span === null ? null : utc(span.until),
    intervals: intervals.map(({ from, until, since, ...interval }) => ({
      from: utc(from),
      until: utc(until),
      firstDatapoint: utc(since),
      ...interval,
    })),
  })),
  refused,
  assumed: alarmsAssume,
})

const utc = (time: UtcMs): string => formatUtc(time)
