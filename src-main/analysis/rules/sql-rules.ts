import { parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { type Severity, severities } from '../../../src-shared/model/severity.ts'
import { readHeader } from '../../../src-shared/sql/header.ts'
import type { RowOf } from '../../store/sql.ts'
import type { DetectionRule, Hit } from './rule.ts'

/** Fields of the comment at the top of a rule's file, in this order. `from` says whose rule it is. */
export const ruleFields = ['id', 'title', 'severity', 'why', 'benign', 'from'] as const

/** What a rule's SELECT must return, one row per subject; sql-functions.ts has the words it is written with. */
const hitShape = {
  subject: 'text',
  events: 'number',
  firstSeen: 'text or null',
  lastSeen: 'text or null',
  sentence: 'text',
  filter: 'text',
} as const

const files: Readonly<Record<string, string>> = import.meta.glob('./*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The text of each rule, by its id. */
export const ruleTexts: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([path, sql]) => [path.slice('./'.length, -'.sql'.length), sql]),
)

/** One rule, one file, named by its id. */
export const sqlRules: readonly DetectionRule[] = [...ruleTexts].map(([name, sql]) => readRule(name, sql))

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
  return { about, find: (opened) => opened.sql.rows(sql, hitShape).map(hitOf) }
}

function hitOf({ subject, events, firstSeen, lastSeen, sentence, filter }: RowOf<typeof hitShape>): Hit {
  const parsed = parseFilter(filter)
  if (!parsed.ok) throw new Error(parsed.message)
  return { subject, events, firstSeen: timeOf(firstSeen), lastSeen: timeOf(lastSeen), sentence, filter: parsed.value }
}

function timeOf(text: string | null): UtcMs | null {
  if (text === null) return null
  const time = parseIsoTime(text)
  if (time === null) throw new Error(`returned ${text} as a time`)
  return time
}
