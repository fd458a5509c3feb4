import { ocsfNote, tableNote } from '../../src-shared/words/files.ts'
import type { Format, RecordSink } from './format.ts'
import type { Head } from './head.ts'
import type { Extracted } from './log/extractor.ts'
import { otherSources } from './ocsf/name.ts'
import type { Contents } from './parquet/contents.ts'
import type { Footer, Unreadable } from './parquet/footer.ts'
import { startsAsParquet } from './parquet/magic.ts'
import { parquetReading } from './parquet/on-demand.ts'
import { inTurn } from './piece.ts'
import { fieldsTold } from './table/columns.ts'

/** CloudTrail in Amazon Security Lake, which keeps it as OCSF events. */
const securityLake: Format = {
  kind: 'records',
  form: 'OCSF events of CloudTrail in Parquet',
  recognises: (head) => holds(head, (contents) => parquetReading.loaded.isOfCloudTrail(contents)),
  records: {
    encoding: 'parquet-row',
    note: ocsfNote,
    extract,
  },
}

/** Records of CloudTrail in columns, as Athena writes results (`CREATE TABLE AS`, `UNLOAD`) and lakes keep them. */
const eventTable: Format = {
  kind: 'records',
  form: 'Parquet table of CloudTrail events',
  recognises: (head) => holds(head, ({ type }) => type === 'events'),
  records: {
    encoding: 'parquet-row',
    note: (bytes) => {
      const { footerOf, tableOf } = parquetReading.loaded
      return tableNote(fieldsTold(tableOf(footerOf(bytes) as Footer).columns))
    },
    extract,
  },
}

/** What is Parquet and no CloudTrail, and what is Parquet and cannot be read. The last recognises every Parquet file. */
export const parquet: readonly Format[] = [
  securityLake,
  eventTable,
  ...(['cut-off', 'encrypted', 'broken'] as const).map(unreadable),
  ...otherSources.map(([source, product]) =>
    other(
      `${source} in Parquet`,
      (contents) => contents.type === 'ocsf' && contents.products.some((name) => product.test(name)),
    ),
  ),
  other('Parquet file without rows', ({ type }) => type === 'none'),
  other('OCSF events in Parquet, not CloudTrail', ({ type }) => type === 'ocsf'),
  other('checkpoint of a Delta table', (contents) => contents.type === 'other' && isDeltaCheckpoint(contents.columns)),
  other('Parquet file, not CloudTrail', () => true),
]

function extract(bytes: Buffer, into: RecordSink): Extracted {
  const { footerOf, recordsInRows } = parquetReading.loaded
  return into.pieces(bytes, inTurn(recordsInRows(bytes, footerOf(bytes) as Footer)))
}

function unreadable(why: Unreadable): Format {
  return {
    kind: 'other',
    form: `${why} Parquet file`,
    recognises: (head) =>
      head.type === 'bytes' && startsAsParquet(head.bytes) && parquetReading.loaded.footerOf(head.bytes) === why,
    records: null,
    mayHoldEvents: true,
  }
}

function other(form: string, isIt: (contents: Contents) => boolean): Format {
  return { kind: 'other', form, recognises: (head) => holds(head, isIt), records: null, mayHoldEvents: false }
}

function holds(head: Head, isIt: (contents: Contents) => boolean): boolean {
  if (head.type !== 'bytes' || !startsAsParquet(head.bytes)) return false
  const { contentsOf, footerOf } = parquetReading.loaded
  const footer = footerOf(head.bytes)
  return typeof footer !== 'string' && isIt(contentsOf(head.bytes, footer))
}

/** Delta Lake protocol, "Checkpoint Schema". */
const isDeltaCheckpoint = (columns: readonly string[]): boolean =>
  ['add', 'remove', 'metaData', 'protocol'].every((name) => columns.includes(name))
