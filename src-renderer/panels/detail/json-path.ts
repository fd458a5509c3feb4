/**
 * The path of a member or an element below `path`, as the filter and SQL spell it: `requestParameters.tagSet[0].key`, names
 * that hold other signs in quotes. `key` is as JSON writes it, in quotes.
 */
export function pathBelow(path: string, key: string | null, index: number): string {
  if (key === null) return `${path}[${index}]`
  const name = textOfJson(key)
  const step = /^[\w:@/-]+$/.test(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`
  // The first name of a path stands without quotes, or behind the sign of the record as a whole.
  if (path === '') return /^[A-Za-z]+$/.test(name) ? name : `$.${step}`
  return `${path}.${step}`
}

/** The text of a JSON string as written. Escapes that JSON does not know are left as they are. */
export function textOfJson(source: string): string {
  try {
    return String(JSON.parse(source))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return source.slice(1, -1)
  }
}
