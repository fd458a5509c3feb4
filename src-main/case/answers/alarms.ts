import { ok } from '../../../src-shared/base/result.ts'
import type { alarmsCalls } from '../../../src-shared/contract/alarms.ts'
import { readAlarms } from '../../analysis/alarms/read-alarms.ts'
import { alarmPeriods } from '../views/alarm-periods.ts'
import type { Answers } from './form.ts'

export const alarmsAnswers: Answers<keyof typeof alarmsCalls> = {
  alarmPeriods: async (opened, asked) => ok(await alarmPeriods(opened, asked)),
  readAlarms: (_room, { text }) => readAlarms(text),
}
