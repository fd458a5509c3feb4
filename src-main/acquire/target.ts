import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import { targetWords } from '../../src-shared/words/acquisition.ts'
import { codeOf, systemReason } from '../files/discover.ts'
import { manifestName, partialName } from '../formats/acquisition.ts'
import type { Folders } from './download.ts'

/** A folder that one run writes into at a time. */
export interface Target extends Folders {
  /** Takes away what is not whole. */
  release(): void
}

/** A new or empty folder, or that of an earlier acquisition: what else lies in a folder is not mixed with evidence. */
export function openTarget(root: string): Result<Target, 'folder'> {
  const partial = join(root, partialName)
  try {
    mkdirSync(root, { recursive: true })
    const names = readdirSync(root).filter((name) => name !== partialName)
    if (names.length > 0 && !names.includes(manifestName)) return fail('folder', targetWords.foreign(root))
    mkdirSync(partial, { recursive: true })
    const lock = join(partial, 'lock')
    if (!lockWith(lock)) return fail('folder', targetWords.busy(root))
    for (const name of readdirSync(partial)) if (name !== 'lock') rmSync(join(partial, name))
  } catch (error) {
    if (codeOf(error) === 'unknown error') throw error
    return fail('folder', targetWords.unusable(root, systemReason(error)))
  }
  return ok({ root, partial, release: () => takeAway(partial) })
}

const takeAway = (partial: string) => rmSync(partial, { recursive: true, force: true })

/** The lock holds the id of its process. One whose process is gone was left by a run that was ended. */
function lockWith(lock: string): boolean {
  try {
    const opened = openSync(lock, 'wx')
    try {
      writeSync(opened, String(process.pid))
    } catch (error) {
      // On a full disk. Whatever lies beside it was left by a run that was ended, and is nothing whole.
      takeAway(dirname(lock))
      throw error
    } finally {
      closeSync(opened)
    }
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  if (isAlive(Number(readFileSync(lock, 'utf8')))) return false
  rmSync(lock)
  return lockWith(lock)
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
