import type { ArchiveMemory } from '../../../src-shared/model/source.ts'

/** How much memory the archives of a case may take that do not lie on disk as they are. All readers of a case share it. */
export interface HeldMemoryShare {
  /** One cell: KiB in use. */
  readonly used: Int32Array
  /** Bytes. */
  readonly most: number
}

const KiB = 1024
const ceiling = 1024 * 1024 * KiB
/** Of the memory that is free: while an archive is read, it lies in memory up to three times. */
const share = 1 / 4

/** `available`: bytes of memory. */
export const heldMemoryOf = (available: number): HeldMemoryShare => ({
  used: new Int32Array(new SharedArrayBuffer(4)),
  most: Math.min(ceiling, Math.floor(available * share)),
})

/** Takes the bytes of an archive into memory that all threads share; null where there is no room for it. */
export function hold(bytes: Buffer, identity: string | null, { used, most }: HeldMemoryShare): ArchiveMemory | null {
  const needed = Math.ceil(bytes.length / KiB)
  if (Atomics.add(used, 0, needed) + needed > most / KiB) {
    Atomics.sub(used, 0, needed)
    return null
  }
  const shared = new SharedArrayBuffer(bytes.length)
  bytes.copy(new Uint8Array(shared))
  return { bytes: shared, identity }
}
