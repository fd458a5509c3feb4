import type { Columns } from './columns.ts'
import { type Meaning, structureAt } from './fields.ts'
import { isJson, jsonOfStructText } from './struct-text.ts'

/**
 * The JSON of the record that a row tells: its fields at their places, and columns that are none under their own names.
 * Empty cells are left out, as a table cannot tell an empty text from none. Null where no cell has anything.
 */
export function recordOfRow(columns: Columns, cells: readonly string[]): string | null {
  const whole = wholeRecordIn(columns, cells)
  if (whole !== null) return whole
  const record = new RecordTree()
  columns.forEach(({ header, meaning }, n) => {
    const cell = cells[n]!
    if (cell === '') return
    if (meaning.type === 'field') record.put(meaning.path, jsonOfCell(cell, meaning), header)
    else if (meaning.type !== 'resource') record.put([header], JSON.stringify(cell), header)
  })
  const resources = resourcesOf(columns, cells)
  if (resources !== null) record.put(['resources'], resources, 'resources')
  return record.isEmpty ? null : record.json()
}

/** A column that holds the record itself: the rest of the row tells nothing that is not in it. */
function wholeRecordIn(columns: Columns, cells: readonly string[]): string | null {
  for (const [n, { meaning }] of columns.entries()) {
    const cell = meaning.type === 'record' ? cells[n]! : ''
    if (/^\s*\{/.test(cell) && isJson(cell)) return cell.trim()
  }
  return null
}

type FieldMeaning = Extract<Meaning, { readonly type: 'field' }>

function jsonOfCell(cell: string, { form, path }: FieldMeaning): string {
  switch (form) {
    case 'text':
      return JSON.stringify(cell)
    case 'flag': {
      const flag = cell.trim().toLowerCase()
      return flag === 'true' || flag === 'false' ? flag : JSON.stringify(cell)
    }
    case 'structure':
      return structureOf(cell) ?? JSON.stringify(cell)
    case 'awsStructure':
      return awsStructureOf(cell, path)
  }
}

/** Identities repeat from row to row: what was made of the last different ones is kept. */
const awsStructures = new Map<string, string>()
const mostKept = 10_000
const longestKept = 4_096

function awsStructureOf(cell: string, path: readonly string[]): string {
  const key = `${path[0]} ${cell}`
  const known = awsStructures.get(key)
  if (known !== undefined) return known
  const json = structureOf(cell)
  const spelled = json === null ? JSON.stringify(cell) : JSON.stringify(structureAt(JSON.parse(json), path))
  if (awsStructures.size >= mostKept) awsStructures.clear()
  if (cell.length <= longestKept) awsStructures.set(key, spelled)
  return spelled
}

/** Numbers, true and false are no structures, and stay texts: a table does not say whether they were. */
function structureOf(cell: string): string | null {
  const text = cell.trim()
  if (text === 'null') return text
  if (!text.startsWith('{') && !text.startsWith('[')) return null
  return isJson(text) ? text : jsonOfStructText(text)
}

/** Of the console's two columns, which list several by commas. A name may be an ARN or not. */
function resourcesOf(columns: Columns, cells: readonly string[]): string | null {
  const cellOf = (part: 'type' | 'name'): string =>
    cells[columns.findIndex(({ meaning }) => meaning.type === 'resource' && meaning.part === part)] ?? ''
  const [types, names] = [cellOf('type'), cellOf('name')]
  if (types === '' && names === '') return null
  const [typeList, nameList] = [types.split(/, ?/), names.split(/, ?/)]
  const pairs = typeList.length === nameList.length ? typeList.map((type, n) => [type, nameList[n]!]) : [[types, names]]
  return `[${pairs.map(([type, name]) => resource(type!, name!)).join(',')}]`
}

function resource(type: string, name: string): string {
  const members = [
    ['type', type],
    [name.startsWith('arn:') ? 'ARN' : 'resourceName', name],
  ]
  return `{${members.flatMap(([key, value]) => (value === '' ? [] : `${JSON.stringify(key)}:${JSON.stringify(value)}`)).join(',')}}`
}

/** A record that is being put together. Values are JSON text. A place is filled once. */
class RecordTree {
  private readonly members = new Map<string, string | RecordTree>()

  get isEmpty(): boolean {
    return this.members.size === 0
  }

  /** `otherwise`: the name at the top that it gets where its place is taken. */
  put(path: readonly string[], value: string, otherwise: string): void {
    if (!this.fill(path, value)) this.members.set(freeName(otherwise, this.members), value)
  }

  private fill([key, ...inner]: readonly string[], value: string): boolean {
    const there = this.members.get(key!)
    if (inner.length === 0) {
      if (there !== undefined) return false
      this.members.set(key!, value)
      return true
    }
    const within = there ?? new RecordTree()
    if (typeof within === 'string') return false
    this.members.set(key!, within)
    return within.fill(inner, value)
  }

  json(): string {
    const written = [...this.members].map(
      ([key, value]) => `${JSON.stringify(key)}:${typeof value === 'string' ? value : value.json()}`,
    )
    return `{${written.join(',')}}`
  }
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name} (${n})`
  return free
}
