import type { KeptList, KeptMarks, RecognisedCase } from '../../src-shared/model/bookmark.ts'
import type { Row, Sha256 } from '../../src-shared/model/event.ts'
import { markRows, timeOfRow } from '../columns/bookmarked.ts'
import { rowsOf } from '../columns/event-ref.ts'
import type { Snapshot } from '../columns/snapshot.ts'

/** Hashes are spread evenly: the smallest are a sample of all, and stay it when the case grows by a little. */
const sampleOf = (held: ReadonlySet<Sha256>): readonly Sha256[] => [...held].sort().slice(0, sampled)
/** How many sources of a case are remembered: enough to tell whether another case holds most of them. */
const sampled = 64

/** Marks the events of the lists that belong to the case, and no others. */
export function markKept(snapshot: Snapshot, lists: readonly KeptList[]): KeptMarks {
  const held = sourcesWithEvents(snapshot)
  const likely = lists.map((list) => list.isHere || isMostlyHeld(list, held))
  const found = rowsOf(
    snapshot,
    lists.flatMap(({ refs }, at) => (likely[at] ? refs : [])),
  ).values()
  const rows = lists.map(({ refs }, at) => (likely[at] ? refs.map(() => found.next().value ?? null) : []))
  const belongs = lists.map(
    (list, at) => likely[at]! && (isMostlyHeld(list, held) || isHeldHere(list, held, rows[at]!)),
  )
  markRows(
    snapshot,
    rows.flatMap((ofList, at) => (belongs[at] ? ofList : [])),
  )
  const markOf = (row: Row | null) => (row === null ? null : { row, time: timeOfRow(snapshot, row) })
  return {
    sources: sampleOf(held),
    events: rows.map((ofList, at) => (belongs[at] ? ofList.map(markOf) : null)),
  }
}

/** Which of the lists belong to the case; nothing is marked. */
export const recognise = (snapshot: Snapshot, lists: readonly Omit<KeptList, 'refs'>[]): RecognisedCase =>
  recogniseHeld(sourcesWithEvents(snapshot), lists)

/** The same of a case that is not open. `held`: of its log files, with and without events. */
export function recogniseHeld(held: ReadonlySet<Sha256>, lists: readonly Omit<KeptList, 'refs'>[]): RecognisedCase {
  return {
    sources: sampleOf(held),
    belongs: lists.map(
      (list) => isMostlyHeld(list, held) || (list.isHere && isHeldHere({ ...list, refs: [] }, held, [])),
    ),
  }
}

/** The same files lie elsewhere now, or more were opened beside them. */
const isMostlyHeld = ({ sources }: Pick<KeptList, 'sources'>, held: ReadonlySet<Sha256>): boolean =>
  sources.length > 0 && 2 * sources.filter((source) => held.has(source)).length >= sources.length

/**
 * At the list's own place, any of it is enough: the case may have been read in part. A list that names no source and no
 * event is known by its place alone.
 */
const isHeldHere = ({ sources, refs }: KeptList, held: ReadonlySet<Sha256>, rows: readonly (Row | null)[]): boolean =>
  (sources.length === 0 && refs.length === 0) ||
  sources.some((source) => held.has(source)) ||
  rows.some((row) => row !== null)

function sourcesWithEvents({ files, locator, copies }: Snapshot): ReadonlySet<Sha256> {
  const hasEvents = new Uint8Array(files.length)
  for (const file of locator.file) hasEvents[file] = 1
  for (const file of copies.file) hasEvents[file] = 1
  return new Set(files.flatMap(({ sha256 }, at) => (sha256 !== null && hasEvents[at] === 1 ? [sha256 as Sha256] : [])))
}
