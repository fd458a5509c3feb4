import { lowerBound } from '../../../../src-shared/base/binary-search.ts'
import { csvForms, csvLine } from '../../../../src-shared/base/csv.ts'
import type { FilterColumn } from '../../../../src-shared/filter/columns.ts'
import type { Row } from '../../../../src-shared/model/event.ts'
import type { TextData } from '../../../columns/text-data.ts'
import { cellsOf, plainCell } from './cells.ts'
import { type EventFormat, never, type WriterParts } from './writer.ts'

/**
 * The columns that Event history can show, by their labels in the CloudTrail console; a download has those that are
 * shown. Source: CloudTrail user guide, "Viewing recent management events with the console", "Customize the display". A
 * user has no name in many records: then who acted stands there, as the console does with sessions.
 */
export const consoleColumns = [
  ['Event name', 'eventName'],
  ['Event time', 'eventTime'],
  ['User name', 'actor'],
  ['Event source', 'eventSource'],
  ['Resource type', 'type'],
  ['Resource name', 'arn'],
  ['AWS access key', 'accessKeyId'],
  ['AWS region', 'awsRegion'],
  ['Error code', 'errorCode'],
  ['Read-only', 'readOnly'],
  ['Event ID', 'eventID'],
  ['Source IP address', 'sourceIPAddress'],
  ['Request ID', 'requestID'],
] as const satisfies readonly (readonly [label: string, FilterColumn | 'type' | 'arn'])[]

const form = csvForms.events

export const consoleCsvFormat: EventFormat = {
  readsRecords: never,
  begin: () => csvLine(consoleColumns.map(([label]) => label), form), // biome-ignore format: one line
  between: '',
  end: '',
  start: (parts) => {
    const cells = consoleColumns.map(([, column]) =>
      column === 'type' || column === 'arn' ? resourceCell(parts, column) : cellsOf(parts, [column], plainCell)[0]!,
    )
    return (row, _, out) => {
      out.text(csvLine(cells.map((cell) => cell(row, '')), form)) // biome-ignore format: one line
      return null
    }
  },
}

/** Of all resources of the event, as the console lists them: divided by a comma and a space. */
function resourceCell({ snapshot, redactor }: WriterParts, part: 'type' | 'arn'): (row: Row) => string | null {
  const { resources } = snapshot
  const data: TextData = resources[part]
  return (row) => {
    const texts: string[] = []
    for (let k = lowerBound(resources.row, row); resources.row[k] === row; k++)
      texts.push(data.codes[k] === 0 ? '-' : data.textOf(data.codes[k]!))
    if (texts.length === 0) return null
    const text = texts.join(', ')
    return redactor === null ? text : redactor.text(text)
  }
}
