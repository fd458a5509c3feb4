import { editor } from './monaco.ts'

interface Held {
  readonly model: editor.ITextModel
  /** Where the cursor was and how far the text was scrolled, when another tab took its place. */
  view: editor.ICodeEditorViewState | null
}

/**
 * What Monaco knows of the text of each tab: the cursor, and what can be undone. Kept while other tabs and other sections
 * are shown.
 */
const held = new Map<string, Held>()

export function heldText(key: string, text: string): Held {
  const known = held.get(key)
  if (known !== undefined) return known
  const made: Held = { model: editor.createModel(text, 'sql'), view: null }
  held.set(key, made)
  return made
}

/** Lets go of the text of a tab that was closed. */
export function forgetText(key: string): void {
  held.get(key)?.model.dispose()
  held.delete(key)
}
