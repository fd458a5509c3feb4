import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What Electron needs of Debian beside itself, and the server of a screen that nobody sees. */
const debianPackages = ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0'] // biome-ignore format: a line
const installedWithinMs = 5 * 60_000
const screen = '2560x1600x24'
/** The superuser cannot run Electron with its sandbox. This user owns nothing, and every Linux has it. */
const nobody = 65534

/**
 * A screen that nobody sees (Xvfb) and, for the superuser, an ordinary user: what Electron is run with here. As the
 * superuser on Debian it installs by apt-get what is missing.
 *
 * @param {string} executable Electron's.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, asUser(program: string, args: readonly string[]): [string, readonly string[]], end(): void } | { missing: string }>}
 *   `env`: the screen, and a home and folder for temporary files of that user. `asUser`: a command and its arguments, as
 *   they are run by that user. `missing`: why there is none, a sentence without its stop.
 */
export async function openDesktop(executable) {
  if (process.platform !== 'linux') return { env: process.env, asUser: (...command) => command, end: () => undefined }
  const lacked = whatIsMissing(executable)
  if (lacked.length > 0) {
    const why = install(lacked)
    if (why !== null) return { missing: why }
  }
  const why = whyNotRun()
  if (why !== null) return { missing: why }
  const started = await startServer()
  if ('missing' in started) return started
  const { server, display } = started
  const home = mkdtempSync(join(tmpdir(), 'trailproof-electron-'))
  if (isSuperuser()) chownSync(home, nobody, nobody)
  const end = () => {
    server.kill()
    rmSync(home, { recursive: true, force: true })
  }
  // Whoever runs this may end it after a while: the server must not stay behind.
  process.once('exit', end)
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1))
  return { env: { ...process.env, DISPLAY: display, HOME: home, TMPDIR: home }, asUser, end }
}

const isSuperuser = () => process.getuid() === 0
const user = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', '--']
const asUser = (program, args) => (isSuperuser() ? ['setpriv', [...user, program, ...args]] : [program, args])

/** Null where nothing stands against it. */
function whyNotRun() {
  const can = (program, ...args) => spawnSync(...asUser(program, args)).status === 0
  if (!can('test', '-x', process.execPath)) return `The user nobody may not run ${process.execPath}`
  // What Chromium's sandbox is made of (Chromium's documentation, "Linux Sandboxing").
  if (!can('unshare', '--user', '--map-root-user', 'true')) return 'This machine allows an ordinary user no namespaces, which the sandbox of Chromium needs' // biome-ignore format: a line
  return null
}

/** Programs and libraries. */
function whatIsMissing(executable) {
  const programs = ['Xvfb', 'unshare', ...(isSuperuser() ? ['setpriv'] : [])]
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  const libraries = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name)
  return [...programs.filter((name) => spawnSync('which', [name]).status !== 0), ...libraries]
}

/** Null when they are there; else why not. */
function install(lacked) {
  const lacking = `Electron lacks ${lacked.join(', ')}`
  const command = `apt-get install ${debianPackages.join(' ')}`
  if (!isSuperuser() || spawnSync('which', ['apt-get']).status !== 0) return `${lacking}: on Debian, ${command}`
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], {
      encoding: 'utf8',
      timeout: installedWithinMs,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update')
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', ...debianPackages)
  return status === 0 ? null : `${lacking}, and ${command} failed: ${stderr.trim().split('\n')[0]}`
}

/** With a number that nobody has, which it tells by a pipe. */
async function startServer() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = await Promise.race([once(server.stdio[3], 'data'), once(server, 'exit')])
  if (server.exitCode !== null) return { missing: `Xvfb ended with ${server.exitCode}, and opened no screen` }
  return { server, display: `:${String(number).trim()}` }
}
