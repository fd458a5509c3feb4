import { tokenize } from './tokens.ts'

/**
 * Reads the comment at the top of a .sql file: `-- title: …` and so on, each field once and in the order of `fields`; a
 * line that names no field goes on with the one above. The comment ends at the first line that is none. A file without
 * a field is a mistake of ours and throws.
 */
export function readHeader<Field extends string>(
  file: string,
  sql: string,
  fields: readonly Field[],
): Readonly<Record<Field, string>> {
  const header = {} as Record<Field, string>
  let at = -1
  for (const line of linesAtTop(sql)) {
    const next = fields[at + 1]
    if (next !== undefined && line.startsWith(`${next}: `)) {
      header[next] = line.slice(next.length + 2).trim()
      at++
    } else if (at >= 0) header[fields[at]!] += ` ${line.trim()}`
  }
  const absent = fields.filter((field) => (header[field] ?? '') === '')
  if (absent.length > 0) throw new Error(`${file}.sql has no ${absent.join(', ')} in its header, or in another order`)
  return header
}

/** The lines of the comment that a text begins with, without `-- `. */
function linesAtTop(sql: string): readonly string[] {
  const lines: string[] = []
  for (const { kind, text } of tokenize(sql)) {
    if (kind === 'comment' && text.startsWith('--')) lines.push(text.slice(text.startsWith('-- ') ? 3 : 2))
    else if (text !== '\n') break
  }
  return lines
}
