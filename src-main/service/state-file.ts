import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import type { z } from 'zod'
import type { Engine } from '../engine/engine.ts'

/** The user's own folder; the topmost where the system knows none, as of a number without an account in a container. */
export function homeFolder(): string {
  try {
    return homedir()
  } catch {
    return sep
  }
}

/**
 * Where the operating system's conventions put what an application remembers (XDG Base Directory, Apple, Microsoft).
 */
export function stateFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home = homeFolder()): string {
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
 * The same of what a user made, which must not be written over where it cannot be read: such a file is kept aside under
 * another name. `aside`: that name; null where the file was absent or read.
 */
export function readKept<T>(
  file: string,
  schema: z.ZodType<T>,
): { readonly content: T | null; readonly aside: string | null } {
  const content = readState(file, schema)
  if (content !== null || !existsSync(file)) return { content, aside: null }
  const aside = `${file}.unreadable-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`
  try {
    renameSync(file, aside)
    return { content, aside }
  } catch {
    return { content, aside: null }
  }
}

/** Whether a file lies under one of the paths, by whatever name (files/within-evidence.ts). */
export type IsWithin = (file: string, paths: readonly string[]) => boolean

/** The one way in which state is written: never under what is evidence, such as a whole home folder that was opened. */
export interface StateFiles {
  /** False where the file was not written: its folder cannot be, or holds evidence. */
  write(file: string, value: unknown): boolean
  /** False where the file would lie within what is evidence: whoever appends to a file asks first. */
  mayWrite(file: string): boolean
  /** What is evidence from now on. */
  leaveAlone(evidence: readonly string[]): void
}

export function createStateFiles(isWithin: IsWithin): StateFiles {
  let evidence: readonly string[] = []
  return {
    write: (file, value) => !isWithin(file, evidence) && writeWhole(file, value),
    mayWrite: (file) => !isWithin(file, evidence),
    leaveAlone: (paths) => {
      evidence = paths
    },
  }
}

/** The same engine. What it opens is evidence from the moment that it is named, and as long as it is open. */
export function sparingEvidence(engine: Engine, state: StateFiles): Engine {
  const opened = () => engine.summary()?.paths ?? []
  engine.onCase(() => state.leaveAlone(opened()))
  const naming =
    <I extends { readonly paths: readonly string[] }, A>(call: (input: I) => Promise<A>) =>
    (input: I) => {
      state.leaveAlone([...opened(), ...input.paths])
      return call(input)
    }
  return { ...engine, openCase: naming(engine.openCase), addToCase: naming(engine.addToCase) }
}

/** By a rename, so that a reader never sees half of it. */
function writeWhole(file: string, value: unknown): boolean {
  const draft = `${file}.${process.pid}.draft`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  } catch {
    return false
  }
  try {
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    renameSync(draft, file)
    return true
  } catch {
    rmSync(draft, { force: true })
    return false
  }
}
