import { lowerBound } from '../../../src-shared/base/binary-search.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { ParsedRecord } from '../../../src-shared/what/record-values.ts'
import { targetOf, targetText } from '../../../src-shared/what/target.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { FlagData, Snapshot } from '../../columns/snapshot.ts'

/** Those of successful calls that do not only read. */
export function writesAmong(snapshot: Snapshot, rows: Uint32Array): readonly Row[] {
  const failed = failedCalls(snapshot)
  const readOnly = (snapshot.columns.readOnly as FlagData).values
  return [...rows].filter((row) => failed[row] !== 2 && readOnly[row] === 1)
}

/** What the call acted on, as its record tells; without that, the resources that the record lists, by ARN. */
export function resourcesOf({ resources }: Snapshot, row: Row, record: ParsedRecord | null): readonly string[] {
  const target = record === null ? null : targetOf(record)
  if (target !== null) return [targetText(target)]
  const arns = new Set<string>()
  for (let k = lowerBound(resources.row, row); resources.row[k] === row; k++) {
    const code = resources.arn.codes[k]!
    if (code !== 0) arns.add(resources.arn.textOf(code))
  }
  return [...arns]
}
