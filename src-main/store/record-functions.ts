import type { Database } from 'sql.js'
import { compactJson } from '../../src-shared/base/json.ts'
import type { Locators } from '../columns/snapshot.ts'
import type { RowFunction, RowFunctions } from './functions.ts'
import { parsePath, sliceJson } from './json-slice.ts'
import type { Sqlite } from './sqlite.ts'

/** The text of a record by its file (index into the snapshot's files) and byte range. Throws a sentence if it cannot. */
export type ReadRecord = (file: number, offset: number, length: number) => string

type Cell = string | number | null

/** Those that read records. */
export const recordFunctions = ['record', 'record_json', 'field'] as const

/** `record`, `field`, `record_json` and `REGEXP` of schema.sql. */
export function defineRecordFunctions(
  sqlite: Sqlite,
  db: Database,
  registered: RowFunctions,
  locator: Locators,
  readRecord: ReadRecord,
): void {
  let lastRow = -1
  let lastText = ''
  // Several columns of one row ask for the same record, one after the other.
  const textOf = (id: unknown): string | null => {
    const row = typeof id === 'number' ? id - 1 : -1
    if (row === lastRow) return row < 0 ? null : lastText
    const file = locator.file[row]
    if (file === undefined) return null
    lastText = readRecord(file, locator.offset[row]!, locator.length[row]!)
    lastRow = row
    return lastText
  }
  const slice = (id: unknown, path: unknown): string | null => {
    if (typeof path !== 'string') return null
    const steps = cachedPath(path)
    if (steps === null) throw new Error(`The path ${path} is not of the form a.b[0] or $.a.b[0]`)
    const text = textOf(id)
    return text === null ? null : sliceJson(text, steps)
  }
  // Whole records are long: sql.js would write them letter by letter.
  const record: RowFunction = (context, row) => {
    try {
      const text = textOf(row + 1)
      if (text !== null) sqlite.result(context, text)
    } catch (error) {
      sqlite.fail(context, error instanceof Error ? error.message : String(error))
    }
  }
  registered.define('record', record, false)
  db.create_function('record_json', (id: Cell, path: Cell) => {
    const value = slice(id, path)
    return value === null || value === 'null' ? null : compactJson(value)
  })
  db.create_function('field', (id: Cell, path: Cell) => {
    const value = slice(id, path)
    return value === null ? null : fieldValue(value)
  })
  db.create_function('regexp', (pattern: Cell, text: Cell) => {
    if (pattern === null || text === null) return null
    return regularExpression(String(pattern)).test(String(text)) ? 1 : 0
  })
}

function fieldValue(json: string): Cell {
  const first = json[0]
  if (first === '"') return JSON.parse(json)
  if (first === '{' || first === '[') return compactJson(json)
  if (json === 'null') return null
  if (json === 'true' || json === 'false') return json
  const value = Number(json)
  // A number that JavaScript cannot hold stays as it is written.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? json : value
}

const paths = new Map<string, ReturnType<typeof parsePath>>()
const expressions = new Map<string, RegExp>()
const mostCached = 100

function cached<T>(cache: Map<string, T>, key: string, make: (key: string) => T): T {
  const known = cache.get(key)
  if (known !== undefined) return known
  if (cache.size >= mostCached) cache.clear()
  const made = make(key)
  cache.set(key, made)
  return made
}

const cachedPath = (path: string) => cached(paths, path, parsePath)

const regularExpression = (pattern: string) =>
  cached(expressions, pattern, (text) => {
    try {
      return new RegExp(text, 'u')
    } catch (error) {
      throw new Error(`The pattern ${text} is not a regular expression: ${(error as Error).message}`)
    }
  })
