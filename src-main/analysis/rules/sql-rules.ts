import { parseIsoTime, type UtcMs } from '../../../src-shared/base/time.ts'
import { parseFilter } from '../../../src-shared/filter/text.ts'
import { type AttackId, attackIds } from '../../../src-shared/model/attack.ts'
import { type ColumnName, columnNames, columns } from '../../../src-shared/model/columns.ts'
import { type Severity, severities } from '../../../src-shared/model/severity.ts'
import { readHeader, withoutHeader } from '../../../src-shared/sql/header.ts'
import { type Parameters, type RowOf, SqlError } from '../../store/sql.ts'
import { textColumn } from '../columns.ts'
import { type Calls, callsCondition, readCalls } from './calls.ts'
import type { DetectionRule, Hit } from './rule.ts'
import byPrincipal from './standard/by-principal.sql?raw'

/** Fields of the comment at the top of a rule's file, in this order; the README tells what each is. */
const ruleFields = [
  'id', 'title', 'severity', 'block?', 'technique', 'why', 'benign', 'next', 'from', 'refusals?', 'learns?', 'occurs?', 'calls?', 'callers?', 'did?', 'tells?',
] as const // biome-ignore format: a list

/** What a rule's SELECT must return, one row per subject; sql-functions.ts has the words it is written with. */
const hitShape = {
  subject: 'text',
  events: 'number',
  firstSeen: 'text or null',
  lastSeen: 'text or null',
  sentence: 'text',
  filter: 'text',
} as const

/** Whose calls are told by what they acted on: each may lie in a file of its own. */
const mostNamed = 10
/** Calls of each whose records are read for that. */
const mostCallsRead = 5

const files: Readonly<Record<string, string>> = import.meta.glob('./*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** One rule, one file, named by its id. */
export const sqlRules: readonly DetectionRule[] = Object.entries(files).map(([path, sql]) =>
  readRule(path.slice('./'.length, -'.sql'.length), sql),
)

/** The events of each rule, by its id, as a query of the SQL panel. */
export const ruleTexts: ReadonlyMap<string, string> = new Map(sqlRules.map(({ about }) => [about.rule, about.sql!]))

export function readRule(name: string, sql: string): DetectionRule {
  const header = readHeader(name, sql, ruleFields)
  if (header.id !== name) throw new Error(`${name}.sql says that its id is ${header.id}`)
  const severity = severities.find((known) => known === header.severity)
  if (severity === undefined) throw new Error(`${name}.sql has no severity of ${severities.join(', ')}`)
  const block = (['detection', 'checklist'] as const).find((known) => known === (header.block ?? 'detection'))
  if (block === undefined) throw new Error(`${name}.sql is of no block ${header.block}`)
  const asked = questionOf(name, header, withoutHeader(sql).trim())
  const about = {
    rule: header.id,
    title: header.title,
    severity: severity satisfies Severity,
    why: `${header.why} From: ${header.from}`,
    benignCauses: header.benign,
    next: header.next,
    techniques: techniquesIn(name, header.technique),
    block,
    sql: asked.shown,
  }
  const { refusals, learns } = header
  return { about, isAboutFailures: refusals !== undefined, learns: learns !== undefined, find: asked.find }
}

interface Question {
  readonly find: DetectionRule['find']
  /** What an analyst is shown. */
  readonly shown: string
}

/**
 * A rule with `calls` is not asked when none of them is in the case, and reads the table `calls` of these events; with
 * `did`, too, it is a condition on them, or nothing, and asks what standard/by-principal.sql says.
 */
function questionOf(
  name: string,
  {
    occurs,
    calls: text,
    callers,
    did,
    tells,
  }: Readonly<Partial<Record<'occurs' | 'calls' | 'callers' | 'did' | 'tells', string>>>,
  written: string,
): Question {
  if (text === undefined) return { find: whereOccurs(name, occurs, gradedBy(written)), shown: written }
  const calls = callsIn(name, text)
  const condition = callsCondition(calls)
  if (did === undefined)
    return { find: overCalls(calls, written), shown: withCalls(`SELECT * FROM events WHERE ${condition}`, written) }
  const body = conditionOf(name, callers, written)
  const asked = withoutHeader(byPrincipal)
    .replace('/* condition */', () => body)
    .replace('/* tells */', () => tells ?? 'NULL')
  const among = callers === undefined ? '' : 'byAwsService=false '
  const parameters = { did, calledBy: text, among, isPlain: written === '' ? 1 : 0, mostNamed, what: '[target]' }
  const find = (mostRead: number) => overCalls(calls, asked, { ...parameters, mostRead })
  return {
    find: firstThat(find(mostCallsRead), find(0)),
    shown: `SELECT * FROM events\nWHERE ${condition}${body === '' ? '' : `\n  AND (${body.slice('WHERE '.length)})`}`,
  }
}

/** A rule about events with one text, such as `userIdentityType Root`: without any it would read all events for nothing. */
function whereOccurs(name: string, occurs: string | undefined, find: DetectionRule['find']): DetectionRule['find'] {
  if (occurs === undefined) return find
  const [column, text] = occurs.split(' ')
  if (!isTextColumn(column) || text === undefined) throw new Error(`${name}.sql: “${occurs}” is no column and its text`)
  return (opened) => (textColumn(opened.snapshot, column).dictionary.includes(text, 1) ? find(opened) : [])
}

function isTextColumn(name: string | undefined): name is ColumnName {
  return columnNames.some((known) => known === name && columns[known].type === 'text')
}

/** A SELECT may grade its hits itself, by a last column `severity`. */
function gradedBy(body: string): DetectionRule['find'] {
  if (!/ AS severity\b/.test(body)) return ({ sql }) => sql.rows(body, hitShape).map(hitOf)
  return ({ sql }) =>
    sql.rows(body, { ...hitShape, severity: 'text' }).map(({ severity, ...row }) => {
      const known = severities.find((each) => each === severity)
      if (known === undefined) throw new Error(`returned ${severity} as a severity`)
      return { ...hitOf(row), severity: known }
    })
}

/** The condition of a rule that says what was done, with that on its callers. */
function conditionOf(name: string, callers: string | undefined, written: string): string {
  const start = 'WHERE '
  if (written !== '' && !written.startsWith(start))
    throw new Error(`${name}.sql says what was done and is no condition`)
  if (callers === undefined) return written
  if (callers !== 'not AWS services') throw new Error(`${name}.sql is about the callers ${callers}`)
  return `${start}NOT byAwsService${written === '' ? '' : ` AND (${written.slice(start.length)})`}`
}

/** A record that cannot be read again leaves its call without a target, and the finding there. */
function firstThat(reads: DetectionRule['find'], readsNone: DetectionRule['find']): DetectionRule['find'] {
  return (opened) => {
    try {
      return reads(opened)
    } catch (error) {
      if (!(error instanceof SqlError)) throw error
      return readsNone(opened)
    }
  }
}

function overCalls(calls: readonly Calls[], body: string, parameters: Parameters = {}): DetectionRule['find'] {
  const sql = withCalls(
    'SELECT events.* FROM json_each(:ids) AS call CROSS JOIN events ON events.id = call.value',
    body,
  )
  return ({ sql: database, calls: index }) => {
    const ids = index.idsOf(calls)
    if (ids.length === 0) return []
    return database.rows(sql, hitShape, { ...parameters, ids: JSON.stringify(ids) }).map(hitOf)
  }
}

/** A query with the table `calls`. SQLite would compute all its columns for each use of it if it were materialized. */
function withCalls(select: string, body: string): string {
  const table = `calls AS NOT MATERIALIZED (\n  ${select}\n)`
  const with_ = /^\s*WITH\s/i.exec(body)
  return with_ === null ? `WITH ${table}\n${body}` : `WITH ${table}, ${body.slice(with_[0].length)}`
}

function callsIn(name: string, text: string): readonly Calls[] {
  try {
    return readCalls(text)
  } catch (error) {
    throw new Error(`${name}.sql: ${(error as Error).message}`)
  }
}

function techniquesIn(name: string, text: string): readonly AttackId[] {
  if (text === 'none') return []
  return text.split(',').map((id) => {
    const known = attackIds.find((attackId) => attackId === id.trim())
    if (known === undefined) throw new Error(`${name}.sql names ${id.trim()}, which is no technique of model/attack.ts`)
    return known
  })
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
