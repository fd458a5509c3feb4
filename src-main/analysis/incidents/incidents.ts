import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Finding } from '../../../src-shared/contract/findings.ts'
import type { Incident, IncidentStep } from '../../../src-shared/contract/incidents.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { attackTechniques, tactics } from '../../../src-shared/model/attack.ts'
import { severities } from '../../../src-shared/model/severity.ts'
import { incidentName, incidentParagraph, incidentTitle } from '../../../src-shared/words/incidents.ts'
import type { IncidentTable } from '../../columns/incidents.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import { sharedArray } from '../../columns/shared-array.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { textColumn } from '../columns.ts'
import { type Actors, actorSteps, rareAddressSteps, rowsPerStep } from './actors.ts'
import { groupsOf, mostFirstSteps, type Told, tellsOfSomebody, toldSteps } from './groups.ts'
import { actorsByRule, scoreOf, total } from './score.ts'

/** Events that are known already, ascending; null of a finding whose filter has to be asked. */
export type RowsOf = (finding: Finding) => Uint32Array | null

/** The incidents of a case, the first to look at first. A finding that belongs to none is none of them. */
export function* incidentSteps(
  findings: readonly Finding[],
  query: ColumnQuery,
  rowsOf: RowsOf = () => null,
): Steps<IncidentTable> {
  const { snapshot } = query
  const of = sharedArray(Uint32Array, snapshot.events)
  const telling = findings.filter(tellsOfSomebody)
  if (telling.length === 0) return { incidents: [], incident: of, names: [''] }
  const actors = yield* actorSteps(snapshot)
  const told: Told[] = []
  for (const finding of telling) {
    const rows = rowsOf(finding) ?? query.select(finding.filter)
    // A filter that shows everything is about nobody.
    if (rows !== null) told.push(yield* toldSteps(finding, rows, snapshot, actors))
    yield
  }
  const groups = groupsOf(told, yield* rareAddressSteps(snapshot, actors)).filter(isIncident)
  const byRule = actorsByRule(told)
  const isAnythingProven = snapshot.files.some(({ verdict }) => verdict === 'verified')
  const ground = { snapshot, actors, byRule, isAnythingProven, of }
  const known = new Map<string, number>()
  const made: { readonly incident: Incident; readonly number: number }[] = []
  for (const [at, group] of groups.entries()) {
    const incident = yield* incidentOfSteps(group, at + 1, ground, known)
    if (incident !== null) made.push({ incident, number: at + 1 })
  }
  made.sort((a, b) => total(b.incident.score) - total(a.incident.score) || (a.incident.id < b.incident.id ? -1 : 1))
  const names = ['', ...groups.map(() => '')]
  for (const { incident, number } of made) names[number] = incident.id
  return { incidents: made.map(({ incident }) => incident), incident: of, names }
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
  /** Of each event the number of its incident. */
  readonly of: Uint32Array
}

/**
 * Marks its events. Those that another incident has are not its own: findings share none, as one actor and one time join
 * them, but where events have no time. Null where it has no event of its own.
 */
function* incidentOfSteps(
  group: readonly Told[],
  number: number,
  { snapshot, actors, byRule, isAnythingProven, of }: Ground,
  known: Map<string, number>,
): Steps<Incident | null> {
  const rows = yield* rowsOfSteps(group, number, of)
  if (rows.length === 0) return null
  const steps = group.map(stepOf)
  const { sessions, locator, files } = snapshot
  const isVerified = files.map(({ verdict }) => verdict === 'verified')
  const proven = rows.reduce((sum, row) => sum + Number(isVerified[locator.file[row]!]!), 0)
  yield
  const texts = function* (column: 'sourceIPAddress' | 'recipientAccountId'): Steps<readonly string[]> {
    const { codes, dictionary } = textColumn(snapshot, column)
    return (yield* mostFirstSteps(rows, codes)).flatMap((code) => (code === 0 ? [] : [dictionary[code]!]))
  }
  const ofSessions = sessions === undefined ? [] : yield* mostFirstSteps(rows, sessions.session)
  const facts = {
    severity: severities.find((severity) => group.some(({ finding }) => finding.severity === severity))!,
    actors: (yield* mostFirstSteps(rows, actors.codes)).map((code) => actors.names[code]!),
    addresses: yield* texts('sourceIPAddress'),
    accounts: yield* texts('recipientAccountId'),
    sessions: ofSessions.flatMap((code) => (code === 0 ? [] : [sessions!.names[code]!])),
    firstSeen: earliest(steps),
    lastSeen: latest(steps),
    steps,
    events: rows.length,
    proven,
  }
  const id = unlikeOthers(incidentName(facts), known)
  yield
  return {
    id,
    ...facts,
    title: incidentTitle(facts),
    paragraph: incidentParagraph({ ...facts, isAnythingProven }),
    filter: filterOf([{ column: 'incident', operator: 'is', values: [id] }]),
    score: scoreOf(group, steps, byRule, { events: rows.length, proven, isAnythingProven }),
  }
}

/** The events of all of these, ascending. */
function* rowsOfSteps(group: readonly Told[], number: number, of: Uint32Array): Steps<Uint32Array> {
  let count = 0
  for (const { rows } of group) {
    for (let at = 0; at < rows.length; at++) {
      if (of[rows[at]!] === 0) {
        of[rows[at]!] = number
        count++
      }
      if (at % rowsPerStep === rowsPerStep - 1) yield
    }
    yield
  }
  const all = new Uint32Array(count)
  let end = 0
  for (const { rows } of group) {
    for (const row of rows) {
      // Taken out until all are gathered, so that each is there once.
      if (of[row] !== number) continue
      of[row] = 0
      all[end++] = row
    }
    yield
  }
  for (const row of all) of[row] = number
  return all.subarray(0, end).sort()
}

/** Users of two accounts may have one name. */
function unlikeOthers(name: string, known: Map<string, number>): string {
  const times = (known.get(name) ?? 0) + 1
  known.set(name, times)
  return times === 1 ? name : `${name} (${times})`
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
