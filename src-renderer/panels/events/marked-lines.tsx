import { useCallback, useEffect } from 'react'
import { hasRow, noSpans, type RowSpans, rowsIn } from '../../../src-shared/base/row-spans.ts'
import { eventRows } from '../../../src-shared/words/rows.ts'
import { CompareButton } from '../../parts/compare-button.tsx'
import { takeForms } from '../../parts/take-rows.ts'
import { useCase } from '../../state/case.ts'
import { mostCompared } from '../../state/compare.ts'
import { compareMarked } from '../../state/compare-marked.ts'
import { useFilter } from '../../state/filter.ts'
import { followMarked, markedNow, markLines, say, useMarked } from '../../state/marked.ts'
import { useSelection } from '../../state/selection.ts'
import { IconButton } from '../../widgets/button.tsx'
import { MenuButton, type MenuEntry } from '../../widgets/menu.tsx'
import { type CopyForm, copyForms, copyLines, mostCopied } from './copy-lines.ts'
import { eventEntries } from './event-entries.ts'

const saidMs = 4000

/** Lines that are marked together, and what can be done with them. */
export function useMarkedLines() {
  const generation = useCase((state) => state.generation)
  // What the question is made of.
  useFilter()
  const { said } = useMarked()
  const spans = markedNow()
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines may be others whenever the case was asked anew
  useEffect(() => void followMarked(), [generation])

  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => say(null), saidMs)
    return () => clearTimeout(timer)
  }, [said])
  useEffect(() => () => say(null), [])
  /** The line alone, or all that are marked where it is one of them. */
  const linesOf = useCallback(
    (index: number): RowSpans => (hasRow(spans, index) ? spans : [{ from: index, until: index + 1 }]),
    [spans],
  )
  const rowMenu = useCallback(
    (index: number): readonly MenuEntry[] => [
      ...eventEntries(linesOf(index), say),
      'separator',
      ...copyMenu(linesOf(index)),
    ],
    [linesOf],
  )
  const onCopy = useCallback((index: number) => copy(linesOf(index), 'tsv'), [linesOf])
  return { spans, said, rowMenu, onCopy }
}

const copy = (lines: RowSpans, form: CopyForm) => void copyLines(lines, form).then(say)

const copyMenu = (spans: RowSpans): readonly MenuEntry[] =>
  copyForms.map((form) => ({
    label: form === 'arns' ? eventRows.copyArns : eventRows.copy(rowsIn(spans), takeForms[form].name),
    ...(form === 'tsv' && { keys: 'Mod+C' }),
    disabled: rowsIn(spans) > mostCopied,
    onSelect: () => copy(spans, form),
  }))

/** How many lines are marked, what can be done with them, and what came of the last key or copy. */
export function MarkedLines({ spans, said }: ReturnType<typeof useMarkedLines>) {
  const rows = rowsIn(spans)
  // The head of the detail has the button, too.
  const hasDetail = useSelection(({ row }) => row !== null)
  return (
    <>
      {!hasDetail && <CompareButton />}
      <span className="muted" aria-live="polite" title={said ?? undefined}>
        {said ?? (rows > 0 && eventRows.selected(rows))}
      </span>
      {rows > 0 && (
        <>
          {rows >= 2 && rows <= mostCompared && (
            <IconButton
              icon="compare"
              label={eventRows.compare(rows)}
              title={`${eventRows.compare(rows)} (C)`}
              onClick={() => void compareMarked()}
            />
          )}
          <MenuButton label={eventRows.events} icon="bookmark" entries={eventEntries(spans, say)} />
          <MenuButton
            label={rows > mostCopied ? eventRows.tooMany(mostCopied) : eventRows.copies}
            icon="copy"
            entries={copyMenu(spans)}
          >
            Copy
          </MenuButton>
          <IconButton icon="close" label={eventRows.clear} onClick={() => markLines(noSpans)} />
        </>
      )}
    </>
  )
}
