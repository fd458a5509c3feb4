import { dayMs, hourMs, minuteMs, type TimeSpan, type UtcMs } from '../base/time.ts'

/**
 * The dashboards that CloudTrail Lake manages, in the order in which they are listed here, and the title of each. Source:
 * CloudTrail user guide, "Available managed dashboards". A folder of src-main/questions/dashboards/ for each.
 */
export const dashboardTitles = {
  overview: 'Overview',
  'management-events': 'Management events',
  'security-monitoring': 'Security monitoring',
  'iam-activity': 'IAM activity',
  'user-activity': 'User activity',
  'enriched-events': 'Enriched events',
  'error-analysis': 'Error analysis',
  'resource-changes': 'Resource changes',
  'organizations-activity': 'Organizations activity',
  'ec2-activity': 'EC2 activity',
  'data-events': 'Data events',
  's3-data-events': 'S3 data events',
  'lambda-data-events': 'Lambda data events',
  'dynamodb-data-events': 'DynamoDB data events',
  'insights-events': 'Insights events',
} as const

export type DashboardId = keyof typeof dashboardTitles
export const dashboardIds = Object.keys(dashboardTitles) as readonly DashboardId[]

/** How an answer is drawn. `time`: counts along time. `bars`: a bar for each row. */
export const chartKinds = ['time', 'bars', 'table', 'number'] as const
export type ChartKind = (typeof chartKinds)[number]

/** The parameter of queries along time: the unit that `date_trunc` cuts times to. */
export const unitParameter = 'unit'
export const chartUnits = ['minute', 'hour', 'day', 'month'] as const
export type ChartUnit = (typeof chartUnits)[number]

/** The unit that cuts a span into enough steps to show its shape, and into fewer than an answer has rows. */
export function unitOf({ from, until }: TimeSpan): ChartUnit {
  const length = until - from
  if (length <= 6 * hourMs) return 'minute'
  if (length <= 60 * dayMs) return 'hour'
  return length <= 25 * 365 * dayMs ? 'day' : 'month'
}

const evenSteps = { minute: minuteMs, hour: hourMs, day: dayMs } as const

/** The step that a time lies in, as `date_trunc` cuts it in UTC. */
export function stepAt(time: UtcMs, unit: ChartUnit): TimeSpan {
  if (unit !== 'month') {
    const from = Math.floor(time / evenSteps[unit]) * evenSteps[unit]
    return { from: from as UtcMs, until: (from + evenSteps[unit]) as UtcMs }
  }
  const day = new Date(Math.floor(time / dayMs) * dayMs)
  const from = day.setUTCDate(1)
  return { from: from as UtcMs, until: day.setUTCMonth(day.getUTCMonth() + 1) as UtcMs }
}
