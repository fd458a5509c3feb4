import type { Database } from 'sql.js'
import { ledgerStates } from '../../src-shared/ledger.ts'
import { formatUtc, type UtcMs } from '../../src-shared/time.ts'
import type { CoverageHours } from '../columns/coverage-hours.ts'

/** Fills the table behind the view `coverage`. */
export function addCoverage(db: Database, coverage: CoverageHours, signal: AbortSignal | undefined): void {
  const { rows, row, hour, state, digest, digests, logs, events } = coverage
  const insert = db.prepare('INSERT INTO coverage_hour VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  try {
    for (let i = 0; i < row.length; i++) {
      if (i % 10_000 === 0) signal?.throwIfAborted()
      const { account, region, trail, kind } = rows[row[i]!]!
      const time = formatUtc(hour[i] as UtcMs)
      const uri = digest[i] === -1 ? null : digests[digest[i]!]!
      insert.run([i + 1, account, region, trail, kind, time, ledgerStates[state[i]!]!, uri, logs[i]!, events[i]!])
    }
  } finally {
    insert.free()
  }
}
