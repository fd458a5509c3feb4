import type { ProvenHours } from '../../../../src-main/analysis/anomalies/held.ts'
import { anomaliesAt } from '../../../../src-main/analysis/anomalies/judge.ts'
import { type AnomalyStatistics, statisticsSteps } from '../../../../src-main/analysis/anomalies/statistics.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'
import { hourMs, minuteMs } from '../../../../src-shared/base/time.ts'
import type { Anomaly } from '../../../../src-shared/contract/anomalies.ts'
import type { AnomalyKind } from '../../../../src-shared/model/anomaly.ts'
import { usualSensitivity } from '../../../../src-shared/model/sensitivity.ts'
import { accounts } from '../../../fixtures/records.ts'
import { snapshotOf, type Values } from '../../../fixtures/snapshot.ts'

type Snapshot = ReturnType<typeof snapshotOf>

/** A Monday, 00:00. */
export const monday = Date.UTC(2024, 3, 1)
export const account = accounts.production
export const region = 'us-east-1'
export const days = (count: number): number => count * 24

/** The hour of a week, from 0, and the week, by the hours since `monday`. */
export const hourOf = (hour: number) => ({
  week: Math.floor(hour / 168),
  day: Math.floor((hour % 168) / 24),
  at: hour % 24,
})

/** So many write calls in an hour since `monday`, one a minute or more. */
export const calls = (hour: number, count: number, more: Values = {}): Values[] =>
  Array.from({ length: count }, (_, n) => ({
    eventTime: monday + hour * hourMs + Math.floor((n * 60) / count) * minuteMs,
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'UpdateTable',
    eventCategory: 'Management',
    managementEvent: true,
    readOnly: false,
    awsRegion: region,
    recipientAccountId: account,
    userIdentityArn: `arn:aws:iam::${account}:user/anna`,
    logVerdict: 'verified',
    ...more,
  }))

/** Calls of each of so many hours. */
export const byHour = (hours: number, count: (at: ReturnType<typeof hourOf>) => number, more: Values = {}): Values[] =>
  Array.from({ length: hours }, (_, hour) => calls(hour, count(hourOf(hour)), more)).flat()

/** Hours of delivery since `monday` that are proven to be whole. */
export function provenFrom(hours: number, isHeld: (hour: number) => boolean = () => true): ProvenHours[] {
  const held = Array.from({ length: hours }, (_, hour) => hour).filter(isHeld)
  return [{ account, region, hours: Int32Array.from(held, (hour) => monday / hourMs + hour) }]
}

export const inOrder = (events: readonly Values[]): Values[] => events.toSorted((a, b) => timeOf(a) - timeOf(b))

const timeOf = ({ eventTime }: Values): number => (eventTime == null ? Number.MAX_VALUE : Number(eventTime))

export const statisticsIn = (snapshot: Snapshot, proven: readonly ProvenHours[] = []): AnomalyStatistics =>
  atOnce(statisticsSteps(snapshot, proven))

export const statisticsOf = (events: readonly Values[], proven: readonly ProvenHours[] = []): AnomalyStatistics =>
  statisticsIn(snapshotOf(inOrder(events)), proven)

/** Of one kind, in order of time. */
export const anomaliesOf = (
  statistics: AnomalyStatistics,
  kind: AnomalyKind = 'calls',
  sensitivity = usualSensitivity,
): Anomaly[] =>
  anomaliesAt(statistics, sensitivity)
    .anomalies.filter((each) => each.kind === kind)
    .sort((a, b) => a.from - b.from)

/** When it began, in hours since `monday`, and how many events it has. */
export const told = (anomalies: readonly Anomaly[]) =>
  anomalies.map(({ from, events }) => [(from - monday) / hourMs, events])
