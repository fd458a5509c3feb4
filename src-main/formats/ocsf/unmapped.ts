import { isObject, type JsonObject } from './fields.ts'

/**
 * Fields that no attribute of OCSF keeps, under the names that they have in a record. Security Lake keeps them in a map
 * of texts whose keys are paths with dots; files that went through other hands have that map as JSON text or as a list
 * of its entries.
 */
export function unmappedFields(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (typeof value === 'string') return unmappedFields(parsed(value))
  if (Array.isArray(value)) return value.flatMap((entry) => (isEntry(entry) ? [[entry.key, entry.value] as const] : []))
  return isObject(value) ? Object.entries(value).map(([name, said]) => [name, restored(name, said)] as const) : []
}

interface Entry extends JsonObject {
  readonly key: string
}

const isEntry = (entry: unknown): entry is Entry => isObject(entry) && typeof entry.key === 'string'

/** Flags of a record that the map keeps as texts. */
const flags = new Set(['readOnly', 'managementEvent'])
const values = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
])

/** Fields within an element may be texts that hold JSON, such as policies: only a whole element is read as JSON. */
function restored(name: string, said: unknown): unknown {
  if (flags.has(name)) return values.get(said) ?? said
  return typeof said === 'string' && !name.includes('.') ? parsed(said) : said
}

/** JSON that is kept as text: an object or a list. Any other text as it is. */
export function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
