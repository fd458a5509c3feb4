import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import { type Condition, filterOf, group, type Where } from '../../../src-shared/filter/model.ts'
import { type AttackId, attackIds } from '../../../src-shared/model/attack.ts'
import { isUuid } from '../../../src-shared/model/event.ts'
import {
  sigmaFilterShows,
  sigmaMatches,
  sigmaNext,
  sigmaNoDescription,
  sigmaNoFalsePositives,
  sigmaRest,
  sigmaUnread,
} from '../../../src-shared/words/sigma.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import { idText } from '../../columns/id-column.ts'
import type { ColumnQuery } from '../../columns/query.ts'
import type { IdData, Snapshot } from '../../columns/snapshot.ts'
import type { Steps } from '../../runtime/steps.ts'
import { textColumn, timesOf } from '../columns.ts'
import type { Principals } from '../principals.ts'
import { notKnown } from '../rules/not-known.ts'
import { mostSubjects } from '../rules/summarize.ts'
import type { Hits } from './hits.ts'
import type { ColumnLeaves } from './match/column-leaves.ts'
import type { About } from './rule.ts'
import { whereOf } from './where.ts'

/** A finding and its events, ascending: who relates findings need not look for them. */
export interface FoundRows {
  readonly finding: Finding
  readonly rows: Uint32Array
}

/** What findings are made with. */
export interface Ground {
  readonly snapshot: Snapshot
  readonly query: ColumnQuery
  readonly principals: Principals
  readonly leaves: ColumnLeaves
}

/** What is the same in all findings of a rule. */
export function ruleOf({ key, title, severity, description, falsePositives, ...about }: About) {
  const { file, author, license, id, tags } = about
  return {
    rule: `sigma:${key}`,
    title,
    severity,
    why: description === null ? sigmaNoDescription : description.replace(/\s+/g, ' '),
    benignCauses: falsePositives.length === 0 ? sigmaNoFalsePositives : falsePositives.join('; '),
    next: sigmaNext,
    techniques: techniquesIn(tags),
    block: 'detection',
    sigma: { file, author, license, id, tags },
  } satisfies Rule & Pick<Finding, 'sigma'>
}

/** Those that Trailproof knows; all of them stand in the tags. */
const techniquesIn = (tags: readonly string[]): readonly AttackId[] =>
  attackIds.filter((id) => tags.some((tag) => tag.toLowerCase() === `attack.${id.toLowerCase()}`))

/** Rows that are looked at in one step. */
const rowsPerStep = 50_000

/** A finding for each principal that the rule hit, the busiest fifty one by one. */
export function* foldHits(hits: Hits, ground: Ground): Steps<readonly FoundRows[]> {
  const about = ruleOf(hits.rule.about)
  if (hits.failure !== null) {
    const finding = notKnown(about, 'mistake', hits.failure, ground.snapshot.events)
    return [{ finding, rows: new Uint32Array(0) }]
  }
  const { principals } = ground
  const ranked = yield* byPrincipal(hits.rows, principals)
  const where = hits.pathsAsFilter ? whereOf(hits.rule.part, ground.leaves) : null
  const shown: FoundRows[] = []
  for (const { code, rows } of ranked.slice(0, mostSubjects)) {
    const unread = shown.length === 0 && hits.unread > 0 ? ` ${sigmaUnread(hits.unread)}` : ''
    const { operations, failed } = yield* operationsOf(rows, ground)
    const told = `${sigmaMatches(principals.names[code]!, rows.length, operations, failed)}${unread}`
    const finding: Finding = {
      ...about,
      id: `${about.rule}:${principals.names[code]!} (${code})`,
      ...spanOf(rows, ground.snapshot),
      events: rows.length,
      ...shownBy(told, rows, where === null ? null : [where, ...principals.conditions[code]!], ground),
    }
    shown.push({ finding, rows })
    yield
  }
  if (ranked.length > mostSubjects) shown.push(yield* restOf(hits, ranked, where, ground))
  return shown
}

interface OfPrincipal {
  readonly code: number
  /** Ascending. */
  readonly rows: Uint32Array
}

/** Those with most events first. */
function* byPrincipal(rows: Uint32Array, { codes, names }: Principals): Steps<readonly OfPrincipal[]> {
  const counts = new Uint32Array(names.length)
  for (const [from, until] of spansOf(rows.length)) {
    for (let at = from; at < until; at++) counts[codes[rows[at]!]!]!++
    yield
  }
  const found = Array.from(counts.keys()).filter((code) => counts[code] !== 0)
  const of = new Map(found.map((code) => [code, new Uint32Array(counts[code]!)]))
  counts.fill(0)
  for (const [from, until] of spansOf(rows.length)) {
    for (let at = from; at < until; at++) {
      const code = codes[rows[at]!]!
      of.get(code)![counts[code]!++] = rows[at]!
    }
    yield
  }
  return [...of]
    .map(([code, rows]) => ({ code, rows }))
    .sort((a, b) => b.rows.length - a.rows.length || a.code - b.code)
}

/** From and until of each step. */
function* spansOf(length: number): Generator<readonly [number, number]> {
  for (let from = 0; from < length; from += rowsPerStep) yield [from, Math.min(length, from + rowsPerStep)]
}

/** The principals that have no finding of their own: all that match, but for the others. */
function* restOf(hits: Hits, ranked: readonly OfPrincipal[], where: Where | null, ground: Ground): Steps<FoundRows> {
  const { principals, snapshot } = ground
  const about = ruleOf(hits.rule.about)
  const listed = ranked.slice(0, mostSubjects)
  const isListed = new Uint8Array(principals.names.length)
  for (const { code } of listed) isListed[code] = 1
  const rest = ranked.slice(mostSubjects)
  const rows = new Uint32Array(rest.reduce((sum, each) => sum + each.rows.length, 0))
  let end = 0
  for (const [from, until] of spansOf(hits.rows.length)) {
    for (let at = from; at < until; at++) {
      const row = hits.rows[at]!
      if (isListed[principals.codes[row]!] === 0) rows[end++] = row
    }
    yield
  }
  const others = anyOf(listed.map(({ code }) => principals.conditions[code]!))
  const finding: Finding = {
    ...about,
    id: `${about.rule}:rest`,
    ...spanOf(rows, snapshot),
    events: rows.length,
    ...shownBy(sigmaRest(rest.length, rows.length), rows, where === null ? null : [where, { not: others }], ground),
    isRest: true,
  }
  return { finding, rows }
}

/** Principals that are named by the same column are one condition. */
function anyOf(principals: readonly (readonly Condition[])[]): Where {
  const merged = new Map<string, Condition[]>()
  for (const conditions of principals) {
    const last = conditions.at(-1)!
    const key = JSON.stringify([conditions.slice(0, -1), last.column, last.operator])
    const held = merged.get(key)
    if (held === undefined) merged.set(key, [...conditions])
    else held[held.length - 1] = { ...last, values: [...held.at(-1)!.values, ...last.values] }
  }
  return group(
    'any',
    [...merged.values()].map((all) => group('all', all)),
  )
}

/** Operations with their counts, the most frequent first, and how many calls failed. */
function* operationsOf(rows: Uint32Array, { snapshot }: Ground) {
  const { codes, dictionary } = textColumn(snapshot, 'eventName')
  const flags = failedCalls(snapshot)
  const counts = new Map<number, number>()
  let failed = 0
  for (const [from, until] of spansOf(rows.length)) {
    for (let at = from; at < until; at++) {
      const code = codes[rows[at]!]!
      counts.set(code, (counts.get(code) ?? 0) + 1)
      // Code 2 of the flag: the call failed.
      if (flags[rows[at]!] === 2) failed++
    }
    yield
  }
  const operations = [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .map(([code, count]) => [code === 0 ? 'no eventName' : dictionary[code]!, count] as const)
  return { operations, failed }
}

/** Rows are in order of time, those without one last. */
export function spanOf(
  rows: Uint32Array | readonly number[],
  snapshot: Snapshot,
): Pick<Finding, 'firstSeen' | 'lastSeen'> {
  const { times, timed } = timesOf(snapshot)
  let at = rows.length - 1
  while (at >= 0 && rows[at]! >= timed) at--
  const last = rows[at]
  if (last === undefined) return { firstSeen: null, lastSeen: null }
  return { firstSeen: times[rows[0]!]! as UtcMs, lastSeen: times[last]! as UtcMs }
}

/** Events that a filter names one by one, in conditions of a thousand. */
const mostNamed = 20_000
const namedAtOnce = 1_000

/**
 * The filter of these conditions, or, where they are null, one that names the events. Where that does not show exactly
 * them, the sentence says so.
 */
export function shownBy(
  sentence: string,
  rows: Uint32Array | readonly number[],
  parts: readonly Where[] | null,
  { snapshot, query }: Pick<Ground, 'snapshot' | 'query'>,
): Pick<Finding, 'sentence' | 'filter'> {
  if (parts !== null) return { sentence, filter: filterOf(parts) }
  const { filter, isExact } = naming(rows.slice(0, mostNamed), snapshot)
  const shown = isExact && rows.length <= mostNamed ? rows.length : query.count(filter)
  return { sentence: shown === rows.length ? sentence : `${sentence} ${sigmaFilterShows(shown)}`, filter }
}

/** `isExact`: ids that identify events show these and no others. */
function naming(rows: Uint32Array | readonly number[], snapshot: Snapshot) {
  const named = Array.from(rows, (row) => idText(snapshot.columns.eventID as IdData, row))
  const ids = [...new Set(named)].filter((id) => id !== null)
  const conditions: Condition[] = []
  for (let at = 0; at < ids.length; at += namedAtOnce)
    conditions.push({ column: 'eventID', operator: 'is', values: ids.slice(at, at + namedAtOnce) })
  return { filter: filterOf([group('any', conditions)]), isExact: named.every(isUuid) }
}
