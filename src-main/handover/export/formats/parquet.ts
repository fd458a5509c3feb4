import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { columnType, isRecordPath } from '../../../../src-shared/filter/columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import type { ParquetCells } from '../parquet/encoder.ts'
import { type CellValue, cellsOf, readsRecords } from './cells.ts'
import type { MakeWriter, Put, WriterParts } from './writer.ts'

/** Rows that are handed over together. */
const batchRows = 1024
/** Batches that may wait to be encoded. */
const mostWaiting = 8

/** The chosen columns as Parquet, which is encoded elsewhere. */
export const parquetWriter: MakeWriter = (parts) => {
  const { columns, version } = parts
  const reads = readsRecords(columns)
  const builders = columns.map((column) => builderOf(parts, column))
  const named = columns.map((name) => ({ name, type: columnType(name) }))
  const encoding = parts.startParquet(named, `Trailproof ${version}`)
  const waiting: Promise<Uint8Array | null>[] = []
  let rows = 0
  const send = () => {
    const batch = encoding.take(rows, builders.map((builder) => builder.give())) // biome-ignore format: one line
    // Whoever waits for it is told.
    batch.catch(() => {})
    waiting.push(batch)
    rows = 0
  }
  const settle = async (put: Put, most: number) => {
    while (waiting.length > most) {
      const bytes = await waiting.shift()
      if (bytes) put(bytes)
    }
  }
  return {
    readsRecords: reads,
    begin: () => {},
    event: (row, record) => {
      const text = reads ? record.toString() : ''
      for (const builder of builders) builder.add(row, text)
      if (++rows === batchRows) send()
      return null
    },
    settle: (put) => settle(put, mostWaiting),
    end: async (put) => {
      if (rows > 0) send()
      await settle(put, 0)
      put(await encoding.finish())
    },
    close: () => encoding.end(),
  }
}

/** Collects the cells of a column until they are given. */
interface Builder {
  readonly add: (row: Row, record: string) => void
  readonly give: () => ParquetCells
}

function builderOf(parts: WriterParts, column: ExportColumn): Builder {
  const type = columnType(column)
  if (type === 'id' || isRecordPath(column)) return textBuilder(parts, column)
  return type === 'text' ? codedBuilder(parts, column) : numberBuilder(parts, column)
}

function textBuilder(parts: WriterParts, column: ExportColumn): Builder {
  const [cell] = cellsOf(parts, [column], (value) => (value === null ? null : String(value)))
  let values: (string | null)[] = []
  return {
    add: (row, record) => values.push(cell!(row, record)),
    give: () => {
      const given = values
      values = []
      return { kind: 'texts', values: given }
    },
  }
}

/** Each text is sent once. */
function codedBuilder(parts: WriterParts, column: ExportColumn): Builder {
  let texts: string[] = []
  let sent = 0
  const codes = new Uint32Array(batchRows)
  let count = 0
  const [cell] = cellsOf(parts, [column], (value) => {
    if (value === null) return 0
    texts.push(String(value))
    return ++sent
  })
  return {
    add: (row, record) => {
      codes[count++] = cell!(row, record)
    },
    give: () => {
      const given = { kind: 'coded', codes: codes.slice(0, count), texts } as const
      texts = []
      count = 0
      return given
    },
  }
}

function numberBuilder(parts: WriterParts, column: ExportColumn): Builder {
  const values = new Float64Array(batchRows)
  let count = 0
  const [cell] = cellsOf(parts, [column], (value: CellValue) => (value === null ? Number.NaN : Number(value)))
  return {
    add: (row, record) => {
      values[count++] = cell!(row, record)
    },
    give: () => {
      const given = { kind: 'numbers', values: values.slice(0, count) } as const
      count = 0
      return given
    },
  }
}
