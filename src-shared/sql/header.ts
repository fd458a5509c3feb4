import { tokenize } from './tokens.ts'

/**
 * Reads the comment at the top of a .sql file: `-- title: …` and so on, each field once and in the order of `fields`; a
 * line that names no field goes on with the one above. A field that ends with `?` may be left out. The comment ends at
 * the first line that is none. A file without a field is a mistake of ours and throws.
 */
export function readHeader<Field extends string>(
  file: string,
  sql: string,
  fields: readonly Field[],
): Readonly<{ [F in Field as F extends `${string}?` ? never : F]: string }> &
  Readonly<{ [F in Field as F extends `${infer Name}?` ? Name : never]?: string }> {
  const header: Record<string, string> = {}
  const names = fields.map((field) => field.replace('?', ''))
  let at = -1
  for (const line of linesAtTop(sql)) {
    const next = nextField(line, fields, at)
    if (next !== -1) {
      header[names[next]!] = line.slice(names[next]!.length + 2).trim()
      at = next
    } else if (at >= 0) header[names[at]!] += ` ${line.trim()}`
  }
  const absent = fields.filter((field) => !field.endsWith('?') && (header[field] ?? '') === '')
  if (absent.length > 0) throw new Error(`${file}.sql has no ${absent.join(', ')} in its header, or in another order`)
  return header as ReturnType<typeof readHeader<Field>>
}

/** The place of the field that a line begins: the next one, or one behind fields that may be left out. Else -1. */
function nextField(line: string, fields: readonly string[], at: number): number {
  for (let place = at + 1; place < fields.length; place++) {
    const field = fields[place]!
    if (line.startsWith(`${field.replace('?', '')}: `)) return place
    if (!field.endsWith('?')) return -1
  }
  return -1
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
