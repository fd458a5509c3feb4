#!/usr/bin/env node
// node tools/package/try.mjs: packs what was built, looks into the package, and opens it as an ordinary user on a screen
// that nobody sees. Where no Electron can be had it says so in one line and ends with 69.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openDesktop } from '../electron/desktop.mjs'
import { electronRuntime } from '../electron/runtime.mjs'
import { unpackedPackage } from './inspect.mjs'

const root = resolve(import.meta.dirname, '..', '..')
/** EX_UNAVAILABLE of BSD's sysexits.h. */
const unavailable = 69

const electron = await electronRuntime()
if ('missing' in electron) end(unavailable, `package: NOT MADE. ${electron.missing}.`)
const desktop = await openDesktop(electron.executable)
if ('missing' in desktop) end(unavailable, `package: NOT MADE. ${desktop.missing}.`)

// Not below the checkout, which the ordinary user may not be allowed to read.
const place = mkdtempSync(join(tmpdir(), 'trailproof-package-'))
process.once('exit', () => rmSync(place, { recursive: true, force: true }))
chmodSync(place, 0o755)
const packing = runNode(join(root, 'tools/package.mjs'), ['--built', '--dir', '--to', place])
process.exitCode = packing === 0 ? tryIt(unpackedPackage(place).program) : packing
desktop.end()

function tryIt(program) {
  if (!existsSync(program)) return 1
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { DISPLAY } = desktop.env
  const args = ['run', '--config', 'test/package/vitest.config.ts', '--root', '.', ...process.argv.slice(2)]
  return runNode(vitest, args, { TRAILPROOF_PACKED: program, DISPLAY })
}

function runNode(program, args, env = {}) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }
  return spawnSync(process.execPath, [program, ...args], options).status ?? 1
}

function end(code, sentence) {
  process.stdout.write(`${sentence}\n`)
  process.exit(code)
}
