import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')
export const built = (path: string) => join(root, 'out', path)
export const sampleCase = join(root, 'resources', 'sample-case')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Runs Node to its end. State is kept out of the tester's home. */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_STATE_HOME: join(root, 'test', '.output', 'state'), ...env },
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
