#!/usr/bin/env node
// npm run peers -- [FOLDER…]: asks Trino, SQLite and DuckDB the same questions over the same log files, and compares the rows.
// Trino is asked of Maven once (0.8 GB) and kept in the cache of the user. Where there is no JDK 24 or no Maven, it says so
// and ends well. Needs a build.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { hasBuild, loadParts, openCase } from './peers/here.mjs'
import { filters, questions, sameColumns, undecided } from './peers/questions.mjs'
import { comparable, comparableCell } from './peers/rows.mjs'
import { layTables } from './peers/there.mjs'
import { layOut } from './peers/trail.mjs'
import { startTrino } from './peers/trino-server.mjs'

const home = resolve(import.meta.dirname, '..')
const asked = process.argv.slice(2)
const real = resolve(home, '../shared/data/real/invictus-aws-dataset')
const folders = asked.length > 0 ? asked : [join(home, 'resources', 'sample-case'), real].filter(existsSync)
const say = (text) => process.stdout.write(`${text}\n`)

if (!hasBuild()) {
  say('peers: not run, for there is no build: npm run build')
  process.exit(64)
}
const root = mkdtempSync(join(tmpdir(), 'trailproof-peers-'))
const trino = await startTrino(root)
let differing = 0
try {
  if ('missing' in trino) say(`peers: not run. ${trino.missing}.`)
  else {
    const parts = await loadParts()
    for (const folder of folders) differing += await compare(parts, folder, trino.endpoint)
  }
} finally {
  if ('end' in trino) await trino.end()
  rmSync(root, { recursive: true, force: true })
}
process.exitCode = differing === 0 ? 0 : 1

/** How many questions have other rows. */
async function compare(parts, folder, endpoint) {
  const name = `${basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')}_peer`
  const bucket = join(root, name)
  mkdirSync(bucket)
  if (layOut(folder, bucket) === 0) {
    say(`${folder}: no log files by CloudTrail’s names`)
    return 0
  }
  const begun = performance.now()
  const here = await openCase(parts, bucket)
  try {
    const { places } = parts.places.placesAt((await here.places()).places, `local:///${name}`)
    const there = await layTables(parts, endpoint, name, parts.ddl.ddlOf('trino', places))
    const wrong = (await aboutTables(parts, folder, there, places)) + (await aboutInterrupts(folder, there))
    const different = wrong + (await differences(parts, folder, here, there))
    say(`${folder}: ${Math.round((performance.now() - begun) / 1000)} s`)
    return different
  } finally {
    await here.end()
  }
}

/** What the tables read is what their engine tells of them. The last day is another where there is one day only (sql/ddl/tables.ts). */
async function aboutTables({ tablesRead: { tablesRead } }, folder, there, places) {
  const show = async (sql) => (await there.ask(sql).catch(() => null))?.map(([line]) => line) ?? null
  const named = ({ location, accounts, families, regions, days }) =>
    JSON.stringify([location, accounts, families, regions, days.first])
  const [laid, read] = [places, (await tablesRead(show)).map(({ place }) => place)].map((each) => each.map(named))
  if (laid.join() === read.join()) return 0
  say(`${folder}: tables of ${laid} are told as ${read}`)
  return 1
}

/** An interrupt ends the query there. */
async function aboutInterrupts(folder, there) {
  const state = await there.stateWhenInterrupted()
  if (state === 'FAILED USER_CANCELED') return 0
  say(`${folder}: a query that was interrupted is told as ${state}`)
  return 1
}

async function differences(parts, folder, here, there) {
  const events = async (ask) => [await ask('SELECT count(*), count(DISTINCT eventID), sum(copies) FROM events')].flat()
  const viewsDiffer = areOther('the views', 'DuckDB', await events((sql) => here.rows(sql, 'athena')), await events(there.ask)) // biome-ignore format: one thing
  const other = { SQLite: 0, DuckDB: 0 }
  for (const { title, sql, here: sqlHere } of questions) {
    const theirs = await there.rows(sql)
    if (await isOther(title, 'SQLite', () => here.rows(sqlHere, 'sqlite'), theirs)) other.SQLite++
    if (await isOther(title, 'DuckDB', () => here.rows(sql, 'athena'), theirs)) other.DuckDB++
  }
  for (const [engine, count] of Object.entries(other))
    say(
      `${folder}: ${questions.length - count} of ${questions.length} questions have equal rows in Trino and ${engine}`,
    )
  const columns = sameColumns((await there.rows('DESCRIBE events')).map(([column]) => column))
  const unlike = await columnsThatDiffer(columns, here, there)
  say(`${folder}: ${columns.length - unlike} of ${columns.length} columns have equal values in every event`)
  const library = await otherAnswers(libraryQuestions(parts), here, there)
  say(
    `${folder}: ${library.of - library.other} of ${library.of} questions of the library have equal rows in Trino and DuckDB`,
  )
  const rules = await otherAnswers(rulesAsQueries(parts), here, there)
  say(`${folder}: ${rules.of - rules.other} of ${rules.of} rules show the same events in Trino and DuckDB`)
  let otherFilters = 0
  for (const text of filters) {
    const { filter } = told(parts.filterText.readFilter(text))
    const theirs = (await there.rows(told(parts.filterQuery.filterQuery(filter)))).map(([, eventID]) => [eventID])
    const ours = () => here.rows('SELECT eventID FROM shown', 'sqlite', { shown: filter })
    if (await isOther(`filter “${text}”`, 'the case', ours, theirs)) otherFilters++
  }
  say(`${folder}: ${filters.length - otherFilters} of ${filters.length} filters show the same events`)
  return (viewsDiffer ? 1 : 0) + other.SQLite + other.DuckDB + unlike + library.other + rules.other + otherFilters
}

/** Those that no case is needed for, with the values of the sample case. */
function libraryQuestions({ catalogue: { catalogue }, remoteQuery: { nameOfCase, withGiven } }) {
  return catalogue
    .filter(({ sql }) => nameOfCase(sql) === null)
    .map(({ id, sql, parameters, columns }) => ({
      title: id,
      sql: told(withGiven(sql, Object.fromEntries(parameters.map(({ name, example }) => [name, example])))),
      compared: columns.flatMap((name, at) => (undecided[id]?.includes(name) ? [] : [at])),
    }))
}

function rulesAsQueries({ rules: { ruleTexts }, ruleQuery: { ruleQuery } }) {
  return [...ruleTexts].flatMap(([id, text]) => {
    const query = ruleQuery(text)
    return query.ok ? [{ title: `rule ${id}`, sql: query.value, compared: [1] }] : []
  })
}

async function otherAnswers(asked, here, there) {
  let other = 0
  for (const { title, sql, compared } of asked) {
    const only = (rows) => rows.map((row) => compared.map((at) => row[at]))
    const theirs = only(await there.rows(sql))
    if (await isOther(title, 'DuckDB', async () => only(await here.rows(sql, 'athena')), theirs)) other++
  }
  return { of: asked.length, other }
}

/** Of all events, column by column. */
async function columnsThatDiffer(columns, here, there) {
  const sql = `SELECT ${columns.join(', ')} FROM events`
  const eventID = columns.findIndex((name) => name.toLowerCase() === 'eventid')
  const byEvent = (rows) => new Map(rows.map((row) => [row[eventID], row.map(comparableCell)]))
  const [ours, theirs] = [byEvent(await here.rows(sql, 'sqlite')), byEvent(await there.rows(sql))]
  const differing = columns.filter((name, at) => {
    const others = [...ours].filter(([id, row]) => row[at] !== theirs.get(id)?.[at])
    if (others.length === 0) return false
    const [[id, row]] = others
    say(`  ${name}: differs in ${others.length} of ${ours.size} events, such as ${id}:`)
    say(`    here  ${String(row[at]).slice(0, 300)}\n    Trino ${String(theirs.get(id)?.[at]).slice(0, 300)}`)
    return true
  })
  return differing.length
}

/** Tells what differs. What an engine refuses is other, too. */
async function isOther(title, engine, rowsOf, rowsThere) {
  try {
    return areOther(title, engine, await rowsOf(), rowsThere)
  } catch (error) {
    say(`  ${title}: ${engine} does not answer: ${error.message.trim().split('\n').at(-1)}`)
    return true
  }
}

function areOther(title, engine, rows, rowsThere) {
  const [ours, theirs] = [rows, rowsThere].map((each) => each.map(comparable).sort())
  if (ours.length === theirs.length && ours.every((row, at) => row === theirs[at])) return false
  const only = (some, others) => {
    const those = new Set(others)
    return some.filter((row) => !those.has(row))
  }
  const [extra, lacking] = [only(ours, theirs), only(theirs, ours)]
  say(
    `  ${title}: ${ours.length} rows in ${engine}, ${theirs.length} in Trino; ${extra.length} and ${lacking.length} differ`,
  )
  for (const row of extra.slice(0, 2)) say(`    ${engine} ${row.slice(0, 300)}`)
  for (const row of lacking.slice(0, 2)) say(`    Trino ${row.slice(0, 300)}`)
  return true
}

function told(answer) {
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}
