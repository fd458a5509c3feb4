import { setImmediate as turn } from 'node:timers/promises'
import type { Row } from '../../../src-shared/model/event.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { RecordReader } from '../../records/reader.ts'

/** A longer record is not read for a cell; CloudTrail delivers up to 256 KB in a record. */
const longestRecord = 1 << 20
/** Other questions are answered in between, milliseconds. */
const longestTurn = 10

/** What the record of each of these events tells, in turns with other questions. `text`: null where it was not read. */
export async function readInTurns<Told>(
  { locator: { file, offset, length } }: Snapshot,
  reader: RecordReader,
  rows: readonly Row[],
  tell: (text: string | null) => Told,
): Promise<readonly Told[]> {
  const told: Told[] = []
  let since = performance.now()
  for (const row of rows) {
    if (performance.now() - since > longestTurn) {
      await turn()
      since = performance.now()
    }
    told.push(tell(length[row]! > longestRecord ? null : reader.read(file[row]!, offset[row]!, length[row]!).text))
  }
  return told
}
