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

/** What follows the comment at the top of a .sql file. */
export const withoutHeader = (sql: string): string => sql.slice(topOf(sql).until)

/** The lines of the comment that a text begins with, without `-- `. */
const linesAtTop = (sql: string): readonly string[] => topOf(sql).lines

function topOf(sql: string): { readonly lines: readonly string[]; readonly until: number } {
  const lines: string[] = []
  let until = 0
  for (const token of tokenize(sql)) {
    if (token.kind === 'comment' && token.text.startsWith('--'))
      lines.push(token.text.slice(token.text.startsWith('-- ') ? 3 : 2))
    else if (token.text !== '\n') break
    until = token.until
  }
  return { lines, until }
}
