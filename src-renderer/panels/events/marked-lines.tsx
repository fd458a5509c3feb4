import { useCallback, useEffect, useState } from 'react'
import { eventRows } from '../../../src-shared/words/rows.ts'
import { CompareButton } from '../../parts/compare-button.tsx'
import { takeForms } from '../../parts/take-rows.ts'
import { useSelection } from '../../state/selection.ts'
import { IconButton } from '../../widgets/button.tsx'
import { hasRow, noSpans, type RowSpans, rowsIn } from '../../widgets/data-grid/row-spans.ts'
import { MenuButton, type MenuEntry } from '../../widgets/menu.tsx'
import { type CopyForm, copyForms, copyLines, mostCopied } from './copy-lines.ts'
import { eventEntries } from './event-entries.ts'

const saidMs = 4000

/** Lines that are marked together, as long as `key` names the same lines, and what can be done with them. */
export function useMarkedLines(key: string) {
  const [held, setHeld] = useState<{ readonly key: string; readonly spans: RowSpans }>({ key, spans: noSpans })
  const spans = held.key === key ? held.spans : noSpans
  const mark = useCallback((marked: RowSpans) => setHeld({ key, spans: marked }), [key])

  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), saidMs)
    return () => clearTimeout(timer)
  }, [said])
  const copy = useCallback((lines: RowSpans, form: CopyForm) => void copyLines(lines, form).then(setSaid), [])
  /** The line alone, or all that are marked where it is one of them. */
  const linesOf = useCallback(
    (index: number): RowSpans => (hasRow(spans, index) ? spans : [{ from: index, until: index + 1 }]),
    [spans],
  )
  const rowMenu = useCallback(
    (index: number): readonly MenuEntry[] => [
      ...eventEntries(linesOf(index), setSaid),
      'separator',
      ...copyMenu(linesOf(index), copy),
    ],
    [linesOf, copy],
  )
  const onCopy = useCallback((index: number) => copy(linesOf(index), 'tsv'), [linesOf, copy])
  return { spans, mark, copy, said, say: setSaid, rowMenu, onCopy }
}

const copyMenu = (spans: RowSpans, copy: (spans: RowSpans, form: CopyForm) => void): readonly MenuEntry[] =>
  copyForms.map((form) => ({
    label: form === 'arns' ? eventRows.copyArns : eventRows.copy(rowsIn(spans), takeForms[form].name),
    ...(form === 'tsv' && { keys: 'Mod+C' }),
    disabled: rowsIn(spans) > mostCopied,
    onSelect: () => copy(spans, form),
  }))

/** How many lines are marked, what can be done with them, and what came of the last key or copy. */
export function MarkedLines({ spans, mark, copy, said, say }: ReturnType<typeof useMarkedLines>) {
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
          <MenuButton label={eventRows.events} icon="bookmark" entries={eventEntries(spans, say)} />
          <MenuButton
            label={rows > mostCopied ? eventRows.tooMany(mostCopied) : eventRows.copies}
            icon="copy"
            entries={copyMenu(spans, copy)}
          >
            Copy
          </MenuButton>
          <IconButton icon="close" label={eventRows.clear} onClick={() => mark(noSpans)} />
        </>
      )}
    </>
  )
}
