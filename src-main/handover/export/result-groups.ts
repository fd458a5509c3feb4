import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { CellKinds, cellAs, namesOnce } from '../../../src-shared/base/cell-kinds.ts'
import type { Cell, Table } from '../../../src-shared/contract/index.ts'
import { encodedGroup, type ParquetCell, ParquetFile } from './parquet/encoder.ts'

/** Of a row group, which is encoded in one turn of the thread. */
const most = { rows: 16_384, characters: 16 << 20 }

/**
 * Rows of a query as Parquet. What a column holds is known behind the last row: until then the rows lie in a file, which
 * must not exist, takes as much room as they do as JSON, and is to be removed.
 */
export class ResultGroups {
  readonly #handle: number
  readonly #kinds: CellKinds
  /** Where each page ends in the file. */
  readonly #ends: number[] = []

  constructor(
    private readonly spoolFile: string,
    private readonly columns: readonly string[],
  ) {
    this.#kinds = new CellKinds(columns.length)
    this.#handle = openSync(spoolFile, 'wx+', 0o600)
  }

  add(rows: Table['rows']): void {
    for (const row of rows) this.#kinds.add(row)
    const bytes = Buffer.from(JSON.stringify(rows, written))
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at)
    this.#ends.push((this.#ends.at(-1) ?? 0) + bytes.length)
  }

  /** The file, in pieces. At most one row group and one page are held. */
  async *pieces(createdBy: string): AsyncGenerator<Uint8Array, void> {
    const { kinds } = this.#kinds
    const columns = namesOnce(this.columns).map((name, at) => ({ name, type: kinds[at]! }))
    const file = new ParquetFile(columns, createdBy)
    yield file.begin()
    let data: ParquetCell[][] = columns.map(() => [])
    let held = { rows: 0, characters: 0 }
    for (const row of this.#rows()) {
      for (const [at, kind] of kinds.entries()) {
        const cell = cellAs(kind, row[at] ?? null)
        if (typeof cell === 'string') held.characters += cell.length
        data[at]!.push(cell)
      }
      held.rows++
      if (held.rows < most.rows && held.characters < most.characters) continue
      yield file.add(encodedGroup(columns, data))
      await turn()
      data = columns.map(() => [])
      held = { rows: 0, characters: 0 }
    }
    if (held.rows > 0 && columns.length > 0) yield file.add(encodedGroup(columns, data))
    yield file.end()
  }

  remove(): void {
    closeSync(this.#handle)
    rmSync(this.spoolFile, { force: true })
  }

  *#rows(): Iterable<readonly Cell[]> {
    let from = 0
    for (const end of this.#ends) {
      const bytes = Buffer.allocUnsafe(end - from)
      for (let at = 0; at < bytes.length; ) at += readSync(this.#handle, bytes, at, bytes.length - at, from + at)
      yield* JSON.parse(bytes.toString(), read) as Table['rows']
      from = end
    }
  }
}

/** JSON has no number for these. */
const isNoJson = (value: unknown): value is number =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))

const written = (_: string, value: unknown) =>
  isNoJson(value) ? { number: Object.is(value, -0) ? '-0' : String(value) } : value

const read = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'number' in value ? Number(value.number) : value
