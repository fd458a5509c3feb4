#!/usr/bin/env node
// npm run check (fast): types, lint, walls and units. npm test (all): these, the build, and journeys over what was built, in a
// browser and in Electron.
// Ends with one line “N passed, N failed”, summed from the runners' own reports.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const reports = join(root, 'node_modules', '.cache', 'trailproof')
const scope = process.argv[2]
const longestPeersMs = 15 * 60_000
const longestElectronMs = 15 * 60_000
/** EX_UNAVAILABLE of BSD's sysexits.h: what `tools/electron.mjs` ends with where there is no Electron. */
const unavailable = 69
if (scope !== 'fast' && scope !== 'all') {
  process.stderr.write('Usage: node tools/check.mjs fast|all\n')
  process.exit(64)
}

mkdirSync(reports, { recursive: true })
const outcomes = [
  runTool('types', 'typescript/bin/tsc', ['-b', 'src-shared', 'src-main', 'src-renderer', 'test']),
  runTool('lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings']),
  runTests('tests', 'test/vitest.config.ts'),
]
if (scope === 'all') {
  const build = runTool('build', 'electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])
  outcomes.push(build)
  if (build.failed === 0)
    outcomes.push(runTests('journeys', 'test/journey/vitest.config.ts'), runElectron(), tryPackage())
  else process.stdout.write('journeys: not run, for there is no build\n')
}

if (scope === 'all' && outcomes.every(({ failed }) => failed === 0)) outcomes.push(comparePeers())

const sum = (count) => outcomes.reduce((total, outcome) => total + outcome[count], 0)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exitCode = sum('failed') === 0 ? 0 : 1

/** A tool that is right or wrong as a whole. */
function runTool(name, bin, args) {
  const { status, output, seconds } = run(bin, args)
  const outcome = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  say(name, outcome, seconds, output)
  return outcome
}

function runTests(name, config) {
  const report = join(reports, `${name}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const { status, output, seconds } = run('vitest/vitest.mjs', ['run', '--config', config, '--root', '.', ...reporters])
  const outcome = readReport(report, status)
  say(name, outcome, seconds, output)
  return outcome
}

/** Those of the journeys that `npm test` has time for, in Electron; where none can be had, the line that says why. */
function runElectron() {
  const { status, output, seconds } = run(join(root, 'tools/electron.mjs'), ['--short'], longestElectronMs)
  if (status === unavailable) {
    process.stdout.write(`${output.trim()}\n`)
    return { passed: 0, failed: 0 }
  }
  const [, version, passed, failed] = /journeys in Electron (\S+): (\d+) passed, (\d+) failed/.exec(output) ?? [
    0,
    '',
    0,
    0,
  ]
  const outcome = { passed: Number(passed), failed: status === 0 ? 0 : Math.max(1, Number(failed)) }
  say(`journeys in Electron ${version}`, outcome, seconds, output)
  return outcome
}

/** A package of what was built, tried by an ordinary user; where no Electron can be had, the line that says why. */
function tryPackage() {
  const { status, output, seconds } = run(join(root, 'tools/package/try.mjs'), [], longestElectronMs)
  if (status === unavailable) {
    process.stdout.write(`${output.trim()}\n`)
    return { passed: 0, failed: 0 }
  }
  const [, failed = 0, passed = 0] = /Tests +(?:(\d+) failed \| )?(\d+) passed/.exec(output) ?? []
  const outcome = { passed: Number(passed), failed: status === 0 ? 0 : Math.max(1, Number(failed)) }
  say('package', outcome, seconds, output)
  return outcome
}

/** Answers beside Trino's; where Trino cannot be had, the line that says why. Maven gives 0.8 GB of it the first time. */
function comparePeers() {
  const { status, output, seconds } = run(join(root, 'tools/peers.mjs'), [], longestPeersMs)
  const isMissing = status === 0 && output.includes('peers: not run')
  if (isMissing) {
    process.stdout.write(`${output.trim()}\n`)
    return { passed: 0, failed: 0 }
  }
  const outcome = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  say('peers', outcome, seconds, output)
  return outcome
}

/** Vitest's JSON report. A file that could not even be loaded has no tests to count and fails as one; so does a skipped test. */
function readReport(file, status) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    const failed = numFailedTests + numPendingTests + numTodoTests + broken.length
    return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** `bin`: within node_modules, or a whole path. */
function run(bin, args, timeout = 0) {
  const started = performance.now()
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [resolve(root, 'node_modules', bin), ...args], {
    cwd: root,
    timeout,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, TZ: 'UTC', NO_COLOR: '1', FORCE_COLOR: undefined },
  })
  const output = error === undefined ? stdout + stderr : error.message
  return { status, output, seconds: (performance.now() - started) / 1000 }
}

/** One line for what is well; everything the runner said for what is not. */
function say(name, { passed, failed }, seconds, output) {
  if (failed > 0) process.stdout.write(`${output.trim()}\n`)
  process.stdout.write(`${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)\n`)
}
