// The bench's table, with the goals it is held against.
import { coreLines } from './cores.mjs'
import { electronLines } from './electron-report.mjs'
import { exportLines } from './export-report.mjs'
import { memoryLines } from './memory-report.mjs'
import { mostMs as mostSqlMs, mostToStartMs } from './sql-questions.mjs'
import { table } from './table.mjs'
import { windowLines } from './window-report.mjs'

/** Of 1M events; `of` is what the ratio is to, in the same run. */
const goals = [
  { name: 'usable', field: 'wall', of: 'duckdb-typed', most: 0.6, text: 'timeline and filters: wall to DuckDB, typed' },
  { name: 'ready', field: 'wall', of: 'duckdb-typed', most: 0.85, text: 'SQL: wall to DuckDB, typed' },
  { name: 'ready', field: 'cpu', of: 'floor-parse', most: 1.2, text: 'SQL: CPU to the floor with JSON.parse' },
  { name: 'ready', field: 'rss', most: 1000, text: 'SQL: peak memory, MB' },
  { name: 'usable', field: 'wall', of: 'chdb-typed', most: 0.7, text: 'usable to chdb: wall' },
  { name: 'usable', field: 'cpu', of: 'chdb-typed', most: 1, text: 'usable to chdb: CPU' },
  { name: 'ready', field: 'wall', of: 'chdb-typed', most: 0.9, text: 'ready to chdb: wall' },
  { name: 'ready', field: 'cpu', of: 'chdb-typed', most: 1.05, text: 'ready to chdb: CPU' },
  { name: 'judged', field: 'wall', of: 'chdb-typed', most: 1, text: 'judged to chdb: wall' },
  { name: 'judged', field: 'cpu', of: 'chdb-typed', most: 1.15, text: 'judged to chdb: CPU' },
  { name: 'found', field: 'wall', of: 'chdb-typed', most: 1.4, text: 'found to chdb: wall' },
  { name: 'verify', field: 'cpu', of: 'floor-inflate', most: 1.3, text: 'verify: CPU to the floor without JSON.parse' },
  { name: 'verify', field: 'wall', of: 'pipe', most: 0.6, text: 'verify: wall to gunzip piped to sha256sum' },
]
const answerMs = 10
/** Where it is not that: text contained in any of ten columns, and what reads the log files again. */
const mostMs = { 'first page, free text': 50, 'SQL: one field of every record': 6000, 'a text in every record': 1500 }
const lagMs = 10

export function asTable({ machine, size, runs, trail, skipped, results }) {
  const parts = [
    `${machine.cpu}, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, load ${machine.load.toFixed(2)} before, ${machine.date}`,
    `${size}: ${trail.records} records, ${trail.duplicates} of them duplicates, in ${trail.logFiles} log files ` +
      `(${mb(trail.jsonBytes)} MB of JSON, ${mb(trail.gzipBytes)} MB gzip), and ${trail.digests} digests`,
    `${runs} runs: min / median / max`,
    costs(results),
    ...wrongs(results),
    ...Object.entries(skipped).map(([name, reason]) => `not measured: ${name}: ${reason}`),
    goalLines(results),
    results.queries?.answers ? answerLines(results.queries.answers) : '',
    results.sql?.asked ? sqlLines(results) : '',
    exportLines(results),
    memoryLines(results.memory),
    coreLines(results.cores),
    electronLines(results.electron),
    results.window?.outputs ? windowLines(results.window.outputs) : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

const mb = (bytes) => Math.round(bytes / 1e6)
const three = ({ min, median, max }, digits) =>
  Number.isNaN(median) ? '–' : [min, median, max].map((value) => value.toFixed(digits)).join(' / ')

function costs(results) {
  const floor = results['floor-parse']?.cpu.median
  const [typed, chdb] = ['duckdb-typed', 'chdb-typed'].map((name) => results[name])
  const ratio = (value, base) => (base === undefined || Number.isNaN(value) ? '–' : (value / base).toFixed(2))
  // What the window costs is spent by the host and the browser, which are processes of their own. Exports tell theirs below.
  const { window, exports, 'exports-duckdb': duckdbExports, memory, cores, electron, ...alone } = results
  if (Object.keys(alone).length === 0) return ''
  const rows = Object.values(alone).map(({ text, wall, cpu, rss }) => [
    text,
    three(wall, 2),
    three(cpu, 2),
    Number.isNaN(rss.median) ? '–' : rss.median.toFixed(0),
    ratio(cpu.median, floor),
    ratio(wall.median, typed?.wall.median),
    ratio(wall.median, chdb?.wall.median),
    ratio(cpu.median, chdb?.cpu.median),
  ])
  const head = ['', 'wall s', 'CPU s', 'peak MB', 'CPU to floor', 'wall to DuckDB', 'wall to chDB', 'CPU to chDB']
  return table([head, ...rows])
}

const wrongs = (results) =>
  Object.entries(results).flatMap(([name, { wrong }]) => wrong.map((what) => `${name} is wrong: ${what}`))

function goalLines(results) {
  const rows = goals.flatMap(({ name, field, of, most, text }) => {
    const [ours, base] = [results[name]?.[field].median, of ? results[of]?.[field].median : 1]
    return ours === undefined || base === undefined ? [] : [held(text, ours / base, most)]
  })
  return rows.length === 0 ? '' : table([['goal (for 1M)', 'measured', 'at most', ''], ...rows])
}

function answerLines({ queries, lag }) {
  const asked = Object.entries(queries).map(([name, times]) =>
    name.startsWith('SQL') && !(name in mostMs)
      ? [name, three(times, 1), '', '']
      : [name, three(times, 1), ...held('', times.median, mostMs[name] ?? answerMs).slice(2)],
  )
  const late = Object.entries(lag).map(([name, { p99, max }]) => [
    `lag p99 while ${name} (max ${max.max.toFixed(1)})`,
    three(p99, 1),
    ...held('', p99.median, lagMs).slice(2),
  ])
  return table([['engine, ms', 'min / median / max', 'at most', ''], ...asked, ...late])
}

/** Least wall and CPU time of each question, ours beside those of the peers. */
export function sqlLines({ sql, ...others }) {
  const peers = ['sql-duckdb', 'sql-chdb'].filter((name) => others[name]?.asked !== undefined)
  const cost = (asked) =>
    asked === undefined ? '' : `${Math.min(...asked.walls).toFixed(1)} (${Math.min(...asked.cpus).toFixed(1)})`
  const rows = Object.entries(sql.asked.asked).map(([name, asked]) => [
    name,
    asked.by,
    `${asked.first.wall.toFixed(0)} (${asked.first.cpu.toFixed(0)})`,
    cost(asked),
    ...peers.map((peer) => cost(others[peer].asked.asked[name])),
    ...(name in mostSqlMs ? held('', Math.min(...asked.cpus), mostSqlMs[name]).slice(2) : ['', '']),
  ])
  const loading = (asked) => `${(asked.loading / 1000).toFixed(1)} s`
  return table([
    ['SQL, ms: wall (CPU)', 'by', 'first', 'least of the others', ...peers, 'CPU at most', ''],
    ['until all is there', '', '', loading(sql.asked), ...peers.map((peer) => loading(others[peer].asked)), '', ''],
    [
      'first answer of DuckDB, its start included',
      'duckdb',
      '',
      cost({ walls: [sql.asked.started.wall], cpus: [sql.asked.started.cpu] }),
      ...peers.map(() => ''),
      ...held('', sql.asked.started.wall, mostToStartMs).slice(2),
    ],
    ...rows,
  ])
}

/** What of ours takes longer than it may, of `--check`. */
export const tooSlow = ({ asked }) =>
  Object.entries(mostSqlMs)
    .filter(([name, most]) => Math.min(...asked[name].cpus) > most)
    .map(([name, most]) => `GROWN ${name}: ${Math.min(...asked[name].cpus).toFixed(0)} ms of CPU, at most ${most}`)

const held = (text, value, most) => [text, value.toFixed(2), String(most), value <= most ? 'held' : 'missed']
