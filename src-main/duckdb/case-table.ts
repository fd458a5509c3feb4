import type { CaseColumn, CaseTables } from './column.ts'
import { gathered } from './gathered.ts'
import type { Duckdb, TableFunctionBindInfo } from './package.ts'
import { Refusal, type Running, within } from './running.ts'
import type { Writer, WriterMaker } from './writers.ts'

export interface CaseTableParts {
  readonly tables: () => CaseTables
  readonly writers: WriterMaker
  /** The query that runs on a connection. */
  readonly running: (connection: number) => Running
}

interface Bound {
  readonly running: Running
  readonly rows: number
  readonly writers: readonly Writer[]
}

interface Scan {
  readonly writes: readonly Writer['write'][]
  row: number
  /** Rows of the next chunk. */
  chunk: number
  answeredAt: number
}

/**
 * An operator of DuckDB is interrupted between chunks only, and a join on `<>` compares each row of a chunk with all
 * rows of the other side. Chunks begin small and grow while they are taken quickly.
 */
const firstChunk = 64
const quickMs = 20
const slowMs = 60

/**
 * `case_table('events', ['eventTime', 'eventName'])`: these columns of a table of the case, or all of them where the list is
 * empty. Only columns that a query names are bound, and only those that it needs are read. A column of `events` may be one
 * that was made for the query: a place in records.
 */
export function registerCaseTable(
  { raw }: Duckdb,
  connection: Parameters<Duckdb['raw']['register_table_function']>[0],
  { tables, writers, running }: CaseTableParts,
): void {
  const mostRows = raw.vector_size()
  const known = new KnownColumns(writers)
  const table = raw.create_table_function()
  raw.table_function_set_name(table, 'case_table')
  raw.table_function_add_parameter(table, raw.create_logical_type(raw.Type.VARCHAR))
  // Any list: an empty one is no list of texts to DuckDB.
  raw.table_function_add_parameter(table, raw.create_list_type(raw.create_logical_type(raw.Type.ANY)))
  raw.table_function_supports_projection_pushdown(table, true)

  raw.table_function_set_bind(table, (info) => {
    const query = running(raw.client_context_get_connection_id(raw.table_function_get_client_context(info)))
    const setError = (message: string) => raw.bind_set_error(info, message)
    within(query, setError, () => {
      const { name, columns } = parametersOf(raw, info)
      const all = tables()
      const found = Object.hasOwn(all, name) ? all[name] : undefined
      if (found === undefined) throw new Refusal(`The case has no table ${name}.`)
      const bound: Writer[] = []
      for (const column of columns.length > 0 ? columns : Object.keys(found.columns)) {
        const made = name === 'events' ? query.columns.get(column) : undefined
        const own = Object.hasOwn(found.columns, column) ? found.columns[column] : undefined
        if (made === undefined && own === undefined) throw new Refusal(`The table ${name} has no column ${column}.`)
        const some = name === 'events' ? query.rows : null
        const writer =
          made !== undefined
            ? writers.of(made)
            : some === null
              ? known.writer(all, own!)
              : writers.of(gathered(known.column(all, own!), some))
        raw.bind_add_result_column(info, column, writer.type)
        bound.push(writer)
      }
      const rows = name === 'events' ? (query.rows?.length ?? found.rows) : found.rows
      raw.bind_set_bind_data(info, { running: query, rows, writers: bound } satisfies Bound)
      raw.bind_set_cardinality(info, rows, true)
    })
  })

  raw.table_function_set_init(table, (info) => {
    const { writers } = raw.init_get_bind_data(info) as Bound
    const writes = Array.from({ length: raw.init_get_column_count(info) }, (_, i) => {
      // Beyond the columns lies the row id of DuckDB, which count(*) may ask for.
      return writers[raw.init_get_column_index(info, i)]?.write ?? writeNothing
    })
    const scan: Scan = { writes, row: 0, chunk: firstChunk, answeredAt: Number.POSITIVE_INFINITY }
    raw.init_set_init_data(info, scan)
    raw.init_set_max_threads(info, 1)
  })

  raw.table_function_set_function(table, (info, chunk) => {
    const { running, rows } = raw.function_get_bind_data(info) as Bound
    const setError = (message: string) => raw.function_set_error(info, message)
    within(running, setError, () => {
      const scan = raw.function_get_init_data(info) as Scan
      const takenMs = performance.now() - scan.answeredAt
      if (takenMs > slowMs) scan.chunk = Math.max(firstChunk, scan.chunk >> 2)
      else if (takenMs < quickMs) scan.chunk = Math.min(mostRows, scan.chunk * 2)
      const count = Math.min(scan.chunk, rows - scan.row)
      raw.data_chunk_set_size(chunk, count)
      if (count > 0)
        for (const [i, write] of scan.writes.entries()) write(raw.data_chunk_get_vector(chunk, i), scan.row, count)
      scan.row += count
      scan.answeredAt = performance.now()
    })
  })
  raw.register_table_function(connection, table)
}

const writeNothing: Writer['write'] = () => {}

function parametersOf(raw: Duckdb['raw'], info: TableFunctionBindInfo) {
  const list = raw.bind_get_parameter(info, 1)
  const columns = Array.from({ length: raw.get_list_size(list) }, (_, i) =>
    raw.get_varchar(raw.get_list_child(list, i)),
  )
  return { name: raw.get_varchar(raw.bind_get_parameter(info, 0)), columns }
}

type MakeColumn = CaseTables[string]['columns'][string]

/** Columns of the tables and their writers, each made once. */
class KnownColumns {
  #of: CaseTables | null = null
  #columns = new Map<MakeColumn, CaseColumn>()
  #writers = new Map<MakeColumn, Writer>()

  constructor(private readonly make: WriterMaker) {}

  column(tables: CaseTables, make: MakeColumn): CaseColumn {
    this.#forgetOthers(tables)
    const column = this.#columns.get(make) ?? make()
    this.#columns.set(make, column)
    return column
  }

  writer(tables: CaseTables, make: MakeColumn): Writer {
    this.#forgetOthers(tables)
    const writer = this.#writers.get(make) ?? this.make.of(this.column(tables, make))
    this.#writers.set(make, writer)
    return writer
  }

  /** They are others once the files are judged. */
  #forgetOthers(tables: CaseTables): void {
    if (this.#of === tables) return
    this.#of = tables
    this.#columns = new Map()
    this.#writers = new Map()
  }
}
