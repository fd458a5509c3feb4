import type { RecordValues } from '../../../src-shared/contract/events.ts'
import type { RecordPath } from '../../../src-shared/filter/record-path.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { RecordReader } from '../../records/reader.ts'
import { recordCell } from '../../records/record-cell.ts'
import { readInTurns } from './read-in-turns.ts'
import { shownValue } from './shown-value.ts'

/** The values of these events' records at the paths. */
export function recordValues(
  snapshot: Snapshot,
  reader: RecordReader,
  rows: readonly Row[],
  paths: readonly RecordPath[],
): Promise<readonly RecordValues[]> {
  const cells = paths.map(recordCell)
  return readInTurns(snapshot, reader, rows, (text) =>
    text === null
      ? null
      : cells.map((cell) => {
          const value = cell(text)
          return value === null ? null : shownValue(String(value))
        }),
  )
}
