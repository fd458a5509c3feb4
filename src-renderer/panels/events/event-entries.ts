import { type RowSpans, rowsIn } from '../../../src-shared/base/row-spans.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import { exportOf } from '../../../src-shared/words/exporting.ts'
import { eventRows } from '../../../src-shared/words/rows.ts'
import { bookmarkEvents, useBookmarks } from '../../state/bookmarks.ts'
import { compareEvents, mostCompared, takeForComparison, useCompare } from '../../state/compare.ts'
import { showExportOfRows } from '../../state/export.ts'
import { readLines } from '../../state/marked.ts'
import type { MenuEntry } from '../../widgets/menu.tsx'

/** One by one, as each has a name and a note of its own. */
const mostBookmarked = 100
/** Of more, the filter tells which. */
const mostExported = 100_000

/** What can be done with the events of these lines. `say` is handed what came of it, a sentence. */
export function eventEntries(spans: RowSpans, say: (sentence: string) => void): readonly MenuEntry[] {
  const lines = rowsIn(spans)
  const rows = async () => {
    const read = await readLines(spans, [])
    if (!read.ok) say(read.message)
    return read.ok ? read.value.map(({ row }) => row) : []
  }
  const bookmark = async () => {
    const found = await rows()
    if (found.length === 0) return
    say((await bookmarkEvents(found)) ? eventRows.bookmarked(found.length) : (useBookmarks.getState().problem ?? ''))
  }
  const take = (found: readonly Row[]) => {
    for (const row of found) takeForComparison(row)
    say(eventRows.taken(useCompare.getState().rows.length))
  }
  return [
    {
      label: exportOf.rows(lines),
      icon: 'download',
      disabled: lines > mostExported,
      onSelect: () => void rows().then((found) => found.length > 0 && showExportOfRows(found)),
    },
    {
      label: eventRows.bookmark(lines),
      icon: 'bookmark',
      disabled: lines > mostBookmarked,
      onSelect: () => void bookmark(),
    },
    lines === 1
      ? { label: eventRows.take, icon: 'compare', onSelect: () => void rows().then(take) }
      : {
          label: eventRows.compare(lines),
          icon: 'compare',
          disabled: lines > mostCompared,
          onSelect: () => void rows().then(compareEvents),
        },
  ]
}
