import { type ColumnName, columnNames, columns } from '../../../src-shared/columns.ts'
import { type ResourceField, resourceFields } from '../../columns/batch.ts'

/** What is done with the value of a key that the columns need. */
export interface Field {
  readonly key: string
  readonly bytes: Uint8Array
  /** The bytes four at a time, without what is left over. */
  readonly words: Int32Array
  /** Column that takes the value itself, if any, and what for: -1 for none. */
  column: number
  use: Use
  /** Keys inside the value that are needed. */
  inside: KeyTree | null
  /** Number of the object in which the key was met last: twice in one object is a duplicate key. */
  metIn: number
  /** The key that followed last time; CloudTrail writes keys in the same order over and over. */
  next: Field | null
}

export const use = {
  none: 0,
  text: 1,
  flag: 2,
  size: 3,
  time: 4,
  id: 5,
  resources: 6,
  resource: 7,
  records: 8,
} as const
export type Use = (typeof use)[keyof typeof use]

// Length and four characters tell all keys of CloudTrail apart.
function hashKey(bytes: Uint8Array, from: number, length: number, factor: number): number {
  const quarters = (bytes[from + (length >> 1)]! << 8) ^ bytes[from + ((length * 3) >> 2)]!
  const ends = (length << 16) ^ (bytes[from]! << 8) ^ bytes[from + length - 1]!
  return Math.imul(Math.imul(ends, 0x85ebca6b) ^ quarters, factor) >>> 24
}

/** The needed keys of one object, looked up by bytes: a perfect hash over length and four characters. */
export class KeyTree {
  private readonly slots: (Field | null)[] = []
  private readonly byKey = new Map<string, Field>()
  private factor = 1
  first: Field | null = null

  add(key: string): Field {
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    const bytes = new TextEncoder().encode(key)
    const view = new DataView(bytes.buffer)
    const words = Int32Array.from({ length: bytes.length >> 2 }, (_, w) => view.getInt32(w * 4, true))
    const field: Field = { key, bytes, words, column: -1, use: use.none, inside: null, metIn: 0, next: null }
    this.byKey.set(key, field)
    this.seek()
    return field
  }

  byText(key: string): Field | null {
    return this.byKey.get(key) ?? null
  }

  byBytes(bytes: Uint8Array, words: DataView, from: number, to: number): Field | null {
    const length = to - from
    const slot = hashKey(bytes, from, length, this.factor)
    const field = this.slots[slot] ?? null
    return field !== null && field.bytes.length === length && matches(field, bytes, words, from) ? field : null
  }

  /** Tries factors until no two keys share a slot; with tens of keys in 256 slots a few hundred tries do. */
  private seek(): void {
    for (let factor = 1; factor < 1 << 16; factor += 2) {
      const odd = Math.imul(factor, 0x9e3779b1) | 1
      const slots: (Field | null)[] = new Array(256).fill(null)
      let collides = false
      for (const field of this.byKey.values()) {
        const slot = hashKey(field.bytes, 0, field.bytes.length, odd)
        collides ||= slots[slot] !== null
        slots[slot] = field
      }
      if (collides) continue
      this.factor = odd
      this.slots.splice(0, Number.POSITIVE_INFINITY, ...slots)
      return
    }
    throw new Error(`no perfect hash for the keys ${[...this.byKey.keys()].join(', ')}`)
  }
}

/** Whether the key's bytes stand at `from`; the byte behind them is known to be there. */
export function matches(
  { bytes: key, words: keyWords }: Field,
  bytes: Uint8Array,
  words: DataView,
  from: number,
): boolean {
  let k = key.length - 1
  for (const whole = keyWords.length * 4; k >= whole; k--) if (key[k] !== bytes[from + k]) return false
  for (let w = keyWords.length - 1; w >= 0; w--) if (keyWords[w] !== words.getInt32(from + w * 4, true)) return false
  return true
}

const useOf = { text: use.text, flag: use.flag, integer: use.size, time: use.time, id: use.id } as const

/** The keys of a record, as `columns` names them, with `resources` and (for whole files) `Records`. */
export function recordKeys(): KeyTree {
  const root = new KeyTree()
  columnNames.forEach((name: ColumnName, number) => {
    for (const path of columns[name].paths) {
      const keys = path.split('.')
      let tree = root
      for (const key of keys.slice(0, -1)) {
        const field = tree.add(key)
        field.inside ??= new KeyTree()
        tree = field.inside
      }
      const field = tree.add(keys.at(-1)!)
      field.column = number
      field.use = useOf[columns[name].type]
    }
  })
  const resources = root.add('resources')
  resources.use = use.resources
  resources.inside = resourceKeys()
  root.add('Records').use = use.records
  return root
}

/** Older records write `ARN`, some services `arn`. */
export const resourceSpellings: Record<ResourceField, readonly string[]> = {
  arn: ['ARN', 'arn'],
  accountId: ['accountId'],
  type: ['type'],
}

function resourceKeys(): KeyTree {
  const tree = new KeyTree()
  resourceFields.forEach((name, number) => {
    for (const spelling of resourceSpellings[name]) {
      const field = tree.add(spelling)
      field.column = number
      field.use = use.resource
    }
  })
  return tree
}
