/**
 * Characters that a terminal or a window obeys instead of showing: C0 and C1 controls (ECMA-48), line and paragraph
 * separators, and the controls that reorder text (Unicode Standard Annex 9; U+206A to U+206F are their forerunners).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g

/**
 * Text of evidence as a terminal may show it: one line, on which each character that would be obeyed is written as an
 * escape of JSON. Whoever wrote a log chose part of its text.
 */
export const printable = (text: string): string => text.replace(obeyed, escapeOf)

/** A text that has lines of its own, such as an error's stack: they stay lines, those behind the first are indented. */
export const printableLines = (text: string): string => text.split(/\r?\n/).map(printable).join('\n    ')

const escapeOf = (mark: string): string =>
  shortEscapes[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`
const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
