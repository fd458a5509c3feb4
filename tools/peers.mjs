#!/usr/bin/env node
// npm run peers -- [FOLDER…]: asks Trino, SQLite and DuckDB the same questions over the same log files, and compares the rows.
// Trino is asked of Maven once (0.8 GB) and kept in the cache of the user. Where there is no JDK 24 or no Maven, it says so
// and ends well. Needs a build.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { filters, questions, sameColumns } from './peers/questions.mjs'
import { layOut } from './peers/trail.mjs'
import { startTrino } from './peers/trino-server.mjs'

const home = resolve(import.meta.dirname, '..')
const cli = join(home, 'out', 'main', 'cli.js')
const asked = process.argv.slice(2)
const folders = asked.length > 0 ? asked : [join(home, 'resources', 'sample-case')]
const say = (text) => process.stdout.write(`${text}\n`)

if (!existsSync(cli)) {
  say('peers: not run, for there is no build: npm run build')
  process.exit(64)
}
const root = mkdtempSync(join(tmpdir(), 'trailproof-peers-'))
const trino = await startTrino(root)
let differing = 0
try {
  if ('missing' in trino) say(`peers: not run. ${trino.missing}.`)
  else for (const folder of folders) differing += await compare(folder, trino.endpoint)
} finally {
  if ('end' in trino) await trino.end()
  rmSync(root, { recursive: true, force: true })
}
process.exitCode = differing === 0 ? 0 : 1

/** How many questions have other rows. */
async function compare(folder, endpoint) {
  const name = `${basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')}_peer`
  const bucket = join(root, name)
  mkdirSync(bucket)
  if (layOut(folder, bucket) === 0) {
    say(`${folder}: no log files by CloudTrail’s names`)
    return 0
  }
  const { statements } = JSON.parse(
    trailproof('ddl', bucket, '--on', 'trino', '--location', `local:///${name}`, '--json'),
  )
  await ask(endpoint, null, `CREATE SCHEMA hive.${name}`)
  for (const { sql } of statements) await ask(endpoint, name, sql)
  const asJson = ['--format', 'json']
  const here = (sql) => rowsIn(trailproof('query', bucket, ...asJson, '--sql', sql))
  const inDuckDb = (sql) => rowsIn(trailproof('query', bucket, ...asJson, '--dialect', 'athena', '--sql', sql))
  const onTrino = ['query', '--on', 'trino', '--server', endpoint, '--catalog', 'hive', '--schema', name, ...asJson]
  const there = (sql) => rowsIn(trailproof(...onTrino, '--sql', sql))
  const other = { SQLite: 0, DuckDB: 0 }
  for (const { title, sql, here: sqlHere } of questions) {
    const theirs = there(sql)
    if (areOther(title, 'SQLite', () => here(sqlHere), theirs)) other.SQLite++
    if (areOther(title, 'DuckDB', () => inDuckDb(sql), theirs)) other.DuckDB++
  }
  for (const [engine, count] of Object.entries(other))
    say(
      `${folder}: ${questions.length - count} of ${questions.length} questions have equal rows in Trino and ${engine}`,
    )
  const columns = sameColumns(there('DESCRIBE events').map(([column]) => column))
  const unlike = columnsThatDiffer(columns, here, there)
  say(`${folder}: ${columns.length - unlike} of ${columns.length} columns have equal values in every event`)
  const otherFilters = filters.filter((filter) => {
    const shown = join(root, 'shown.json')
    trailproof('export', bucket, '--filter', filter, '--format', 'json', '--out', shown)
    const ours = JSON.parse(readFileSync(shown, 'utf8')).Records.map(({ eventID }) => [eventID])
    for (const file of [shown, `${shown}.manifest.json`]) rmSync(file)
    const theirs = JSON.parse(trailproof(...onTrino, '--filter', filter)).rows.map(({ eventID }) => [eventID])
    return areOther(`filter “${filter}”`, 'the case', () => ours, theirs)
  })
  say(`${folder}: ${filters.length - otherFilters.length} of ${filters.length} filters show the same events`)
  return other.SQLite + other.DuckDB + unlike + otherFilters.length
}

/** Of all events, column by column. */
function columnsThatDiffer(columns, here, there) {
  const sql = `SELECT ${columns.join(', ')} FROM events`
  const eventID = columns.findIndex((name) => name.toLowerCase() === 'eventid')
  const byEvent = (rows) => new Map(rows.map((row) => [row[eventID], row.map(comparableCell)]))
  const [ours, theirs] = [byEvent(here(sql)), byEvent(there(sql))]
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
function areOther(title, engine, rowsOf, rowsThere) {
  let rows
  try {
    rows = rowsOf()
  } catch (error) {
    say(`  ${title}: ${engine} does not answer: ${error.message.trim().split('\n').at(-1)}`)
    return true
  }
  const [ours, theirs] = [rows, rowsThere].map((each) => each.map(comparable).sort())
  if (ours.length === theirs.length && ours.every((row, at) => row === theirs[at])) return false
  const only = (some, others) => some.filter((row) => !new Set(others).has(row))
  const [extra, lacking] = [only(ours, theirs), only(theirs, ours)]
  say(
    `  ${title}: ${ours.length} rows in ${engine}, ${theirs.length} in Trino; ${extra.length} and ${lacking.length} differ`,
  )
  for (const row of extra.slice(0, 2)) say(`    ${engine} ${row.slice(0, 300)}`)
  for (const row of lacking.slice(0, 2)) say(`    Trino ${row.slice(0, 300)}`)
  return true
}

/** A row as a text that is the same for the same values, whatever form each engine gives them. */
function comparable(row) {
  return JSON.stringify(row.map(comparableCell))
}

function comparableCell(cell) {
  if (typeof cell !== 'string') return cell
  if (cell === 'true' || cell === 'false') return cell === 'true' ? 1 : 0
  const time = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.000)?Z?$/.exec(cell)
  if (time !== null) return `${time[1]} ${time[2]}`
  return /^[{[]/.test(cell) ? inOrder(cell) : cell
}

/** JSON with its members in order. Of names that differ in upper and lower case only, Trino's reader keeps the last. */
function inOrder(text) {
  try {
    return JSON.stringify(sorted(JSON.parse(text)))
  } catch {
    return text
  }
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const kept = new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), [name, sorted(member)]]))
  return Object.fromEntries([...kept.values()].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function rowsIn(text) {
  return JSON.parse(text).rows.map(Object.values)
}

function trailproof(...args) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`trailproof ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** What creates tables and views: the command only reads. */
async function ask(endpoint, schema, sql) {
  // Commands that run in between let a connection that is kept go stale.
  const headers = { 'X-Trino-User': 'peers', 'X-Trino-Catalog': 'hive', Connection: 'close' }
  if (schema !== null) headers['X-Trino-Schema'] = schema
  let answer = await fetch(`${endpoint}/v1/statement`, { method: 'POST', headers, body: sql })
  for (;;) {
    const { error, nextUri } = await answer.json()
    if (error !== undefined) throw new Error(`${error.message}\n${sql}`)
    if (nextUri === undefined) return
    answer = await fetch(nextUri, { headers })
  }
}
