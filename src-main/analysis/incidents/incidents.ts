import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Incident, IncidentStep } from '../../../src-shared/contract/incidents.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { type Filter, filterOf, type Where } from '../../../src-shared/filter/model.ts'
import { attackTechniques, tactics } from '../../../src-shared/model/attack.ts'
import { severities } from '../../../src-shared/model/severity.ts'
import { incidentParagraph, incidentTitle } from '../../../src-shared/words/incidents.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { textColumn } from '../columns.ts'
import { type Actors, actorSteps, rareAddressSteps } from './actors.ts'
import { groupsOf, mostFirst, type Told, tellsOfSomebody, toldOf } from './groups.ts'
import { actorsByRule, scoreOf, total } from './score.ts'

/** The incidents of a case, the first to look at first. A finding that belongs to none is none of them. */
export function* incidentSteps(findings: readonly Finding[], query: ColumnQuery): Steps<readonly Incident[]> {
  const telling = findings.filter(tellsOfSomebody)
  if (telling.length === 0) return []
  const { snapshot } = query
  const actors = yield* actorSteps(snapshot)
  const told: Told[] = []
  for (const finding of telling) {
    const rows = query.select(finding.filter)
    // A filter that shows everything is about nobody.
    if (rows !== null) told.push(toldOf(finding, rows, snapshot, actors))
    yield
  }
  const groups = groupsOf(told, yield* rareAddressSteps(snapshot, actors)).filter(isIncident)
  const byRule = actorsByRule(told)
  const isAnythingProven = snapshot.files.some(({ verdict }) => verdict === 'verified')
  const incidents: Incident[] = []
  for (const group of groups) {
    incidents.push(incidentOf(group, { snapshot, actors, byRule, isAnythingProven }))
    yield
  }
  return incidents.sort((a, b) => total(b.score) - total(a.score) || (a.id < b.id ? -1 : 1))
}

/** One grave finding, or two rules that say different things. */
const isIncident = (group: readonly Told[]): boolean =>
  group.some(({ finding }) => finding.severity === 'high') ||
  (new Set(group.map(({ finding }) => finding.rule)).size > 1 &&
    group.some(({ finding }) => finding.severity === 'medium'))

interface Ground {
  readonly snapshot: Snapshot
  readonly actors: Actors
  readonly byRule: ReadonlyMap<string, number>
  readonly isAnythingProven: boolean
}

function incidentOf(group: readonly Told[], { snapshot, actors, byRule, isAnythingProven }: Ground): Incident {
  const rows = Uint32Array.from(new Set(group.flatMap(({ rows }) => [...rows]))).sort()
  const steps = group.map(stepOf)
  const proven = rows.filter((row) => snapshot.files[snapshot.locator.file[row]!]!.verdict === 'verified').length
  const texts = (column: 'sourceIPAddress' | 'recipientAccountId') => {
    const { codes, dictionary } = textColumn(snapshot, column)
    return mostFirst(rows, codes).flatMap((code) => (code === 0 ? [] : [dictionary[code]!]))
  }
  const { sessions } = snapshot
  const facts = {
    severity: severities.find((severity) => group.some(({ finding }) => finding.severity === severity))!,
    actors: mostFirst(rows, actors.codes).map((code) => actors.names[code]!),
    addresses: texts('sourceIPAddress'),
    accounts: texts('recipientAccountId'),
    sessions: sessions === undefined ? [] : mostFirst(rows, sessions.session).flatMap((code) => (code === 0 ? [] : [sessions.names[code]!])),
    firstSeen: earliest(steps),
    lastSeen: latest(steps),
    steps,
    events: rows.length,
    proven,
  } // biome-ignore format: one line a fact
  return {
    id: `${facts.actors[0]} ${facts.firstSeen === null ? 'at no known time' : formatUtc(facts.firstSeen)}`,
    ...facts,
    title: incidentTitle(facts),
    paragraph: incidentParagraph({ ...facts, isAnythingProven }),
    filter: anyOf(group.map(({ finding }) => finding.filter)),
    score: scoreOf(group, steps, byRule, { events: rows.length, proven, isAnythingProven }),
  }
}

function stepOf({ finding }: Told): IncidentStep {
  const { id, title, severity, firstSeen, lastSeen, events, techniques, isAttempt = false } = finding
  const served = techniques.flatMap((technique): readonly string[] => attackTechniques[technique].tactics)
  return {
    finding: id,
    title,
    severity,
    firstSeen,
    lastSeen,
    events,
    tactics: tactics.filter((tactic) => served.includes(tactic)),
    isAttempt,
  }
}

/** Shows what any of these shows. The time of each is a condition of its part. */
function anyOf(filters: readonly Filter[]): Filter {
  const parts = filters.map((filter): Where => ({ all: [...timeOf(filter), ...partsOf(filter)] }))
  return filterOf(parts.length === 1 ? [parts[0]!] : [{ any: parts }])
}

/** `until` of a range is the first moment behind it; times are whole milliseconds. */
function timeOf({ range }: Filter): readonly Where[] {
  if (range === null) return []
  const { from, until } = range
  if (from === null && until === null) return [{ column: 'eventTime', operator: 'isSet', values: [] }]
  return [
    ...(from === null ? [] : [{ column: 'eventTime', operator: 'atLeast', values: [formatUtc(from)] } as const]),
    ...(until === null ? [] : [{ column: 'eventTime', operator: 'atMost', values: [formatUtc((until - 1) as UtcMs)] } as const]),
  ] // biome-ignore format: two conditions
}

const earliest = (steps: readonly IncidentStep[]): UtcMs | null =>
  steps
    .map(({ firstSeen }) => firstSeen)
    .filter((time) => time !== null)
    .sort((a, b) => a - b)[0] ?? null

const latest = (steps: readonly IncidentStep[]): UtcMs | null =>
  steps
    .map(({ lastSeen }) => lastSeen)
    .filter((time) => time !== null)
    .sort((a, b) => b - a)[0] ?? null
