/**
 * Whether two records are equal as JSON values, whatever the order of keys and the white space. Text that is not JSON
 * is compared as it stands.
 */
export function sameContent(one: string, other: string): boolean {
  if (one === other) return true
  let parsed: [unknown, unknown]
  try {
    parsed = [JSON.parse(one), JSON.parse(other)]
  } catch {
    return false
  }
  return equal(...parsed)
}

/** Without recursion: records may be nested deeper than the stack. */
function equal(one: unknown, other: unknown): boolean {
  const pairs: [unknown, unknown][] = [[one, other]]
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair
    if (Object.is(a, b) || a === b) continue
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (Array.isArray(a) !== Array.isArray(b)) return false
    const keys = Object.keys(a)
    if (keys.length !== Object.keys(b).length) return false
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false
      pairs.push([(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]])
    }
  }
  return true
}
