import { columnNames, columns } from '../../../src-shared/model/columns.ts'
import { type ResourceField, resourceFields } from '../../columns/batch.ts'
import { type Names, namesOf, pathOf } from '../spelling.ts'
import type { Compiled } from './compiled.ts'

/** What is done with the value of a key; the same list as `Use` in wasm/keys.ts. */
const use = { none: 0, text: 1, flag: 2, size: 3, time: 4, id: 5, resources: 6, resource: 7, records: 8 } as const
type Use = (typeof use)[keyof typeof use]
const useOf = { text: use.text, flag: use.flag, integer: use.size, time: use.time, id: use.id } as const

/** A key that the columns need. */
interface Field {
  use: Use
  /** Address of the column that takes the value, or number of the resource's field. */
  column: number
  /** Keys inside the value that are needed. */
  inside: KeyTree | null
}
type KeyTree = Map<string, Field>

/** Older records write `ARN`, some services `arn`, and calls on many objects of a bucket `ARNPrefix`. */
export const resourceSpellings: Record<ResourceField, readonly string[]> = {
  arn: ['ARN', 'arn', 'ARNPrefix'],
  accountId: ['accountId'],
  type: ['type'],
}

/** The keys of a record, as `columns` names them, with `resources` and (for whole files) `Records`. */
function recordKeys(columnAddresses: readonly number[]): KeyTree {
  const root: KeyTree = new Map()
  columnNames.forEach((name, number) => {
    for (const path of columns[name].paths) {
      const keys = path.split('.')
      let tree = root
      for (const key of keys.slice(0, -1)) {
        const field = fieldOf(tree, key)
        field.inside ??= new Map()
        tree = field.inside
      }
      const field = fieldOf(tree, keys.at(-1)!)
      field.column = columnAddresses[number]!
      field.use = useOf[columns[name].type]
    }
  })
  const resources = fieldOf(root, 'resources')
  resources.use = use.resources
  resources.inside = new Map()
  for (const [number, name] of resourceFields.entries())
    for (const spelling of resourceSpellings[name])
      resources.inside.set(spelling, { use: use.resource, column: number, inside: null })
  fieldOf(root, 'Records').use = use.records
  return root
}

function fieldOf(tree: KeyTree, key: string): Field {
  const field: Field = tree.get(key) ?? { use: use.none, column: 0, inside: null }
  tree.set(key, field)
  return field
}

/** A tree of keys, as the compiled half has it. */
export interface WrittenTree {
  /** Addresses of its fields, by key. */
  readonly fields: ReadonlyMap<string, number>
  readonly names: Names
  /** Trees inside its fields, by key. */
  readonly inside: ReadonlyMap<string, WrittenTree>
}

/** By the address of the tree. */
export type WrittenTrees = ReadonlyMap<number, WrittenTree>

/** Address of the field that a key in another spelling stands for; 0 for none. */
export function fieldOfOther({ fields, names, inside }: WrittenTree, key: string): number {
  const [first, ...below] = pathOf(key, names) ?? []
  if (first === undefined) return 0
  return below.length === 0 ? fields.get(first)! : fieldAlong(inside.get(first)!, below)
}

function fieldAlong({ fields, inside }: WrittenTree, [first, ...below]: readonly string[]): number {
  return below.length === 0 ? fields.get(first!)! : fieldAlong(inside.get(first!)!, below)
}

/** Writes the keys of a record to where the compiled half looks them up. */
export function writeKeys(compiled: Compiled, columnAddresses: readonly number[]): WrittenTrees {
  const trees = new Map<number, WrittenTree>()
  compiled.setRoot(writeTree(compiled, recordKeys(columnAddresses), trees))
  return trees
}

function writeTree(compiled: Compiled, tree: KeyTree, trees: Map<number, WrittenTree>): number {
  const keys = [...tree.keys()].map((key) => new TextEncoder().encode(key))
  const factor = perfectFactor(keys)
  const address = compiled.newTree(factor)
  const fields = new Map<string, number>()
  const inside = new Map<string, WrittenTree>()
  for (const [i, [key, field]] of [...tree].entries()) {
    const bytes = keys[i]!
    const insideAddress = field.inside === null ? 0 : writeTree(compiled, field.inside, trees)
    if (field.inside !== null) inside.set(key, trees.get(insideAddress)!)
    const at = compiled.alloc(bytes.length + 1 + 16)
    new Uint8Array(compiled.memory.buffer).set([...bytes, 0x22], at)
    const slot = slotOf(bytes, factor)
    fields.set(key, compiled.newField(address, slot, at, bytes.length, field.use, field.column, insideAddress))
  }
  trees.set(address, { fields, names: namesOf(tree), inside })
  return address
}

/** The names of a whole record. */
export const recordNames: Names = namesOf(recordKeys(columnNames.map(() => 0)))

/** Tries factors until no two keys share one of 256 slots; for tens of keys a few hundred tries do. */
function perfectFactor(keys: readonly Uint8Array[]): number {
  for (let candidate = 1; candidate < 1 << 16; candidate += 2) {
    const factor = Math.imul(candidate, 0x9e3779b1) | 1
    if (new Set(keys.map((key) => slotOf(key, factor))).size === keys.length) return factor
  }
  throw new Error('no perfect hash for the keys of a record')
}

// Length and four characters tell all keys of CloudTrail apart. The same as in wasm/keys.ts.
function slotOf(key: Uint8Array, factor: number): number {
  const { length } = key
  const quarters = (key[length >> 1]! << 8) ^ key[(length * 3) >> 2]!
  const ends = (length << 16) ^ (key[0]! << 8) ^ key[length - 1]!
  return Math.imul(Math.imul(ends, 0x85ebca6b) ^ quarters, factor) >>> 24
}
