import { writeSync } from 'node:fs'

/** All of the bytes: a disk that is nearly full takes a part of them, and complains only when it is asked for the rest. */
export function writeWhole(opened: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(opened, bytes, at)
}
