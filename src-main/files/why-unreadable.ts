import { closeSync, opendirSync, openSync, statSync } from 'node:fs'
import { nativePath, openedPath } from './native-path.ts'

/** Why a path that was named cannot be opened or listed, a sentence; null where it can. */
export function whyUnreadable(path: string): string | null {
  try {
    const native = nativePath(openedPath(path))
    const stat = statSync(native)
    if (stat.isDirectory()) opendirSync(native as string).closeSync()
    else if (stat.isFile()) closeSync(openSync(native, 'r'))
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') return `${path} does not exist.`
    if (code === 'EACCES') return `${path} may not be read: permission denied.`
    return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`
  }
}
