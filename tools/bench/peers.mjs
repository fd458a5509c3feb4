// Other tools over the same trail: how each is had, started and checked.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { measureNode, measureShell } from './measure.mjs'
import { textsFor } from './sql-questions.mjs'
import { cacheFolder } from './trail.mjs'
import { counts, sameEvents, sameTable } from './truth.mjs'

const script = (name) => join(import.meta.dirname, name)
const duckdbVersion = '1.5.6-r.1'
const duckdbFolder = join(cacheFolder, `duckdb-${duckdbVersion}`)
/** Of the Python Package Index: newer than those for Node.js, or only there. */
const pythonPackages = { duckdb: 'duckdb==2.0.0', chdb: 'chdb==4.4.0' }
const python = join(cacheFolder, 'python/bin/python')
const sqlRepeats = 7

/** Until a typed table without duplicates is there. */
export const typedLoads = {
  'duckdb-typed': {
    text: `DuckDB ${duckdbVersion}, typed schema, dedupe`,
    prepare: installDuckdb,
    run: ({ logs }) => measureNode(script('duckdb.mjs'), [duckdbFolder, logs, 'typed']),
    check: sameTable,
  },
  'duckdb-auto': {
    text: `DuckDB ${duckdbVersion}, schema found by itself`,
    prepare: installDuckdb,
    run: ({ logs }) => measureNode(script('duckdb.mjs'), [duckdbFolder, logs, 'auto']),
    check: (output, truth) => counts({ truth: { events: truth.records }, got: JSON.parse(output) }),
  },
  ...ofPython((peer, version) => [
    `${peer === 'duckdb' ? 'duckdb2' : peer}-typed`,
    {
      text: `${version}: typed schema, dedupe`,
      prepare: () => installPython(version),
      run: ({ logs }) => runPython(peer, logs, {}),
      check: sameTable,
    },
  ]),
}

export const sqlPeers = {
  'exports-duckdb': {
    text: `DuckDB ${duckdbVersion}: COPY of the typed table`,
    prepare: installDuckdb,
    run: ({ logs }) => measureNode(script('duckdb.mjs'), [duckdbFolder, logs, 'exports']),
    check: sameEvents,
  },
  ...ofPython((peer, version) => [
    `sql-${peer}`,
    {
      text: `${version}: typed table, the same questions`,
      prepare: () => installPython(version),
      run: ({ logs }) => runPython(peer, logs, textsFor(peer)),
      check: sameTable,
      // It repeats each question itself.
      once: true,
    },
  ]),
  suzaku: {
    text: 'Suzaku: its own rules, without hashes and dedupe',
    prepare: () => {
      const program = process.env.TRAILPROOF_BENCH_SUZAKU
      if (!program) return 'TRAILPROOF_BENCH_SUZAKU does not say where it is'
      return existsSync(program) ? null : `there is no ${program}`
    },
    run: runSuzaku,
    // More than a minute, on both cores.
    once: true,
  },
}

function ofPython(subject) {
  return Object.fromEntries(Object.entries(pythonPackages).map((each) => subject(...each)))
}

/** Its peak memory it tells itself. */
async function runPython(peer, logs, questions) {
  const command = '"$BENCH_PYTHON" "$BENCH_SCRIPT" "$BENCH_PEER" "$BENCH_LOGS" "$BENCH_REPEATS" <<< "$BENCH_QUESTIONS"'
  const measured = await measureShell(command, {
    BENCH_PYTHON: python,
    BENCH_SCRIPT: script('sql-peer.py'),
    BENCH_PEER: peer,
    BENCH_LOGS: logs,
    BENCH_REPEATS: String(sqlRepeats),
    BENCH_QUESTIONS: JSON.stringify(questions),
  })
  return { ...measured, rss: measured.code === 0 ? (JSON.parse(measured.output).rss ?? Number.NaN) : Number.NaN }
}

/** Its rules lie beside it. */
async function runSuzaku({ folder }) {
  const program = resolve(process.env.TRAILPROOF_BENCH_SUZAKU)
  const place = mkdtempSync(join(tmpdir(), 'trailproof-bench-'))
  const command = 'cd "$BENCH_PLACE" && "$BENCH_PROGRAM" aws-ct-timeline -d "$BENCH_FOLDER" -o "$BENCH_OUT"'
  const environment = { BENCH_PLACE: dirname(program), BENCH_PROGRAM: program, BENCH_FOLDER: folder }
  const measured = await measureShell(command, { ...environment, BENCH_OUT: join(place, 'timeline.csv') })
  rmSync(place, { recursive: true })
  return measured
}

function installDuckdb() {
  const installed = join(duckdbFolder, 'node_modules/@duckdb/node-api')
  if (existsSync(installed)) return null
  mkdirSync(duckdbFolder, { recursive: true })
  writeFileSync(join(duckdbFolder, 'package.json'), '{ "private": true }\n')
  try {
    const args = ['install', '--no-audit', '--no-fund', `@duckdb/node-api@${duckdbVersion}`]
    execFileSync('npm', args, { cwd: duckdbFolder, stdio: 'ignore', timeout: 300_000 })
    return null
  } catch {
    return `npm could not install @duckdb/node-api@${duckdbVersion}`
  }
}

function installPython(version) {
  const [name, wanted] = version.split('==')
  const asked = `import importlib.metadata as m; raise SystemExit(m.version(${JSON.stringify(name)}) != ${JSON.stringify(wanted)})`
  try {
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', join(cacheFolder, 'python')], { stdio: 'ignore' })
    // What is installed needs no registry.
    if (succeeds(python, ['-c', asked])) return null
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', version], { stdio: 'ignore', timeout: 600_000 })
    return null
  } catch {
    return `pip could not install ${version}`
  }
}

export const has = (program) => succeeds('sh', ['-c', `command -v ${program}`])

function succeeds(program, args) {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
