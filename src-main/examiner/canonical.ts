/**
 * The JSON Canonicalization Scheme (RFC 8785): no white space, names of an object in the order of their UTF-16 units,
 * numbers and texts as ECMAScript writes them. A text with half a surrogate pair, which the RFC refuses, has it escaped. A
 * field that is undefined is left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(',')}}`
}
