import { textCut } from '../../../src-shared/words/report/report.ts'

/**
 * How long a text of the evidence may be in a report. A record has up to 256 KB by the rules of CloudTrail, and more where
 * somebody made it. What is cut says so.
 */
export const most = { cell: 1_000, paragraph: 10_000, code: 8_000 } as const

/** The beginning of a text, and how long it is where that is not all. No character is cut in two. */
export function bounded(text: string, length: number): string {
  if (text.length <= length) return text
  const end = isHighSurrogate(text.charCodeAt(length - 1)) ? length - 1 : length
  return `${text.slice(0, end)} ${textCut(end, text.length)}`
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
