import { ok } from '../../../src-shared/base/result.ts'
import type { alarmsCalls } from '../../../src-shared/contract/alarms.ts'
import type { Answer, In } from '../../../src-shared/contract/index.ts'
import { readAlarms } from '../../analysis/alarms/read-alarms.ts'
import { alarmRun } from '../../columns/alarms/alarm-run.ts'
import { inTurns } from '../../runtime/in-turns.ts'
import type { Case } from '../case.ts'
import type { Answers } from './form.ts'

export const alarmsAnswers: Answers<keyof typeof alarmsCalls> = {
  alarmPeriods: (opened, asked) => alarmPeriods(opened, asked),
  readAlarms: (_room, { text }) => readAlarms(text),
}

async function alarmPeriods(
  { searches, query, verdictViews }: Case,
  { filter, settings }: In<'alarmPeriods'>,
): Promise<Answer<'alarmPeriods'>> {
  searches.begin(filter)
  return ok(await inTurns(runSteps()))

  function* runSteps() {
    const proven = (yield* verdictViews.provenHoursSteps()).map(({ hours }) => hours).filter(({ length }) => length > 0)
    return yield* alarmRun(query, query.select(filter), settings, proven)
  }
}
