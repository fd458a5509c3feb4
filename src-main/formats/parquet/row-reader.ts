import type { Draft } from './column-rows.ts'
import { type Footer, footerOf, type RowGroup } from './footer.ts'
import { type RowRun, rowsOf, runRows } from './rows.ts'

/** Characters of rows that are kept: runs that were asked for last. */
const mostKept = 64 * 1024 * 1024

/**
 * Reads rows of a Parquet file again, in any order, as JSON texts. A row is read with its run, and a run after all that
 * precede it in its row group, as pages cannot be entered midway: rows are best asked for in their order.
 */
class RowReader {
  private readonly kept = new Map<string, readonly string[]>()
  private held = 0
  private reading: { readonly group: RowGroup; readonly runs: Generator<RowRun>; next: number } | null = null

  constructor(
    private readonly bytes: Buffer,
    private readonly footer: Footer,
  ) {}

  /** Null where there is no such row, or it cannot be read. */
  textOf(row: number): string | null {
    const group = this.footer.groups.find(({ first, rows }) => row >= first && row < first + rows)
    if (group === undefined) return null
    const within = row - group.first
    return this.run(group, Math.floor(within / runRows))[within % runRows] ?? null
  }

  private run(group: RowGroup, number: number): readonly string[] {
    const name = `${group.first} ${number}`
    const kept = this.kept.get(name)
    if (kept === undefined) return this.readUpTo(group, number)
    this.kept.delete(name)
    this.kept.set(name, kept)
    return kept
  }

  private readUpTo(group: RowGroup, number: number): readonly string[] {
    const goesOn = this.reading?.group === group && this.reading.next <= number
    const reading = goesOn ? this.reading! : { group, runs: rowsOf(this.bytes, this.footer, group), next: 0 }
    this.reading = reading
    let texts: readonly string[] = []
    while (reading.next <= number) {
      const { value: run } = reading.runs.next()
      texts = run === undefined || 'unreadable' in run ? [] : run.rows.map((row: Draft) => JSON.stringify(row))
      this.keep(`${group.first} ${reading.next++}`, texts)
    }
    return texts
  }

  private keep(name: string, texts: readonly string[]): void {
    this.kept.set(name, texts)
    this.held += sizeOf(texts)
    for (const [oldest, dropped] of this.kept) {
      if (this.held <= mostKept || oldest === name) break
      this.kept.delete(oldest)
      this.held -= sizeOf(dropped)
    }
  }
}

const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0)

/** By the bytes of the file: who keeps them keeps the rows that were read of them. */
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
