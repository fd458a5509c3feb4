import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/** What `@electron/fuses` calls them, in the order of the wire, and what is burnt in. */
export const expectedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
}

/** Read from the program itself: whether each is on; null for one that this Electron does not have. */
export async function readFuses(program) {
  const { FuseV1Options, getCurrentFuseWire } = require('@electron/fuses')
  const wire = await getCurrentFuseWire(program)
  const isOn = (name) => ({ 0: false, 1: true })[String.fromCharCode(wire[FuseV1Options[name]])] ?? null
  return Object.fromEntries(Object.keys(expectedFuses).map((name) => [name, isOn(name)]))
}

/** Paths in the archive, with slashes, sorted; and which of them lie beside it. */
export function readArchive(archive) {
  const { getRawHeader } = require('@electron/asar')
  const packed = []
  const unpacked = []
  const walk = (files, above) => {
    for (const [name, entry] of Object.entries(files)) {
      const path = above === '' ? name : `${above}/${name}`
      if (entry.files !== undefined) walk(entry.files, path)
      else (entry.unpacked ? unpacked : packed).push(path)
    }
  }
  walk(getRawHeader(archive).header.files, '')
  return { packed: packed.sort(), unpacked: unpacked.sort() }
}

export function bytesIn(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.size
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0)
}

/** electron-builder's own check of a configuration. Throws what it finds. */
export async function validateConfiguration(configuration) {
  const { validateConfiguration: validate } = require('app-builder-lib/out/util/config/config')
  const { DebugLogger } = require('builder-util')
  await validate(configuration, new DebugLogger(false))
}

export const readVersion = (root) => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version

/** Where electron-builder leaves what it packed, before it makes files of it. */
export function unpackedPackage(output) {
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`
  if (process.platform === 'darwin') {
    const app = join(output, `mac${suffix}`, 'Trailproof.app', 'Contents')
    return { folder: join(output, `mac${suffix}`), program: join(app, 'MacOS', 'Trailproof'), archive: join(app, 'Resources', 'app.asar') } // biome-ignore format: a line
  }
  const isWindows = process.platform === 'win32'
  const folder = join(output, `${isWindows ? 'win' : 'linux'}${suffix}-unpacked`)
  const program = join(folder, isWindows ? 'Trailproof.exe' : 'trailproof-window')
  return { folder, program, archive: join(folder, 'resources', 'app.asar') }
}
