#!/usr/bin/env node
// npm start [-- FOLDER… | --sample] [--browser | --electron] [--open] [--dev]
// Builds when needed, then opens Trailproof in Electron where it can run, else in a browser on this machine.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { installedElectron } from './electron/runtime.mjs'

const root = resolve(import.meta.dirname, '..')
const asked = readArguments(process.argv.slice(2))
if (!existsSync(join(root, 'node_modules'))) end(1, 'The packages are not installed yet: run “npm ci” first.')
if (!asked.dev) buildWhenStale()
const host = await chooseHost()
say(`Opening in ${host.electron === null ? 'a browser' : 'Electron'}: ${host.why}.`)
process.exitCode = await run(host.electron)

function readArguments(args) {
  const known = ['--browser', '--electron', '--dev', '--sample', '--open', '--help']
  const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(arg))
  if (unknown !== undefined) end(64, `npm start does not know “${unknown}”. ${usage()}`)
  const has = (name) => args.includes(name)
  if (has('--help')) end(0, usage())
  // npm changes to the package's folder; INIT_CWD is where its user was.
  const from = process.env.INIT_CWD ?? process.cwd()
  const folders = args.filter((arg) => !arg.startsWith('-')).map((folder) => resolve(from, folder))
  if (has('--browser') && has('--electron')) end(64, '--browser and --electron exclude each other.')
  const force = has('--browser') ? 'browser' : has('--electron') ? 'electron' : null
  return { folders, force, dev: has('--dev'), open: has('--open') }
}

function usage() {
  return 'Usage: npm start -- [FOLDER…] [--browser | --electron] [--open] [--dev]; without a folder the sample case opens.'
}

function buildWhenStale() {
  const built = join(root, 'out', 'main', 'cli.js')
  const sources = ['src-main', 'src-renderer', 'src-shared', 'electron.vite.config.ts', 'package-lock.json']
  const newest = Math.max(...sources.map((source) => newestIn(join(root, source))))
  const isComplete = [built, at('out/renderer/index.html'), at('out/preload/preload.cjs')].every((file) =>
    existsSync(file),
  )
  if (isComplete && statSync(built).mtimeMs >= newest) return
  say(isComplete ? 'Sources changed: building…' : 'Building…')
  const build = spawnSync(process.execPath, [electronVite(), 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (build.status !== 0) end(1, 'The build failed; see above.')
}

function newestIn(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

/** Electron's program and why, or null and why not. Never loads the package: that alone would start a download. */
async function chooseHost() {
  if (asked.force === 'browser') return { electron: null, why: '--browser was given' }
  const obstacle = asked.force === 'electron' ? null : whyElectronCannotRun()
  if (obstacle !== null) return { electron: null, why: obstacle }
  const installed = installedElectron()
  if (installed !== null) return { electron: installed, why: 'its program is installed' }
  const fetched = await fetchElectron()
  if (fetched === null) return { electron: installedElectron(), why: 'its program was fetched' }
  if (asked.force === 'electron') end(1, `Electron cannot be used: ${fetched}.`)
  return { electron: null, why: fetched }
}

function whyElectronCannotRun() {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no desktop for Electron to open a window on'
  if (process.getuid() === 0) return 'Electron keeps its sandbox and that refuses to run as root'
  return null
}

function hasDesktop() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Tries once, visibly and for 20 seconds; a failure is remembered so that later starts do not wait. Null when it came. */
async function fetchElectron() {
  const memory = at('node_modules/.cache/trailproof/electron-not-fetched')
  if (asked.force !== 'electron') {
    if (existsSync(memory))
      return 'Electron’s program could not be fetched before (npm start -- --electron tries again)'
    if (!process.stdout.isTTY) return 'Electron’s program is not installed, and it is fetched only from a terminal'
  }
  say('Fetching Electron’s program, once (at most 20 seconds)…')
  const fetch = spawnSync(process.execPath, [at('node_modules/electron/install.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 20_000,
    killSignal: 'SIGKILL',
  })
  if (fetch.status === 0 && installedElectron() !== null) return null
  const why = fetch.signal === null ? firstLine(fetch.stderr) : 'it took longer than 20 seconds'
  mkdirSync(join(memory, '..'), { recursive: true })
  writeFileSync(memory, `${why}\n`)
  return `Electron’s program could not be fetched (${why})`
}

function firstLine(stderr) {
  const lines = String(stderr)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? 'no reason was given').trim().slice(0, 120)
}

async function run(electron) {
  const targets = asked.folders.length > 0 ? asked.folders : ['--sample']
  if (asked.dev) return runDev(electron, targets)
  if (electron !== null) {
    const started = Date.now()
    const code = await follow(electron, [root, ...targets])
    if (code === 0 || Date.now() - started > 5_000 || asked.force === 'electron') return code
    say(`Electron ended at once with code ${code}. Opening in a browser instead.`)
  }
  return follow(process.execPath, [at('out/main/cli.js'), 'serve', ...targets, ...openFlag()])
}

/** Hot reload: electron-vite starts Vite and then either Electron or, told so by two variables, the browser host. */
function runDev(electron, targets) {
  if (electron !== null) return follow(process.execPath, [electronVite(), 'dev', '--', ...targets])
  const env = { ...process.env, ELECTRON_EXEC_PATH: process.execPath, ELECTRON_ENTRY: 'out/main/cli.js' }
  return follow(process.execPath, [electronVite(), 'dev', '--', 'serve', ...targets, ...openFlag()], env)
}

function openFlag() {
  return asked.open || (process.stdout.isTTY && hasDesktop()) ? ['--open'] : []
}

/** Runs it in front. Ctrl-C reaches it by the terminal; it decides how to end, and this waits for that. */
function follow(program, args, env = process.env) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((done) => {
    child.once('error', (error) => end(1, `${program} cannot be run: ${error.message}`))
    child.once('exit', (code, signal) => done(signal === null ? code : 1))
  })
}

function at(path) {
  return join(root, path)
}

function electronVite() {
  return at('node_modules/electron-vite/bin/electron-vite.js')
}

function say(sentence) {
  process.stdout.write(`${sentence}\n`)
}

function end(code, sentence) {
  ;(code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`)
  process.exit(code)
}
