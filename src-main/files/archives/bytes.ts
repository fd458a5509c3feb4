import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { ArchiveMemory } from '../../../src-shared/model/source.ts'
import { nativePath } from '../native-path.ts'

/** The bytes of an archive. Reading beyond its end gives fewer than were asked for. To be closed. */
export interface ArchiveBytes {
  readonly size: number
  read(offset: number, length: number): Buffer
  close(): void
}

/** Throws what the operating system says. */
export function bytesOnDisk(path: string): ArchiveBytes {
  const opened = openSync(nativePath(path), 'r')
  const size = fstatSync(opened).size
  return {
    size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - offset)))
      let filled = 0
      while (filled < bytes.length) {
        const read = readSync(opened, bytes, filled, bytes.length - filled, offset + filled)
        if (read === 0) break
        filled += read
      }
      return bytes.subarray(0, filled)
    },
    close: () => closeSync(opened),
  }
}

export const bytesInMemory = ({ bytes }: ArchiveMemory): ArchiveBytes => bytesOf(Buffer.from(bytes))

export const bytesOf = (all: Buffer): ArchiveBytes => ({
  size: all.length,
  read: (offset, length) => all.subarray(offset, offset + length),
  close: () => {},
})
