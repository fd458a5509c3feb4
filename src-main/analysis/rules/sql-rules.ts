import { parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Cell } from '../../../src-shared/contract/index.ts'
import { parseFilter } from '../../../src-shared/filter/filter.ts'
import { type Severity, severities } from '../../../src-shared/model/finding.ts'
import { readHeader } from '../../../src-shared/sql/header.ts'
import { Statement } from '../../store/statement.ts'
import type { DetectionCase, DetectionRule, Hit } from './rule.ts'

/** Fields of the comment at the top of a rule's file, in this order. `from` says whose rule it is. */
export const ruleFields = ['id', 'title', 'severity', 'why', 'benign', 'from'] as const

/** What a rule's SELECT must return, one row per subject; sql-functions.ts has the words it is written with. */
export const hitColumns = ['subject', 'events', 'firstSeen', 'lastSeen', 'sentence', 'filter'] as const

const files: Readonly<Record<string, string>> = import.meta.glob('./*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** One rule, one file, named by its id. */
export const sqlRules: readonly DetectionRule[] = Object.entries(files).map(([path, sql]) =>
  readRule(path.slice('./'.length, -'.sql'.length), sql),
)

export function readRule(name: string, sql: string): DetectionRule {
  const header = readHeader(name, sql, ruleFields)
  if (header.id !== name) throw new Error(`${name}.sql says that its id is ${header.id}`)
  const severity = severities.find((known) => known === header.severity)
  if (severity === undefined) throw new Error(`${name}.sql has no severity of ${severities.join(', ')}`)
  const about = {
    rule: header.id,
    title: header.title,
    severity: severity satisfies Severity,
    why: `${header.why} From: ${header.from}`,
    benignCauses: header.benign,
  }
  return { about, find: (opened) => run(sql, opened) }
}

function run(sql: string, { sqlite, db }: DetectionCase): Hit[] {
  const statement = new Statement(sqlite, db, sql)
  try {
    if (statement.columns.join() !== hitColumns.join())
      throw new Error(`returns ${statement.columns.join(', ')} instead of ${hitColumns.join(', ')}`)
    const hits: Hit[] = []
    for (let row = statement.next(); row !== null; row = statement.next()) hits.push(hitOf(row))
    return hits
  } finally {
    statement.close()
  }
}

function hitOf([subject, events, firstSeen, lastSeen, sentence, filter]: readonly Cell[]): Hit {
  if (typeof subject !== 'string' || typeof sentence !== 'string' || typeof events !== 'number')
    throw new Error(
      `returned a row without subject, events or sentence: ${JSON.stringify([subject, events, sentence])}`,
    )
  const parsed = parseFilter(String(filter))
  if (!parsed.ok) throw new Error(parsed.message)
  return { subject, events, firstSeen: timeOf(firstSeen), lastSeen: timeOf(lastSeen), sentence, filter: parsed.value }
}

function timeOf(cell: Cell | undefined): UtcMs | null {
  if (cell === null) return null
  const time = parseIsoTime(String(cell))
  if (time === null) throw new Error(`returned ${String(cell)} as a time`)
  return time
}
