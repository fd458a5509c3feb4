// The application in Electron: its engine in the Node.js of Electron, its window, and what both may have.
import { spawn, spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { openDesktop } from '../electron/desktop.mjs'
import { electronRuntime } from '../electron/runtime.mjs'
import { measureNode } from './measure.mjs'

const root = resolve(import.meta.dirname, '../..')
const script = (name) => join(import.meta.dirname, name)

/** Why it cannot be measured, or null. */
export async function prepareElectron() {
  const electron = await electronRuntime()
  return electron.missing ?? null
}

/** Prints all of it as one object. `engine`: the arguments of `engine.mjs`, told only to open. */
export async function measureElectron(folder, engine) {
  const electron = await electronRuntime()
  const asNode = { program: electron.executable, environment: { ELECTRON_RUN_AS_NODE: '1' } }
  const limits = await measureNode(script('electron-limits.mjs'), [], asNode)
  const here = await measureNode(script('electron-limits.mjs'), [])
  const opened = await measureNode(script('engine.mjs'), engine, asNode)
  const window = await measureWindow(electron.executable, folder)
  const failed = [limits, here, opened, window].find(({ code }) => code !== 0)
  if (failed !== undefined) return failed
  const [ofElectron, ofNode, { milestones, opening }, inWindow] = [limits, here, opened, window].map(({ output }) =>
    JSON.parse(output),
  )
  const told = { version: electron.version, limits: ofElectron, here: ofNode, milestones, opening, window: inWindow }
  return { ...opened, output: JSON.stringify(told) }
}

/** By an ordinary user: Electron keeps its sandbox. */
async function measureWindow(executable, folder) {
  const desktop = await openDesktop(executable)
  if ('missing' in desktop) return { code: 69, errors: desktop.missing }
  const place = readableTrail(folder, desktop)
  const [program, args] = desktop.asUser(process.execPath, [script('electron-window.mjs'), executable, root, place])
  try {
    return await run(program, args, desktop.env)
  } finally {
    desktop.end()
  }
}

/** The user's own folder of the trail (of hard links where it can be): the cache may lie where another may not read. */
function readableTrail(folder, { asUser, env }) {
  const [program, args] = asUser('test', ['-x', folder])
  if (spawnSync(program, args).status === 0) return folder
  const place = join(env.HOME, 'trail')
  if (spawnSync('cp', ['-al', folder, place]).status !== 0) spawnSync('cp', ['-a', folder, place])
  return place
}

function run(program, args, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [output, errors] = ['', '']
    child.stdout.on('data', (part) => {
      output += part
    })
    child.stderr.on('data', (part) => {
      errors += part
    })
    child.once('close', (code) => resolve({ code, output, errors }))
  })
}
