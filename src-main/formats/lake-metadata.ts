import type { Format } from './format.ts'
import type { Head, SeenObject } from './head.ts'

/** What tables of a lake keep beside their Parquet files. It tells of files, and holds no rows. */
export const lakeMetadata: readonly Format[] = [
  // Delta Lake protocol, "Actions": one a line, of which the first are these.
  beside(
    'log of a Delta table',
    ofObject(({ keys }) => keys.size === 1 && deltaActions.some((action) => keys.has(action))),
  ),
  // Iceberg table spec, "Table Metadata Fields".
  beside(
    'metadata of an Iceberg table',
    ofObject(({ keys }) => keys.has('table-uuid') && keys.has('format-version')),
  ),
  // Iceberg table spec, "Manifests" and "Manifest Lists": Avro files whose schemas have these fields.
  beside('manifest of an Iceberg table', (head) => head.type === 'bytes' && isManifest(head.bytes)),
]

const deltaActions = ['commitInfo', 'protocol', 'metaData']

function beside(form: string, recognises: (head: Head) => boolean): Format {
  return { kind: 'other', form, recognises, records: null, mayHoldEvents: false }
}

function ofObject(isIt: (object: SeenObject) => boolean): (head: Head) => boolean {
  return (head) => head.type === 'object' && head.within === 'sequence' && isIt(head.object)
}

/** How far into a file the header of Avro with its schema is looked for. */
const sampleBytes = 64 * 1024

function isManifest(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 0, 4) !== 'Obj\x01') return false
  const header = bytes.toString('latin1', 0, sampleBytes)
  return header.includes('"manifest_path"') || (header.includes('"data_file"') && header.includes('"snapshot_id"'))
}
