import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import { formatFilter } from '../../src-shared/filter/text.ts'
import { anomalyTitle } from '../../src-shared/words/anomalies.ts'
import type { ColumnMaker } from './column-functions.ts'
import type { RowFunction } from './functions.ts'
import type { Addition } from './sql-database.ts'

/** The table anomalies. */
export function anomalyColumns(make: ColumnMaker, anomalies: readonly Anomaly[]): Addition {
  const texts = (of: (anomaly: Anomaly) => string | null): RowFunction => make.texts(anomalies.map(of))
  const time = (of: (anomaly: Anomaly) => number): RowFunction =>
    make.time({ type: 'time', values: Float64Array.from(anomalies, of) })
  const number = (of: (anomaly: Anomaly) => number): RowFunction => make.integer(anomalies.map(of))
  const functions = new Map<string, RowFunction>([
    ['anomaly_kind', make.coded(anomalies.map(({ kind }) => kind))],
    ['anomaly_title', texts(anomalyTitle)],
    ['anomaly_account', texts(({ account }) => account)],
    ['anomaly_region', texts(({ region }) => region)],
    ['anomaly_eventSource', texts(({ eventSource }) => eventSource)],
    ['anomaly_eventName', texts(({ eventName }) => eventName)],
    ['anomaly_errorCode', texts(({ errorCode }) => errorCode)],
    ['anomaly_principal', texts(({ principal }) => principal)],
    ['anomaly_beginTime', time(({ from }) => from)],
    ['anomaly_endTime', time(({ until }) => until)],
    ['anomaly_events', number(({ events }) => events)],
    ['anomaly_proven', number(({ proven }) => proven)],
    ['anomaly_expected', number(({ expected }) => Math.round(expected))],
    ['anomaly_low', number(({ band }) => band.low)],
    ['anomaly_high', number(({ band }) => band.high)],
    ['anomaly_score', number(({ score }) => Math.round(score))],
    ['anomaly_baseline', make.coded(anomalies.map(({ baseline }) => baseline))],
    ['anomaly_history', number(({ history }) => history)],
    ['anomaly_learnedFrom', make.coded(anomalies.map(({ learnedFrom }) => learnedFrom))],
    ['anomaly_filter', texts(({ filter }) => formatFilter(filter))],
  ])
  return { functions, tables: { anomaly: anomalies.length } }
}
