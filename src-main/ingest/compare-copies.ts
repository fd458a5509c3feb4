import { setImmediate as turn } from 'node:timers/promises'
import type { ColumnStore } from '../columns/column-store.ts'
import { cut, type PoolOptions, readChunks } from './read-pool.ts'
import { RecordReader } from './record-reader.ts'
import { sameContent } from './same-content.ts'

export interface ReadableFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly sha256: string | null
}

interface Pair {
  readonly event: number
  readonly copy: number
}

/**
 * Marks the events whose copies differ in content. Copies are rare and may lie anywhere, so records are not hashed as
 * they are read: the files that hold copies or their first are read once more, and the records in question compared
 * by SHA-256. Records whose bytes differ may still say the same, and are compared as JSON.
 */
export async function compareCopies(
  store: ColumnStore,
  files: readonly ReadableFile[],
  options: PoolOptions,
): Promise<void> {
  const slices = new Map<number, { offset: number; length: number }[]>()
  const want = (place: { file: number; offset: number; length: number }) => {
    const known = slices.get(place.file)
    if (known === undefined) slices.set(place.file, [place])
    else known.push(place)
  }
  const suspects: Pair[] = []
  const likely: Pair[] = []
  for (let copy = 0; copy < store.copies; copy++) {
    const { of: event, ...place } = store.copyPlace(copy)
    const first = store.eventPlace(event)
    if (place.length !== first.length) suspects.push({ event, copy })
    else {
      likely.push({ event, copy })
      want(place)
      want(first)
    }
  }
  const digests = await digestRecords(slices, files, options)
  for (const pair of likely) {
    const one = digests.get(keyOf(store.eventPlace(pair.event)))
    if (one === undefined || one !== digests.get(keyOf(store.copyPlace(pair.copy)))) suspects.push(pair)
  }
  await compareAsJson(store, suspects, new RecordReader(files), options.signal)
}

const keyOf = ({ file, offset }: { file: number; offset: number }) => file * 2 ** 32 + offset

/** SHA-256 of each record, by file and offset. */
async function digestRecords(
  slices: ReadonlyMap<number, readonly { offset: number; length: number }[]>,
  files: readonly ReadableFile[],
  options: PoolOptions,
): Promise<Map<number, string>> {
  const digests = new Map<number, string>()
  const wanted = [...slices].sort(([a], [b]) => a - b)
  const reads = wanted.map(([file, places]) => {
    const { path, name, bytes } = files[file]!
    return {
      file,
      path,
      name,
      bytes,
      slices: Uint32Array.from(places.flatMap(({ offset, length }) => [offset, length])),
    }
  })
  for await (const result of readChunks(cut(reads), options))
    for (const { file, digests: read } of result.files)
      slices.get(file)!.forEach(({ offset }, k) => {
        if (read !== null)
          digests.set(
            keyOf({ file, offset }),
            Buffer.from(read.buffer, read.byteOffset + k * 32, 32).toString('latin1'),
          )
      })
  return digests
}

async function compareAsJson(
  store: ColumnStore,
  suspects: readonly Pair[],
  reader: RecordReader,
  signal: AbortSignal,
): Promise<void> {
  const places = suspects.map(({ event, copy }) => ({
    event,
    first: store.eventPlace(event),
    second: store.copyPlace(copy),
  }))
  places.sort((a, b) => a.first.file - b.first.file || a.second.file - b.second.file)
  let compared = 0
  for (const { event, first, second } of places) {
    const [one, other] = [first, second].map(({ file, offset, length }) => reader.read(file, offset, length).text)
    // What can no longer be read cannot be shown to be equal.
    if (one == null || other == null || !sameContent(one, other)) store.markConflicting(event)
    if (++compared % 256 === 0) {
      await turn()
      signal.throwIfAborted()
    }
  }
}
