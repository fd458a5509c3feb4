import { jsonOrNull } from '../../../../src-shared/base/json.ts'
import { parseRecord } from '../../../../src-shared/what/record-values.ts'
import { exportReasons } from '../../../../src-shared/words/exports.ts'
import { cellsOf } from './cells.ts'
import { ocsfOf } from './ocsf-map.ts'
import { timeOf } from './timesketch.ts'
import { always, type EventFormat, nothing } from './writer.ts'

/** One event of API Activity a line: see `ocsfMap`. */
export const ocsfFormat: EventFormat = {
  readsRecords: always,
  begin: nothing,
  between: '',
  end: '',
  start: (parts) => {
    const [verdict, sourceFile] = cellsOf(parts, ['logVerdict', 'sourceFile'], (value) => value)
    return (row, record, out) => {
      const time = timeOf(parts, row)
      if (time === null) return exportReasons.withoutTime
      const text = record.toString()
      const parsed = parseRecord(parts.redactor === null ? text : parts.redactor.record(text))
      if (parsed === null) return exportReasons.noObject
      const facts = { time, verdict: verdict!(row, '') as string | null, sourceFile: String(sourceFile!(row, '')) }
      const line = eventLine(() => ocsfOf(parsed, facts))
      if (line === null) return exportReasons.tooDeep
      out.text(line)
      return null
    }
  },
}

/** Null where it is nested deeper than the stack. */
function eventLine(make: () => object): string | null {
  try {
    const json = jsonOrNull(make())
    return json === null ? null : `${json}\n`
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return null
  }
}
