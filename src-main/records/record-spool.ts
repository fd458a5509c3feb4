import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import type { RecordBytes } from './reader.ts'
import { type ReadRecords, type RecordLocator, recordChunks } from './record-chunks.ts'
import type { Spooled } from './spooled-records.ts'

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
 * Writes the records of rows, in an order that is scattered over files, one behind the other to `spoolFile`: every file is
 * read once. The file must not exist, takes as much room as the records, and is to be removed by whoever asked for it, unless
 * this rejects. `onSpooled` is told how many are written.
 */
export async function spooledRecords(
  locator: RecordLocator,
  rows: Uint32Array,
  readers: readonly ReadRecords[],
  { spoolFile, onSpooled }: { readonly spoolFile: string; readonly onSpooled: (records: number) => void },
): Promise<Spooled> {
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
    spool.close()
    return spool.spooled
  } catch (error) {
    spool.close()
    rmSync(spoolFile, { force: true })
    throw error
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

/** Writes records to a file. */
class Spool {
  readonly #handle: number
  readonly #problems = new Map<number, string>()
  readonly spooled: Spooled
  #waiting: Buffer[] = []
  #end = 0

  constructor(file: string, records: number) {
    this.#handle = openSync(file, 'wx', 0o600)
    const offset = new Float64Array(new SharedArrayBuffer(8 * records))
    const length = new Uint32Array(new SharedArrayBuffer(4 * records))
    this.spooled = { file, offset, length, problems: this.#problems }
  }

  put(place: number, { bytes, problem }: RecordBytes): void {
    if (bytes === null) {
      this.#problems.set(place, problem)
      return
    }
    this.spooled.offset[place] = this.#end
    this.spooled.length[place] = bytes.length
    this.#end += bytes.length
    this.#waiting.push(bytes)
  }

  flush(): void {
    const bytes = Buffer.concat(this.#waiting)
    this.#waiting = []
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at)
  }

  close(): void {
    closeSync(this.#handle)
  }
}
