#!/usr/bin/env node
// npm start [-- FOLDER… | --sample] [--browser | --electron] [--port N] [--open] [--dev]
// Builds when needed, then opens Trailproof in Electron where it can run, else in a browser on this machine.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { installedElectron } from './electron/runtime.mjs'

const usage =
  'Usage: npm start -- [FOLDER…] [--browser | --electron] [--port N] [--open] [--dev]; without a folder the sample case opens.'
/** MB that a build writes, with room. */
const leastFree = 100
// Not import.meta.dirname, which Node.js has since 20.11: an older one is to be told what is needed.
const root = fileURLToPath(new URL('..', import.meta.url))
const asked = readArguments(process.argv.slice(2))
sayWhatIsAmiss()
if (!asked.dev) buildWhenStale()
const host = await chooseHost()
say(`Opening in ${host.electron === null ? 'a browser' : 'Electron'}: ${host.why}.`)
sayWhatOpens()
process.exitCode = await run(host.electron)

function readArguments(args) {
  const flag = { type: 'boolean', default: false }
  const options = {
    ...{ browser: flag, electron: flag, dev: flag, sample: flag, open: flag, help: flag },
    port: { type: 'string' },
  }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (values.help) end(0, usage)
    if (values.browser && values.electron) end(64, '--browser and --electron exclude each other.')
    if (values.sample && positionals.length > 0) end(64, '--sample takes no folder.')
    // npm changes to the package's folder; INIT_CWD is where its user was.
    const from = process.env.INIT_CWD ?? process.cwd()
    if (values.electron && values.port !== undefined) end(64, '--port is for the browser: Electron uses none.')
    const isForBrowser = values.browser || values.port !== undefined
    const force = isForBrowser ? 'browser' : values.electron ? 'electron' : null
    return { ...values, folders: positionals.map((folder) => resolve(from, folder)), force }
  } catch (error) {
    end(64, `npm start: ${error.message.split('. ')[0]}.\n${usage}`)
  }
}

/** What npm does not say, or says where nobody looks: each ends in an error far from its cause. */
function sayWhatIsAmiss() {
  const { version, engines } = readJson('package.json')
  const least = engines.node.replace('>=', '')
  if (isOlder(process.versions.node, least))
    end(1, `Trailproof needs Node.js ${least} or later; this is ${process.versions.node}.`)
  if (!existsSync(at('node_modules'))) end(1, 'The packages are not installed yet: run “npm ci” first.')
  if (!areInstalled()) end(1, 'The installed packages are not those of package-lock.json: run “npm ci” again.')
  say(`Trailproof ${version}, Node.js ${process.versions.node}.`)
}

function isOlder(version, least) {
  const [one, other] = [version, least].map((text) => text.split('.').map(Number))
  const at = one.findIndex((number, place) => number !== (other[place] ?? 0))
  return at !== -1 && one[at] < (other[at] ?? 0)
}

/** By npm's own note of what it has installed. Optional packages may be missing. */
function areInstalled() {
  const note = 'node_modules/.package-lock.json'
  // Another package manager leaves none.
  if (!existsSync(at(note))) return true
  const installed = readJson(note).packages
  const locked = Object.entries(readJson('package-lock.json').packages)
  return locked.every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  )
}

function buildWhenStale() {
  const sources = [
    'src-main',
    'src-renderer',
    'src-shared',
    'electron.vite.config.ts',
    'tools/compiled.ts',
    'package-lock.json',
  ]
  const newest = Math.max(...sources.map((source) => newestIn(at(source))))
  // The first and the last that a build writes: one that was interrupted between them is done anew.
  const built = ['out/main/cli.js', 'out/preload/preload.cjs', 'out/renderer/index.html'].map(at)
  const isComplete = built.every((file) => existsSync(file))
  if (isComplete && built.every((file) => statSync(file).mtimeMs >= newest)) return
  // What is built already makes room for what replaces it.
  if (!isComplete && freeMb() < leastFree) end(1, `Building is not begun.${shortOfRoom()}`)
  say(isComplete ? 'Sources changed since the last start: building…' : 'Building, once: less than a minute…')
  const build = spawnSync(process.execPath, [electronVite(), 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (build.status === 0) return
  // Else what is half written would be started the next time.
  for (const file of built) rmSync(file, { force: true })
  end(1, `The build failed; see above.${shortOfRoom()}`)
}

/** Of the disk that is built on. */
function freeMb() {
  const { bavail, bsize } = statfsSync(existsSync(at('out')) ? at('out') : root)
  return Math.floor((bavail * bsize) / 1024 ** 2)
}

/** A sentence, with its space, where the disk is what stands against a build. */
function shortOfRoom() {
  const free = freeMb()
  return free < leastFree ? ` The disk has ${free} MB left; a build takes ${leastFree}.` : ''
}

function sayWhatOpens() {
  if (asked.folders.length > 0) return say(`Opening ${asked.folders.join(', ')}.`)
  say('Opening the sample case. Your own: npm start -- FOLDER…, or “Open folders or files” in the window.')
}

function newestIn(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

/** Electron's program and why, or null and why not. Never loads the package: that alone would start a download. */
async function chooseHost() {
  if (asked.force === 'browser') return { electron: null, why: `--${asked.browser ? 'browser' : 'port'} was given` }
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
  if (electron !== null) say('To end Trailproof, close its window, or press Ctrl-C here.')
  if (asked.dev) return runDev(electron, targets)
  if (electron !== null) {
    const started = Date.now()
    const code = await follow(electron, [root, ...targets])
    if (code === 0 || Date.now() - started > 5_000 || asked.force === 'electron') return code
    say(`Electron ended at once with code ${code}. Opening in a browser instead.`)
  }
  return follow(process.execPath, [at('out/main/cli.js'), 'serve', ...targets, ...serveFlags()])
}

/** Hot reload: electron-vite starts Vite and then either Electron or, told so by two variables, the browser host. */
function runDev(electron, targets) {
  if (electron !== null) return follow(process.execPath, [electronVite(), 'dev', '--', ...targets])
  const env = { ...process.env, ELECTRON_EXEC_PATH: process.execPath, ELECTRON_ENTRY: 'out/main/cli.js' }
  return follow(process.execPath, [electronVite(), 'dev', '--', 'serve', ...targets, ...serveFlags()], env)
}

function serveFlags() {
  const port = asked.port === undefined ? [] : ['--port', asked.port]
  return asked.open || (process.stdout.isTTY && hasDesktop()) ? [...port, '--open'] : port
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

function readJson(path) {
  return JSON.parse(readFileSync(at(path), 'utf8'))
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
