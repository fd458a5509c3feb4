import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { ReadAlarm, RefusedAlarm } from '../../../src-shared/contract/alarms.ts'
import { cisAlarms } from '../../../src-shared/filter/patterns/cis-alarms.ts'
import { readPattern } from '../../../src-shared/filter/patterns/read-pattern.ts'
import {
  type AlarmRun,
  type AlarmSettings,
  alarmComparisonNames,
  alarmStatistics,
  defaultAlarm,
  missingDataTreatments,
} from '../../../src-shared/model/alarm.ts'
import { cisAlarmTitle, whyNoAlarm } from '../../../src-shared/words/alarms.ts'
import type { Engine } from '../../engine/engine.ts'
import { type AlarmsFormat, alarmsFormats, alarmsIn, type ToldAlarm } from './alarms-formats.ts'
import { readArguments, readChoice, readTrust, trustOptions } from './arguments.ts'
import { readGivenFile } from './given-file.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, sayTrouble, withCase } from './io-case.ts'

interface AlarmsArguments extends Evidence {
  readonly format: AlarmsFormat
  /** A text with patterns; null: the metric filters of the CIS benchmark. */
  readonly text: string | null
  /** What is told otherwise for every alarm. */
  readonly changes: Partial<AlarmSettings>
}

/** Tells in which periods alarms of CloudWatch would have been in ALARM. */
export async function runAlarms(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const read = await readAlarmsArguments(args, io.signal)
  if (!read.ok) return sayUsage(io, 'alarms', read.message)
  const { format, text, changes } = read.value
  return withCase('alarms', read.value, io, startEngine, async (engine) => {
    const asked = text === null ? ok({ alarms: builtIn(), refused: [] }) : await engine.readAlarms({ text })
    if (!asked.ok) return sayTrouble(io, 'alarms', asked.message, exitCode.noInput)
    const told: ToldAlarm[] = []
    const refused: RefusedAlarm[] = [...asked.value.refused]
    for (const alarm of asked.value.alarms) {
      if (io.signal.aborted) return exitCode.interrupted
      const changed = { ...alarm, settings: { ...alarm.settings, ...changes } }
      const run = await runOf(engine, changed)
      if (run.ok) told.push({ ...changed, run: run.value })
      else refused.push({ title: alarm.title, reason: run.message })
    }
    await alarmsIn[format]({ alarms: told, refused }, io)
    return refused.length > 0 ? exitCode.unproven : exitCode.done
  })
}

async function runOf(engine: Engine, { filter, settings }: ReadAlarm): Promise<Result<AlarmRun>> {
  const problem = whyNoAlarm(settings)
  return problem === null ? engine.alarmPeriods({ filter, settings }) : fail('usage', problem)
}

const builtIn = (): readonly ReadAlarm[] =>
  cisAlarms.map((alarm) => {
    const read = readPattern(alarm.pattern)
    if (read?.ok !== true) throw new Error(`${alarm.pattern} is not read`)
    return { title: cisAlarmTitle(alarm), pattern: alarm.pattern, filter: read.value.filter, settings: defaultAlarm, notes: alarm.differsFromRule === null ? [] : [alarm.differsFromRule] }
  }) // biome-ignore format: one line a thing

const numbers = ['period', 'threshold', 'evaluation-periods', 'datapoints'] as const

async function readAlarmsArguments(
  args: readonly string[],
  signal: AbortSignal,
): Promise<Result<AlarmsArguments, 'usage'>> {
  const read = readArguments(args, {
    ...trustOptions,
    file: { type: 'string' },
    pattern: { type: 'string' },
    format: { type: 'string', default: 'table' },
    json: { type: 'boolean' },
    period: { type: 'string' },
    threshold: { type: 'string' },
    'evaluation-periods': { type: 'string' },
    datapoints: { type: 'string' },
    statistic: { type: 'string' },
    comparison: { type: 'string' },
    'missing-data': { type: 'string' },
  })
  if (!read.ok) return read
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  if (values.file !== undefined && values.pattern !== undefined)
    return fail('usage', '--file and --pattern exclude each other')
  const format = values.json ? ok('json' as const) : readChoice('format', values.format, alarmsFormats)
  if (!format.ok) return format
  const trust = readTrust(values)
  if (!trust.ok) return trust
  const changes = readChanges(values)
  if (!changes.ok) return changes
  const text = values.file === undefined ? ok(values.pattern ?? null) : await readGivenFile(values.file, signal)
  if (!text.ok) return text
  return ok({ folders, trust: trust.value, format: format.value, text: text.value, changes: changes.value })
}

type Changes = { readonly [name in (typeof numbers)[number] | 'statistic' | 'comparison' | 'missing-data']?: string | undefined } // biome-ignore format: a line

function readChanges(values: Changes): Result<Partial<AlarmSettings>, 'usage'> {
  const read: Record<string, number> = {}
  for (const name of numbers) {
    const text = values[name]
    if (text === undefined) continue
    const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    if (Number.isNaN(number)) return fail('usage', `--${name} takes a number, not “${text}”`)
    read[name] = number
  }
  const statistic = choiceOf('statistic', values.statistic, alarmStatistics)
  if (!statistic.ok) return statistic
  const comparison = choiceOf('comparison', values.comparison, alarmComparisonNames)
  if (!comparison.ok) return comparison
  const missing = choiceOf('missing-data', values['missing-data'], missingDataTreatments)
  if (!missing.ok) return missing
  const { period, threshold, 'evaluation-periods': evaluationPeriods, datapoints = evaluationPeriods } = read
  const changes = { period, threshold, evaluationPeriods, datapointsToAlarm: datapoints, statistic: statistic.value, comparison: comparison.value, treatMissingData: missing.value }
  return ok(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null)))
} // biome-ignore format: one line a thing

const choiceOf = <T extends string>(name: string, text: string | undefined, choices: readonly T[]) =>
  text === undefined ? ok(null) : readChoice(name, text, choices)
