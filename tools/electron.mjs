#!/usr/bin/env node
// npm run journeys:electron [-- FILE… | --short]: the journeys in Electron, on a screen that nobody sees; needs a build.
// As the superuser on Debian it installs by apt-get what Electron needs, and runs as the user nobody. Where no Electron can
// be had it says so in one line and ends with 69.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { openDesktop } from './electron/desktop.mjs'
import { electronRuntime } from './electron/runtime.mjs'

const root = resolve(import.meta.dirname, '..')
/** EX_UNAVAILABLE of BSD's sysexits.h. */
const unavailable = 69
/** What `npm test` has time for: all that only Electron has, and where the window meets its host. */
const short = [
  'electron/', 'addition', 'bad-input', 'being-judged', 'case-file', 'export', 'first-time', 'long-query', 'looks', 'queries', 'report',
].map((name) => `test/journey/${name}`) // biome-ignore format: a list
const say = (text) => process.stdout.write(`${text}\n`)

if (!existsSync(join(root, 'out', 'main', 'index.js'))) {
  say('journeys in Electron: not run, for there is no build: npm run build')
  process.exit(64)
}
const electron = await electronRuntime()
const desktop = 'missing' in electron ? electron : await openDesktop(electron.executable)
if ('missing' in desktop) {
  say(`journeys in Electron: NOT RUN. ${desktop.missing}.`)
  process.exit(unavailable)
}
const asked = process.argv.slice(2)
process.exitCode = await runJourneys(asked.includes('--short') ? short : asked)
desktop.end()

async function runJourneys(files) {
  const place = readablePlace()
  // Pictures of journeys that fail are left there by whoever runs them.
  const output = join(place, 'test', '.output')
  mkdirSync(output, { recursive: true })
  if (process.getuid?.() === 0) chmodSync(output, 0o1777)
  const report = join(desktop.env.HOME, 'report.json')
  const vitest = [
    join(place, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', '.',
    '--config', 'test/journey/electron.vitest.config.ts', '--configLoader', 'runner',
    '--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`, ...files,
  ] // biome-ignore format: in rows
  const [program, args] = desktop.asUser(process.execPath, vitest)
  const child = spawn(program, args, {
    cwd: place,
    stdio: 'inherit',
    env: { ...desktop.env, TZ: 'UTC', TRAILPROOF_ELECTRON: electron.executable.replace(root, place) },
  })
  process.once('exit', () => child.kill())
  const [code] = await once(child, 'exit')
  tell(report, place)
  return code ?? 1
}

/** The checkout, or a copy (of hard links where it can be) where the ordinary user may not read it. */
function readablePlace() {
  const [program, args] = desktop.asUser('test', ['-r', join(root, 'out', 'main', 'index.js')])
  if (spawnSync(program, args).status === 0) return root
  const place = join(desktop.env.HOME, 'checkout')
  mkdirSync(place)
  const parts = readdirSync(root).filter((name) => !name.startsWith('.'))
  const copy = (flags) => spawnSync('cp', [flags, ...parts, place], { cwd: root }).status === 0
  if (!copy('-al')) copy('-a')
  return place
}

/** How many, and which of one host only. */
function tell(report, place) {
  if (!existsSync(report)) return
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({ file: relative(place, name), title, status })),
  )
  const ofElectron = tests.filter(({ file }) => file.startsWith('test/journey/electron/'))
  const ofBrowser = tests.filter(({ status }) => status === 'skipped' || status === 'pending')
  for (const [host, some] of [
    ['Electron', ofElectron],
    ['the browser host', ofBrowser],
  ]) {
    say(`Of ${host} only: ${some.length}`)
    for (const { file, title } of some) say(`  ${file}: ${title}`)
  }
  say(`journeys in Electron ${electron.version}: ${numPassedTests} passed, ${numFailedTests} failed`)
}
