import type * as Api from '@duckdb/node-api'
import type * as Raw from '@duckdb/node-bindings'

/**
 * DuckDB's package for Node. `raw` is its C API, which cells are copied through; `api` reads values of any type
 * (https://duckdb.org/docs/stable/clients/node_neo/overview).
 */
export interface Duckdb {
  readonly api: typeof Api
  readonly raw: typeof Raw
}

export type { DataChunk, LogicalType, TableFunctionBindInfo, Vector } from '@duckdb/node-bindings'

/** Null where the package is not installed for this platform. */
export async function loadDuckdb(): Promise<Duckdb | null> {
  try {
    const [api, raw] = await Promise.all([import('@duckdb/node-api'), import('@duckdb/node-bindings')])
    return { api, raw: raw.default }
  } catch {
    return null
  }
}
