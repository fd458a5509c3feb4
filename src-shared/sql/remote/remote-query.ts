import { fail, ok, type Result } from '../../base/result.ts'
import { addedColumnNames } from '../../model/added-columns.ts'
import type { DaySpan } from '../../model/trail-place.ts'
import { eventsSelect, resourcesSelect } from '../ddl/event-views.ts'
import { folderOfDay, literal } from '../ddl/text.ts'
import { keyAmong, parametersOf, withTexts } from '../parameters.ts'
import { type StatementText, statementsOf } from '../statements.ts'
import { isSaid, isToken, nameOf, tokenize } from '../tokens.ts'

/** What is sent to Athena or Trino for a text. */
export interface SentQuery {
  readonly sql: string
  /** What the engine said of it, with places in the text that was given. */
  readonly told: (message: string) => string
}

/** Statements that only read. EXPLAIN ANALYZE runs what it explains, which is looked at, too. */
const reading = ['select', 'with', 'values', 'table', 'show', 'describe', 'explain', '(']
const narrowable = ['select', 'with', 'values', 'table', '(']
const tableOfFiles = /^cloudtrail_files(_\d+)?$/i

/** Names that a case has in its tables and the views over log files do not. `copies` is a column there. */
const ofCase: ReadonlySet<string> = new Set(addedColumnNames.filter((name) => name !== 'isError').map((name) => name.toLowerCase())) // biome-ignore format: a list
const tablesOfCase: ReadonlySet<string> = new Set(['absences', 'anomalies', 'config_items', 'copies', 'coverage', 'files', 'finding_events', 'findings', 'incident_events', 'incidents', 'session_hops', 'sessions', 'shown']) // biome-ignore format: a list

/** The first name in a question of the library that only a case can answer; null where there is none. */
export function nameOfCase(sql: string): string | null {
  const tokens = tokenize(sql, 'signs').filter(isSaid)
  for (const [at, token] of tokens.entries()) {
    const name = nameOf(token)?.toLowerCase()
    if (name === undefined) continue
    const isTable = isToken(tokens[at - 1], 'from') || isToken(tokens[at - 1], 'join')
    if (isTable ? tablesOfCase.has(name) : ofCase.has(name)) return nameOf(token)
  }
  return null
}

/**
 * A text with the values of its parameters, for an engine that is sent no parameters. The value of a range's name is that of
 * both its ends. A value for which there is no parameter is a mistake, too.
 */
export function withGiven(sql: string, given: Readonly<Record<string, string>>): Result<string, 'query'> {
  const used = new Set(parametersOf(sql, 'signs').map(({ name }) => keyAmong(given, name)))
  const unknown = Object.keys(given).find((key) => !used.has(key))
  if (unknown !== undefined) return fail('query', `There is no parameter ${unknown} in the text.`)
  const filled = withTexts(sql, given, 'signs')
  return filled.ok ? ok(filled.value.sql) : fail('query', filled.message)
}

/**
 * The query of a text for an engine that reads the trail in S3. With `days`, `events` and `event_records` are of log files
 * that were delivered in those days only: nothing else narrows what `events` reads, since copies are looked for in all of it.
 */
export function sentQuery(text: string, days: DaySpan | null): Result<SentQuery, 'query'> {
  const [statement, ...others] = statementsOf(text)
  if (statement === undefined) return fail('query', 'There is no query in the text.')
  if (others.length > 0) return fail('query', 'There is more than one statement: run them one at a time.')
  const refused = whyRefused(statement)
  if (refused !== null) return fail('query', refused)
  const typed = text.slice(0, statement.until)
  if (days === null) return ok({ sql: typed, told: (message) => message })
  return narrowed(statement, typed, days)
}

function whyRefused({ tokens }: StatementText): string | null {
  const first = tokens[0]!
  const said = (text: string) => `${text.toUpperCase()} is refused: only queries that read are sent.`
  if (!reading.some((word) => isToken(first, word))) return said(first.text)
  const explained = isToken(first, 'explain') ? tokens.find((token) => isToken(token, 'insert') || isToken(token, 'create') || isToken(token, 'delete') || isToken(token, 'update') || isToken(token, 'merge')) : undefined // biome-ignore format: one thing
  if (explained !== undefined) return said(explained.text)
  const names = tokens.map(nameOf)
  const files = names.find((name) => name !== null && tableOfFiles.test(name))
  if (files === undefined || names.some((name) => name?.toLowerCase() === 'day')) return null
  const isData = narrowable.some((word) => isToken(first, word))
  return isData
    ? `Without a condition on day, ${files} looks into every folder that its projection names. Add one, such as WHERE day BETWEEN '2024/03/05' AND '2024/03/07'.`
    : null
}

function narrowed({ tokens }: StatementText, typed: string, days: DaySpan): Result<SentQuery, 'query'> {
  const first = tokens[0]!
  if (!narrowable.some((word) => isToken(first, word)))
    return fail('query', `Days are not added to ${first.text.toUpperCase()}: it reads no events.`)
  if (isToken(tokens[1], 'recursive'))
    return fail('query', 'Days are not added to WITH RECURSIVE, whose names may mean themselves: write them as a condition on day of event_records.') // biome-ignore format: a sentence
  const among = `"day" BETWEEN ${literal(folderOfDay(days.first))} AND ${literal(folderOfDay(days.last))}`
  const views = [
    `event_records AS (SELECT * FROM event_records WHERE ${among})`,
    `events AS (${eventsSelect('event_records')})`,
    `resources AS (${resourcesSelect('events')})`,
  ].join(',\n')
  const hasOthers = isToken(first, 'with')
  const head = `WITH ${views}${hasOthers ? ',' : ''}\n`
  // In the place of the word stand spaces, so that whatever the engine points at keeps its column.
  const rest = hasOthers ? `${typed.slice(0, first.from)}    ${typed.slice(first.until)}` : typed
  const added = head.split('\n').length - 1
  return ok({ sql: head + rest, told: (message) => message.replace(/\bline (\d+):/, (place, line: string) => (Number(line) > added ? `line ${Number(line) - added}:` : place)) }) // biome-ignore format: one thing
}
