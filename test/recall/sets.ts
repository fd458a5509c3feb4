import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { anomaliesAt } from '../../src-main/analysis/anomalies/judge.ts'
import { statisticsSteps } from '../../src-main/analysis/anomalies/statistics.ts'
import { allRules } from '../../src-main/analysis/rules/detect.ts'
import { sessionSteps } from '../../src-main/analysis/sessions/sessions.ts'
import { ColumnQuery } from '../../src-main/columns/query.ts'
import { atOnce } from '../../src-main/runtime/steps.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import { usualSensitivity } from '../../src-shared/model/sensitivity.ts'
import type { CloudTrailRecord } from '../fixtures/records.ts'
import { detectIn, type Log } from '../main/analysis/rules/a-detection.ts'
import steps from './steps.json' with { type: 'json' }

const real = join(import.meta.dirname, '../../../shared/data/real')
export const setsAreThere = existsSync(real)

/** A step of a published attack, or a whole attack in a file of its own, and whether a rule named it. */
export interface Told {
  readonly step: string
  readonly isNamed: boolean
}

interface Step {
  readonly step: string
  readonly eventNames: readonly string[]
  /** Part of the agent. */
  readonly agent?: string
  readonly errorCode?: string
  /** Whether the call failed. */
  readonly errors?: boolean
  readonly rules: readonly string[]
}

/** Per finding the eventIDs that its filter shows. */
async function detected(records: readonly CloudTrailRecord[]) {
  const { findings, snapshot } = await detectIn(allRules, [{ name: 'set.json', verdict: 'uncovered', records }])
  const query = new ColumnQuery(snapshot)
  const idsOf = ({ filter }: Finding) =>
    [...(query.select(filter) ?? Array.from({ length: snapshot.events }, (_, row) => row))].map((row) =>
      String(query.value('eventID', row)),
    )
  return findings.map((finding) => ({ finding, ids: new Set(idsOf(finding)) }))
}

/** Each detonation is a case of its own. */
export async function stratus(): Promise<readonly Told[]> {
  const told: Told[] = []
  for (const { file, rules } of steps.stratus) {
    const found = await detected(recordsIn(join(real, 'stratus-detonation-logs', file)))
    told.push({ step: file, isNamed: found.some(({ finding }) => rules.includes(finding.rule)) })
  }
  return told
}

export const invictus = (): Promise<readonly Told[]> => named(recordsBelow('invictus-aws-dataset'), steps.invictus)

const ofIntruder = ({ userIdentity }: CloudTrailRecord) =>
  (userIdentity as { userName?: string } | undefined)?.userName === steps.sans.principal

export const sans = (): Promise<readonly Told[]> => named(recordsBelow('sans-504-slice'), steps.sans.steps, ofIntruder)

async function named(
  records: readonly CloudTrailRecord[],
  of: readonly Step[],
  isMeant = (_: CloudTrailRecord) => true,
): Promise<readonly Told[]> {
  const found = await detected(records)
  return of.map(({ step, eventNames, agent, errorCode, errors, rules }) => {
    const ids = records
      .filter(
        (record) =>
          isMeant(record) &&
          eventNames.includes(String(record.eventName)) &&
          (agent === undefined || String(record.userAgent).includes(agent)) &&
          (errorCode === undefined || record.errorCode === errorCode) &&
          (errors === undefined || errors === (record.errorCode !== undefined)),
      )
      .map(({ eventID }) => String(eventID))
    const isNamed = found.some(({ finding, ids: its }) => rules.includes(finding.rule) && ids.some((id) => its.has(id)))
    return { step, isNamed }
  })
}

/** What says that something happened, and not what: first sight, bursts, changes of a kind. */
const isGeneric = ({ rule, block }: Finding): boolean =>
  block === 'checklist' || rule.startsWith('first-seen') || rule.startsWith('burst-of')

/** Calls that only read are discovery, but for the passwords of instances. */
const onlyReads = ({ eventName }: CloudTrailRecord): boolean =>
  /^(Describe|Get|List|Lookup|Search)/.test(String(eventName)) && eventName !== 'GetPasswordData'

/** Each event is a case of its own. */
export async function trailDiscover(): Promise<readonly Told[]> {
  const told: Told[] = []
  for (const record of recordsBelow('traildiscover-a-to-e').filter((each) => !onlyReads(each))) {
    const found = await detected([record])
    told.push({
      step: `${String(record.eventSource).split('.')[0]} ${record.eventName}`,
      isNamed: found.some(({ finding }) => !isGeneric(finding)),
    })
  }
  return told
}

/** Findings that an analyst has to look at, and those of the checklist, of events that nobody attacked with. */
export interface Noise {
  readonly events: number
  readonly grave: readonly Finding[]
  readonly checklist: readonly Finding[]
  /** At the usual sensitivity. */
  readonly anomalies: number
}

export async function noiseOf(logs: readonly Log[]): Promise<Noise> {
  const { findings, snapshot } = await detectIn(allRules, logs)
  const chained = { ...snapshot, sessions: atOnce(sessionSteps(snapshot)) }
  const grave = findings.filter(({ severity }) => severity === 'high' || severity === 'medium')
  return {
    events: snapshot.events,
    grave: grave.filter(({ block }) => block === 'detection'),
    checklist: grave.filter(({ block }) => block === 'checklist'),
    anomalies: anomaliesAt(atOnce(statisticsSteps(chained, [])), usualSensitivity).total,
  }
}

export const benignSans = (): Promise<Noise> =>
  noiseOf([
    {
      name: 'sans.json',
      verdict: 'uncovered',
      records: recordsBelow('sans-504-slice').filter((each) => !ofIntruder(each)),
    },
  ])

function recordsBelow(folder: string): CloudTrailRecord[] {
  const found = readdirSync(join(real, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|cloudtrail|gz)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  const byId = new Map(found.flatMap(recordsIn).map((record) => [String(record.eventID), record]))
  return [...byId.values()]
}

function recordsIn(file: string): readonly CloudTrailRecord[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  if (text.trim() === '') return []
  const parsed = JSON.parse(text) as CloudTrailRecord | CloudTrailRecord[]
  if (Array.isArray(parsed)) return parsed
  return 'Records' in parsed ? (parsed.Records as CloudTrailRecord[]) : [parsed]
}
