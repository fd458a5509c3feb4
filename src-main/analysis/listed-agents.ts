import { readWildcards } from '../../src-shared/base/regex/regex.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import { partsOf } from '../../src-shared/filter/asks.ts'
import { filterOf } from '../../src-shared/filter/model.ts'
import { knownAgents } from '../../src-shared/words/enrichment.ts'
import { type ListedAgent, noLookups } from '../columns/lookups.ts'
import type { ColumnQuery } from '../columns/query.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import { textColumn } from './columns.ts'

/** By agent, the name that the user's list gives it; null where it names none of the kind. */
export function namesOfAgents(snapshot: Snapshot, kind: ListedAgent['kind']): readonly (string | null)[] | null {
  const { agents } = snapshot.lookups ?? noLookups
  const tests = agents.flatMap((agent) => {
    const read = readWildcards(`*${agent.pattern}*`)
    return agent.kind === kind && read.ok ? [{ name: agent.name, test: read.value }] : []
  })
  if (tests.length === 0) return null
  return textColumn(snapshot, 'userAgent').dictionary.map((text) => tests.find(({ test }) => test(text))?.name ?? null)
}

const knownIn = new WeakMap<Snapshot, readonly (string | null)[] | null>()

/** The finding itself, or, where all of its calls have agents that a list knows as harmless, one that says so. */
export function markedAsKnown(finding: Finding, snapshot: Snapshot, query: ColumnQuery): Finding {
  if (!knownIn.has(snapshot)) knownIn.set(snapshot, namesOfAgents(snapshot, 'known-agent'))
  const names = knownIn.get(snapshot)!
  if (names === null || finding.events === 0) return finding
  const { codes, dictionary } = textColumn(snapshot, 'userAgent')
  const values = dictionary.filter((_, code) => code !== 0 && names[code] !== null)
  if (values.length === 0) return finding
  const { filter, events, sentence } = finding
  const rows = query.select(
    filterOf([...partsOf(filter), { column: 'userAgent', operator: 'is', values }], filter.range),
  )
  if (rows === null || rows.length < events) return finding
  const told = [...new Set(Array.from(rows, (row) => names[codes[row]!]!))].sort()
  return { ...finding, sentence: `${sentence} ${knownAgents(told)}` }
}
