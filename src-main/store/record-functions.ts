import { type Block, isInBlock, readAddress, readBlock } from '../../src-shared/base/ip.ts'
import { compactJson, innerJson } from '../../src-shared/base/json.ts'
import { jsonValue, parsePath, sliceJson } from '../../src-shared/base/json-slice.ts'
import type { Cell } from '../../src-shared/contract/index.ts'
import { type DeedField, deedOfPath } from '../../src-shared/model/deed-fields.ts'
import { tellDeed } from '../../src-shared/what/deeds.ts'
import { parseRecord } from '../../src-shared/what/record-values.ts'
import type { Connection } from './connection.ts'
import type { RowFunction } from './functions.ts'
import type { QueryFields } from './query-fields.ts'
import { SqlError } from './sql.ts'
import type { Pointer } from './sqlite.ts'

/**
 * The text of the record of an event or of a copy, or of a configuration item, by its row, or why it cannot be read.
 * Null without such a row.
 */
export type ReadRecord = (of: RecordOf, row: number) => RecordRead | null
export type RecordOf = 'event' | 'copy' | 'config'
export type RecordRead =
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: string }

/** Milliseconds for which a record is kept. After that it is read again, because its file may have changed. */
const keptMs = 100

/** Those that read records. */
export const recordFunctions = ['record', 'record_json', 'field', 'copy_record', 'config_json'] as const

/** `record`, `field`, `record_json`, `config_json` and `REGEXP` of schema.sql. */
export function defineRecordFunctions(connection: Connection, readRecord: ReadRecord, fields: QueryFields): void {
  const { sqlite } = connection
  const textOf = lastText(readRecord, 'event')
  const slice = sliceOf(textOf)
  defineField(connection, { slice, deed: deedIn(textOf) }, fields)
  const configSlice = sliceOf(lastText(readRecord, 'config'))
  // Whole records are long, and sql.js copies a text character by character.
  const record =
    (textAt: (row: number) => string | null): RowFunction =>
    (context, row) => {
      try {
        const text = textAt(row)
        if (text !== null) sqlite.result(context, text)
      } catch (error) {
        connection.fail(context, error)
      }
    }
  const copyText = (copy: number): string | null => {
    const read = readRecord('copy', copy)
    if (read?.problem != null) throw new SqlError(read.problem)
    return read === null ? null : read.text
  }
  connection.rowFunctions.define(
    'record',
    record((row) => textOf(row + 1)),
    false,
  )
  connection.rowFunctions.define('copy_record', record(copyText), false)
  connection.define({
    record_json: (id, path) => {
      const value = slice(id, path)
      return value === null || value === 'null' ? null : compactJson(value)
    },
    config_json: (id, path) => {
      const value = configSlice(id, path)
      return value === null || value === 'null' ? null : compactJson(innerJson(value))
    },
    in_cidr: (address, cidr) => {
      if (address === null || cidr === null) return null
      const block = cached(blocks, String(cidr), blockOf)
      const read = readAddress(String(address))
      return read !== null && isInBlock(read, block) ? 1 : 0
    },
    regexp: (pattern, text) => {
      if (pattern === null || text === null) return null
      return regularExpression(String(pattern)).test(String(text)) ? 1 : 0
    },
  })
}

/** From the column of the field, where the query has one and the record can be told from it; else from the record. */
function defineField(
  connection: Connection,
  ofRecord: { readonly slice: ReturnType<typeof sliceOf>; readonly deed: ReturnType<typeof deedIn> },
  fields: QueryFields,
): void {
  const { sqlite } = connection
  const give = (context: Pointer, value: Cell) => {
    if (typeof value === 'number') sqlite.api._sqlite3_result_double(context, value)
    else if (value !== null) sqlite.result(context, value)
  }
  connection.rowFunctions.defineOfText('field', (context, row, path) => {
    try {
      const column = fields.columnFor(path, row)
      if (column !== null && fields.give(context, column, row)) return
      const deed = deedOfPath(path)
      if (deed !== null) return give(context, ofRecord.deed(row + 1, deed))
      const value = ofRecord.slice(row + 1, path)
      if (value !== null) give(context, jsonValue(value))
    } catch (error) {
      connection.fail(context, error)
    }
  })
}

type TextOf = (id: unknown) => string | null

/** Several columns of one row read the same text, one after the other. */
function lastText(readRecord: ReadRecord, of: RecordOf): TextOf {
  let lastRow = -1
  let text = ''
  let lastAt = Number.NEGATIVE_INFINITY
  return (id) => {
    const row = typeof id === 'number' ? id - 1 : -1
    if (row === lastRow && (row < 0 || performance.now() - lastAt < keptMs)) return row < 0 ? null : text
    const read = row < 0 ? null : readRecord(of, row)
    if (read === null) return null
    if (read.text === null) throw new SqlError(read.problem)
    text = read.text
    lastRow = row
    lastAt = performance.now()
    return text
  }
}

/** What the call did, told from the text. */
const deedIn =
  (textOf: TextOf) =>
  (id: number, deed: DeedField): string | null => {
    const text = textOf(id)
    const record = text === null ? null : parseRecord(text)
    return record === null ? null : tellDeed[deed](record)
  }

/** The JSON of what a path names in a text. */
function sliceOf(textOf: TextOf): (id: unknown, path: unknown) => string | null {
  return (id, path) => {
    if (typeof path !== 'string') return null
    const steps = cachedPath(path)
    if (steps === null) throw new SqlError(`The path ${path} is not of the form a.b[0] or $.a.b[0]`)
    const text = textOf(id)
    return text === null ? null : sliceJson(text, steps)
  }
}

function blockOf(cidr: string): Block {
  const block = readBlock(cidr)
  if (!block.ok) throw new SqlError(block.message)
  return block.value
}

const blocks = new Map<string, Block>()
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
      throw new SqlError(`The pattern ${text} is not a regular expression: ${(error as Error).message}`)
    }
  })
