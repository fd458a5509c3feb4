import { spawn } from 'node:child_process'
import { userInfo } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')
export const built = (path: string) => join(root, 'out', path)
export const sampleCase = join(root, 'resources', 'sample-case')

/** State is kept out of the tester's home; each user has a folder of their own, since journeys in Electron run as an ordinary one. */
export const stateHome = join(root, 'test', '.output', `state-${userInfo().uid}`)

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Runs Node to its end. */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_STATE_HOME: stateHome, ...env },
  })
  const kept = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (kept.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (kept.err += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, ...kept }))
  })
}

export const trailproof = (...args: readonly string[]) => runNode([built('main/cli.js'), ...args])
