import { setImmediate as turn } from 'node:timers/promises'
import type { ColumnStore } from '../columns/column-store.ts'
import { type ReadableFile, RecordReader } from '../records/reader.ts'
import { sameContent } from './same-content.ts'

/** Pairs compared before the thread handles other messages again. */
const pairsPerTurn = 256

/**
 * Marks the events whose copies differ in content. Equal hashes settled most copies when they arrived. The rest are
 * read again, file by file, and compared as JSON: a difference in spelling is no conflict.
 */
export async function compareCopies(
  store: ColumnStore,
  files: readonly ReadableFile[],
  signal: AbortSignal,
): Promise<void> {
  const reader = new RecordReader(files)
  const pairs = store.suspects.map((copy) => {
    const { of: event, ...second } = store.copyPlace(copy)
    return { event, first: store.eventPlace(event), second }
  })
  pairs.sort((a, b) => a.first.file - b.first.file || a.second.file - b.second.file)
  let compared = 0
  for (const { event, first, second } of pairs) {
    const [one, other] = [first, second].map(({ file, offset, length }) => reader.readBytes(file, offset, length).bytes)
    // A copy that can no longer be read cannot be shown to be equal.
    if (one == null || other == null || !sameContent(one, other)) store.markConflicting(event)
    if (++compared % pairsPerTurn === 0) {
      await turn()
      signal.throwIfAborted()
    }
  }
}
