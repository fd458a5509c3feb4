import { formatCount } from '../../../src-shared/base/count.ts'
import type { Block } from '../../../src-shared/model/report.ts'
import {
  alarmCondition,
  alarmHeadline,
  alarmOpen,
  alarmsAssume,
  alarmsMean,
  moreIntervals,
} from '../../../src-shared/words/alarms.ts'
import {
  anomaliesMean,
  anomaliesMethod,
  anomalyPlace,
  anomalySentence,
  anomalyTitle,
  baselineWords,
  judgedWords,
  limitWords,
  notAllTold,
  provenWords,
} from '../../../src-shared/words/anomalies.ts'
import * as words from '../../../src-shared/words/report/incident-report.ts'
import { heading, list, note, paragraph, table, timeText } from './blocks.ts'
import type { IncidentGround } from './ground.ts'

/** Counts far above what the case itself lets expect. */
export function anomalyBlocks({ anomalies }: IncidentGround): readonly Block[] {
  if (anomalies === null) return []
  const { total, bucketMs, limit } = anomalies
  const columns = words.anomalyColumns
  return [
    note([anomaliesMean, limitWords(limit), judgedWords(anomalies)].join(' ')),
    ...(total === 0
      ? [paragraph(words.noAnomaliesTold)]
      : [
          table({
            columns: [
              { title: columns.from, isTime: true },
              { title: columns.until, isTime: true },
              { title: columns.what },
              { title: columns.place },
              { title: columns.events, isNumber: true },
              { title: columns.rests },
            ],
            of: anomalies.anomalies,
            row: (anomaly) => [
              timeText(anomaly.from),
              timeText(anomaly.until),
              `${anomalyTitle(anomaly)}. ${anomalySentence(anomaly)}`,
              anomalyPlace(anomaly),
              formatCount(anomaly.events),
              `${baselineWords(anomaly, bucketMs)}; ${provenWords(anomaly)}`,
            ],
            rest: notAllTold(anomalies.anomalies.length, total),
            total,
          }),
        ]),
    list(anomaliesMethod(bucketMs)),
  ]
}

/** How many intervals of an alarm are listed. */
const mostIntervals = 50

/** Alarms of CloudWatch over the events of the case: those that were never in ALARM are told, too. */
export function alarmBlocks({ alarms }: IncidentGround): readonly Block[] {
  if (alarms === null) return []
  const columns = words.alarmColumns
  const sounded = alarms.flatMap(({ title, run }) => (run === null || run.intervalsInAll === 0 ? [] : [{ title, run }]))
  return [
    note(alarmsMean),
    table({
      columns: [
        { title: columns.alarm },
        { title: columns.pattern, isCode: true },
        { title: columns.condition },
        { title: columns.state },
      ],
      of: alarms,
      row: ({ title, pattern, settings, run, problem }) => [
        title,
        pattern,
        alarmCondition(settings),
        run === null ? words.alarmNotComputed(problem ?? '') : alarmHeadline(run),
      ],
      rest: words.stepsRest,
    }),
    ...sounded.flatMap(({ title, run }) => [
      heading(title),
      table({
        columns: [
          { title: columns.from, isTime: true },
          { title: columns.until, isTime: true },
          { title: columns.datapoints, isNumber: true },
          { title: columns.events, isNumber: true },
          { title: columns.note },
        ],
        of: run.intervals,
        row: ({ from, until, datapoints, events, isOpen }) => [
          timeText(from),
          timeText(until),
          formatCount(datapoints),
          formatCount(events),
          isOpen ? alarmOpen : '',
        ],
        limit: mostIntervals,
        total: run.intervalsInAll,
        rest: moreIntervals(Math.min(mostIntervals, run.intervals.length), run.intervalsInAll),
      }),
    ]),
    list(alarmsAssume),
  ]
}
