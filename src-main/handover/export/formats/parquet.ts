import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { ExportColumn } from '../../../../src-shared/contract/export-columns.ts'
import { columnType } from '../../../../src-shared/filter/columns.ts'
import type { ColumnType } from '../../../../src-shared/model/columns.ts'
import { type CellValue, cellsOf, readsRecords } from './cells.ts'
import type { MakeWriter, Put } from './writer.ts'

/**
 * The type of a Parquet column by that of the event's column, each nullable. TIMESTAMP is milliseconds, UTC. Values of
 * records are text; objects and lists are JSON text.
 */
export const parquetTypes: Readonly<Record<ColumnType, BasicType>> = {
  text: 'STRING',
  id: 'STRING',
  flag: 'BOOLEAN',
  integer: 'INT32',
  time: 'TIMESTAMP',
}

/** Events of a row group: what is kept before it is written. */
const groupRows = 32_768

/** The chosen columns as Parquet, in row groups that are compressed with Snappy. */
export const parquetWriter: MakeWriter = (parts) => {
  const { columns, version } = parts
  const cells = cellsOf(parts, columns, parquetCell)
  const reads = readsRecords(columns)
  const types = columns.map((column) => parquetTypes[columnType(column)])
  const bytes = new ByteWriter()
  const columnData = columns.map((name, at) => ({ name, data: [] as unknown[], type: types[at]!, nullable: true }))
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData }),
    createdBy: `Trailproof ${version}`,
  })
  let data: unknown[][] = columns.map(() => [])
  const flush = (put: Put) => {
    put(bytes.getBytes().slice())
    // Offsets in the file go on; the bytes before are written.
    bytes.index = 0
  }
  const writeGroup = (put: Put) => {
    const group = columnData.map((column, at) => ({ ...column, data: data[at]! }))
    parquet.write({ columnData: group, rowGroupSize: groupRows })
    data = columns.map(() => [])
    flush(put)
  }
  return {
    readsRecords: reads,
    begin: () => {},
    event: (row, record, _, put) => {
      const text = reads ? record.toString() : ''
      for (let k = 0; k < cells.length; k++) data[k]!.push(cells[k]!(row, text))
      if (data[0]!.length >= groupRows) writeGroup(put)
      return null
    },
    end: (put) => {
      if ((data[0]?.length ?? 0) > 0) writeGroup(put)
      parquet.finish()
      flush(put)
    },
  }
}

function parquetCell(value: CellValue, column: ExportColumn): unknown {
  if (value === null) return null
  const type = columnType(column)
  if (type === 'time') return new Date(value as number)
  return type === 'text' || type === 'id' ? String(value) : value
}
