import { create } from 'zustand'
import { ok, type Result } from '../../src-shared/base/result.ts'
import { noSpans, type RowSpans, rowsIn, spansOf } from '../../src-shared/base/row-spans.ts'
import { columnsAsked, recordTexts } from '../../src-shared/filter/asks.ts'
import type { FilterColumn } from '../../src-shared/filter/columns.ts'
import type { EventLine, Row } from '../../src-shared/model/event.ts'
import { eventRows } from '../../src-shared/words/rows.ts'
import { invoke } from '../bridge.ts'
import { rowsKey, useCase } from './case.ts'
import { useFilter } from './filter.ts'

interface Marked {
  /** What the lines answer: filter, order and how the case numbers its events. */
  readonly question: string
  /** Lines of the grid that are selected together. Of ten million lines all may be. */
  readonly spans: RowSpans
  /** Their events; null while they are not read, and where they are too many to be kept one by one. */
  readonly rows: readonly Row[] | null
  /** What came of the last thing done with lines, a sentence. */
  readonly said: string | null
}

/** Lives until the question changes: the same question finds it again. */
export const useMarked = create<Marked>(() => ({ question: '', spans: noSpans, rows: null, said: null }))

export const say = (said: string | null) => useMarked.setState({ said })

/** Names what the grid of events answers now. */
export function questionNow(): string {
  const { filter, sort } = useFilter.getState()
  return JSON.stringify([rowsKey(useCase.getState().summary), filter, sort])
}

export const markedNow = (): RowSpans => {
  const { question, spans } = useMarked.getState()
  return question === questionNow() ? spans : noSpans
}

/** More than that are known by their lines only. */
const mostKnown = 1_000
const readAtOnce = 1_000
const foundAtOnce = 200

export function markLines(spans: RowSpans) {
  useMarked.setState({ question: questionNow(), spans, rows: null })
  if (mayMove() && spans.length > 0 && rowsIn(spans) <= mostKnown) void learnRows(spans)
}

async function learnRows(spans: RowSpans) {
  const read = await readLines(spans, [])
  if (read.ok && useMarked.getState().spans === spans) useMarked.setState({ rows: read.value.map(({ row }) => row) })
}

/**
 * Whether the same question may be answered by other lines later. What a layer adds does not move them: a question that
 * needs the layer was not answered before.
 */
function mayMove(): boolean {
  const { filter, sort } = useFilter.getState()
  const asked = columnsAsked(filter)
  return (
    recordTexts(filter).length > 0 || asked.has('record') || asked.has('bookmarked') || sort.column === 'bookmarked'
  )
}

/** The case is asked anew: what was selected is the events, wherever their lines are now. */
export async function followMarked() {
  const { question, spans, rows } = useMarked.getState()
  if (spans.length === 0 || question !== questionNow() || !mayMove()) return
  const lines = rows === null ? null : await linesOf(rows)
  if (useMarked.getState().spans !== spans || question !== questionNow()) return
  if (rows === null || lines === null) useMarked.setState({ spans: noSpans, rows: null, said: eventRows.lost })
  else keepMarked(rows, lines)
}

function keepMarked(rows: readonly Row[], lines: readonly (number | null)[]) {
  const shown = lines.filter((line) => line !== null)
  const hidden = rows.length - shown.length
  useMarked.setState(({ said }) => ({
    spans: spansOf(shown),
    rows: rows.filter((_, at) => lines[at] !== null),
    said: hidden === 0 ? said : eventRows.hidden(hidden),
  }))
}

async function linesOf(rows: readonly Row[]): Promise<readonly (number | null)[] | null> {
  const { filter, sort } = useFilter.getState()
  const lines: (number | null)[] = []
  for (let from = 0; from < rows.length; from += foundAtOnce) {
    const found = await invoke('findEvents', { filter, sort, rows: rows.slice(from, from + foundAtOnce) })
    if (!found.ok) return null
    lines.push(...found.value)
  }
  return lines
}

/** Lines of the grid, as filter and order are now. */
export async function readLines(
  spans: RowSpans,
  columns: readonly FilterColumn[],
): Promise<Result<readonly EventLine[]>> {
  const { filter, sort } = useFilter.getState()
  const read: EventLine[] = []
  for (const { from, until } of spans) {
    for (let offset = from; offset < until; offset += readAtOnce) {
      const limit = Math.min(readAtOnce, until - offset)
      const page = await invoke('events', { filter, sort, columns, offset, limit })
      if (!page.ok) return page
      read.push(...page.value.lines)
    }
  }
  return ok(read)
}
