import type { Finding } from '../../src-shared/contract/findings.ts'
import { formatFilter } from '../../src-shared/filter/text.ts'
import type { Found } from '../columns/found.ts'
import type { ColumnMaker } from './column-functions.ts'
import type { RowFunction } from './functions.ts'
import type { Addition } from './sql-database.ts'

/** What is known once the rules have run: the tables findings and finding_events. */
export function foundColumns(make: ColumnMaker, { findings, listed, finding, event }: Found): Addition {
  const coded = (of: (finding: Finding) => string): RowFunction => make.coded(findings.map(of))
  const time = (of: (finding: Finding) => number | null): RowFunction =>
    make.time({ type: 'time', values: Float64Array.from(findings, (found) => of(found) ?? Number.NaN) })
  const flag = (of: (finding: Finding) => true | undefined): RowFunction =>
    make.integer(findings.map((found) => (of(found) === true ? 1 : 0)))
  const functions = new Map<string, RowFunction>([
    ['finding_name', make.texts(findings.map(({ id }) => id))],
    ['finding_rule', coded(({ rule }) => rule)],
    ['finding_title', coded(({ title }) => title)],
    ['finding_severity', coded(({ severity }) => severity)],
    ['finding_sentence', make.texts(findings.map(({ sentence }) => sentence))],
    ['finding_why', coded(({ why }) => why)],
    ['finding_benignCauses', coded(({ benignCauses }) => benignCauses)],
    ['finding_firstSeen', time(({ firstSeen }) => firstSeen)],
    ['finding_lastSeen', time(({ lastSeen }) => lastSeen)],
    ['finding_events', make.integer(findings.map(({ events }) => events))],
    ['finding_listed', make.integer(listed)],
    ['finding_filter', make.texts(findings.map(({ filter }) => formatFilter(filter)))],
    ['finding_isRest', flag(({ isRest }) => isRest)],
    ['finding_hasFailed', flag(({ hasFailed }) => hasFailed)],
    ['finding_event_finding', make.integer(finding, 1)],
    ['finding_event_event', make.integer(event, 1)],
  ])
  return { functions, tables: { finding: findings.length, finding_event: finding.length }, indexes }
}

/** Findings are joined to events from either side, and by outer joins, too. */
const indexes = [
  'CREATE INDEX IF NOT EXISTS finding_event_by_finding ON finding_event (finding)',
  'CREATE INDEX IF NOT EXISTS finding_event_by_event ON finding_event (event)',
]
