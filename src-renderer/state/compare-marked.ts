import { ok, type Result } from '../../src-shared/base/result.ts'
import { rowsIn, spanBetween } from '../../src-shared/base/row-spans.ts'
import type { EventLine } from '../../src-shared/model/event.ts'
import { eventRows } from '../../src-shared/words/rows.ts'
import { invoke } from '../bridge.ts'
import { compareEvents, mostCompared, showComparison, useCompare } from './compare.ts'
import { useFilter } from './filter.ts'
import { markedNow, readLines, say } from './marked.ts'
import { useSelection } from './selection.ts'

/**
 * Sets the selected rows side by side; without them what was taken for the comparison; else the event shown and the one
 * after it, or the first two. What hinders it is said beside the grid.
 */
export async function compareMarked() {
  const spans = markedNow()
  const marked = rowsIn(spans)
  if (marked > mostCompared) return say(eventRows.compareMany(marked, mostCompared))
  if (marked < 2 && useCompare.getState().rows.length >= 2) return showComparison()
  const rows = marked < 2 ? await twoRows() : await readLines(spans, [])
  if (!rows.ok) return say(rows.message)
  if (rows.value.length < 2) return say(eventRows.compareNone)
  compareEvents(rows.value.map(({ row }) => row))
}

/** The event shown and the one after it, the one before it where it is the last; the first two where none is shown. */
async function twoRows(): Promise<Result<readonly EventLine[]>> {
  const { row } = useSelection.getState()
  const { filter, sort } = useFilter.getState()
  if (row === null) return readLines([spanBetween(0, 1)], [])
  const found = await invoke('findEvents', { filter, sort, rows: [row] })
  if (!found.ok) return found
  const [line] = found.value
  if (line == null) return ok([])
  const near = await readLines([spanBetween(Math.max(0, line - 1), line + 1)], [])
  return near.ok ? ok(near.value.slice(-2)) : near
}
