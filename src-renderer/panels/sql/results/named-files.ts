import type { Table } from '../../../../src-shared/contract/index.ts'
import { logFilesIn } from '../../../../src-shared/words/log-files.ts'

/** Log files of one place that rows name. */
export interface NamedFiles {
  /** `s3://bucket/prefix/`: the level that holds `AWSLogs/`. */
  readonly address: string
  /** Each once. */
  readonly keys: readonly string[]
  /** Log files of other places. */
  readonly elsewhere: number
}

/** By place, the one with the most files first. */
export function namedFiles(rows: Table['rows']): readonly NamedFiles[] {
  const places = new Map<string, Set<string>>()
  for (const row of rows)
    for (const cell of row)
      if (typeof cell === 'string')
        for (const { bucket, key } of logFilesIn(cell)) {
          const address = `s3://${bucket}/${key.slice(0, key.indexOf('AWSLogs/'))}`
          places.set(address, (places.get(address) ?? new Set()).add(key))
        }
  const all = [...places.values()].reduce((sum, { size }) => sum + size, 0)
  return [...places]
    .map(([address, keys]) => ({ address, keys: [...keys].sort(), elsewhere: all - keys.size }))
    .sort((a, b) => b.keys.length - a.keys.length)
}
