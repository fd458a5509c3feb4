/**
 * Reads the comment at the top of a .sql file: `-- title: …` and so on, each field once and in the order of `fields`; a
 * line that names no field goes on with the one above. A file without a field is a mistake of ours and throws.
 */
export function readHeader<Field extends string>(
  file: string,
  sql: string,
  fields: readonly Field[],
): Readonly<Record<Field, string>> {
  const header = {} as Record<Field, string>
  let at = -1
  for (const line of sql.split('\n')) {
    const comment = /^-- ?(.*)$/.exec(line)?.[1]
    if (comment === undefined) break
    const next = fields[at + 1]
    if (next !== undefined && comment.startsWith(`${next}: `)) {
      header[next] = comment.slice(next.length + 2).trim()
      at++
    } else if (at >= 0) header[fields[at]!] += ` ${comment.trim()}`
  }
  const absent = fields.filter((field) => (header[field] ?? '') === '')
  if (absent.length > 0) throw new Error(`${file}.sql has no ${absent.join(', ')} in its header, or in another order`)
  return header
}
