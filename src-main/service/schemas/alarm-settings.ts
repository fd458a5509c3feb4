import { z } from 'zod'
import {
  type AlarmSettings,
  alarmComparisonNames,
  alarmStatistics,
  missingDataTreatments,
} from '../../../src-shared/model/alarm.ts'
import { whyNoAlarm } from '../../../src-shared/words/alarms.ts'

export const alarmSettings: z.ZodType<AlarmSettings> = z
  .strictObject({
    period: z.number(),
    statistic: z.enum(alarmStatistics),
    comparison: z.enum(alarmComparisonNames),
    threshold: z.number(),
    evaluationPeriods: z.number(),
    datapointsToAlarm: z.number(),
    treatMissingData: z.enum(missingDataTreatments),
    metricValue: z.number(),
    defaultValue: z.number().nullable(),
  })
  .superRefine((settings, context) => {
    const problem = whyNoAlarm(settings)
    if (problem !== null) context.addIssue(problem)
  })
