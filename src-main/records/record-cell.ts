import type { CsvCell } from '../../src-shared/base/csv.ts'
import { jsonValue, sliceJson } from '../../src-shared/base/json-slice.ts'
import { type RecordPath, recordSteps } from '../../src-shared/filter/record-path.ts'
import { deedNamed } from '../../src-shared/model/deed-fields.ts'
import { tellDeed } from '../../src-shared/what/deeds.ts'
import { parseRecord } from '../../src-shared/what/record-values.ts'

/** Reads one value from the text of a record: objects and lists as JSON, null where the record has none. */
export function recordCell(path: RecordPath): (record: string) => CsvCell {
  const deed = deedNamed(path)
  if (deed !== null) {
    const tell = tellDeed[deed]
    return (record) => {
      const parsed = parseRecord(record)
      return parsed === null ? null : tell(parsed)
    }
  }
  const steps = recordSteps(path)
  if (steps === null) throw new Error(`${path} was checked, and is no path of a record`)
  return (record) => {
    const json = sliceJson(record, steps)
    return json === null ? null : jsonValue(json)
  }
}
