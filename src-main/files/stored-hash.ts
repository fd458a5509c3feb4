import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { nativePath } from './native-path.ts'

const pieceBytes = 1 << 20

/** SHA-256 of a file as it is stored, compressed or not, lower-case hex; null where it cannot be read. */
export function storedSha256(path: string): string | null {
  let opened: number | null = null
  try {
    opened = openSync(nativePath(path), 'r')
    const hash = createHash('sha256')
    const piece = Buffer.allocUnsafe(pieceBytes)
    for (let read = readSync(opened, piece); read > 0; read = readSync(opened, piece))
      hash.update(piece.subarray(0, read))
    return hash.digest('hex')
  } catch {
    return null
  } finally {
    if (opened !== null) closeSync(opened)
  }
}
