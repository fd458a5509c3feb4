/** What a query would read, as the engine tells before it runs. */
export interface ScanEstimate {
  /** `catalog.schema.table` */
  readonly table: string
  /** Folders that the conditions leave, by the projection; null where a condition is no list of values. */
  readonly folders: number | null
  /** Null where the engine has no statistics of the table. */
  readonly bytes: number | null
}

/** The query whose one value `estimatesIn` reads (Trino and Athena documentation, "EXPLAIN"). It reads no file. */
export const explainScan = (sql: string): string => `EXPLAIN (TYPE IO, FORMAT JSON)\n${sql}`

interface Plan {
  readonly inputTableColumnInfos?: readonly {
    readonly table: {
      readonly catalog: string
      readonly schemaTable: { readonly schema: string; readonly table: string }
    }
    readonly constraint?: {
      readonly columnConstraints?: readonly { readonly domain: { readonly ranges: readonly Range[] } }[]
    }
    readonly estimate?: { readonly outputSizeInBytes?: number | string }
  }[]
}
interface Range {
  readonly low: { readonly value?: string; readonly bound: string }
  readonly high: { readonly value?: string; readonly bound: string }
}

/** Null for what is no such plan. */
export function estimatesIn(text: string): readonly ScanEstimate[] | null {
  let plan: Plan
  try {
    plan = JSON.parse(text) as Plan
  } catch {
    return null
  }
  return (plan.inputTableColumnInfos ?? []).map(({ table, constraint, estimate }) => {
    const ranges = (constraint?.columnConstraints ?? []).map(({ domain }) => domain.ranges)
    const isList = ranges.flat().every(({ low, high }) => low.bound === 'EXACTLY' && low.value === high.value)
    const bytes = Number(estimate?.outputSizeInBytes ?? Number.NaN)
    return {
      table: [table.catalog, table.schemaTable.schema, table.schemaTable.table].join('.'),
      folders: isList && ranges.length > 0 ? ranges.reduce((product, { length }) => product * length, 1) : null,
      bytes: Number.isFinite(bytes) ? bytes : null,
    }
  })
}
