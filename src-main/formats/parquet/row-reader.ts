import type { Draft } from './column-rows.ts'
import { type Footer, footerOf, type RowGroup } from './footer.ts'
import { type RowRun, rowsOf, runRows } from './rows.ts'

/** Characters of rows that are kept of all files: of the runs that were asked for last. */
const mostKept = 128 * 1024 * 1024
/** Files that are kept open at a run, with a page of each column: events of several follow one another in time. */
const mostOpen = 8
/** Bytes of files that are kept open, but for the last one. */
const mostOpenBytes = 256 * 1024 * 1024

/** Runs of rows by file, row group and number, the one that was asked for last behind all others. */
const kept = new Map<string, readonly string[]>()
let held = 0

function keep(name: string, texts: readonly string[]): void {
  held += sizeOf(texts) - sizeOf(kept.get(name) ?? [])
  kept.delete(name)
  kept.set(name, texts)
  for (const [oldest, dropped] of kept) {
    if (held <= mostKept || oldest === name) break
    kept.delete(oldest)
    held -= sizeOf(dropped)
  }
}

const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0)

interface Open {
  readonly group: RowGroup
  readonly runs: Generator<RowRun>
  next: number
}

/** Where reading of a file stands, the last one behind all others. */
const open = new Map<RowReader, Open>()

function keepOpen(reader: RowReader, at: Open): void {
  open.delete(reader)
  open.set(reader, at)
  let bytes = [...open.keys()].reduce((sum, { size }) => sum + size, 0)
  for (const oldest of open.keys()) {
    if (oldest === reader || (open.size <= mostOpen && bytes <= mostOpenBytes)) break
    open.delete(oldest)
    bytes -= oldest.size
  }
}

let readersMade = 0

/**
 * Reads rows of a Parquet file again, in any order, as JSON texts. A row is read with its run, and a run after all that
 * precede it in its row group, as pages cannot be entered midway: rows are best asked for in their order.
 */
class RowReader {
  private readonly number = readersMade++

  constructor(
    private readonly bytes: Buffer,
    private readonly footer: Footer,
  ) {}

  get size(): number {
    return this.bytes.length
  }

  /** Null where there is no such row, or it cannot be read. */
  textOf(row: number): string | null {
    const group = this.footer.groups.find(({ first, rows }) => row >= first && row < first + rows)
    if (group === undefined) return null
    const within = row - group.first
    return this.run(group, Math.floor(within / runRows))[within % runRows] ?? null
  }

  private run(group: RowGroup, run: number): readonly string[] {
    const name = this.nameOf(group, run)
    const texts = kept.get(name)
    if (texts === undefined) return this.readUpTo(group, run)
    kept.delete(name)
    kept.set(name, texts)
    return texts
  }

  private readUpTo(group: RowGroup, run: number): readonly string[] {
    const before = open.get(this)
    const goesOn = before?.group === group && before.next <= run
    const at = goesOn ? before : { group, runs: rowsOf(this.bytes, this.footer, group), next: 0 }
    keepOpen(this, at)
    let texts: readonly string[] = []
    while (at.next <= run) {
      const { value } = at.runs.next()
      texts = value === undefined || 'unreadable' in value ? [] : value.rows.map((row: Draft) => JSON.stringify(row))
      keep(this.nameOf(group, at.next++), texts)
    }
    return texts
  }

  private nameOf({ first }: RowGroup, run: number): string {
    return `${this.number} ${first} ${run}`
  }
}

/** By the bytes of the file, which who reads records again keeps for a while. */
const readers = new WeakMap<Buffer, RowReader>()

/** The JSON of a row of a Parquet file. Throws where there is none: places are told by who has read it. */
export function rowTextAt(bytes: Buffer, row: number): string {
  const text = readerOf(bytes).textOf(row)
  if (text === null) throw new Error(`row ${row} of a Parquet file that was read once cannot be read again`)
  return text
}

function readerOf(bytes: Buffer): RowReader {
  const known = readers.get(bytes)
  if (known !== undefined) return known
  const footer = footerOf(bytes)
  if (typeof footer === 'string') throw new Error(`a Parquet file that was read once is ${footer}`)
  const reader = new RowReader(bytes, footer)
  readers.set(bytes, reader)
  return reader
}
