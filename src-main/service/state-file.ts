import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { z } from 'zod'

/**
 * Where the operating system's conventions put what an application remembers (XDG Base Directory, Apple, Microsoft).
 */
export function stateFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home = homedir()): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Trailproof')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Trailproof')
  // The specification says to ignore relative paths.
  const base = env.XDG_STATE_HOME?.startsWith('/') ? env.XDG_STATE_HOME : join(home, '.local', 'state')
  return join(base, 'trailproof')
}

/**
 * The content of the file; null when it is absent, damaged or of another version. It is no evidence, so that is no
 * failure.
 */
export function readState<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    const read = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/**
 * Writes the file whole, by a rename, so that a reader never sees half of it. A folder that cannot be written is passed
 * over.
 */
export function writeState(file: string, value: unknown): void {
  const draft = `${file}.${process.pid}.draft`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  } catch {
    return
  }
  try {
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    renameSync(draft, file)
  } catch {
    rmSync(draft, { force: true })
  }
}
