import { pathsAsked } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { cisAlarms } from '../../../src-shared/filter/patterns/cis-alarms.ts'
import { readPattern } from '../../../src-shared/filter/patterns/read-pattern.ts'
import { type AlarmRun, type AlarmSettings, defaultAlarm } from '../../../src-shared/model/alarm.ts'
import type { ReportAlarm, ReportForm } from '../../../src-shared/model/report.ts'
import { alarmNotPattern, cisAlarmTitle, whyNoAlarm } from '../../../src-shared/words/alarms.ts'
import { alarmRun } from '../../columns/alarms/alarm-run.ts'
import type { ToldAlarm } from '../../handover/report/ground.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { Case } from '../case.ts'

/** In which periods an alarm over the events of the filter would have been in ALARM. What it asks of records is read before. */
export function alarmPeriods(
  { searches, query, verdictViews }: Case,
  { filter, settings }: { readonly filter: Filter; readonly settings: AlarmSettings },
  signal?: AbortSignal,
): Promise<AlarmRun> {
  searches.begin(filter)
  return inTurns(runSteps(), signal)

  function* runSteps() {
    const proven = (yield* verdictViews.provenHoursSteps()).map(({ hours }) => hours).filter(({ length }) => length > 0)
    return yield* alarmRun(query, query.select(filter), settings, proven)
  }
}

/** The alarms that a report tells, each computed or with the reason why it is not. */
export async function toldAlarms(
  opened: Case,
  { alarms }: Pick<ReportForm, 'alarms'>,
  signal: AbortSignal,
): Promise<readonly ToldAlarm[]> {
  const told: ToldAlarm[] = []
  for (const alarm of alarms ?? benchmark) told.push({ ...alarm, ...(await runOf(opened, alarm, signal)) })
  return told
}

const benchmark: readonly ReportAlarm[] = cisAlarms.map((alarm) => ({
  title: cisAlarmTitle(alarm),
  pattern: alarm.pattern,
  settings: defaultAlarm,
}))

async function runOf(
  opened: Case,
  { pattern, settings }: ReportAlarm,
  signal: AbortSignal,
): Promise<Pick<ToldAlarm, 'run' | 'problem'>> {
  const read = readPattern(pattern)
  const wrong = read === null ? alarmNotPattern : read.ok ? whyNoAlarm(settings) : read.message
  if (wrong !== null || read?.ok !== true) return { run: null, problem: wrong }
  const { filter } = read.value
  const there = await opened.fields.whenRead(pathsAsked(filter))
  if (!there.ok) return { run: null, problem: there.message }
  return { run: await alarmPeriods(opened, { filter, settings }, signal), problem: null }
}
