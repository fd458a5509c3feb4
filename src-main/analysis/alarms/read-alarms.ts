import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { ReadAlarm, ReadAlarms, RefusedAlarm } from '../../../src-shared/contract/alarms.ts'
import { readPattern } from '../../../src-shared/filter/patterns/read-pattern.ts'
import { unknownFields } from '../../../src-shared/filter/patterns/record-names.ts'
import { defaultAlarm } from '../../../src-shared/model/alarm.ts'
import {
  alarmNotRead,
  assumedAlarm,
  noAlarms,
  noCloudTrailFields,
  ofEventBridge,
  pairedAlone,
  textTooLong,
  unreadableText,
} from '../../../src-shared/words/alarms.ts'
import { Refused } from '../sigma/read/refused.ts'
import { loadYaml, longestDocument } from '../sigma/read/yaml.ts'
import { readCloudFormation } from './cloud-formation.ts'
import { type Found, type FoundAlarm, type FoundMetric, Unreadable, type Written } from './found.ts'
import { settingsOf, usualSettings, watching } from './settings.ts'
import { readTerraform } from './terraform.ts'

/** Quotas in characters: of `PutMetricFilter`, and of an event pattern of EventBridge as far as it can be raised. */
const longest = { metric: 1_024, event: 4_096 } as const

/** Metric filters in a text, each with the alarms that watch its metric: see the call `readAlarms`. */
export async function readAlarms(text: string): Promise<Result<ReadAlarms, 'no-alarms'>> {
  if (text.length > longestDocument) return fail('no-alarms', textTooLong(longestDocument))
  await loadYaml()
  try {
    const found = readTemplate(text)
    return found === null ? readOne(text) : ok(joined(found))
  } catch (error) {
    if (error instanceof Unreadable) return fail('no-alarms', unreadableText(error.message))
    if (error instanceof Refused) return fail('no-alarms', unreadableText(`line ${error.line}: ${error.reason}`))
    throw error
  }
}

function readTemplate(text: string): Found | null {
  if (/^\s*resource\s+"aws_cloudwatch_/m.test(text)) return readTerraform(text)
  if (!/AWS::(Logs::MetricFilter|CloudWatch::Alarm|Events::Rule)/.test(text)) return null
  return readCloudFormation(inOneForm(text))
}

/** JSON may be indented by tabs, which YAML does not allow. */
function inOneForm(text: string): string {
  if (!text.trimStart().startsWith('{')) return text
  try {
    return JSON.stringify(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable(error.message)
    throw error
  }
}

/** A pattern alone, watched by the usual alarm. */
function readOne(text: string): Result<ReadAlarms, 'no-alarms'> {
  const read = alarmOn(text.trim(), text.trim(), [])
  if (read === null) return fail('no-alarms', noAlarms)
  return 'reason' in read
    ? fail('no-alarms', read.reason)
    : ok({ alarms: [{ ...read, title: 'Pattern' }], refused: [] })
}

/** Null where the text is no pattern at all. */
function alarmOn(title: string, pattern: string, notes: readonly string[]): ReadAlarm | RefusedAlarm | null {
  const read = readPattern(pattern)
  if (read === null) return null
  if (!read.ok) return { title, reason: `${read.message}.` }
  const { filter, kind, notes: ofReading } = read.value
  if (pattern.length > longest[kind]) return { title, reason: alarmNotRead.longPattern(longest[kind]) }
  const unknown = unknownFields(filter)
  return {
    title,
    pattern,
    filter,
    settings: defaultAlarm,
    notes: [
      ...notes,
      ...(kind === 'event' ? [ofEventBridge] : []),
      ...ofReading,
      ...(unknown.length === 0 ? [] : [noCloudTrailFields(unknown)]),
    ],
  }
}

function joined({ metrics, alarms, eventPatterns }: Found): ReadAlarms {
  const read: (ReadAlarm | RefusedAlarm)[] = []
  const used = new Set<FoundAlarm>()
  for (const metric of metrics) {
    const named = alarms.filter((alarm) => watching(alarm, metric))
    const only = named.length === 0 && metrics.length === 1 && alarms.length === 1 && isOpen(alarms[0]!) ? alarms : []
    for (const alarm of [...named, ...only]) {
      used.add(alarm)
      read.push(watched(metric, alarm, only.length > 0 ? [pairedAlone] : []))
    }
    if (named.length + only.length === 0) read.push(watched(metric, null, [assumedAlarm]))
  }
  for (const alarm of alarms)
    if (!used.has(alarm))
      read.push({ title: alarm.title, reason: alarmNotRead.noMetric(said(alarm.fields.MetricName)) })
  for (const { title, pattern } of eventPatterns) read.push(alarmOnWritten(title, pattern, []))
  return {
    alarms: read.filter((each) => 'filter' in each),
    refused: read.filter((each) => 'reason' in each),
  }
}

/** The name of its metric is not written out. */
const isOpen = ({ fields: { MetricName } }: FoundAlarm): boolean => MetricName !== null && 'expression' in MetricName

function watched(metric: FoundMetric, alarm: FoundAlarm | null, notes: readonly string[]): ReadAlarm | RefusedAlarm {
  const title = alarm === null ? metric.title : alarm.title
  const settings = alarm === null ? usualSettings(metric) : settingsOf(alarm, metric)
  if (!settings.ok) return { title, reason: settings.message }
  const read = alarmOnWritten(title, metric.pattern, notes)
  return 'reason' in read ? read : { ...read, settings: settings.value }
}

function alarmOnWritten(title: string, pattern: Written, notes: readonly string[]): ReadAlarm | RefusedAlarm {
  if (pattern === null) return { title, reason: alarmNotRead.noPattern }
  if ('expression' in pattern) return { title, reason: alarmNotRead.openPattern(pattern.expression) }
  return alarmOn(title, pattern.text.trim(), notes) ?? { title, reason: alarmNotRead.noJsonPattern }
}

const said = (written: Written): string | null =>
  written === null ? null : 'text' in written ? written.text : written.expression
