export type JsonObject = { readonly [key: string]: unknown }
export type Draft = { [key: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Takes values out of an object, by paths with dots. What is left in it is what was not asked for. */
export class Fields {
  /** `object` is used up. */
  constructor(private readonly object: Draft) {}

  /** The first value at these paths that says something; null without any. An empty text says nothing. */
  take(...paths: readonly string[]): unknown {
    for (const path of paths) {
      const keys = keysOf(path)
      const holder = this.holderOf(keys)
      const key = keys.at(-1)!
      const value = holder?.[key]
      if (holder === null || value === null || value === undefined || value === '') continue
      holder[key] = undefined
      return value
    }
    return null
  }

  takeText(...paths: readonly string[]): string | null {
    const value = this.take(...paths)
    return value === null || typeof value === 'string' ? value : JSON.stringify(value)
  }

  /** Leaves it there. */
  see(path: string): unknown {
    const keys = keysOf(path)
    return this.holderOf(keys)?.[keys.at(-1)!] ?? null
  }

  /** Null where nothing is left. */
  rest(): Draft | null {
    return dropEmpty(this.object) ? this.object : null
  }

  private holderOf(keys: readonly string[]): Draft | null {
    let value: unknown = this.object
    for (let n = 0; n < keys.length - 1; n++) {
      if (!isObject(value)) return null
      value = value[keys[n]!]
    }
    return isObject(value) ? (value as Draft) : null
  }
}

const known = new Map<string, readonly string[]>()

/** Of the paths that the code names: few. */
export function keysOf(path: string): readonly string[] {
  const keys = known.get(path) ?? path.split('.')
  if (known.size < mostKnown) known.set(path, keys)
  return keys
}
const mostKnown = 200

/** Takes objects away of which nothing is left; false where that is so of the whole. What was taken is undefined. */
function dropEmpty(object: Draft): boolean {
  let isSaid = false
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined || value === null) continue
    if (isObject(value) && !dropEmpty(value as Draft)) object[key] = undefined
    else isSaid = true
  }
  return isSaid
}

/**
 * Writes a value to a path, or each of its members where there is an object already. What was written first stays. Gives
 * false where there was no place for it.
 */
export function write(draft: Draft, path: readonly string[], value: unknown): boolean {
  // What an object inherits is no place: of that, only this one is an object.
  if (path.includes('__proto__')) return false
  let within = draft
  for (let n = 0; n < path.length - 1; n++) {
    within[path[n]!] ??= {}
    const inner = within[path[n]!]
    if (!isObject(inner)) return false
    within = inner as Draft
  }
  const key = path.at(-1)!
  const present = within[key]
  if (present === undefined) {
    within[key] = value
    return true
  }
  if (!isObject(present) || !isObject(value)) return false
  return Object.entries(value)
    .map(([name, member]) => write(present as Draft, [name], member))
    .every(Boolean)
}
