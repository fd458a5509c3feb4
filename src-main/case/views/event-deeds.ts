import { setImmediate as turn } from 'node:timers/promises'
import type { EventDeed } from '../../../src-shared/contract/events.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import { summaryOf } from '../../../src-shared/what/summary.ts'
import { targetOf, targetText } from '../../../src-shared/what/target.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { RecordReader } from '../../records/reader.ts'
import { shownValue } from './shown-value.ts'

/** A longer record is not read for a cell; CloudTrail delivers up to 256 KB in a record. */
const longestRecord = 1 << 20
/** Other questions are answered in between, milliseconds. */
const longestTurn = 10

const notRead: EventDeed = { target: null, summary: null }

/** What these events did, told from their records, in turns with other questions. */
export async function eventDeeds(
  { locator: { file, offset, length } }: Snapshot,
  reader: RecordReader,
  rows: readonly Row[],
): Promise<readonly EventDeed[]> {
  const deeds: EventDeed[] = []
  let since = performance.now()
  for (const row of rows) {
    if (performance.now() - since > longestTurn) {
      await turn()
      since = performance.now()
    }
    deeds.push(
      length[row]! > longestRecord ? notRead : deedOf(reader.read(file[row]!, offset[row]!, length[row]!).text),
    )
  }
  return deeds
}

function deedOf(text: string | null): EventDeed {
  const record = text === null ? null : parseRecord(text)
  if (record === null) return notRead
  const target = targetOf(record)
  return { target: target === null ? null : shownValue(targetText(target)), summary: shownValue(summaryOf(record)) }
}
