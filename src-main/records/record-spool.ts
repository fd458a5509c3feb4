import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { type ReadRecords, type RecordChunk, type RecordLocator, recordChunks } from './record-chunks.ts'

/** Inflated bytes of files that reading threads keep between them: these are not read twice, in whatever order. */
const keptBytes = 96 << 20
/** How often a file may be read again in the order of the rows before it is better read once. */
const mostReads = 4
/** Rows that are read ahead together: see `recordChunks`. */
const rowsTogether = 8192

/** Whether the order of the rows leads from file to file so often that reading them in that order reads files many times. */
export function isScattered({ file, offset, length }: RecordLocator, rows: Uint32Array | null, total: number): boolean {
  if (rows === null) return false
  const lastSeen = new Map<number, number>()
  const ends = new Map<number, number>()
  let reads = 0
  for (let k = 0; k < total; k++) {
    const row = rows[k]!
    const number = file[row]!
    const together = Math.floor(k / rowsTogether)
    if (lastSeen.get(number) !== together) {
      lastSeen.set(number, together)
      reads++
    }
    const end = offset[row]! + length[row]!
    if (end > (ends.get(number) ?? 0)) ends.set(number, end)
  }
  let bytes = 0
  for (const end of ends.values()) bytes += end
  return bytes > keptBytes && reads > mostReads * lastSeen.size
}

/**
 * The same chunks as `recordChunks`, of rows in an order that is scattered over files. Every file is read once: records are
 * first written one behind the other to `spoolFile`, then read from there in the order of the rows. The file must not
 * exist, takes as much room as the records, and is gone at the end. `onSpooled` is told how many are written.
 */
export async function* spooledChunks(
  locator: RecordLocator,
  rows: Uint32Array,
  readers: readonly ReadRecords[],
  { spoolFile, onSpooled }: { readonly spoolFile: string; readonly onSpooled: (records: number) => void },
): AsyncGenerator<RecordChunk, void> {
  const places = placesByFile(locator.file, rows)
  const spool = new Spool(spoolFile, rows.length)
  try {
    let done = 0
    const byFile = places.map((place) => rows[place]!)
    for await (const chunk of recordChunks(locator, byFile, rows.length, readers)) {
      for (let k = 0; k < chunk.rows.length; k++) spool.put(places[done + k]!, chunk.record(k))
      done += chunk.rows.length
      spool.flush()
      onSpooled(done)
    }
    for (let from = 0; from < rows.length; from += rowsTogether)
      yield { rows: rows.subarray(from, from + rowsTogether), record: (at) => spool.read(from + at) }
  } finally {
    spool.remove()
  }
}

/** Places of the rows, those of one file together. */
function placesByFile(fileOf: Uint32Array, rows: Uint32Array): Uint32Array {
  const next = new Map<number, number>()
  for (const row of rows) next.set(fileOf[row]!, (next.get(fileOf[row]!) ?? 0) + 1)
  let start = 0
  for (const file of [...next.keys()].sort((a, b) => a - b)) {
    const count = next.get(file)!
    next.set(file, start)
    start += count
  }
  const places = new Uint32Array(rows.length)
  for (let place = 0; place < rows.length; place++) {
    const file = fileOf[rows[place]!]!
    const at = next.get(file)!
    places[at] = place
    next.set(file, at + 1)
  }
  return places
}

/** Records in a file, by their places. */
class Spool {
  readonly #handle: number
  readonly #offset: Float64Array
  readonly #length: Uint32Array
  readonly #problems = new Map<number, string>()
  #waiting: Buffer[] = []
  #end = 0

  constructor(
    private readonly file: string,
    records: number,
  ) {
    this.#handle = openSync(file, 'wx+', 0o600)
    this.#offset = new Float64Array(records)
    this.#length = new Uint32Array(records)
  }

  put(place: number, { bytes, problem }: ReturnType<RecordChunk['record']>): void {
    if (bytes === null) {
      this.#problems.set(place, problem)
      return
    }
    this.#offset[place] = this.#end
    this.#length[place] = bytes.length
    this.#end += bytes.length
    this.#waiting.push(bytes)
  }

  flush(): void {
    const bytes = Buffer.concat(this.#waiting)
    this.#waiting = []
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at)
  }

  read(place: number): ReturnType<RecordChunk['record']> {
    const problem = this.#problems.get(place)
    if (problem !== undefined) return { bytes: null, problem }
    const bytes = Buffer.allocUnsafe(this.#length[place]!)
    readSync(this.#handle, bytes, 0, bytes.length, this.#offset[place]!)
    return { bytes, problem: null }
  }

  remove(): void {
    closeSync(this.#handle)
    rmSync(this.file, { force: true })
  }
}
