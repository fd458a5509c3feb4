import { OnDemand } from '../../runtime/on-demand.ts'

/** Loaded where a file begins as Parquet, or records of one are read again: its libraries are 200 KB of code. */
export const parquetReading = new OnDemand(() => import('./reading.ts'))
