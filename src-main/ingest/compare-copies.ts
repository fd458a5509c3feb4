import { setImmediate as turn } from 'node:timers/promises'
import type { ColumnStore } from '../columns/column-store.ts'
import type { Place, Suspect } from '../columns/copy-book.ts'
import { type ReadableFile, RecordReader } from '../records/reader.ts'
import { contentName, sameContent } from './same-content.ts'

/** Pairs compared before the thread handles other messages again. */
const pairsPerTurn = 256

/**
 * Tells the contents of events apart. Equal hashes settled most copies when they arrived. The rest are read again, file
 * by file, and compared as JSON: a difference in spelling is no other content. Gives the files with a copy that is not
 * written in the bytes of the first record of its event.
 */
export async function compareCopies(
  store: ColumnStore,
  files: () => readonly ReadableFile[],
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const otherwise = new Set<number>()
  if (store.copies.suspects.length === 0) return otherwise
  const { copies } = store
  const reader = new RecordReader(files())
  await reader.load()
  const bytesAt = ({ file, offset, length }: Place) => reader.readBytes(file, offset, length).bytes
  const pairs = copies.suspects.map((suspect) => ({
    suspect,
    first: store.placeOf(suspect.event),
    second: copies.placeOf(suspect.copy),
  }))
  pairs.sort((a, b) => a.first.file - b.first.file || a.second.file - b.second.file)
  const contents = new Contents()
  let compared = 0
  for (const { suspect, first, second } of pairs) {
    const [one, other] = [bytesAt(first), bytesAt(second)]
    // A copy that can no longer be read cannot be shown to be equal to any.
    if (one === null || other?.equals(one) !== true) otherwise.add(second.file)
    if (one === null || other === null) copies.differs(suspect, suspect.row)
    else if (!sameContent(one, other)) copies.differs(suspect, contents.rowOf(suspect, other))
    if (++compared % pairsPerTurn === 0) {
      await turn()
      signal.throwIfAborted()
    }
  }
  return otherwise
}

/** The contents that are not those of the first record of an event, and the row of the first copy that has each. */
class Contents {
  readonly #rows = new Map<number, Map<string, number>>()

  rowOf({ event, row }: Suspect, bytes: Buffer): number {
    const rows = this.#rows.get(event) ?? new Map<string, number>()
    this.#rows.set(event, rows)
    const name = contentName(bytes)
    const known = rows.get(name)
    if (known === undefined) rows.set(name, row)
    return known ?? row
  }
}
