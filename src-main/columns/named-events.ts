import type { NamedEvents } from '../../src-shared/model/named-events.ts'
import { idTest } from './id-column.ts'
import type { IdData, Snapshot } from './snapshot.ts'

/**
 * The events that have one of these eventIDs, each counted once: where its copies differ in content as conflicting, else
 * by the verdict of the log file that it lies in. One pass over the rows.
 */
export function namedEvents(snapshot: Snapshot, eventIDs: ReadonlySet<string>): NamedEvents {
  const idOf = idTest(snapshot.columns.eventID as IdData, eventIDs)
  const found = new Set<string>()
  const byVerdict: { -readonly [V in keyof NamedEvents['byVerdict']]: number } = {}
  let [events, conflicting, withoutVerdict] = [0, 0, 0]
  for (let row = 0; row < snapshot.events; row++) {
    const id = idOf(row)
    if (id === null) continue
    found.add(id)
    events++
    const { verdict } = snapshot.files[snapshot.locator.file[row]!]!
    if (snapshot.conflicting[row] === 1) conflicting++
    else if (verdict === null) withoutVerdict++
    else byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1
  }
  return { events, byVerdict, conflicting, withoutVerdict, unknown: eventIDs.size - found.size }
}
