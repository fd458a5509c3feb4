import { firstThat } from '../../src-shared/base/binary-search.ts'
import { type Encoding, sourceText } from '../../src-shared/model/source.ts'
import { changedSentence } from '../../src-shared/words/files.ts'
import { encodings } from '../formats/encoding.ts'
import { type OpenedFile, openedContent, type RecordPlaces } from './opened-content.ts'

export type FileSearch =
  | { readonly rows: readonly number[]; readonly outside: number; readonly problem: null }
  | { readonly rows: null; readonly problem: string }

/**
 * The bytes that a text may lie as in JSON: as it is, as a JSON writer escapes it, and with everything that is not ASCII
 * as \uXXXX, in either case of the digits (RFC 8259, section 7). A record that mixes these in one text is not found.
 */
export function spellings(text: string): readonly Buffer[] {
  const escaped = JSON.stringify(text).slice(1, -1)
  const toAscii = (digits: (hex: string) => string) =>
    escaped.replace(/[\u0080-\uffff]/g, (unit) => `\\u${digits(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`)
  const forms = [text, escaped, toAscii((hex) => hex), toAscii((hex) => hex.toUpperCase())]
  return [...new Set(forms)].map((form) => Buffer.from(form))
}

/** Looks for a text in the records of one file. Nothing found is told before the file is known to be as it was opened. */
export function searchFile(
  file: OpenedFile,
  needles: readonly Buffer[],
  places: () => RecordPlaces,
  openedAt: number,
): FileSearch {
  const content = openedContent(file, openedAt)
  if (content.bytes === null) return { rows: null, problem: content.problem }
  const { bytes, isAsOpened } = content
  const changed = { rows: null, problem: changedSentence(sourceText(file)) }
  if (file.encoding !== 'json') return isAsOpened() ? recordsMadeWith(bytes, needles, file.encoding, places()) : changed
  const first = needles.map((needle) => bytes.indexOf(needle))
  if (first.every((at) => at === -1)) return { rows: [], outside: 0, problem: null }
  return isAsOpened() ? recordsWith(bytes, needles, first, places()) : changed
}

function recordsWith(
  bytes: Buffer,
  needles: readonly Buffer[],
  first: readonly number[],
  { rows, offset, length }: RecordPlaces,
): FileSearch {
  const found = new Set<number>()
  let outside = 0
  for (const [n, needle] of needles.entries()) {
    for (let at = first[n]!; at !== -1; ) {
      const k = firstThat(offset.length, (record) => offset[record]! > at) - 1
      const isInside = k >= 0 && at + needle.length <= offset[k]! + length[k]!
      if (isInside) found.add(rows[k]!)
      else outside++
      at = bytes.indexOf(needle, isInside ? offset[k]! + length[k]! : at + 1)
    }
  }
  return { rows: [...found], outside, problem: null }
}

/** Of records that do not lie as themselves in the file. What else it holds is not searched. */
function recordsMadeWith(
  bytes: Buffer,
  needles: readonly Buffer[],
  encoding: Encoding,
  { rows, offset, length }: RecordPlaces,
): FileSearch {
  const { json } = encodings[encoding]
  const holds = (record: Buffer) => needles.some((needle) => record.includes(needle))
  const found = Array.from(rows).filter((_, k) => holds(json(bytes, offset[k]!, length[k]!)))
  return { rows: found, outside: 0, problem: null }
}
