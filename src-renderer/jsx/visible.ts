import { obeyed } from '../../src-shared/base/printable.ts'

/**
 * Props of an element with all text that would be obeyed made visible. Text of evidence may hold controls that reorder
 * what stands around them (`x\u202etxt.exe`); in a window as on a terminal they are shown and never obeyed. Whoever
 * copies with a button copies the text itself.
 */
export function visibleProps(props: Props): Props {
  let changed: Record<string, unknown> | null = null
  for (const name of shownProps) {
    const shown = visibleIn(props[name])
    if (shown === props[name]) continue
    changed ??= { ...props }
    changed[name] = shown
  }
  return changed ?? props
}

export type Props = Readonly<Record<string, unknown>>

/** What a browser draws as text, or reads out. Not `value`: a text that is edited stays as it is. */
const shownProps = ['children', 'title', 'aria-label', 'alt', 'placeholder'] as const

function visibleIn(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  if (!Array.isArray(value) || !value.some((child) => typeof child === 'string' && visible(child) !== child))
    return value
  return value.map((child) => (typeof child === 'string' ? visible(child) : child))
}

/** Tabs and line breaks are white space like any other. */
export const visible = (text: string): string => (text.search(obeyed) === -1 ? text : text.replace(obeyed, markOf))

function markOf(mark: string): string {
  if (mark === '\t' || mark === '\n' || mark === '\r') return mark
  return `⟦U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟧`
}
