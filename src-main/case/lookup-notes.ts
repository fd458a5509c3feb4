import { unfilledColumns } from '../../src-shared/model/enrichment.ts'
import { nothingLookedUp } from '../../src-shared/words/enrichment.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { WhenThere } from './database.ts'

/** What is said beside the answer of a query that names columns which no file fills. */
export function lookupNotes(sql: string, snapshot: () => Snapshot, whenThere: WhenThere) {
  let isRead = false
  return {
    whenThere: ((parts) => {
      isRead = parts.has('lookups')
      return whenThere(parts)
    }) satisfies WhenThere,
    notes: (): readonly string[] =>
      isRead
        ? unfilledColumns(snapshot().lookups?.files ?? [])
            .filter((column) => new RegExp(`\\b${column}\\b`, 'i').test(sql))
            .map(nothingLookedUp)
        : [],
  }
}
