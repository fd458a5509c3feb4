import { minuteMs, type TimeRange, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import type { IntegrityReport, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { merge, type Stretch, without } from '../verdicts/timeline.ts'
import { isSound, stateOfListed } from './ledger.ts'
import { type DeliveredLog, hourFrom, type RowEvidence, type RowLog } from './row.ts'

/**
 * How long after an event its log file is looked for. CloudTrail delivers about 5 minutes after a call on average,
 * which is not guaranteed (user guide, "How CloudTrail works").
 */
export const deliveryLagMs = 15 * minuteMs

/** What a filter asks of one row. */
export interface Asked {
  /** Of event times. */
  readonly range: TimeRange
  /** The whole hours that the range touches; null where the filter asks for other accounts or Regions. */
  readonly hours: TimeSpan | null
  /** Whether an event that the filter shows lies in the log file. */
  readonly isShown: (log: RowLog) => boolean
}

/**
 * The hours of delivery of one row that tell of the events a filter shows, and of those it would show were they there:
 * - the hours in which the shown events were delivered, which may lie long after the range;
 * - the hours asked, of which some may have no delivery at all;
 * - hours behind them in which a log file that is invalid, missing or uncovered was delivered soon enough to hold events
 *   of the range.
 *
 * An hour asked is left out where proven digests cover all of it and such log files of it were delivered before the
 * range begins: no log file holds an event that came after its delivery.
 */
export function timesAsked(
  { windows, logs }: RowEvidence,
  { range, hours, isShown }: Asked,
  report: IntegrityReport,
): Stretch[] {
  const counted: Stretch[] = hours === null ? [] : [{ from: hours.from, to: hours.until }]
  const shown = new Set<UtcMs>()
  const tooEarly = new Set<UtcMs>()
  const harmed = new Set<UtcMs>()
  for (const log of logs) {
    if (isShown(log)) shown.add(log.hour)
    if (hours === null || !isHarmed(log, report)) continue
    const harm = harmTo(range, log)
    if (harm !== 'none') (harm === 'possible' ? harmed : tooEarly).add(log.hour)
  }
  for (const hour of [...shown, ...harmed]) tooEarly.delete(hour)
  const proven = merge(windows.filter(({ uri }) => isSoundAt(report, uri)))
  const isProvenWhole = ({ from, to }: Stretch) => proven.some((window) => window.from <= from && window.to >= to)
  const leftOut = merge([...tooEarly].map(hourFrom).filter(isProvenWhole))
  return merge([...without(counted, leftOut), ...[...shown, ...harmed].map(hourFrom)])
}

function isSoundAt({ digests }: IntegrityReport, uri: ObjectUri): boolean {
  const verdict = digests.get(uri)
  return verdict !== undefined && isSound(verdict)
}

function isHarmed(log: DeliveredLog, report: IntegrityReport): boolean {
  const state = log.listedBy === null ? 'log-uncovered' : stateOfListed(log, report)
  return state === 'log-invalid' || state === 'log-missing' || state === 'log-uncovered'
}

/** Whether the log file may have held events of the range. One without a time counts in its hour as it is. */
function harmTo({ from, until }: TimeRange, { delivered }: DeliveredLog): 'possible' | 'too-early' | 'none' {
  if (delivered === null) return 'none'
  if (from !== null && delivered < from) return 'too-early'
  return until === null || delivered < until + deliveryLagMs ? 'possible' : 'none'
}
