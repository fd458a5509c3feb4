import type { Place } from './error-place.ts'

/** The statement around a place: what stands between the semicolons outside text, quoted names and comments. */
export function statementAt(text: string, offset: number): Place {
  let from = 0
  for (const { 0: found, index } of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|;/g)) {
    if (found !== ';') continue
    if (index >= offset) return { from, until: index }
    from = index + 1
  }
  return { from, until: text.length }
}
