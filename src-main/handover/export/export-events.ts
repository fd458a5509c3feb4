import { setImmediate as turn } from 'node:timers/promises'
import { type CsvCell, csvForms, csvLine } from '../../../src-shared/base/csv.ts'
import { compactJson } from '../../../src-shared/base/json.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { ExportColumn } from '../../../src-shared/contract/export-columns.ts'
import type { ExportFormat, ExportQuery } from '../../../src-shared/contract/index.ts'
import { type FilterColumn, isRecordPath } from '../../../src-shared/filter/columns.ts'
import { type ColumnName, columns } from '../../../src-shared/model/columns.ts'
import type { Value } from '../../../src-shared/model/event.ts'
import type { WrittenFile } from '../../../src-shared/model/job.ts'
import { recordCell } from '../../records/record-cell.ts'
import type { SafeFile } from '../safe-file.ts'
import { writeWithManifest } from '../with-manifest.ts'
import type { ExportSource } from './export-source.ts'
import { manifestOf } from './manifest.ts'

/** A record can no longer be read as it was opened. The export fails, since one with holes would be no evidence. */
export class RecordGone extends Error {}

/** How long events are written before the thread handles other messages again. Each may need a file of its own. */
const turnMs = 20

/**
 * Writes the events that the filter shows, in the order asked for, and a manifest beside them: see `writeWithManifest`.
 */
export function exportEvents(
  source: ExportSource,
  { filter, sort, format, columns: wanted, file }: ExportQuery,
  signal: AbortSignal,
  onProgress: (events: number, of: number) => void,
): Promise<readonly [WrittenFile, WrittenFile]> {
  return writeWithManifest(file, {
    write: async (out) => {
      const rows = source.query.sorted(filter, sort)
      const total = rows?.length ?? source.query.snapshot.events
      const write = writers[format](source, wanted, out)
      await write.begin()
      for (let k = 0, turnedAt = 0; k < total; k++) {
        await write.event(rows === null ? k : rows[k]!, k)
        if (performance.now() - turnedAt < turnMs) continue
        onProgress(k, total)
        await turn()
        signal.throwIfAborted()
        turnedAt = performance.now()
      }
      await write.end()
      onProgress(total, total)
      return { rows, total }
    },
    manifest: (written, { rows, total }) => {
      const columns = format === 'csv' ? wanted : null
      return manifestOf(source, filter, rows, { ...written, format, columns, sort, events: total })
    },
  })
}

interface Writer {
  begin(): Promise<void>
  event(row: number, position: number): Promise<void>
  end(): Promise<void>
}

const writers: Record<ExportFormat, (source: ExportSource, columns: readonly ExportColumn[], out: SafeFile) => Writer> =
  {
    csv: (source, wanted, out) => {
      const cells = cellsOf(source, wanted)
      return {
        begin: () => out.write(csvLine(wanted, csvForms.events)),
        event: (row) => out.write(csvLine(cells(row), csvForms.events)),
        end: async () => {},
      }
    },
    ndjson: (source, _, out) => ({
      begin: async () => {},
      event: async (row) => {
        await out.write(compactBytes(recordOf(source, row)))
        await out.write('\n')
      },
      end: async () => {},
    }),
    json: (source, _, out) => ({
      begin: () => out.write('{"Records":['),
      event: async (row, position) => {
        await out.write(position === 0 ? '\n' : ',\n')
        await out.write(recordOf(source, row))
      },
      end: () => out.write('\n]}\n'),
    }),
  }

/** A record is read only where a column needs it, and once for all of them. */
function cellsOf(source: ExportSource, wanted: readonly ExportColumn[]): (row: number) => readonly CsvCell[] {
  const readsRecords = wanted.some(isRecordPath)
  const cells = wanted.map((column): ((row: number, record: string) => CsvCell) => {
    if (!isRecordPath(column)) return (row) => csvCell(source.query.value(column, row), column)
    const cell = recordCell(column)
    return (_, record) => cell(record)
  })
  return (row) => {
    const record = readsRecords ? recordOf(source, row).toString() : ''
    return cells.map((cell) => cell(row, record))
  }
}

const isTime = (column: FilterColumn) => column in columns && columns[column as ColumnName].type === 'time'

/** Times as ISO 8601 UTC. */
function csvCell(value: Value, column: FilterColumn): CsvCell {
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'number' && isTime(column) ? formatUtc(value as UtcMs) : value
}

/** The bytes of the file, whether or not they are UTF-8. */
function recordOf({ query, reader }: ExportSource, row: number): Buffer {
  const { file, offset, length } = query.snapshot.locator
  const { bytes, problem } = reader.readBytes(file[row]!, offset[row]!, length[row]!)
  if (bytes === null) throw new RecordGone(problem)
  return bytes
}

/** One line. As Latin-1 every byte is a character of its own, and those of JSON's syntax are what they are in UTF-8. */
const compactBytes = (bytes: Buffer): Buffer => Buffer.from(compactJson(bytes.toString('latin1')), 'latin1')
