#!/usr/bin/env node
// npm run package [-- --dir] [--built] [--to FOLDER]: builds, and packs for the system that this runs on.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { electronRuntime } from './electron/runtime.mjs'
import { writeChecksums } from './package/checksums.mjs'
import { packCommandLine } from './package/command-line.mjs'
import configuration from './package/electron-builder.mjs'
import { bytesIn, readFuses, readVersion, unpackedPackage } from './package/inspect.mjs'
import { runNode } from './package/run.mjs'
import { writeSbom } from './package/sbom.mjs'

const root = resolve(import.meta.dirname, '..')
const asked = readArguments()
const version = readVersion(root)
const pinned = readVersion(join(root, 'node_modules', 'electron'))

if (!asked.built) step('The build', runNode(join(root, 'node_modules/electron-vite/bin/electron-vite.js'), ['build', '--logLevel', 'error'], root)) // biome-ignore format: a line
if (!existsSync(join(root, 'out/licences/third-party.txt'))) end(1, 'package: there is no build; leave --built away.')
const electron = await chooseElectron()
rmSync(asked.to, { recursive: true, force: true })
mkdirSync(asked.to, { recursive: true })
const unpacked = unpackedPackage(asked.to)
step('Packing', build(['--dir']))
say(`Electron ${electron.version}: ${relative(root, unpacked.folder)}, ${megabytes(unpacked.folder)} on a disk, of which app.asar ${megabytes(unpacked.archive)}`) // biome-ignore format: a line
const fuses = await readFuses(unpacked.program)
say(`Fuses: ${Object.entries(fuses).map(([name, isOn]) => `${name} ${isOn ? 'on' : 'off'}`).join(', ')}`) // biome-ignore format: a line
if (!asked.dir) {
  for (const target of targetsHere()) makeArtifact(target)
  say(`trailproof for Node: ${packCommandLine(root, asked.to)}`)
  writeSbom(root, join(asked.to, `Trailproof-${version}-sbom.cdx.json`), electron.version)
}
for (const { name, bytes } of writeChecksums(asked.to)) say(`${name}: ${inMegabytes(bytes)}`)

function readArguments() {
  const options = { dir: { type: 'boolean', default: false }, built: { type: 'boolean', default: false }, to: { type: 'string' } } // biome-ignore format: a line
  try {
    const { values } = parseArgs({ options })
    return { ...values, to: resolve(root, values.to ?? configuration.directories.output) }
  } catch (error) {
    end(64, `${error.message}\nUsage: npm run package -- [--dir] [--built] [--to FOLDER]`)
  }
}

/** Where there is none, electron-builder fetches the pinned one itself, or says why it cannot. */
async function chooseElectron() {
  const installed = join(root, 'node_modules/electron/dist')
  if (existsSync(join(installed, 'version'))) return { version: pinned, from: installed }
  const runtime = await electronRuntime()
  if ('missing' in runtime) return { version: pinned, from: null }
  if (runtime.version !== pinned)
    say(`Electron is pinned to ${pinned}; this is ${runtime.version}: to be tried, not to be released.`)
  return { version: runtime.version, from: dirname(runtime.executable) }
}

function build(args) {
  return runNode(
    join(root, 'node_modules/electron-builder/cli.js'),
    [
      ...args,
      '--config',
      'tools/package/electron-builder.mjs',
      '--publish',
      'never',
      `-c.directories.output=${asked.to}`,
      `-c.electronVersion=${electron.version}`,
      ...(electron.from === null ? [] : [`-c.electronDist=${electron.from}`]),
    ],
    root,
  )
}

function targetsHere() {
  const { target } = { linux: configuration.linux, win32: configuration.win, darwin: configuration.mac }[
    process.platform
  ]
  return target
}

/** Some need tools that electron-builder downloads: what cannot be made is told, and the others are made. */
function makeArtifact(target) {
  const system = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform]
  const { status, output } = build([system, target, '--prepackaged', unpacked.folder])
  if (status === 0) return
  process.exitCode = 1
  say(`${target}: not made: ${reasonIn(output)}`)
}

function reasonIn(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const said = lines.find((line) => /⨯|Error:/.test(line)) ?? lines.at(-1) ?? 'no reason was given'
  return said
    .replace(/^\s*⨯\s*/, '')
    .trim()
    .slice(0, 160)
}

function step(name, { status, output }) {
  if (status === 0) return
  process.stderr.write(`${output.trim()}\n`)
  end(1, `package: ${name} failed; see above.`)
}

function megabytes(path) {
  return inMegabytes(bytesIn(path))
}

function inMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function say(sentence) {
  process.stdout.write(`${sentence}\n`)
}

function end(code, sentence) {
  ;(code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`)
  process.exit(code)
}
