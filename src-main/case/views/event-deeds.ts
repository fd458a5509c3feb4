import type { EventDeed } from '../../../src-shared/contract/events.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { parseRecord } from '../../../src-shared/what/record-values.ts'
import { summaryOf } from '../../../src-shared/what/summary.ts'
import { targetOf, targetText } from '../../../src-shared/what/target.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { RecordReader } from '../../records/reader.ts'
import { readInTurns } from './read-in-turns.ts'
import { shownValue } from './shown-value.ts'

const notRead: EventDeed = { target: null, summary: null }

/** What these events did, told from their records. */
export const eventDeeds = (
  snapshot: Snapshot,
  reader: RecordReader,
  rows: readonly Row[],
): Promise<readonly EventDeed[]> => readInTurns(snapshot, reader, rows, deedOf)

function deedOf(text: string | null): EventDeed {
  const record = text === null ? null : parseRecord(text)
  if (record === null) return notRead
  const target = targetOf(record)
  return { target: target === null ? null : shownValue(targetText(target)), summary: shownValue(summaryOf(record)) }
}
