import { readFileSync, statSync } from 'node:fs'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import { nativePath, openedPath } from './native-path.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** A small file of UTF-8 text that the user brings; no evidence. `mostBytes`: a larger one is not read. */
export function readTextFile(path: string, mostBytes: number): Result<string, 'unreadable'> {
  const problem = whyUnreadable(path)
  if (problem !== null) return fail('unreadable', problem)
  const native = nativePath(openedPath(path))
  const { size } = statSync(native)
  if (size > mostBytes) return fail('unreadable', `${path} has more than ${mostBytes / 1e6} MB.`)
  try {
    return ok(readFileSync(native, 'utf8'))
  } catch (error) {
    return fail('unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
