import type { Table } from './tables.ts'
import type { Text } from './text.ts'

/** What an answer does not say by itself, each a sentence. */
export function notesOf(text: Text, tables: readonly Table[], partitions: readonly string[]): readonly string[] {
  const notes: string[] = []
  const kinds = new Set(tables.map(({ kind }) => kind))
  const stores = new Set(
    tables.flatMap(({ kind, source }) => (kind === 'lake' || kind === 'athena' ? [source.name] : [])),
  )
  if (stores.size > 1) notes.push(`Each of ${[...stores].join(', ')} stands for all events of the case.`)
  const names = (...words: readonly string[]) =>
    text.tokens.some((_, at) => text.is(at, ...words) && text.is(at + 1, '('))
  if (partitions.length > 0)
    notes.push(
      `${partitions.join(', ')}: made from the event itself; in Athena ${partitions.length === 1 ? 'it is' : 'they are'} of the place of the log file, whose date is that of delivery.`,
    )
  if (kinds.has('athena') && comparesWithBlank(text))
    notes.push(
      'eventtime is a text in Athena (2023-07-10T12:00:00Z): compared with a text without T, the whole day stands behind it.',
    )
  if (names('approx_distinct', 'approx_percentile')) notes.push('Approximate functions are answered exactly.')
  return notes
}

/** `eventtime > '2023-07-10 12:00:00'`. */
const comparesWithBlank = (text: Text): boolean =>
  text.tokens.some(
    (_, at) =>
      text.name(at) === 'eventtime' &&
      text.is(at + 1, '<', '<=', '>', '>=', 'between') &&
      /^\d{4}-\d\d-\d\d \d/.test(text.string(at + 2) ?? ''),
  )
