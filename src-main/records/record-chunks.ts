import type { RecordBytes } from './reader.ts'
import type { Place, RecordsRead, RecordsToRead } from './record-messages.ts'

/** Where records lie, by row. */
export interface RecordLocator {
  readonly file: Uint32Array
  readonly offset: Uint32Array
  readonly length: Uint32Array
}

/** The records of these rows, in their order. */
export interface RecordChunk {
  readonly rows: Uint32Array
  /** Of the row at this place of `rows`. The bytes are good until the next chunk is asked for. */
  readonly record: (at: number) => RecordBytes
}

/** Reads the records of a message, in a thread of its own or where it is called. */
export type ReadRecords = (message: RecordsToRead) => Promise<RecordsRead>

/** Of the records of a chunk; one that is larger is alone in its chunk. */
const chunkBytes = 8 << 20
const chunkRows = 8192
/** Chunks that are read before they are asked for. */
const chunksAhead = 2

/**
 * Reads the records of rows in the order of the rows; null stands for all rows up to `total`. A file is always read by the
 * same of the readers, which keeps it for a while, so that neighbours in order find it. At most three chunks are held.
 */
export async function* recordChunks(
  { file, offset, length }: RecordLocator,
  rows: Uint32Array | null,
  total: number,
  readers: readonly ReadRecords[],
): AsyncGenerator<RecordChunk, void> {
  let next = 0
  const take = (): Uint32Array => {
    const from = next
    for (let bytes = 0; next < total && next - from < chunkRows && bytes < chunkBytes; next++)
      bytes += length[rows === null ? next : rows[next]!]!
    return rows === null ? Uint32Array.from({ length: next - from }, (_, k) => from + k) : rows.subarray(from, next)
  }
  const ask = (): Promise<RecordChunk> => {
    const chunk = take()
    const parts = readers.map(() => [] as Place[])
    for (let k = 0; k < chunk.length; k++) {
      const row = chunk[k]!
      parts[file[row]! % readers.length]!.push({ at: k, file: file[row]!, offset: offset[row]!, length: length[row]! })
    }
    return chunkOf(
      chunk,
      parts.map((places, reader) => (places.length === 0 ? null : readers[reader]!(messageOf(places)))),
    )
  }
  const asked: Promise<RecordChunk>[] = []
  try {
    for (;;) {
      while (next < total && asked.length <= chunksAhead) {
        const chunk = ask()
        // Whoever waits for it is told.
        chunk.catch(() => {})
        asked.push(chunk)
      }
      const chunk = asked.shift()
      if (chunk === undefined) return
      yield await chunk
    }
  } finally {
    await Promise.allSettled(asked)
  }
}

/** In order of file and offset, so that each file is read once for the message. */
function messageOf(places: Place[]): RecordsToRead {
  places.sort((a, b) => a.file - b.file || a.offset - b.offset)
  const message = {
    at: new Uint32Array(places.length),
    file: new Uint32Array(places.length),
    offset: new Uint32Array(places.length),
    length: new Uint32Array(places.length),
  }
  for (const [k, place] of places.entries()) {
    message.at[k] = place.at
    message.file[k] = place.file
    message.offset[k] = place.offset
    message.length[k] = place.length
  }
  return message
}

async function chunkOf(rows: Uint32Array, parts: readonly (Promise<RecordsRead> | null)[]): Promise<RecordChunk> {
  const read = (await Promise.all(parts)).filter((part) => part !== null)
  const from = new Float64Array(rows.length)
  const to = new Float64Array(rows.length)
  const part = new Uint8Array(rows.length)
  const problems = new Map<number, string>()
  const memory = read.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  for (const [p, { at, ends, problems: told }] of read.entries()) {
    let start = 0
    for (let k = 0; k < at.length; k++) {
      part[at[k]!] = p
      from[at[k]!] = start
      start = ends[k]!
      to[at[k]!] = start
    }
    for (const { at, problem } of told) problems.set(at, problem)
  }
  return {
    rows,
    record: (at) => {
      const problem = problems.get(at)
      if (problem !== undefined) return { bytes: null, problem }
      return { bytes: memory[part[at]!]!.subarray(from[at], to[at]), problem: null }
    },
  }
}
