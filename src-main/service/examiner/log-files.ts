import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LogStore } from '../../examiner/log-store.ts'
import type { StateFiles } from '../state-file.ts'

/** A log in a file, a line each. Its lines are read before one is appended. */
export function logFile(file: string, state: Pick<StateFiles, 'mayWrite'>): LogStore {
  // A program that was killed may have written half a line.
  let isCut = false
  return {
    lines: async () => {
      const text = await readFile(file, 'utf8').catch(orEmpty)
      isCut = text !== '' && !text.endsWith('\n')
      return linesOf(text)
    },
    append: async (line) => {
      if (!state.mayWrite(file)) throw new Error('It lies within the evidence')
      await appended(file, `${isCut ? '\n' : ''}${line}\n`)
      isCut = false
    },
  }
}

/** All of the text or nothing: half a line that a full disk leaves would look like one that somebody has edited. */
async function appended(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  try {
    const { size } = await handle.stat()
    try {
      await handle.writeFile(text)
    } catch (error) {
      await handle.truncate(size)
      if (size === 0) await rm(file)
      throw error
    }
  } finally {
    await handle.close()
  }
}

export const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

function orEmpty(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}

/** No work takes that long; a program that was killed left its lock. */
const staleMs = 10_000
const betweenTriesMs = 20
const patienceMs = 2 * staleMs

/**
 * Does the work while no other program does any under this name. Lines that two programs append at once would not follow
 * from each other.
 */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 })
  const patience = performance.now() + patienceMs
  while (!(await isTaken(lock))) {
    if (performance.now() > patience) throw new Error(`${lock} is held by another program`)
    await pause(betweenTriesMs)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function isTaken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const since = await stat(lock).catch(() => null)
    if (since !== null && Date.now() - since.mtimeMs > staleMs) await rm(lock, { force: true })
    return false
  }
}
