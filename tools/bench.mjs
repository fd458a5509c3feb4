// Measures Trailproof beside floors and other tools, on one generated trail, in fresh processes. See --help.
import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { spread } from './bench/measure.mjs'
import { accept, check, ratiosOf, subjectsChecked } from './bench/ratios.mjs'
import { asTable, tooSlow } from './bench/report.mjs'
import { subjects } from './bench/subjects.mjs'
import { benchTrail, cacheFolder, sizes } from './bench/trail.mjs'

const help = `npm run bench -- [NAMES…] [--size ${Object.keys(sizes).join('|')}] [--runs N] [--json] [--check | --accept]

Names: ${Object.keys(subjects).join(', ')}; without names, all of them.
Runs are taken in turns, so that a slow minute of the machine falls on all alike. The machine should be idle, and one
round before the first that counts fills the page cache. The trail and DuckDB are kept in
${cacheFolder} (TRAILPROOF_BENCH_CACHE says another place).
Compare ratios of CPU to a floor of the same run; seconds belong to one machine.

--check   measures what the accepted ratios are of, and ends with 1 when one has grown by more than 15 %
--accept  measures the same and accepts the ratios, in tools/bench/accepted-ratios.json`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '1M' },
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const asked = positionals.length > 0 ? positionals : Object.keys(subjects)
const names = values.check || values.accept ? subjectsChecked : asked
const runs = Number(values.runs)
const unknown = names.filter((name) => !(name in subjects))
if (values.help || unknown.length > 0 || !(values.size in sizes) || !(runs >= 1)) {
  console.log(unknown.length > 0 ? `There is nothing to measure by the name ${unknown.join(', ')}.\n\n${help}` : help)
  process.exit(values.help ? 0 : 64)
}
const milestoneTexts = {
  usable: 'engine: timeline, facets and page answer (all events; verdicts follow)',
  judged: 'engine: every file has its verdict',
  ready: 'engine: SQL answers',
  found: 'engine: all rules have run',
}
/** Those that print what they measured themselves. */
const printsFigures = new Set(['queries', 'window', 'exports', 'exports-duckdb', 'memory', 'cores', 'electron'])
const say = (text) => process.stderr.write(`${text}\n`)

const trail = await benchTrail(values.size, say)
const skipped = {}
for (const name of names) {
  const reason = await subjects[name].prepare(trail)
  if (reason) skipped[name] = reason
}
const measured = names.filter((name) => !(name in skipped))

const results = Object.fromEntries(measured.map((name) => [name, { text: subjects[name].text, taken: [], wrong: [] }]))
const [loadBefore] = loadavg()
for (let round = 0; round <= runs; round++) {
  for (const name of measured) {
    if (subjects[name].once && round !== 1) continue
    const isWarmUp = round === 0
    say(isWarmUp ? `warm-up: ${name}` : `run ${round} of ${runs}: ${name}`)
    const run = await subjects[name].run(trail)
    const wrong = wrongWith(subjects[name], run)
    if (wrong.length > 0) results[name].wrong = wrong
    if (!isWarmUp) results[name].taken.push(run)
  }
}

function wrongWith({ check }, run) {
  if (run.code !== 0) {
    // Behind a message Node.js writes a stack and its version.
    const lines = run.errors.trim().split('\n')
    return [`it ended with ${run.code}: ${lines.find((line) => /Error: /.test(line)) ?? lines.at(-1)}`]
  }
  return check ? check(run.output, trail.truth) : []
}

const machine = {
  cpu: `${cpus().length} × ${cpus()[0].model}`,
  memoryGb: Math.round(totalmem() / 1e9),
  system: `${platform()} ${release()}`,
  node: process.version,
  load: loadBefore,
  date: new Date().toISOString(),
}
const report = {
  machine,
  size: values.size,
  runs,
  trail: trail.truth,
  skipped,
  results: Object.fromEntries(
    measured.map((name) => {
      const { text, taken, wrong } = results[name]
      const of = (field) => spread(taken.map((run) => run[field]))
      const last = taken.at(-1)
      const asked = name.startsWith('sql') && last?.code === 0 ? JSON.parse(last.output) : undefined
      const parsed = () => (wrong.length === 0 ? taken.map((run) => JSON.parse(run.output)) : undefined)
      const outputs = printsFigures.has(name) ? parsed() : undefined
      const answers = name === 'queries' && outputs ? answersOf(outputs) : undefined
      return [name, { text, wrong, wall: of('wall'), cpu: of('cpu'), rss: of('rss'), answers, asked, outputs }]
    }),
  ),
}
for (const [name, text] of Object.entries(report.results.queries?.answers ? milestoneTexts : {}))
  report.results[name] = milestone(name, text)
console.log(values.json ? JSON.stringify(report, null, 2) : asTable(report))
if (values.accept) accept(values.size, ratiosOf(report.results))
const checked = values.check ? check(values.size, ratiosOf(report.results)) : { lines: [], isGood: true }
const slow = values.check && report.results.sql?.asked ? tooSlow(report.results.sql.asked) : []
for (const line of [...checked.lines, ...slow]) say(line)
process.exitCode =
  !checked.isGood || slow.length > 0 || Object.values(results).some(({ wrong }) => wrong.length > 0) ? 1 : 0

/** How far the engine was, and what it had cost since the start of its process. */
function milestone(name, text) {
  const reached = results.queries.taken.map(({ output }) => JSON.parse(output).milestones[name])
  const of = (field) => spread(reached.map((each) => each[field]))
  return { text, wrong: [], wall: of('wall'), cpu: of('cpu'), rss: of('rss') }
}

/** Milliseconds of every question, over all repetitions of all runs; lag of the asking thread, run by run. */
function answersOf(outputs) {
  const queries = Object.keys(outputs[0].queries).map((name) => [
    name,
    spread(outputs.flatMap((each) => each.queries[name])),
  ])
  const lag = (when) => ({
    p99: spread(outputs.map((each) => each[when].lagP99)),
    max: spread(outputs.map((each) => each[when].lagMax)),
  })
  return {
    queries: Object.fromEntries(queries),
    lag: { 'opening the case': lag('opening'), 'a long query': lag('longQuery') },
  }
}
