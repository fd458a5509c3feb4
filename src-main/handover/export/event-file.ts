import type { ExportQuery } from '../../../src-shared/contract/index.ts'
import { parquetColumns } from './formats/parquet.ts'
import { eventFormats } from './formats/writers.ts'
import { groupRows, ParquetFile } from './parquet/encoder.ts'
import { PutInOrder } from './put-in-order.ts'
import { type PartSize, type RenderedPart, serialPart } from './rendered-parts.ts'

/** What stands around and between the parts of a file of events. */
export interface EventFile {
  readonly size: PartSize
  /** Whether a part is a row group, which one thread renders whole. */
  readonly isInGroups: boolean
  begin(): string | Uint8Array
  /** The bytes of a part, good until the next one is asked for. */
  add(part: RenderedPart): Uint8Array
  end(): string | Uint8Array
}

export function eventFile({ format, columns }: Pick<ExportQuery, 'format' | 'columns'>, version: string): EventFile {
  return format === 'parquet' ? groupFile(columns, version) : serialFile(format, columns)
}

function serialFile(format: keyof typeof eventFormats, columns: ExportQuery['columns']): EventFile {
  const { begin, between, end } = eventFormats[format]
  const order = new PutInOrder()
  let isFirst = true
  return {
    size: serialPart,
    isInGroups: false,
    begin: () => begin(columns),
    add: (part) => {
      const bytes = order.bytesOf(part)
      if (!isFirst || bytes.length === 0) return bytes
      // Every event has before it what stands between two; the first of all has not.
      isFirst = false
      return bytes.subarray(Buffer.byteLength(between))
    },
    end: () => end,
  }
}

function groupFile(columns: ExportQuery['columns'], version: string): EventFile {
  const file = new ParquetFile(parquetColumns(columns), `Trailproof ${version}`)
  return {
    size: { rows: groupRows, recordBytes: Number.POSITIVE_INFINITY },
    isInGroups: true,
    begin: () => file.begin(),
    add: ({ shares: [share] }) => {
      const { bytes, group } = share!.rendered
      return group === null ? bytes : file.add({ bytes, ...group })
    },
    end: () => file.end(),
  }
}
