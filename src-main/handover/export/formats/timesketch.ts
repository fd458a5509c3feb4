import { csvForms, csvLine } from '../../../../src-shared/base/csv.ts'
import { formatUtc, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { FilterColumn } from '../../../../src-shared/filter/columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import { parseRecord } from '../../../../src-shared/what/record-values.ts'
import { summaryOf } from '../../../../src-shared/what/summary.ts'
import { exportReasons } from '../../../../src-shared/words/exports.ts'
import { cellsOf, plainCell } from './cells.ts'
import { always, type EventFormat, type WriterParts } from './writer.ts'

/**
 * Timesketch needs `message`, `datetime` (ISO 8601) and `timestamp_desc`; `timestamp` is microseconds since 1970. Other
 * columns are attributes. Source: Timesketch user guide, "Create timeline from JSON/JSONL/CSV file".
 */
const needed = ['message', 'timestamp', 'datetime', 'timestamp_desc'] as const

/** Attributes beside them, by the names that columns have here. */
export const timesketchColumns = [
  'eventName', 'eventSource', 'awsRegion', 'recipientAccountId', 'actor', 'userIdentityType', 'userIdentityArn',
  'accessKeyId', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'readOnly', 'eventID', 'logVerdict', 'sourceFile',
] as const satisfies readonly FilterColumn[] // biome-ignore format: a list

/** What `timestamp_desc` says of every event. */
const timestampDesc = 'Event Logged'

const form = csvForms.events

const names = [...needed, ...timesketchColumns]

export const timesketchCsvFormat: EventFormat = timelineFormat(csvLine(names, form), (values) => csvLine(values, form))

export const timesketchJsonlFormat: EventFormat = timelineFormat('', (values) => {
  const told = names.flatMap((name, at) => (values[at] === null ? [] : [[name, values[at]] as const]))
  return `${JSON.stringify(Object.fromEntries(told))}\n`
})

function timelineFormat(head: string, lineOf: (values: readonly (string | number | null)[]) => string): EventFormat {
  return {
    readsRecords: always,
    begin: () => head,
    between: '',
    end: '',
    start: (parts) => {
      const cells = cellsOf(parts, timesketchColumns, plainCell)
      return (row, record, out) => {
        const time = timeOf(parts, row)
        if (time === null) return exportReasons.withoutTime
        const message = messageOf(parts, record.toString())
        const values = cells.map((cell) => cell(row, ''))
        out.text(lineOf([message, time * 1000, formatUtc(time).replace('Z', '+00:00'), timestampDesc, ...values]))
        return null
      }
    },
  }
}

/** Null where the event has none. */
export function timeOf({ snapshot }: Pick<WriterParts, 'snapshot'>, row: Row): UtcMs | null {
  const time = snapshot.columns.eventTime
  if (time.type !== 'time') throw new Error('eventTime is a time')
  return Number.isNaN(time.values[row]) ? null : (time.values[row] as UtcMs)
}

/** What the event did, a sentence. */
function messageOf({ redactor }: WriterParts, record: string): string {
  const parsed = parseRecord(redactor === null ? record : redactor.record(record))
  return parsed === null ? exportReasons.noObject : summaryOf(parsed)
}
