import type { Filter } from '../filter/model.ts'
import type { AlarmRun, AlarmSettings } from '../model/alarm.ts'
import { answers, type Call } from './call.ts'

/** A metric filter of a text with the alarm that watches it. */
export interface ReadAlarm {
  readonly title: string
  /** As it stands in the text. */
  readonly pattern: string
  readonly filter: Filter
  readonly settings: AlarmSettings
  /** What was read otherwise than AWS has it, and what was assumed; whole sentences. */
  readonly notes: readonly string[]
}

/** A metric filter or an alarm that is not computed. */
export interface RefusedAlarm {
  readonly title: string
  /** A whole sentence. */
  readonly reason: string
}

export interface ReadAlarms {
  readonly alarms: readonly ReadAlarm[]
  readonly refused: readonly RefusedAlarm[]
}

export const alarmsCalls = {
  /** In which periods an alarm over the events that the filter matches would have been in ALARM. */
  alarmPeriods: {
    answeredBy: 'case',
    takes: { filter: 'filter', settings: 'alarmSettings' },
    needs: 'as-asked',
    alsoNeeds: ['verdicts'],
    answers: answers<AlarmRun>(),
  },
  /**
   * Metric filters and their alarms in a text: a pattern of CloudWatch Logs or EventBridge, a template of CloudFormation in
   * JSON or YAML, or Terraform code. `no-alarms`: it holds none.
   */
  readAlarms: {
    answeredBy: 'case',
    takes: { text: 'template' },
    needs: [],
    answers: answers<ReadAlarms, 'no-alarms'>(),
  },
} as const satisfies Readonly<Record<string, Call>>
