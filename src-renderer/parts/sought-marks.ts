import { type RefObject, useEffect } from 'react'
import { textsShownFor } from '../../src-shared/filter/asks.ts'
import { useFilter } from '../state/filter.ts'
import './sought-marks.css'

/**
 * Marks what the filter looks for wherever it is drawn below the element, now and as long as it changes: rows come and go
 * as a grid is scrolled. Marks are no elements (CSS Custom Highlight API), so that no cell has to know of them. A browser
 * without them shows none.
 */
export function useSoughtMarks(element: RefObject<HTMLElement | null>) {
  const filter = useFilter((state) => state.filter)
  useEffect(() => {
    const texts = textsShownFor(filter).filter((text) => text !== '')
    const root = element.current
    if (root === null || texts.length === 0 || !('highlights' in CSS)) return
    const highlight = sharedHighlight()
    let marked: readonly StaticRange[] = []
    const unmark = () => {
      for (const range of marked) highlight.delete(range)
    }
    const mark = () => {
      unmark()
      marked = [...soughtRanges(root, texts)]
      for (const range of marked) highlight.add(range)
    }
    let frame = requestAnimationFrame(mark)
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(mark)
    })
    observer.observe(root, { childList: true, characterData: true, subtree: true })
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      unmark()
    }
  }, [filter, element])
}

/** Several views mark at a time. */
function sharedHighlight(): Highlight {
  const held = CSS.highlights.get('sought') ?? new Highlight()
  CSS.highlights.set('sought', held)
  return held
}

/** More than a screen has: a text of one letter would else mark without end. */
const mostMarks = 2_000

function* soughtRanges(root: Node, texts: readonly string[]): Generator<StaticRange> {
  let left = mostMarks
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    const shown = (node as Text).data
    const folded = shown.toLowerCase()
    // Of a few letters the lower case is longer, and places are not the same then.
    if (folded.length !== shown.length) continue
    for (const text of texts)
      for (let at = folded.indexOf(text); at !== -1; at = folded.indexOf(text, at + text.length)) {
        if (left-- === 0) return
        yield new StaticRange({
          startContainer: node,
          startOffset: at,
          endContainer: node,
          endOffset: at + text.length,
        })
      }
  }
}
