import { compactJson, innerJson } from '../../src-shared/base/json.ts'
import { parsePath, sliceJson } from '../../src-shared/base/json-slice.ts'
import type { Duckdb } from './package.ts'
import { isCancelled, Refusal, type Running, within } from './running.ts'

/** The text of the record of an event or of a copy, or of a configuration item, by its row, or why it cannot be read. */
export type ReadRecord = (
  of: 'event' | 'copy' | 'config',
  row: number,
) => { readonly text: string; readonly problem: null } | { readonly text: null; readonly problem: string } | null

/** The text of the record; null without such a row. */
export function recordText(read: ReadRecord, of: Parameters<ReadRecord>[0], row: number): string | null {
  const record = read(of, row)
  if (record === null) return null
  if (record.text === null) throw new Refusal(record.problem)
  return record.text
}

/** What `record_field` gives: the text of a string, compact JSON of anything else, null for JSON null. */
function fieldOf(record: string, steps: Steps): string | null {
  const json = sliceJson(record, steps)
  if (json === null || json === 'null') return null
  return json.startsWith('"') ? (JSON.parse(json) as string) : compactJson(json)
}

/** A member of a configuration item as JSON text, `$` for all of it; null for JSON null. */
export function itemJson(read: ReadRecord, row: number, path: string): string | null {
  const item = recordText(read, 'config', row)
  const json = item === null ? null : sliceJson(item, pathOf(path))
  return json === null || json === 'null' ? null : compactJson(innerJson(json))
}

type Steps = NonNullable<ReturnType<typeof parsePath>>

const paths = new Map<string, Steps>()
const mostPaths = 100

function pathOf(path: string): Steps {
  const steps = paths.get(path) ?? parsePath(path)
  if (steps === null) throw new Refusal(`The path ${path} is not of the form a.b[0] or $.a.b[0]`)
  if (paths.size >= mostPaths) paths.clear()
  paths.set(path, steps)
  return steps
}

/**
 * `record_text(id)` and `record_field(id, path)`: of the original record of event `id`. DuckDB calls them for rows that pass
 * the filter only. Reading holds the thread: the query's cancel word is looked at before each record.
 */
export function registerRecordFunctions(
  duckdb: Duckdb,
  connection: Parameters<Duckdb['raw']['register_scalar_function']>[0],
  read: ReadRecord,
  running: (connection: number) => Running,
): void {
  register(duckdb, connection, { name: 'record_text', paths: 0, running }, (row) => recordText(read, 'event', row))
  register(duckdb, connection, { name: 'record_field', paths: 1, running }, (row, path) => {
    if (path === null) return null
    const steps = pathOf(path)
    const text = recordText(read, 'event', row)
    return text === null ? null : fieldOf(text, steps)
  })
}

interface RecordFunction {
  readonly name: string
  /** How many texts it takes behind the number of the event. */
  readonly paths: 0 | 1
  readonly running: (connection: number) => Running
}

function register(
  { api, raw }: Duckdb,
  connection: Parameters<Duckdb['raw']['register_scalar_function']>[0],
  { name, paths, running }: RecordFunction,
  call: (row: number, path: string | null) => string | null,
): void {
  const { BIGINT, VARCHAR, DuckDBScalarFunction } = api
  const scalar = DuckDBScalarFunction.create({
    name,
    parameterTypes: [BIGINT, VARCHAR].slice(0, 1 + paths),
    returnType: VARCHAR,
    bindFunction: (info) => info.setBindData({ connection: info.clientContext.connectionId }),
    mainFunction: (info, input, output) => {
      const query = running((info.bindData as { readonly connection: number }).connection)
      within(
        query,
        (message) => info.setError(message),
        () => {
          const ids = input.getColumnVector(0)
          const texts = paths === 0 ? null : input.getColumnVector(1)
          for (let k = 0; k < input.rowCount; k++) {
            if (isCancelled(query)) throw new Refusal('cancelled')
            const id = ids.getItem(k) as bigint | null
            output.setItem(k, id === null ? null : call(Number(id) - 1, (texts?.getItem(k) ?? null) as string | null))
          }
          output.flush()
        },
      )
    },
  })
  raw.register_scalar_function(connection, scalar.scalar_function)
}
