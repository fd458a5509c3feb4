export type JsonObject = { readonly [key: string]: unknown }
export type Draft = { [key: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without a prototype: a key may well be `__proto__`. */
export const newDraft = (): Draft => Object.create(null) as Draft

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

  rest(): JsonObject | null {
    return saidOf(this.object)
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

/** Without members that were taken, and without objects of which nothing is left; null for nothing at all. */
function saidOf(object: JsonObject): JsonObject | null {
  let said: Draft | null = null
  for (const [key, value] of Object.entries(object)) {
    const left = isObject(value) ? saidOf(value) : value
    if (left === undefined || left === null) continue
    said ??= newDraft()
    said[key] = left
  }
  return said
}

/**
 * Writes a value to a path, or each of its members where there is an object already. What was written first stays. Gives
 * false where there was no place for it.
 */
export function write(draft: Draft, path: readonly string[], value: unknown): boolean {
  let within = draft
  for (let n = 0; n < path.length - 1; n++) {
    within[path[n]!] ??= newDraft()
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
