import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Records of CloudTrail and what is asked of them, in the plainest JavaScript: nothing of the product is used here. */
export type PlainRecord = Readonly<Record<string, unknown>>
export type Cell = string | number | null
export type Row = readonly Cell[]

/** One record for each event ID of all log files in a folder. */
export function recordsIn(folder: string): readonly PlainRecord[] {
  const byId = new Map<unknown, PlainRecord>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || path.includes('Digest')) continue
    const bytes = readFileSync(path)
    const { Records = [] } = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString())
    for (const record of Records) if (!byId.has(record.eventID)) byId.set(record.eventID, record)
  }
  return [...byId.values()]
}

/** The value at `a.b.c` as a text; null where there is none. */
export function text(record: unknown, path: string): string | null {
  let value = record
  for (const name of path.split('.')) value = (value as PlainRecord | null | undefined)?.[name]
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Entries of `resources`, of which several may be in a record. */
export const resourcesOf = (record: PlainRecord): readonly PlainRecord[] =>
  (record.resources as readonly PlainRecord[] | null | undefined) ?? []

export function groupsOf<T>(all: readonly T[], key: (each: T) => Row): readonly (readonly [Row, readonly T[]])[] {
  const groups = new Map<string, [Row, T[]]>()
  for (const each of all) {
    const row = key(each)
    const known = groups.get(JSON.stringify(row))
    if (known === undefined) groups.set(JSON.stringify(row), [row, [each]])
    else known[1].push(each)
  }
  return [...groups.values()]
}

export const distinct = (cells: readonly Cell[]): readonly Cell[] => [...new Set(cells.filter((cell) => cell !== null))]

/** By places from 0; `~n`, which is below zero, descends. NULL comes last either way, as in Trino. */
export function ordered(rows: readonly Row[], ...by: readonly number[]): readonly Row[] {
  return rows.toSorted((a, b) => {
    for (const place of by) {
      const at = place < 0 ? ~place : place
      const [x, y] = [a[at]!, b[at]!]
      if (x === y) continue
      if (x === null || y === null) return x === null ? 1 : -1
      const isBefore = x < y !== place < 0
      return isBefore ? -1 : 1
    }
    return 0
  })
}

/** `2024-03-05T10:00:00Z` as `2024-03-05 10:00:00.000`, which Trino makes of a timestamp. */
export const timestamp = (iso: string): string => new Date(iso).toISOString().replace('T', ' ').replace('Z', '')
/** The form in which Lake's queries write it. */
export const blankTime = (iso: string): string => iso.replace('T', ' ').replace('Z', '')
