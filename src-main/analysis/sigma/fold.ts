import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Finding, Rule } from '../../../src-shared/contract/findings.ts'
import { type Condition, type Filter, filterOf, group, type Where } from '../../../src-shared/filter/model.ts'
import { type AttackId, attackIds } from '../../../src-shared/model/attack.ts'
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
import { textColumn, timesOf } from '../columns.ts'
import type { Principals } from '../principals.ts'
import { notKnown } from '../rules/not-known.ts'
import { mostSubjects } from '../rules/summarize.ts'
import type { Hits } from './hits.ts'
import type { ColumnLeaves } from './match/column-leaves.ts'
import type { About } from './rule.ts'
import { whereOf } from './where.ts'

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

/** A finding for each principal that the rule hit, the busiest fifty one by one. */
export function foldHits(hits: Hits, ground: Ground): readonly Finding[] {
  const about = ruleOf(hits.rule.about)
  if (hits.failure !== null) return [notKnown(about, 'mistake', hits.failure, ground.snapshot.events)]
  const { principals } = ground
  const rowsOf = new Map<number, number[]>()
  for (const row of hits.rows) {
    const code = principals.codes[row]!
    const rows = rowsOf.get(code)
    if (rows === undefined) rowsOf.set(code, [row])
    else rows.push(row)
  }
  const ranked = [...rowsOf].sort(([a, rowsA], [b, rowsB]) => rowsB.length - rowsA.length || a - b)
  const where = hits.pathsAsFilter ? whereOf(hits.rule.part, ground.leaves) : null
  const shown = ranked.slice(0, mostSubjects).map(([code, rows], at): Finding => {
    const unread = at === 0 && hits.unread > 0 ? ` ${sigmaUnread(hits.unread)}` : ''
    const told = `${sigmaMatches(principals.names[code]!, rows.length, operationsOf(rows, ground), failedOf(rows, ground))}${unread}`
    return {
      ...about,
      id: `${about.rule}:${principals.names[code]!} (${code})`,
      ...spanOf(rows, ground.snapshot),
      events: rows.length,
      ...shownBy(told, rows, where === null ? null : [where, ...principals.conditions[code]!], ground),
    }
  })
  const rest = ranked.slice(mostSubjects)
  return rest.length === 0 ? shown : [...shown, restOf(about, ranked, where, ground)]
}

/** The principals that have no finding of their own: all that match, but for the others. */
function restOf(
  about: ReturnType<typeof ruleOf>,
  ranked: readonly (readonly [code: number, rows: readonly number[]])[],
  where: Where | null,
  ground: Ground,
): Finding {
  const { principals, snapshot } = ground
  const rest = ranked.slice(mostSubjects)
  const rows = rest.flatMap(([, rows]) => rows).sort((a, b) => a - b)
  const listed = ranked.slice(0, mostSubjects).map(([code]) => principals.conditions[code]!)
  return {
    ...about,
    id: `${about.rule}:rest`,
    ...spanOf(rows, snapshot),
    events: rows.length,
    ...shownBy(
      sigmaRest(rest.length, rows.length),
      rows,
      where === null ? null : [where, { not: anyOf(listed) }],
      ground,
    ),
    isRest: true,
  }
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

function operationsOf(rows: readonly number[], { snapshot }: Ground): readonly (readonly [string, number])[] {
  const { codes, dictionary } = textColumn(snapshot, 'eventName')
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(codes[row]!, (counts.get(codes[row]!) ?? 0) + 1)
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .map(([code, count]) => [code === 0 ? 'no eventName' : dictionary[code]!, count] as const)
}

/** Code 2 of the flag: the call failed. */
function failedOf(rows: readonly number[], { snapshot }: Ground): number {
  const flags = failedCalls(snapshot)
  return rows.reduce((sum, row) => sum + (flags[row] === 2 ? 1 : 0), 0)
}

/** Rows are in order of time, those without one last. */
export function spanOf(rows: readonly number[], snapshot: Snapshot): Pick<Finding, 'firstSeen' | 'lastSeen'> {
  const { times, timed } = timesOf(snapshot)
  const last = rows.findLast((row) => row < timed)
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
  rows: readonly number[],
  parts: readonly Where[] | null,
  { snapshot, query }: Pick<Ground, 'snapshot' | 'query'>,
): Pick<Finding, 'sentence' | 'filter'> {
  if (parts !== null) return { sentence, filter: filterOf(parts) }
  const filter = naming(rows.slice(0, mostNamed), snapshot)
  const shown = query.count(filter)
  return { sentence: shown === rows.length ? sentence : `${sentence} ${sigmaFilterShows(shown)}`, filter }
}

function naming(rows: readonly number[], snapshot: Snapshot): Filter {
  const ids = [...new Set(rows.map((row) => idText(snapshot.columns.eventID as IdData, row)))].filter(
    (id) => id !== null,
  )
  const conditions: Condition[] = []
  for (let at = 0; at < ids.length; at += namedAtOnce)
    conditions.push({ column: 'eventID', operator: 'is', values: ids.slice(at, at + namedAtOnce) })
  return filterOf([group('any', conditions)])
}
