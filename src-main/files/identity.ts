import { statSync } from 'node:fs'
import { nativePath } from './native-path.ts'

/**
 * What tells that a file is still the one that was read, without reading it; null where it cannot be asked for. ctime
 * changes with every write and rename, and cannot be set back as mtime can (POSIX.1-2017, XBD 4.9).
 */
export function identityOf(path: string): string | null {
  try {
    const { dev, ino, size, mtimeMs, ctimeMs } = statSync(nativePath(path))
    return `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`
  } catch {
    return null
  }
}
