import type { Filter } from '../../src-shared/filter.ts'
import type { Rule } from '../../src-shared/finding.ts'
import type { UtcMs } from '../../src-shared/time.ts'
import type { ColumnQuery } from '../columns/query.ts'
import type { Snapshot, TextData } from '../columns/snapshot.ts'
import type { BuiltDatabase } from '../store/build.ts'
import type { Sqlite } from '../store/sqlite.ts'
import type { Principals } from './principals.ts'

/** What a rule looks at. */
export interface DetectionCase {
  readonly sqlite: Sqlite
  readonly db: BuiltDatabase['db']
  readonly snapshot: Snapshot
  readonly query: ColumnQuery
  readonly principals: Principals
}

/** What a rule saw about one subject: a principal, an API, an access key, a file, … */
export interface Hit {
  readonly subject: string
  readonly events: number
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
  readonly sentence: string
  /** Selects exactly the events counted. */
  readonly filter: Filter
}

export interface DetectionRule {
  readonly about: Rule
  readonly find: (opened: DetectionCase) => Hit[]
}

export const textColumn = ({ columns }: Snapshot, name: keyof Snapshot['columns']): TextData => {
  const data = columns[name]
  if (data.type !== 'text') throw new Error(`${name} is no text column`)
  return data
}
