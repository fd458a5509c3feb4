import { type ColumnName, columnNames, columns as modelColumns } from '../../../src-shared/model/columns.ts'
import type { Cells } from '../gather.ts'
import { type ColumnData, type Events, locatorNames, type Rows } from '../snapshot.ts'
import type { TextData } from '../text-data.ts'

/** How the cells of a stored array lie in a file: unsigned, signed and IEEE 754 numbers, little-endian. */
export const cellTypes = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const
export type CellType = keyof typeof cellTypes

/** An array of the events of a case, for a file. Its cells are those of the pieces, one behind the other. */
export interface StoredArray {
  readonly name: string
  readonly type: CellType
  readonly pieces: readonly Cells[]
}

/** What the arrays do not tell. */
export interface StoredForm {
  readonly events: number
  /** Contents that are not shown; null where all copies have the content of their event. Their rows lie behind the events. */
  readonly alternates: number | null
  readonly copies: number
  /** Of the events and of the alternates. */
  readonly resources: number
  /** The columns of events that are in the file. */
  readonly columns: readonly string[]
  /** By the name of a text column, texts that UTF-8 cannot write, with their codes. */
  readonly illFormed: Readonly<Record<string, readonly (readonly [number, string])[]>>
  /** By the name of an id column, ids that take more than 16 bytes. */
  readonly others: Readonly<Record<string, readonly string[]>>
}

export const resourceColumns = ['arn', 'accountId', 'type'] as const

/** Bookmarks are not stored: they belong to the analyst's work. */
export function storedEvents(events: Events): { readonly form: StoredForm; readonly arrays: readonly StoredArray[] } {
  const arrays: StoredArray[] = []
  const illFormed: Record<string, readonly (readonly [number, string])[]> = {}
  const others: Record<string, readonly string[]> = {}
  const { alternates, copies } = events
  const rows: readonly Rows[] = alternates === null ? [events] : [events, alternates]
  const add = (name: string, pieces: readonly Cells[]) => arrays.push({ name, type: typeOf(pieces[0]!), pieces })

  const addText = (name: string, parts: readonly TextData[]) => {
    const { texts } = parts[0]!
    if (parts.some((part) => part.texts !== texts)) throw new Error(`${name}: alternates have texts of their own`)
    add(
      `${name}/codes`,
      parts.map(({ codes }) => codes),
    )
    add(`${name}/bytes`, [texts.bytes])
    add(`${name}/starts`, [texts.starts])
    if (texts.illFormed.size > 0) illFormed[name] = [...texts.illFormed]
  }
  const addColumn = (name: ColumnName, parts: readonly ColumnData[]) => {
    const path = `columns/${name}`
    const first = parts[0]!
    if (first.type === 'text') return addText(path, parts as readonly TextData[])
    if (first.type !== 'id') return add(`${path}/values`, (parts as readonly (typeof first)[]).map(({ values }) => values)) // biome-ignore format: a line
    const ids = parts as readonly (typeof first)[]
    add(`${path}/kinds`, ids.map(({ kinds }) => kinds)) // biome-ignore format: a line
    add(`${path}/bytes`, ids.map(({ bytes }) => bytes)) // biome-ignore format: a line
    if (first.others.length > 0) others[path] = first.others
  }

  for (const name of columnNames) {
    addColumn(
      name,
      rows.map(({ columns }) => columns[name]),
    )
  }
  for (const name of locatorNames) {
    add(
      `locator/${name}`,
      rows.map(({ locator }) => locator[name]),
    )
  }
  add('resources/row', [
    events.resources.row,
    ...(alternates === null ? [] : [alternates.resources.row.map((row) => row + events.events)]),
  ])
  for (const name of resourceColumns) {
    addText(
      `resources/${name}`,
      rows.map(({ resources }) => resources[name]),
    )
  }
  for (const name of ['row', 'alternate', ...locatorNames] as const) add(`copies/${name}`, [copies[name]])
  add('conflicting', [events.conflicting])
  if (alternates !== null) add('alternates/of', [alternates.of])

  const form: StoredForm = {
    events: events.events,
    alternates: alternates?.events ?? null,
    copies: copies.row.length,
    resources: rows.reduce((sum, { resources }) => sum + resources.row.length, 0),
    columns: columnNames,
    illFormed,
    others,
  }
  return { form, arrays }
}

function typeOf(cells: Cells): CellType {
  const found = (Object.keys(cellTypes) as CellType[]).find((type) => cells instanceof cellTypes[type])
  if (found === undefined) throw new Error(`Cells of ${cells.constructor.name} are not stored`)
  return found
}

/** An array that a file must hold, of one of these types. `length`: its cells; null where only the file tells. */
export interface ExpectedArray {
  readonly name: string
  readonly types: readonly CellType[]
  readonly length: number | null
}

const codeTypes = ['u8', 'u16', 'u32'] as const
type Counts = Pick<StoredForm, 'events' | 'alternates' | 'copies' | 'resources'>

/** The arrays of events in that form, in the order in which they are written. */
export function expectedArrays({ events, alternates, copies, resources }: Counts): readonly ExpectedArray[] {
  const rows = events + (alternates ?? 0)
  const text = (name: string, length: number): ExpectedArray[] => [
    { name: `${name}/codes`, types: codeTypes, length },
    { name: `${name}/bytes`, types: ['u8'], length: null },
    { name: `${name}/starts`, types: ['u32'], length: null },
  ]
  const u32 = (name: string, length: number): ExpectedArray => ({ name, types: ['u32'], length })
  const column = (name: ColumnName): ExpectedArray[] => {
    const path = `columns/${name}`
    switch (modelColumns[name].type) {
      case 'text':
        return text(path, rows)
      case 'flag':
        return [{ name: `${path}/values`, types: ['u8'], length: rows }]
      case 'integer':
        return [{ name: `${path}/values`, types: ['i32'], length: rows }]
      case 'time':
        return [{ name: `${path}/values`, types: ['f64'], length: rows }]
      case 'id':
        return [
          { name: `${path}/kinds`, types: ['u8'], length: rows },
          { name: `${path}/bytes`, types: ['u8'], length: rows * 16 },
        ]
    }
  }
  return [
    ...columnNames.flatMap(column),
    ...locatorNames.map((name) => u32(`locator/${name}`, rows)),
    u32('resources/row', resources),
    ...resourceColumns.flatMap((name) => text(`resources/${name}`, resources)),
    ...['row', 'alternate', ...locatorNames].map((name) => u32(`copies/${name}`, copies)),
    { name: 'conflicting', types: ['u8'], length: events },
    ...(alternates === null ? [] : [u32('alternates/of', alternates)]),
  ]
}

/** The names that arrays have, whatever the case holds. */
export const storedArrayNames: readonly string[] = expectedArrays({
  events: 0,
  alternates: 0,
  copies: 0,
  resources: 0,
}).map(({ name }) => name)
